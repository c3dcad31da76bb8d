"""The one document model that every reader gives: a text, its blocks, its grids, its links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]
"""`[start, end)` in code points of `Reading.text`."""

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom on a page, in points from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What the reader of a record should distrust (see record.md, `problems`)."""

    code: str
    span: Span | None
    message: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid as printed; `row` and `column` count from 0 at its upper left corner."""

    row: int
    column: int
    span: Span
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose rows and columns the format itself keeps (HTML, PDF rulings, Word, Excel)."""

    span: Span
    cells: tuple[GridCell, ...]
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that the source sets apart: a line of a text file, a paragraph, a cell.

    `kind`: `paragraph`, `heading`, `list_item`, `cell` or `navigation` (a <nav>, a breadcrumb, a
    footer, marked so by the format itself).  Blocks are in order and do not overlap.
    """

    span: Span
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor: where its text stands, and the URL as printed."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a source's bytes; `text` is what `record.text` holds, unnormalised.

    `recognised` are the numbers of the pages that OCR read, all or in part.
    """

    text: str
    media_type: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...] = ()
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    recognised: tuple[int, ...] = ()
