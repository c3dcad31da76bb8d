"""Grids as rows of tokens: turned upright, blanks kept where values stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.document import Document
from extract.forms.tokens import Piece, Token, Value, tokens_of_cell
from extract.forms.values import is_error
from extract.forms.vocabulary import NOTHING, vocabulary
from extract.model import Grid, GridCell

Printed = tuple[GridCell, list[Token]]
"""A cell and what is printed in it."""


def innermost(grids: Sequence[Grid]) -> list[Grid]:
    """The grids that hold no other grid (a table that lays out a page holds the tables on it)."""
    ordered = sorted(grids, key=lambda grid: (grid.span[0], -grid.span[1]))
    following: list[Grid | None] = [*ordered[1:], None] if ordered else []
    return [
        g for g, inner in zip(ordered, following, strict=True) if inner is None or inner.span[0] >= g.span[1]
    ]


def rows_of_grid(document: Document, grid: Grid, line: int) -> Iterator[list[Token]]:
    """The rows of a grid as tokens, from left to right; `line` numbers the first of them.

    Blank cells are values where the grid's values stand, and nothing where its labels do.  A
    number to the left of its row's label counts the rows: it is left out.
    """
    cells = [_printed(document, cell) for cell in grid.cells]
    if _lies(cells):
        cells = [(_turned(cell), [_turned_token(t) for t in found]) for cell, found in cells]
    rows: dict[int, list[Printed]] = defaultdict(list)
    for cell, found in sorted(cells, key=lambda printed: (printed[0].row, printed[0].column)):
        rows[cell.row].append((cell, found))
    first = _first_value_column(rows)
    for n, row in enumerate(rows.values()):
        yield [token._replace(line=line + n) for token in _row(row, first)]


def _printed(document: Document, cell: GridCell) -> Printed:
    start, end = document.clean_span(cell.span)
    text = document.text[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    if not text or is_error(text):
        return cell, [Value(start, end, "blank", None, cell=cell)]
    return cell, tokens_of_cell(text, start + lead, -1, cell)


def _lies(cells: Sequence[Printed]) -> bool:
    """Whether a form is printed on its side: its rows' labels in one row, its columns' in one column."""
    words = vocabulary()
    upright, lying, first = (
        Counter[tuple[str, int]](),
        Counter[tuple[str, int]](),
        dict[str, tuple[int, int]](),
    )
    for cell, found in cells:
        kinds = {k for t in found if isinstance(t, Piece) for k in words.exact.get(t.folded, NOTHING).kinds}
        kind = next(iter(kinds)) if len(kinds) == 1 else ""
        if kind in ("row", "column"):
            along, across = (cell.column, cell.row) if kind == "row" else (cell.row, cell.column)
            upright[kind, along] += 1
            lying[kind, across] += 1
            first.setdefault(kind, (cell.row, cell.column))
    one, other = (sum(_most(counter, kind) for kind in ("row", "column")) for counter in (upright, lying))
    if one == other and len(first) == 2:
        return first["row"][0] < first["column"][0] and first["row"][1] > first["column"][1]
    return other > one


def _most(counter: Counter[tuple[str, int]], kind: str) -> int:
    return max((n for (found, _), n in counter.items() if found == kind), default=0)


def _turned(cell: GridCell) -> GridCell:
    return replace(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)


def _turned_token(token: Token) -> Token:
    return token._replace(cell=_turned(token.cell)) if token.cell else token


def _first_value_column(rows: Mapping[int, Sequence[Printed]]) -> int:
    """The column right of the labels of the rows that have a number to their right; 0 where none has."""
    edges, firsts = [0], []
    for row in rows.values():
        numbers = [cell.column for cell, found in row if _is_number(found)]
        labels = [cell for cell, found in row if any(isinstance(token, Piece) for token in found)]
        before = [cell for cell in labels if any(column > cell.column for column in numbers)]
        if before:
            edges.append(before[-1].column + before[-1].colspan)
            firsts.append(min(column for column in numbers if column > before[-1].column))
    return min([max(edges), *firsts])


def _is_number(found: Sequence[Token]) -> bool:
    return any(isinstance(token, Value) and token.kind == "number" for token in found)


def _row(row: Sequence[Printed], first: int) -> Iterator[Token]:
    """A row's tokens, without the blanks beside its labels and the number that counts it."""
    labels = [cell.column for cell, found in row if any(isinstance(t, Piece) for t in found)]
    headed = any(column >= first for column in labels)
    for cell, found in row:
        blank = [token for token in found if isinstance(token, Value) and token.kind == "blank"]
        if blank and len(blank) == len(found):
            yield from blank if cell.column >= first and not headed else ()
        elif not (labels and _is_number(found) and cell.column < min(labels)):
            yield from found
