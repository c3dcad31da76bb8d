"""What is not there, and why: sources that gave no record, and pages that their site refused to a crawl."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from haiguan.house.agencies import KEY, Listed
from haiguan.refusals import RefusingSite, refusing_sites
from output import tables

_documents, _failures = tables.documents.c, tables.failures.c

ADVICE = "Wait and crawl again, or bring the page, saved from a browser, in with haiguan ingest"
_REPORT = re.compile("年报|年報|年度报告|年度報告")
_YEAR = re.compile(r"((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Refused:
    """An address of an agency that gave no record; `title` and `year` where a list named the document."""

    uri: str
    title: str | None
    year: int | None
    reason: str
    advice: str


def failures_of(connection: Connection, documents: Sequence[Listed]) -> list[Refused]:
    """Sources that gave no record and stand where the agency's documents stand: same host, same first folder."""
    places = {_place(d.uri) for d in documents}
    rows: list[Any] = list(
        connection.execute(select(_failures.uri, _failures.reason, _failures.advice).order_by(_failures.uri))
    )
    return [Refused(row.uri, None, None, row.reason, row.advice) for row in rows if _place(row.uri) in places]


def refusals(connection: Connection, archive: Path | None) -> Mapping[str, Sequence[Refused]]:
    """The pages that were refused to the crawl, by agency; none where no archive is at hand."""
    found: dict[str, list[Refused]] = defaultdict(list)
    for site in _refusing_sites(archive):
        found[_agency(connection, site)] += [
            Refused(page.url, page.title, _year(page.title), f"refused on {page.retrieved_at[:10]}, {page.note or ''}", ADVICE)
            for page in site.pages
        ]
    return found


def report_years(pages: Iterable[Refused]) -> list[int]:
    """The years of which an annual report was refused, as its title says."""
    return sorted({page.year for page in pages if page.year and _REPORT.search(page.title or "")})


def refused_reports(connection: Connection, archive: Path) -> set[tuple[str, int]]:
    """Agency and year of the annual reports that were refused to the crawl."""
    return {(key, year) for key, pages in refusals(connection, archive).items() for year in report_years(pages)}


def _refusing_sites(archive: Path | None) -> Sequence[RefusingSite]:
    index = archive / "index.sqlite" if archive else None
    if archive is None or index is None or not index.exists():
        return ()
    return _read(archive, index.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(archive: Path, _changed: int) -> Sequence[RefusingSite]:
    return tuple(refusing_sites(archive))


def _agency(connection: Connection, site: RefusingSite) -> str:
    """The agency that most of the site's documents are of; where there are none, whose site it is."""
    query = select(KEY).where(_documents.source_uri.in_(site.neighbours), KEY.is_not(None))
    return connection.scalar(query.group_by(KEY).order_by(func.count().desc(), KEY)) or site.agency


def _year(title: str | None) -> int | None:
    found = _YEAR.search(title or "")
    return int(found[1]) if found else None


def _place(uri: str) -> tuple[str, str]:
    """The host and the first folder of an address; of a file the folder that it lies in."""
    parts = urlsplit(uri)
    folder = parts.path.rpartition("/")[0]
    return parts.netloc, folder if not parts.netloc else folder.removeprefix("/").partition("/")[0]
