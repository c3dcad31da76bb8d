"""Word by python-docx: merged cells, automatic numbers."""

from __future__ import annotations

from io import BytesIO

from docx import Document as WordDocument

from tests.generator.render.model import Document, Table


def render_docx(document: Document) -> bytes:
    """The document as .docx."""
    word = WordDocument()
    for item in document:
        if isinstance(item, Table):
            _table(word, item)
        else:
            word.add_paragraph(item)
    word.add_paragraph()  # as Word itself does: a body does not end with a table
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _table(word: object, table: Table) -> None:
    made = word.add_table(table.rows, table.columns)  # type: ignore[attr-defined]
    places = made._cells  # once: python-docx lays the whole table out anew for every cell asked for
    for cell in table.cells:
        last = (cell.row + cell.rowspan - 1) * table.columns + cell.column + cell.colspan - 1
        places[cell.row * table.columns + cell.column].merge(places[last]).text = cell.text
