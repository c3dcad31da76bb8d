"""What the house adds to Datasette: pages, links to the evidence, and the guard at the door."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from markupsafe import Markup, escape
from pluggy import HookimplMarker

from haiguan.house import views
from haiguan.house.guard import App, guarded
from haiguan.house.house import NAME

hookimpl = HookimplMarker("datasette")

_ID_COLUMNS = {"document_id", "attached_document_id", "target"}


@hookimpl
def register_routes() -> list[tuple[str, object]]:
    """Our pages, the first of them where one comes in."""
    return [
        (r"^/$", views.front_door),
        (r"^/-/overview$", views.overview_page),
        (r"^/-/agency/(?P<key>[^/]+)$", views.agency_page),
        (r"^/-/document/(?P<id>[^/]+)$", views.document_page),
        (r"^/-/page/(?P<id>[^/]+)/(?P<page>\d{1,5})\.png$", views.page_picture),
        (r"^/-/chart/(?P<code>\w+)\.svg$", views.chart_picture),
        (r"^/-/compare$", views.compare_page),
        (r"^/-/search$", views.search_page),
        (r"^/-/findings$", views.findings_page),
        (r"^/-/note$", views.note),
    ]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> object:
    """The guard."""
    config = datasette.plugin_config(NAME)
    return (lambda app: guarded(app, config["host"])) if config else _unchanged


def _unchanged(app: App) -> App:
    return app


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """From Datasette's own pages back to ours."""
    pages = {
        "overview": "Overview 总览",
        "search": "Search 检索",
        "findings": "Failed checks 未通过",
        "compare": "Compare 对比",
    }
    return [{"href": datasette.urls.path(f"/-/{page}"), "label": label} for page, label in pages.items()]


@hookimpl
def extra_js_urls(datasette: Datasette) -> list[str]:
    """What Datasette's tables expect of a script in the page, which our policy does not let run."""
    return [datasette.urls.path("/house/tables.js")]


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """A style for Datasette's own pages."""
    return [datasette.urls.path("/house/tables.css")]


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """A document's id as a link to its evidence."""
    names_a_document = column in _ID_COLUMNS or (table, column) == ("documents", "id")
    if not names_a_document or not isinstance(value, str):
        return None
    url = datasette.urls.path(views.document_path(value, ""))
    return Markup('<a href="{}">{}</a>').format(url, escape(value))
