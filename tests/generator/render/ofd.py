"""OFD, as small as the standard allows: pages of text objects and ruling paths."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate
from xml.sax.saxutils import escape

from tests.generator.render.model import Cell, Document, Table

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 25.0
SIZE, LEADING, PAD = 4.0, 6.0, 1.5


def render_ofd(document: Document) -> bytes:
    """The document as .ofd; tables are cut between rows where the page ends."""
    pages: list[list[str]] = [[]]
    y = MARGIN
    for item in document:
        for height, objects in _rows(item) if isinstance(item, Table) else _lines(item):
            if y + height > HEIGHT - MARGIN:
                pages.append([])
                y = MARGIN
            pages[-1] += [piece.replace("@Y", f"{y:.2f}") for piece in objects]
            y += height
        y += 4
    return package(["".join(objects) for objects in pages])


def package(pages: list[str], extra: str = "") -> bytes:
    """The archive around pages of objects; `extra` goes into Document.xml."""
    references = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        root = f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        archive.writestr("OFD.xml", root)
        area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
        body = f"<ofd:CommonData>{area}{extra}</ofd:CommonData><ofd:Pages>{references}</ofd:Pages>"
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NAMESPACE}>{body}</ofd:Document>")
        for i, objects in enumerate(pages):
            layer = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            archive.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", f"<ofd:Page {NAMESPACE}>{layer}</ofd:Page>")
    return target.getvalue()


def advance(char: str) -> float:
    """The width that a character is set with."""
    return SIZE if char >= "\u2e80" else SIZE / 2


def text_object(text: str, x: float, below: float) -> str:
    """A line of text whose baseline is `below` millimetres under the row's upper edge `@Y`."""
    steps = " ".join(f"{advance(char):.2f}" for char in text[:-1])
    delta = f' DeltaX="{steps}"' if steps else ""
    code = f'<ofd:TextCode X="0" Y="{below:.2f}"{delta}>{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{x:.2f} @Y 160 20" Font="1" Size="{SIZE}">{code}</ofd:TextObject>'


def box_object(x0: float, x1: float, height: float) -> str:
    """A stroked rectangle from the row's upper edge."""
    width = x1 - x0
    path = f"M 0 0 L {width:.2f} 0 L {width:.2f} {height:.2f} L 0 {height:.2f} C"
    data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="2" Boundary="{x0:.2f} @Y {width:.2f} {height:.2f}" LineWidth="0.2">{data}</ofd:PathObject>'


def _lines(text: str) -> Iterator[tuple[float, list[str]]]:
    for i, line in enumerate(wrapped("\u3000\u3000" + text, WIDTH - 2 * MARGIN)):
        lead = 2 * SIZE if i == 0 else 0.0
        yield LEADING, [text_object(line.lstrip("\u3000"), MARGIN + lead, 4.5)]


def wrapped(text: str, width: float) -> Iterator[str]:
    """Lines that fit; a run of Latin letters or digits is not broken."""
    line, word = "", ""
    for char in [*text, ""]:
        if char and char < "\u2e80" and char != " ":
            word += char
            continue
        for piece in (word, char):
            if line and sum(map(advance, line + piece)) > width:
                yield line.rstrip(" ")
                line = ""
            line += piece
        word = ""
    if line.strip():
        yield line.rstrip(" ")


def _rows(table: Table) -> Iterator[tuple[float, list[str]]]:
    shares = table.widths or (1.0,) * table.columns
    xs = [MARGIN + (WIDTH - 2 * MARGIN) * at / sum(shares) for at in accumulate([0.0, *shares])]
    heights = [LEADING + 2 * PAD] * table.rows
    for cell in table.cells:
        lines = list(wrapped(cell.text, xs[cell.column + cell.colspan] - xs[cell.column] - 2 * PAD))
        rows = range(cell.row, cell.row + cell.rowspan)
        heights[rows[-1]] += max(len(lines) * LEADING + 2 * PAD - sum(heights[row] for row in rows), 0.0)
    for row in range(table.rows):
        yield heights[row], [piece for cell in table.row_cells(row) for piece in _cell(cell, xs, heights)]


def _cell(cell: Cell, xs: list[float], heights: list[float]) -> Iterator[str]:
    x0, x1 = xs[cell.column], xs[cell.column + cell.colspan]
    height = sum(heights[cell.row : cell.row + cell.rowspan])
    yield box_object(x0, x1, height)
    for i, line in enumerate(wrapped(cell.text, x1 - x0 - 2 * PAD)):
        yield text_object(line, x0 + PAD, PAD + (i + 0.8) * LEADING)
