"""HTML as agencies' editors make it: merged cells, a span for each character, &nbsp; in blank cells, boxes in cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tests.generator.render.model import Cell, Document, Table


@dataclass(frozen=True)
class Markup:
    """How cells are written, and the page around them.

    `characters`: a span each; `paragraphs`: text in a <p>; `boxed`: text in a table of one cell;
    `blank`: what a blank cell holds; `head`: rows that stand in a <thead>, the others in a <tbody>;
    `nested`: all stands in the cell of a table that lays out the page; `declared`: the charset that the
    page claims, whatever `charset` its bytes are in.
    """

    characters: bool = False
    paragraphs: bool = False
    boxed: bool = False
    blank: str = ""
    head: int = 0
    nested: bool = False
    declared: str = "utf-8"
    charset: str = "utf-8"


def render_html(document: Document, markup: Markup = Markup()) -> bytes:
    """The document as a page."""
    body = "".join(_table(item, markup) if isinstance(item, Table) else f"<p>{escape(item)}</p>" for item in document)
    if markup.nested:
        body = f'<table width="960"><tr><td><div class="content">{body}</div></td></tr></table>'
    title = next((escape(item) for item in document if isinstance(item, str)), "")
    head = f'<meta charset="{markup.declared}"><title>{title}</title>'
    page = f'<!DOCTYPE html><html lang="zh"><head>{head}</head><body>{body}</body></html>'
    return page.encode(markup.charset)


def _table(table: Table, markup: Markup) -> str:
    rows = ["".join(_cells(table.row_cells(row), markup)) for row in range(table.rows)]
    parts = [("thead", rows[: markup.head]), ("tbody", rows[markup.head :])] if markup.head else [("tbody", rows)]
    return f"<table>{''.join(f'<{n}>{_rows(part)}</{n}>' for n, part in parts)}</table>"


def _rows(rows: list[str]) -> str:
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _cells(cells: list[Cell], markup: Markup) -> Iterator[str]:
    for cell in cells:
        spans = "".join(f' {n}="{s}"' for n, s in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if s > 1)
        yield f"<td{spans}>{_content(cell.text, markup)}</td>"


def _content(text: str, markup: Markup) -> str:
    if not text:
        return markup.blank
    content = "".join(f"<span>{escape(c)}</span>" for c in text) if markup.characters else escape(text)
    content = f"<p>{content}</p>" if markup.paragraphs else content
    return f"<table><tr><td>{content}</td></tr></table>" if markup.boxed else content
