"""The characters of a PDF page, as PDFium reads them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.limits import FormatLimits
from extract.readers.layout.marks import Char
from extract.readers.pdf.legibility import REPLACEMENT
from extract.readers.pdf.turn import Turn


def read_chars(
    page_text: pdfium.PdfTextPage, turn: Turn, limits: FormatLimits, complaints: list[str]
) -> Iterator[Char]:
    """Each printed character with its box; what PDFium added (spaces, line ends) is left out."""
    text = page_text.raw
    count = raw.FPDFText_CountChars(text)
    if count > limits.page_chars:
        complaints.append(f"{count} characters on one page: only the first {limits.page_chars} are read")
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    unscaled: dict[float, bool] = {}
    for i in range(min(count, limits.page_chars)):
        code = raw.FPDFText_GetUnicode(text, i)
        if 0 < code < 32 or (code == 32 and raw.FPDFText_IsGenerated(text, i) == 1):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, i, box):
            continue
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        baseline = y.value
        size = raw.FPDFText_GetFontSize(text, i)
        if abs(box.top - box.bottom - size) < 0.01 * size:
            if size not in unscaled:
                unscaled[size] = abs(_scale(text, i) - 1) > 0.05
            if unscaled[size]:
                baseline = _set_upright_box(text, i, box)
        x0, top, x1, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        if turn.shows((x0, top, x1, bottom)) and (code or _has_ink(text, i)):
            yield Char(_character(code), x0, top, x1, bottom, turn.point(x.value, baseline)[1])


def _scale(text: Any, index: int) -> float:
    """How far the text matrix enlarges; PDFium leaves it out of the boxes of fonts that write downwards."""
    matrix = raw.FS_MATRIX()
    return float(hypot(matrix.c, matrix.d)) if raw.FPDFText_GetMatrix(text, index, matrix) else 1.0


def _set_upright_box(text: Any, index: int, box: Any) -> float:
    """Set `box` to the square em around the character's ink; gives the baseline that goes with it."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    half = raw.FPDFText_GetFontSize(text, index) * _scale(text, index) / 2
    x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    box.left, box.right, box.bottom, box.top = x - half, x + half, y - half, y + half
    return float(y - 0.75 * half)


def _character(code: int) -> str:
    """The character; U+FFFD for a glyph that the font maps to none."""
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else REPLACEMENT


def _has_ink(text: Any, index: int) -> bool:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return bool(right.value - left.value > 0.01)
