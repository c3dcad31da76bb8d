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
    for cell in table.cells:
        last = made.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        made.cell(cell.row, cell.column).merge(last).text = cell.text
