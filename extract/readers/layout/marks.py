"""What stands on a page before anyone makes sense of it: characters, ruling lines, images."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from extract.model import Box


class Char(NamedTuple):
    """A printed character and its box, in points from the page's upper left corner as displayed.

    `sureness` is below 1 where the character was recognised in a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    sureness: float = 1.0

    @property
    def size(self) -> float:
        """The height of the box, which stands for the font size."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box, which decides the cell that the character stands in."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A straight line that a reader sees, from left to right or from top to bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageMarks:
    """All marks of a page.  `number` counts from 1; `images` are boxes of pictures on the page.

    `shapes` counts all that is drawn, lines or not; `complaints` are what the source of the marks could not read, in words for the reader;
    `recognised` says that OCR gave them, all or some; `hidden` that its text is not what is seen: invisible, or
    under a picture.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    images: tuple[Box, ...] = ()
    shapes: int = 0
    complaints: tuple[str, ...] = ()
    recognised: bool = False
    hidden: bool = False

    def text(self) -> str:
        """The page's characters in the order of its source."""
        return "".join(char.text for char in self.chars)

    def moved(self, x: float, y: float) -> PageMarks:
        """The same marks further to the right and down, as part of a larger page."""
        chars = tuple(
            char._replace(
                x0=char.x0 + x, x1=char.x1 + x, top=char.top + y, bottom=char.bottom + y, baseline=char.baseline + y
            )
            for char in self.chars
        )
        rulings = tuple(Ruling(a + x, b + y, c + x, d + y) for a, b, c, d in self.rulings)
        return replace(self, chars=chars, rulings=rulings)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
