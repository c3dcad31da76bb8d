"""What a recogniser might find on a picture: a ruled table, lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.layout.lines import is_wide
from extract.readers.layout.marks import Char, PageMarks, Ruling

ROWS = [("信息内容名称", "本年制发件数"), ("行政规范性文件", "3"), ("规章", "12")]
TABLE = "\n".join("\t".join(row) for row in ROWS)
"""The text of that table."""


def table_marks(number: int, rows: Sequence[Sequence[str]] = tuple(ROWS)) -> PageMarks:
    """A ruled table of two columns as a picture's marks."""
    ys, xs = range(20, 21 + 20 * len(rows), 20), (20, 120, 220)
    lines = [Ruling(20, y, 220, y) for y in ys] + [Ruling(x, 20, x, ys[-1]) for x in xs]
    found = [c for i, row in enumerate(rows) for j, text in enumerate(row) for c in _chars(text, 25 + 100 * j, 25 + 20 * i)]
    return PageMarks(number, 300, 225, tuple(found), tuple(lines), recognised=True)


def text_marks(number: int, *lines: str) -> PageMarks:
    """Lines of text as a picture's marks."""
    found = [char for i, line in enumerate(lines) for char in _chars(line, 20, 20 + 14 * i)]
    return PageMarks(number, 300, 225, tuple(found), recognised=True)


def _chars(text: str, x: float, top: float) -> list[Char]:
    found = []
    for char in text:
        end = x + (10 if is_wide(char) else 5)
        found.append(Char(char, x, top, end, top + 10, top + 10, 0.99))
        x = end
    return found
