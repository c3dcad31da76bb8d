"""Readings put into a reading: what pictures show, in their place in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Block, Grid, Problem, Reading, Span


@dataclass(frozen=True, slots=True)
class _Shift:
    """Where the characters of a text stand once others stand before them: `lengths[i]` more from `places[i]` on."""

    places: tuple[int, ...]
    lengths: tuple[int, ...]

    def start(self, at: int) -> int:
        """Where what begins at a place begins."""
        return at + sum(self.lengths[: bisect_left(self.places, at + 1)])

    def end(self, at: int) -> int:
        """Where what ends at a place ends: before what is put in there."""
        return at + sum(self.lengths[: bisect_left(self.places, at)])

    def span(self, span: Span) -> Span:
        """A span; an empty one stays before what is put in at its place."""
        start, end = span
        return (self.end(start),) * 2 if start == end else (self.start(start), self.end(end))

    def grid(self, grid: Grid) -> Grid:
        """A grid, whose cells are of the same text."""
        cells = tuple(replace(cell, span=self.span(cell.span)) for cell in grid.cells)
        return replace(grid, span=self.span(grid.span), cells=cells)

    def problem(self, problem: Problem) -> Problem:
        """A problem of the same text."""
        return problem if problem.span is None else replace(problem, span=self.span(problem.span))


def inserted(reading: Reading, parts: Sequence[tuple[int, Reading]]) -> Reading:
    """The reading with parts put in, each on lines of its own, after the block that its place is in; in order."""
    if not parts:
        return reading
    placed = [(_block_end(reading.blocks, at), part) for at, part in parts]
    pieces = [(at, *_on_own_lines(reading.text, at, part.text)) for at, part in placed]
    shift = _Shift(tuple(at for at, *_ in pieces), tuple(len(text) for _, _, text in pieces))
    text, end, own = "", 0, []
    for (at, lead, piece), (_, part) in zip(pieces, placed, strict=True):
        text += reading.text[end:at]
        own.append((part, _Shift((-1,), (len(text) + lead,))))
        text, end = text + piece, at
    blocks = [Block(shift.span(block.span), block.kind) for block in reading.blocks]
    blocks += [Block(moved.span(block.span), block.kind) for part, moved in own for block in part.blocks]
    grids = [shift.grid(grid) for grid in reading.grids]
    grids += [moved.grid(grid) for part, moved in own for grid in part.grids]
    problems = [shift.problem(problem) for problem in reading.problems]
    problems += [moved.problem(problem) for part, moved in own for problem in part.problems]
    return replace(
        reading,
        text=text + reading.text[end:],
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        grids=tuple(sorted(grids, key=lambda grid: (grid.span[0], -grid.span[1]))),
        links=tuple(replace(link, span=shift.span(link.span)) for link in reading.links),
        problems=tuple(problems),
        recognised=tuple(number for part, _ in own for number in part.recognised),
    )


def _block_end(blocks: Sequence[Block], at: int) -> int:
    """The end of the block that a place stands within; the place itself where it stands in none."""
    i = bisect_left(blocks, at, key=lambda block: block.span[1])
    return blocks[i].span[1] if i < len(blocks) and blocks[i].span[0] < at else at


def _on_own_lines(text: str, at: int, part: str) -> tuple[int, str]:
    """What is put in at a place, with the line ends that it needs; how many stand before it."""
    before = "\n" if at and text[at - 1] != "\n" else ""
    after = "\n" if at < len(text) and text[at] != "\n" else ""
    return len(before), f"{before}{part}{after}"
