"""A picture of a page into marks: rulings, the characters of each cell, the characters of the prose."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from extract.model import Box
from extract.readers.layout.doubt import SURE
from extract.readers.layout.lines import is_wide
from extract.readers.layout.marks import Char, PageMarks, Ruling
from extract.readers.layout.ruled import find_tables
from extract.readers.ocr.cells import Area, Find, read_cells
from extract.readers.ocr.cleaning import cleaned
from extract.readers.ocr.engine import WIDE, Image, recognise
from extract.readers.ocr.rules import find_rules
from extract.readers.ocr.upright import Corners, upright

BOX_TO_EM = 1.3
"""How much higher the detector's boxes are than the characters in them."""

MAX_UNSURE = 0.25
"""Share of a page's characters from which it is taken for hardly legible."""

MOST_PLACES = 2_000
"""Lines and cells of a page; more are a texture, and each would be recognised three times."""

MIN_PROSE = 0.5
"""What the recogniser is less sure of outside tables is a stain or a stamp."""


def picture_marks(image: Image, number: int, dpi: float) -> PageMarks:
    """What stands on a picture of a page, in points of the page turned upright."""
    image, boxes = upright(cleaned(image))
    heights = [float(box[:, 1].max() - box[:, 1].min()) for box in boxes]
    em = median(heights) / BOX_TO_EM if heights else dpi / 7
    ruled = find_rules(image, em)
    points = 72 / dpi
    rulings = tuple(Ruling(*(value * points for value in ruling)) for ruling in ruled.rulings)
    cells = _table_cells(rulings, points)
    if len(cells) + len(boxes) > MOST_PLACES:
        complaint = f"{len(cells) + len(boxes)} places that look like text or cells are more than a page holds: not read"
        return PageMarks(number, image.shape[1] * points, image.shape[0] * points, complaints=(complaint,), recognised=True)
    finds = read_cells(image, ruled.ink, cells, em)
    outside = [area for area in (_area(box, image) for box in boxes) if not _in_any(area, cells)]
    for area, (text, sureness) in zip(outside, recognise([area.cut(image) for area in outside], WIDE), strict=True):
        if sureness >= MIN_PROSE:
            finds.append(Find(area, text.strip(), sureness))
    chars = tuple(char for find in finds for char in _chars(find, points))
    height, width = image.shape
    return PageMarks(number, width * points, height * points, chars, rulings, complaints=tuple(_complaints(finds)), recognised=True)


def _complaints(finds: list[Find]) -> Iterator[str]:
    """What is wrong with a page that is hardly legible: what it lost, no other problem may tell."""
    texts = [(len(find.text), find.sureness < SURE) for find in finds]
    unsure, every = sum(length for length, doubted in texts if doubted), sum(length for length, _ in texts)
    if unsure > MAX_UNSURE * every:
        yield f"the recogniser is not sure of {unsure} of its {every} characters"


def _table_cells(rulings: tuple[Ruling, ...], points: float) -> list[Area]:
    """The cells of all tables, in pixels."""
    try:
        tables = [table for table in find_tables(rulings) if len(table.cells) > 1]
    except ValueError:
        return []
    return [_pixels(cell.box, points) for table in tables for cell in table.cells]


def _pixels(box: Box, points: float) -> Area:
    x0, top, x1, bottom = (round(value / points) for value in box)
    return Area(x0, top, x1, bottom)


def _area(box: Corners, image: Image) -> Area:
    (x0, top), (x1, bottom) = box.min(axis=0), box.max(axis=0)
    height, width = image.shape
    return Area(max(int(x0), 0), max(int(top), 0), min(int(x1) + 1, width), min(int(bottom) + 1, height))


def _in_any(area: Area, cells: list[Area]) -> bool:
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    return any(cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom for cell in cells)


def _chars(find: Find, points: float) -> Iterator[Char]:
    """The characters found, set side by side over their area; wide ones take twice the room."""
    weights = [2 if is_wide(char) else 1 for char in find.text]
    area = find.area
    step = (area.x1 - area.x0) / max(sum(weights), 1)
    x = float(area.x0)
    for char, weight in zip(find.text, weights, strict=True):
        end = x + weight * step
        bottom = area.bottom * points
        yield Char(char, x * points, area.top * points, end * points, bottom, bottom, find.sureness)
        x = end
