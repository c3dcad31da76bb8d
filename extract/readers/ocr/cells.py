"""The cells of a scanned table: which are blank, and what the others say.

Figures are read twice, in two sizes, and held against the shapes of their ink: where these differ, none is
to be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.readers.layout.doubt import SURE
from extract.readers.ocr.engine import WIDE, Image, Recognised, recognise
from extract.readers.ocr.shapes import lean, shapes

SPECK = 0.008
"""Share of a square em that ink must cover to be more than dirt (a full stop covers 0.01)."""

LINE_HEIGHT = 1.1
"""Ems up to which rows of ink with white between them are one line: 三 has three."""

ZEROS = frozenset("Oo〇○QD。°")
"""What a lone zero is taken for; no cell of a report holds one of these alone."""

DIGIT_HEIGHT = 0.5
"""Ems from which a shape is high enough for a digit; a full stop is lower."""

DASH = 0.25, 0.35
"""Ems up to which ink is too low for a digit, and from which it is then as wide as a dash."""

UNSURE = 0.3
"""How sure two readings that differ are."""

UPRIGHT, SLANTING = 0.1, 0.17
"""How far a 1 may lean, and from where on it is a slash, in heights from foot to top."""

_FIGURE = re.compile(r"[-+]?[\d.,，%\s]*")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of an image, in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    def cut(self, image: Image) -> Image:
        """That part of the image."""
        return image[self.top : self.bottom, self.x0 : self.x1]


@dataclass(frozen=True, slots=True)
class Find:
    """A text found at a place, and how sure the recogniser is of it, from 0 to 1."""

    area: Area
    text: str
    sureness: float


def read_cells(image: Image, ink: Image, cells: Sequence[Area], em: float) -> list[Find]:
    """What the cells of a page say; a blank cell gives nothing.

    `ink` is the page without its rulings, 255 where something is printed; `em` is the characters'
    height.  The lines of a label are read as one, since the recogniser reads words better than characters.
    """
    lines = [list(_lines(ink, cell, em)) for cell in cells]
    filled = [found for found in lines if found]
    strips = recognise([_strip(image, found, em, 0.3) for found in filled])
    finds: list[Find] = []
    figures: list[Area] = []
    for found, (text, sureness) in zip(filled, strips, strict=True):
        text = text.strip()
        if text in ZEROS or _FIGURE.fullmatch(text):
            figures += found
        else:
            finds.append(Find(_around(found), text, sureness))
    return finds + _figures(image, ink, figures, em)


def _figures(image: Image, ink: Image, areas: Sequence[Area], em: float) -> list[Find]:
    """Figures, each line for itself, read in two sizes and held against the shapes of their ink."""
    first = recognise([_strip(image, [area], em, 0.3) for area in areas])
    second = recognise([_strip(image, [area], em, 0.6) for area in areas], WIDE)
    finds = [_agreed(area, one, other, em) for area, one, other in zip(areas, first, second, strict=True)]
    return [_held_against(find, find.area.cut(ink), em) for find in finds]


def _agreed(area: Area, one: Recognised, other: Recognised, em: float) -> Find:
    """What two readings of a figure come to: surer than either where they agree, unsure where not."""
    high = area.bottom - area.top >= DIGIT_HEIGHT * em
    texts = [_zero(text.strip(), high) for text, _ in (one, other)]
    both = 1 - (1 - one[1]) * (1 - other[1])
    sureness = both if texts[0] == texts[1] else min(one[1], other[1], UNSURE)
    text = texts[0] if one[1] >= other[1] else texts[1]
    return Find(area, text or "\ufffd", sureness if text else 0.0)


def _held_against(find: Find, ink: Image, em: float) -> Find:
    """A figure that its ink speaks for; unsure where it is too low, has too many shapes, or is a 1 that leans.

    The recogniser drops a sign that stands before a number, takes a slash for a 1, and a double dash for 11.
    """
    height, width = (side / em for side in ink.shape)
    if height <= DASH[0] and width >= DASH[1]:
        return replace(find, text="—" * max(round(width), 1), sureness=max(find.sureness, SURE))
    if find.text == "1" and (leaning := lean(ink)) > UPRIGHT:
        slash = replace(find, text="/", sureness=max(find.sureness, SURE))
        return slash if leaning > SLANTING else replace(find, sureness=UNSURE)
    if height < DIGIT_HEIGHT or shapes(ink, em) > len(find.text.replace(" ", "")) + 2 * find.text.count("%"):
        return replace(find, sureness=min(find.sureness, UNSURE))
    return find


def _zero(text: str, high: bool = True) -> str:
    """A round shape that stands alone and is as high as a digit is a zero."""
    return "0" if high and text in ZEROS else text


def _lines(ink: Image, cell: Area, em: float) -> Iterator[Area]:
    """The lines of text in a cell, by the rows of ink in it."""
    inside = cell.cut(ink)
    for start, end in _bands(np.asarray(inside.any(axis=1)), LINE_HEIGHT * em):
        band = inside[start:end]
        if np.count_nonzero(band) >= SPECK * em * em:
            columns = np.flatnonzero(band.any(axis=0))
            yield Area(cell.x0 + int(columns[0]), cell.top + start, cell.x0 + int(columns[-1]) + 1, cell.top + end)


def _bands(inked: NDArray[np.bool_], height: float) -> list[tuple[int, int]]:
    """Ranges of rows with ink, those joined that together are no higher than a line."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False])).astype(np.int8))).tolist()
    bands: list[tuple[int, int]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if bands and end - bands[-1][0] <= height:
            bands[-1] = (bands[-1][0], end)
        else:
            bands.append((start, end))
    return bands


def _around(lines: Sequence[Area]) -> Area:
    """The area of several lines together."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return Area(x0, top, x1, bottom)


def _strip(image: Image, lines: Sequence[Area], em: float, margin: float) -> Image:
    """The lines side by side, with white around them as the recogniser was taught to see it."""
    height = max([round(em), *(line.bottom - line.top for line in lines)])
    pieces = []
    for line in lines:
        piece = line.cut(image)
        above = (height - piece.shape[0]) // 2
        sides = ((above, height - piece.shape[0] - above), (1, 1))
        pieces.append(np.pad(piece, sides, constant_values=255))
    around = round(0.5 * margin * em)
    return np.pad(np.hstack(pieces), ((around, around), (2 * around, 2 * around)), constant_values=255)
