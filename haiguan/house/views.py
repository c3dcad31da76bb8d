"""The pages: each asks the database in a thread, and fills a template."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from haiguan.house import charts, contents
from haiguan.house.guard import OURS, PICTURE
from haiguan.house.house import NAME, House, open_house
from haiguan.house.notes import Note, refs_key, remove_note, write_note
from haiguan.house.pictures import NoPicture, picture

Context = dict[str, Any]


def house_of(datasette: Datasette) -> House:
    """The house that a Datasette was made for."""
    config = datasette.plugin_config(NAME)
    archive = config["archive"]
    return open_house(Path(config["database"]), Path(archive) if archive else None)


def quoted(value: object) -> str:
    """A value as one part of an address."""
    return quote(str(value), safe="")


def document_path(document_id: str, item: str) -> str:
    """The address of a document's evidence, at a mark where one is named."""
    return f"/-/document/{quoted(document_id)}" + (f"#at-{quoted(item)}" if item else "")


async def front_door(datasette: Datasette) -> Response:
    """To the overview."""
    return Response.redirect(datasette.urls.path("/-/overview"))


async def overview_page(datasette: Datasette, request: Request) -> Response:
    """Agencies by years."""
    return await _page(datasette, request, "overview", contents.overview_context)


async def agency_page(datasette: Datasette, request: Request) -> Response:
    """One agency: documents, figures, gaps and refusals."""
    key = unquote(request.url_vars["key"])
    return await _page(datasette, request, "agency", lambda house: contents.agency_context(house, key))


async def document_page(datasette: Datasette, request: Request) -> Response:
    """One document with its evidence."""
    name = unquote(request.url_vars["id"])
    return await _page(datasette, request, "document", lambda house: contents.document_context(house, name))


async def compare_page(datasette: Datasette, request: Request) -> Response:
    """Two agencies or two years side by side."""
    sides = tuple(_side(request, name) for name in ("left", "right"))
    return await _page(datasette, request, "compare", lambda house: contents.compare_context(house, *sides))


def _side(request: Request, name: str) -> str:
    """`AGENCY@YEAR`, or what the form's two fields say."""
    agency, year = request.args.get(name) or "", request.args.get(f"{name}_year") or ""
    return f"{agency}@{year}" if agency and year and "@" not in agency else agency


async def search_page(datasette: Datasette, request: Request) -> Response:
    """Documents that hold some words."""
    query = (request.args.get("q") or "")[:200]
    return await _page(datasette, request, "search", lambda house: contents.search_context(house, query))


async def findings_page(datasette: Datasette, request: Request) -> Response:
    """The checks that fail, as a list of work."""
    asked = request.args.get("page") or "1"
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    agency = request.args.get("agency") or ""
    return await _page(datasette, request, "findings", lambda house: contents.findings_context(house, page, agency))


async def page_picture(datasette: Datasette, request: Request) -> Response:
    """A page of a document's file, as a PNG."""
    house, name, page = house_of(datasette), unquote(request.url_vars["id"]), int(request.url_vars["page"])
    try:
        record = await asyncio.to_thread(house.store.record, name)
        drawn = await asyncio.to_thread(picture, record, page, house.archive)
    except KeyError:
        return Response.text("no such document", status=404)
    except NoPicture as error:
        return Response.text(str(error), status=404)
    return Response(drawn.png, content_type="image/png", headers={"Content-Security-Policy": OURS})


async def chart_picture(request: Request) -> Response:
    """A metric over the years, as an SVG; what it shows stands in its address."""
    try:
        line = charts.read(request.args.get("line") or "")
        svg = await asyncio.to_thread(contents.chart, request.url_vars["code"], line)
    except (LookupError, ValueError) as error:
        return Response.text(str(error), status=404)
    headers = {"Content-Security-Policy": PICTURE, "Cache-Control": "max-age=86400"}
    return Response(svg, content_type="image/svg+xml", headers=headers)


async def note(datasette: Datasette, request: Request) -> Response:
    """Keep what somebody noted of a failed check, or take it away, and go back."""
    if request.method != "POST":
        return Response.text("a note is posted from the page of failed checks", status=405)
    form = await request.post_vars()
    house = house_of(datasette)
    try:
        await asyncio.to_thread(_write, house, form)
    except (LookupError, ValueError) as error:
        return Response.text(str(error.args[0]), status=400)
    here = document_path(form["document"], "") if form.get("back") == "document" else "/-/findings"
    return Response.redirect(datasette.urls.path(here))


def _write(house: House, form: dict[str, str]) -> None:
    """Write the note that a form holds, or take one away; the check must be one that fails now."""
    document, rule, refs = (form.get(name, "") for name in ("document", "rule", "refs"))
    try:
        record = house.store.record(document)
    except KeyError:
        raise LookupError(f"no document in the database has the id {document}") from None
    key = (record["source"]["uri"], rule, refs)
    if form.get("verdict") == "open":
        remove_note(house.notes, key)
        return
    for check in record["checks"]:
        if (check["rule"], refs_key(check["refs"])) == (rule, refs) and not check["holds"]:
            comment = form.get("comment", "").strip()
            write_note(house.notes, Note(*key, check["statement"], form.get("verdict", ""), comment))
            return
    raise LookupError(f"document {document} has no failed check {rule} of {refs}")


async def _page(
    datasette: Datasette, request: Request, template: str, work: Callable[[House], Context]
) -> Response:
    house, status = house_of(datasette), 200
    try:
        context = await asyncio.to_thread(work, house)
    except (LookupError, ValueError) as error:
        status = 404 if isinstance(error, LookupError) else 400
        template, context = "error", {"message": str(error.args[0]) if error.args else ""}
    context |= {"page": template, "database": house.name, "path": datasette.urls.path, "quoted": quoted}
    context["document_url"] = lambda name, item: datasette.urls.path(document_path(name, item))
    context["chart_url"] = lambda row: datasette.urls.path(f"/-/chart/{row.code}.svg?line={quoted(row.chart)}")
    html = await datasette.render_template(f"house/{template}.html", context, request=request)
    return Response.html(html, status=status, headers={"Content-Security-Policy": OURS})
