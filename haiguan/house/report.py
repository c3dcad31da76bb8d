"""An agency's page as one HTML file that stands alone: to mail, to print, to keep."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from haiguan.house.contents import Row, agency_contents, chart
from haiguan.house.findings import findings_of
from output.connect import reading
from output.store import Store

HERE = Path(__file__).parent


def agency_report(store: Store, key: str, archive: Path | None = None) -> str:
    """The report on an agency, by code or name, as HTML; raises LookupError where it has no document.

    `archive` is that of the crawl, for what was refused.
    """
    with reading(store.engine) as connection:
        context = agency_contents(connection, key, archive)
        context["failing"] = findings_of(connection, context["agency"].key)
    sources = {d.id: d.uri for d in context["documents"]}

    def document_url(document_id: str, item: str) -> str:
        """The document's own address, where a reader elsewhere can open it."""
        uri = sources[document_id]
        return uri if urlsplit(uri).scheme in ("http", "https") else f"#{document_id}"

    def chart_url(row: Row) -> str:
        """The chart itself, in its own address."""
        assert row.chart is not None
        return "data:image/svg+xml;base64," + b64encode(chart(row.code, row.chart)).decode("ascii")

    style = (HERE / "static" / "house.css").read_text("utf-8")
    return (
        _templates()
        .get_template("house/report.html")
        .render(**context, document_url=document_url, chart_url=chart_url, style=style)
    )


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
