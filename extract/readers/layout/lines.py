"""Characters into lines of text, left to right, with the spaces that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.readers.layout.marks import Char, hull

WIDE_GAP = 2.0
"""Ems of white that set two runs on one line apart, as columns do."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of prose without its characters' boxes: its text, its box, its usual font size."""

    text: str
    box: Box
    size: float
    sureness: float = 1.0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Characters on one baseline, sorted from left to right, and their text."""

    chars: tuple[Char, ...]
    text: str
    box: Box

    @property
    def size(self) -> float:
        """The line's usual font size."""
        return median(char.size for char in self.chars)

    @property
    def sureness(self) -> float:
        """How sure the least sure of its characters is."""
        return min((char.sureness for char in self.chars), default=1.0)

    def plain(self) -> TextLine:
        """The line without its characters."""
        return TextLine(self.text, self.box, self.size, self.sureness)


def lines_of(chars: Iterable[Char]) -> list[PrintedLine]:
    """The lines that characters form, from top to bottom; blank ones are left out."""
    lines = []
    for row in _rows(chars):
        line = line_of(row)
        if line.text:
            lines.append(line)
    return lines


def line_of(chars: Iterable[Char]) -> PrintedLine:
    """One line of characters that share a baseline."""
    kept = _without_doubles(sorted(chars, key=lambda char: char.x0))
    while kept and kept[-1].text.isspace():
        kept.pop()
    while kept and kept[0].text.isspace():
        kept.pop(0)
    if not kept:
        return PrintedLine((), "", (0.0, 0.0, 0.0, 0.0))
    box = hull((char.x0, char.top, char.x1, char.bottom) for char in kept)
    return PrintedLine(tuple(kept), _spaced(kept), box)


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one string: Chinese is joined as it is, words keep a space apart."""
    text = ""
    for line in lines:
        space = " " if text and _is_word(text[-1]) and _is_word(line[0]) else ""
        text += space + line
    return text


def is_wide(char: str) -> bool:
    """Whether a character is one of those set on a full em: Chinese, and full-width signs."""
    return char >= "\u2e80"


def _is_word(char: str) -> bool:
    return char.isalnum() and not is_wide(char)


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters grouped by baseline; within a third of a line's height is the same one."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.baseline):
        if rows and char.baseline - rows[-1][0].baseline <= 0.35 * min(char.size, rows[-1][0].size):
            rows[-1].append(char)
        else:
            rows.append([char])
    return rows


def _without_doubles(chars: list[Char]) -> list[Char]:
    """Bold faked by printing a character twice is one character."""
    kept: list[Char] = []
    for char in chars:
        last = kept[-1] if kept else None
        if last and last.text == char.text and char.x0 - last.x0 < 0.25 * (last.x1 - last.x0):
            continue
        kept.append(char)
    return kept


def _spaced(chars: Sequence[Char]) -> str:
    pieces = [chars[0].text]
    for before, char in pairwise(chars):
        pieces.append(_gap(before, char))
        pieces.append(char.text)
    return "".join(pieces)


def _gap(before: Char, char: Char) -> str:
    """The white between two characters: nothing, a space, or a tab between columns."""
    white = char.x0 - before.x1
    if white < 0.2:  # most characters stand close: no need of their size
        return ""
    ems = white / max(char.size, before.size, 1.0)
    if ems > WIDE_GAP:
        return "\t"
    if before.text.isspace() or char.text.isspace():
        return ""
    wide = is_wide(before.text) or is_wide(char.text)
    return " " if ems > (0.9 if wide else 0.2) else ""
