"""The rows of a table without lines: a line of figures, and the labels beside it however many lines they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.layout.lines import PrintedLine
from extract.readers.layout.marks import hull
from extract.readers.layout.stacks import is_upright

LEADING = 0.6
"""Ems of white between the lines of one label, at most."""

EVEN = 0.25
"""Ems by which that white may differ from one line to the next."""

Label = list[PrintedLine]
"""The lines of one label, from top to bottom."""


@dataclass(slots=True)
class PrintedRow:
    """The labels of a row from left to right, the row's own last, and its figures."""

    labels: list[Label]
    figures: list[PrintedLine]

    @property
    def middle(self) -> float:
        """Half-way down the row."""
        return _middle([*(self.labels[-1] if self.labels else ()), *self.figures])


def printed_rows(
    lines: Sequence[list[PrintedLine]],
    words: Sequence[PrintedLine],
    stacks: Sequence[PrintedLine],
    levels: Sequence[float],
) -> list[PrintedRow]:
    """Lines of figures with the labels beside them, from top to bottom; a label beside none is a row of blanks.

    `words` are those left of the figures, and so are `stacks`, which are set downwards; no row reaches
    across one of the `levels`.
    """
    labels = [*stacked(words, levels), *([stack] for stack in stacks)]
    outer = [label for label in labels if _is_outer(label, labels, lines)]
    own = [label for label in labels if label not in outer]
    beside = [next((i for i, label in enumerate(own) if _stands_in(line, label)), -1) for line in lines]
    found = [i for i in beside if i >= 0]
    if len(found) > len(set(found)):
        rows, outer = _by_nearness(lines, words, levels), [[stack] for stack in stacks]
    else:
        rows = [PrintedRow([label], []) for label in own]
        for i, line in zip(beside, lines, strict=True):
            if i >= 0:
                rows[i].figures = line
            else:
                rows.append(PrintedRow([], line))
    rows.sort(key=lambda row: row.middle)
    for label in sorted(outer, key=lambda label: -label[0].box[0]):
        _headed(rows, label, levels).labels.insert(0, label)
    return rows


def _is_outer(label: Label, labels: Sequence[Label], lines: Sequence[list[PrintedLine]]) -> bool:
    """Whether a label heads several rows: others stand right of it, or it is set downwards beside several."""
    if any(_is_left_of(label, other) for other in labels):
        return True
    return len(label) == 1 and is_upright(label[0]) and sum(_stands_in(line, label) for line in lines) > 1


def _headed(rows: Sequence[PrintedRow], label: Label, levels: Sequence[float]) -> PrintedRow:
    """The first of the rows that an outer label stands beside, else the nearest."""
    _, top, _, bottom = hull(word.box for word in label)
    first = next((row for row in rows if top < row.middle < bottom), None)
    at = _middle(label)
    return first or min(rows, key=lambda row: (_crossed(row.middle, at, levels), abs(row.middle - at)))


def stacked(words: Sequence[PrintedLine], levels: Sequence[float]) -> list[Label]:
    """Words put together that are lines of one label: as close as the closest, and no level line between."""
    ordered = sorted(words, key=lambda word: (word.box[1], word.box[0]))
    closest = min([max(_white(a, b), 0.0) for a, b in _neighbours(ordered)], default=0.0)
    labels: list[Label] = []
    for word in ordered:
        near = min(closest + EVEN * word.size, LEADING * word.size)
        above = (label for label in reversed(labels) if _is_below(label[-1], word))
        label = next((label for label in above if _white(label[-1], word) <= near), None)
        if label and not _crossed(_middle(label[-1:]), _middle([word]), levels):
            label.append(word)
        else:
            labels.append([word])
    return labels


def _neighbours(ordered: Sequence[PrintedLine]) -> list[tuple[PrintedLine, PrintedLine]]:
    """Each word with the next one below it."""
    found = []
    for i, word in enumerate(ordered):
        below = next((other for other in ordered[i + 1 : i + 12] if _is_below(word, other)), None)
        if below:
            found.append((word, below))
    return found


def _white(above: PrintedLine, below: PrintedLine) -> float:
    return below.box[1] - above.box[3]


def _is_below(above: PrintedLine, word: PrintedLine) -> bool:
    beside = min(above.box[2], word.box[2]) - max(above.box[0], word.box[0])
    return beside > 0 and _white(above, word) > -0.5 * word.size


def _is_left_of(label: Label, other: Label) -> bool:
    """Whether a label stands left of another at the same height, as a group's label does."""
    one, two = hull(word.box for word in label), hull(word.box for word in other)
    return one[2] <= two[0] and one[1] < two[3] and two[1] < one[3]


def _stands_in(line: Sequence[PrintedLine], label: Label) -> bool:
    """Whether a line of figures stands at the height of a label."""
    _, top, _, bottom = hull(word.box for word in label)
    return top - 0.3 * label[0].size < _middle(line) < bottom + 0.3 * label[0].size


def _by_nearness(
    lines: Sequence[list[PrintedLine]], words: Sequence[PrintedLine], levels: Sequence[float]
) -> list[PrintedRow]:
    """Each line of figures with the words nearest to it that no level line sets apart, as one label."""
    labels: list[Label] = [[] for _ in lines]
    middles = [_middle(line) for line in lines]
    for word in words:
        at = _middle([word])
        keys = [(_crossed(middle, at, levels), abs(middle - at)) for middle in middles]
        labels[keys.index(min(keys))].append(word)
    return [PrintedRow([label] if label else [], line) for label, line in zip(labels, lines, strict=True)]


def _middle(words: Sequence[PrintedLine]) -> float:
    _, top, _, bottom = hull(word.box for word in words)
    return (top + bottom) / 2


def _crossed(one: float, other: float, levels: Sequence[float]) -> int:
    low, high = sorted((one, other))
    return sum(low < level < high for level in levels)
