"""Text in the making: pieces appended in reading order, each remembered as a block or a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.model import Block, Box, Grid, GridCell, Link, Problem, Reading, Span


@dataclass(slots=True)
class ReadingBuilder:
    """Collects what a reader finds and gives the Reading; `length` is where the next piece begins."""

    media_type: str
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)

    def add(self, text: str) -> Span:
        """Append text that is no block of its own (a separator)."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def block(self, text: str, kind: str = "paragraph", end: str = "\n") -> Span:
        """Append a block and what separates it from the next; an empty text makes no block."""
        span = self.add(text)
        if text.strip():
            self.blocks.append(Block(span, kind))
        self.add(end)
        return span

    def strip_end(self) -> None:
        """Take back the line breaks at the end of what was appended."""
        while self.pieces and self.pieces[-1] in ("\n", ""):
            self.length -= len(self.pieces.pop())

    def strip_tab(self) -> None:
        """Take back the tab after the last cell of a row."""
        if self.pieces and self.pieces[-1] == "\t":
            self.length -= len(self.pieces.pop())

    def text_of(self, span: Span) -> str:
        """What was appended at a span near the end."""
        text, at = "", self.length
        for piece in reversed(self.pieces):
            if at <= span[0]:
                break
            text, at = piece + text, at - len(piece)
        return text[span[0] - at : span[1] - at]

    def grid(self, cells: Iterable[GridCell], span: Span, page: int | None = None, box: Box | None = None) -> None:
        """Record a grid whose cells' texts were appended before."""
        self.grids.append(Grid(span, tuple(cells), page, box))

    def problem(self, code: str, message: str, span: Span | None = None) -> None:
        """Record what is to be distrusted; without a span, at the place reached."""
        self.problems.append(Problem(code, span or (self.length, self.length), message))

    def reading(self, metadata: Mapping[str, str] | None = None) -> Reading:
        """All that was collected."""
        return Reading(
            "".join(self.pieces),
            self.media_type,
            tuple(self.blocks),
            tuple(self.grids),
            tuple(self.links),
            dict(metadata or {}),
            tuple(self.problems),
            tuple(self.recognised),
        )
