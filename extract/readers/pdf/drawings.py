"""What is drawn on a PDF page: ruling lines and pictures, as PDFium reads them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.limits import FormatLimits
from extract.model import Box
from extract.readers.layout.marks import Ruling
from extract.readers.layout.strokes import Point, rulings_of
from extract.readers.pdf.turn import Turn

Matrix = tuple[float, float, float, float, float, float]

HIDDEN = 0.9
"""Share of a page's text objects from which its text is a layer that nobody sees."""

COVERING = 0.8
"""Share of a page from which an opaque picture hides the text that is drawn before it."""

MAX_DEPTH = 8
"""Form objects nested deeper than this are no table's."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """Lines, the boxes of pictures, how many shapes are drawn in all, and whether nearly all text is hidden."""

    rulings: tuple[Ruling, ...]
    images: tuple[Box, ...]
    shapes: int
    hides_text: bool = False


def read_drawings(
    page: pdfium.PdfPage, turn: Turn, limits: FormatLimits, complaints: list[str]
) -> Drawings | None:
    """What is drawn on the page; None where PDFium skipped a text object."""
    count = raw.FPDFPage_CountObjects(page)
    if count > limits.page_objects:
        complaints.append(
            f"{count} drawing objects on one page (at most {limits.page_objects} are looked at): "
            "lines of this page are not read"
        )
        return Drawings((), (), 0)
    rulings: list[Ruling] = []
    images: list[Box] = []
    shapes = texts = hidden = 0
    left = [limits.page_objects]
    for kind, handle, matrix in _objects(page, left):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if _is_skipped(handle):
                return None
            texts += 1
            hidden += _is_invisible(handle)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(_image_box(handle, matrix, turn))
            hidden = texts if _covers(handle, images[-1], turn) else hidden
        elif _visible(handle):
            shapes += 1
            rulings.extend(_lines(handle, matrix, turn, left))
    if left[0] <= 0:
        complaints.append(f"more than {limits.page_objects} drawing objects on one page: the rest is not read")
    return Drawings(tuple(rulings), tuple(images), shapes, texts > 0 and hidden >= HIDDEN * texts)


def _objects(page: pdfium.PdfPage, left: list[int]) -> Iterator[tuple[int, Any, Matrix]]:
    """Texts, paths and images of the page and the forms in it, each with its matrix; counts `left` down."""
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack = [(raw.FPDFPage_GetObject(page, i), identity, 0) for i in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while stack and left[0] > 0:
        handle, outer, depth = stack.pop()
        left[0] -= 1
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            matrix = _times(_matrix(handle), outer)
            inner = range(raw.FPDFFormObj_CountObjects(handle))
            stack += [(raw.FPDFFormObj_GetObject(handle, i), matrix, depth + 1) for i in reversed(inner)]
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            yield kind, handle, outer
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, handle, _times(_matrix(handle), outer)


def _is_skipped(handle: Any) -> bool:
    """Whether a text object has no width for want of its font (a space has none either)."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top) or right.value - left.value > 0.01:
        return False
    return bool(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(handle)) == 0)


def _is_invisible(handle: Any) -> bool:
    return bool(raw.FPDFTextObj_GetTextRenderMode(handle) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _covers(handle: Any, box: Box, turn: Turn) -> bool:
    """Whether an opaque picture covers the page."""
    area = max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
    return area >= COVERING * turn.width * turn.height and not raw.FPDFPageObj_HasTransparency(handle)


def _matrix(handle: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    a, b, c, d, e, f = m
    return (
        a * n[0] + b * n[2],
        a * n[1] + b * n[3],
        c * n[0] + d * n[2],
        c * n[1] + d * n[3],
        e * n[0] + f * n[2] + n[4],
        e * n[1] + f * n[3] + n[5],
    )


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _image_box(handle: Any, matrix: Matrix, turn: Turn) -> Box:
    corners = [_at(matrix, x, y) for x in (0, 1) for y in (0, 1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return turn.box(min(xs), min(ys), max(xs), max(ys))


def _draw_mode(handle: Any) -> tuple[bool, bool]:
    """Whether the path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _visible(handle: Any) -> bool:
    """Whether the path is drawn in a colour other than the paper's white."""
    filled, stroked = _draw_mode(handle)
    shown = stroked and _dark(raw.FPDFPageObj_GetStrokeColor, handle)
    return shown or (filled and _dark(raw.FPDFPageObj_GetFillColor, handle))


def _dark(getter: Any, handle: Any) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not getter(handle, r, g, b, a):
        return True
    return a.value > 0 and min(r.value, g.value, b.value) < 250


def _lines(handle: Any, matrix: Matrix, turn: Turn, left: list[int]) -> Iterator[Ruling]:
    """The straight lines that a path draws: thin shapes, and level or upright strokes."""
    stroked = _draw_mode(handle)[1]
    for points in _subpaths(handle, matrix, turn, left):
        yield from rulings_of(points, stroked)


def _subpaths(handle: Any, matrix: Matrix, turn: Turn, left: list[int]) -> Iterator[list[Point]]:
    """The corners of each part of a path; a closed part ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for i in range(raw.FPDFPath_CountSegments(handle)):
        left[0] -= 1
        if left[0] <= 0:
            break
        segment = raw.FPDFPath_GetPathSegment(handle, i)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(turn.point(*_at(matrix, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
