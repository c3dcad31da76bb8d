"""The marks of an OFD page: text objects, paths and images with their places (GB/T 33190-2016).

Lengths are millimetres from the page's upper left corner; an object's own coordinates begin at the
corner of its `Boundary` and go through its `CTM`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extract.model import Box
from extract.readers.attributes import bounded, whole
from extract.readers.layout.lines import is_wide
from extract.readers.layout.marks import Char, Ruling
from extract.readers.layout.strokes import Point, rulings_of

POINTS = 72 / 25.4
"""Points to the millimetre."""

MAX_DEPTH = 20
ASCENT, DESCENT = 0.88, 0.12

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(slots=True)
class OfdMarks:
    """What has been collected of a page; `left` counts down how many objects may still come."""

    left: int
    chars: list[Char] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """From an object's coordinates (millimetres) to the page's (points)."""

    x: float
    y: float
    matrix: tuple[float, ...]

    def __call__(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e + self.x) * POINTS, (b * x + d * y + f + self.y) * POINTS


def numbers(text: str | None) -> list[float]:
    """The numbers of an ST_Array; what is no number is left out."""
    found = (_TOKEN.fullmatch(token) for token in (text or "").split())
    return [bounded(match[0]) for match in found if match and not match[0].isalpha()]


def local(element: etree._Element) -> str:
    """An element's name without its namespace (publishers disagree on it); empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def collect(layer: etree._Element, marks: OfdMarks, depth: int = 0) -> None:
    """Add all objects of a layer or a block within it to `marks`."""
    for item in layer:
        name = local(item)
        marks.left -= 1
        if marks.left < 0:
            return
        if name == "TextObject":
            marks.chars.extend(_chars(item))
        elif name == "PathObject":
            marks.rulings.extend(_rulings(item))
        elif name == "ImageObject":
            marks.images.append(_box(item))
        elif name in ("PageBlock", "Layer") and depth < MAX_DEPTH:
            collect(item, marks, depth + 1)


def _place(item: etree._Element) -> _Place:
    x, y, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0]
    matrix = numbers(item.get("CTM"))
    return _Place(x, y, tuple(matrix) if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _box(item: etree._Element) -> Box:
    x, y, width, height, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
    return x * POINTS, y * POINTS, (x + width) * POINTS, (y + height) * POINTS


def _chars(item: etree._Element) -> Iterator[Char]:
    """The characters of a text object; each TextCode is a run with its own origin and steps."""
    place = _place(item)
    size = (numbers(item.get("Size")) or [0.0])[0]
    stretch = (numbers(item.get("HScale")) or [1.0])[0]
    if size <= 0 or item.get("Visible") == "false":
        return
    x = y = 0.0
    for code in (child for child in item if local(child) == "TextCode"):
        text = code.text or ""
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = steps(code.get("DeltaX"), len(text)), steps(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for i, char in enumerate(text):
            width = size * stretch * (1.0 if is_wide(char) else 0.5)
            if across and i < len(across):
                width = min(width, across[i]) or width
            yield _char(char, place, at_x, at_y, width, size)
            at_x += across[i] if i < len(across) else (0.0 if down else width)
            at_y += down[i] if i < len(down) else 0.0


def _char(char: str, place: _Place, x: float, y: float, width: float, size: float) -> Char:
    (ax, ay), (bx, by) = place(x, y - ASCENT * size), place(x + width, y + DESCENT * size)
    return Char(char, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), place(x, y)[1])


def steps(text: str | None, limit: int) -> list[float]:
    """The steps of DeltaX or DeltaY: `g 3 5` stands for `5 5 5`."""
    tokens = (text or "").split()
    found: list[float] = []
    i = 0
    while i < len(tokens) and len(found) < limit:
        if tokens[i] == "g" and i + 2 < len(tokens) and whole(tokens[i + 1], -1) >= 0:
            found += numbers(tokens[i + 2]) * whole(tokens[i + 1], most=limit)
            i += 3
        else:
            found += numbers(tokens[i])
            i += 1
    return found[:limit]


def _rulings(item: etree._Element) -> Iterator[Ruling]:
    """The lines of a path object; white ones are paper."""
    stroked = item.get("Stroke", "true") != "false"
    filled = item.get("Fill", "false") == "true"
    if not (stroked and not _is_white(item, "StrokeColor")) and not (filled and not _is_white(item, "FillColor")):
        return
    data = next((child.text or "" for child in item if local(child) == "AbbreviatedData"), "")
    place = _place(item)
    for points in _parts(_TOKEN.findall(data)):
        if len(points) > 1:
            yield from rulings_of([place(x, y) for x, y in points], stroked)


def _is_white(item: etree._Element, name: str) -> bool:
    colour = next((child for child in item if local(child) == name), None)
    values = numbers(colour.get("Value")) if colour is not None else []
    return bool(values) and min(values) >= 250


def _parts(tokens: Sequence[str]) -> Iterator[list[Point]]:
    """The corners of each part of a path in AbbreviatedData."""
    points: list[Point] = []
    i = 0
    while i < len(tokens):
        operator = tokens[i]
        count = _OPERANDS.get(operator)
        operands = tokens[i + 1 : i + 1 + (count or 0)]
        if count is None or len(operands) < count or any(token.isalpha() for token in operands):
            break
        i += 1 + count
        if operator in ("S", "M"):
            yield points
            points = []
        if operator == "C" and points:
            points.append(points[0])
        elif count:
            points.append((bounded(operands[-2]), bounded(operands[-1])))
    yield points
