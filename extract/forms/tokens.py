"""A line or a cell as tokens: pieces of labels, and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extract.forms.values import Number, is_mark, read_number
from extract.forms.vocabulary import MARK, NOTHING, fold, ordinal, vocabulary
from extract.model import GridCell


class Piece(NamedTuple):
    """Printed characters that are no value: a label, or a part of one.

    `folded` leaves out the number before it, which is `ordinal` (0: none); `line` numbers the
    printed lines and grid rows of a document; `cell` is the grid's, where there is one.
    """

    start: int
    end: int
    folded: str
    ordinal: int = 0
    line: int = -1
    cell: GridCell | None = None


class Value(NamedTuple):
    """A printed value: a number, a mark for nothing (/ or —), a blank cell, or a text that is no number.

    `unit` is the one printed in the cell; money that prints its unit is in 元.
    """

    start: int
    end: int
    kind: Literal["number", "mark", "blank", "text"]
    number: Number | None
    unit: str | None = None
    line: int = -1
    cell: GridCell | None = None


Token = Piece | Value

FILLING = re.compile(r"^[|｜]{2,}$", re.MULTILINE)
"""Bars on a line of their own that fill up a row whose blank cells are lost."""

_FIELD = re.compile(r"[^\s|｜]+")
_BORDER = re.compile(r"[\t|｜]")
_SHORT = 80
_PAGE = re.compile(r"[-—–－·]\s*\d{1,4}\s*[-—–－·]|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}")
_INNER_MARK = re.compile(
    r"(?<=[^\W\d_)）”\"」])(?:(?=(?<!第)[(（][一二三四五六七八九十]{1,3}[)）](?!项))|(?=\d{1,2}[.、．](?!\d)))"
)
_SIGNED = r"[+\-−－]?\d(?:[\d,，.]*\d)?"
_DASHES = "[/／—–-]{1,6}"
_AFTER_LABEL = re.compile(rf"(.*[^\W\d_].*?(?<![\d.,，/+\-−－]))({_SIGNED})")
_BEFORE_MARK = re.compile(
    rf"({_SIGNED}|{_DASHES})((?:[(（][一二三四五六七八九十\d]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}、).+)"
)
_BEFORE_NUMBER = re.compile(rf"(0|{_DASHES})(\d{{1,2}}[.、．]\D.+)")
_BEFORE_TEXT = re.compile(rf"({_SIGNED}|{_DASHES})([^\W\d_].+)")


def tokens_of_line(text: str, at: int, line: int) -> list[Token]:
    """The tokens of a line that begins at `at` of the clean text.

    A page number alone on its line is none.  Where tabs or bars part cells, an empty one is a blank;
    bars that stand together alone fill up a row, and say nothing of where its blanks are.
    """
    read = _short_line if len(text) <= _SHORT else _line
    return [_moved(token, at, line, None) for token in read(text)]


def tokens_of_cell(text: str, at: int, line: int, cell: GridCell) -> list[Token]:
    """The tokens of a grid's cell: one value, or one label however its lines are broken.

    A cell that holds several values, or labels with their values, is read as lines are.
    """
    read = _short_cell if len(text) <= _SHORT else _cell
    return [_moved(token, at, line, cell) for token in read(text)]


def _moved(token: Token, at: int, line: int, cell: GridCell | None) -> Token:
    start, end = token[0] + at, token[1] + at
    if isinstance(token, Piece):
        return Piece(start, end, token.folded, token.ordinal, line, cell)
    return Value(start, end, token.kind, token.number, token.unit, line, cell)


def _line(text: str) -> tuple[Token, ...]:
    if _PAGE.fullmatch(text) or FILLING.fullmatch(text):
        return ()
    if _BORDER.search(text):
        return tuple(_bordered(text))
    return tuple(token for field in _FIELD.finditer(text) for token in _field(field[0], field.start()))


def _bordered(text: str) -> Iterator[Token]:
    """Cells between tabs or bars; the outer bars are the table's own frame, and more of them behind fill it up."""
    start = 1 if text[0] in "|｜" else 0
    end = len(text.rstrip("|｜")) or len(text)
    while start <= end:
        border = _BORDER.search(text, start, end)
        stop = border.start() if border else end
        if not text[start:stop].strip():
            yield Value(start, stop, "blank", None)
        for field in _FIELD.finditer(text, start, stop):
            yield from _field(field[0], field.start())
        start = stop + 1


def _cell(text: str) -> tuple[Token, ...]:
    fields = list(_FIELD.finditer(text))
    numbers = [read_number(field[0]) for field in fields]
    if len(fields) > 1 and (numbers[-1] or _PAGE.fullmatch(text)):
        tight = read_number("".join(field[0] for field in fields))
        if not (tight and len(fields) == 2 and fields[0][0][-1:] in ",，.-+"):
            return tuple(token for field in fields for token in _field(field[0], field.start()))
    squeezed = "".join(field[0] for field in fields)
    if (number := read_number(squeezed)) or is_mark(squeezed):
        return (_value(0, len(text), squeezed, number),)
    return tuple(_pieces(text, 0))


_short_line = lru_cache(maxsize=16_384)(_line)
_short_cell = lru_cache(maxsize=16_384)(_cell)
"""Remembered, because forms print the same labels and the same zeros again and again."""


def _value(start: int, end: int, text: str, number: tuple[Number, str | None] | None) -> Value:
    if number:
        return Value(start, end, "number", number[0], number[1])
    return Value(start, end, "mark", None)


def _field(text: str, at: int) -> Iterator[Token]:
    """The tokens of characters printed without a space between."""
    number = read_number(text)
    if number or is_mark(text):
        yield _value(at, at + len(text), text, number)
        return
    before = _BEFORE_MARK.fullmatch(text) or _BEFORE_NUMBER.fullmatch(text) or _before_label(text)
    if before:
        yield from _field(before[1], at)
        yield from _field(before[2], at + before.start(2))
        return
    glued = _AFTER_LABEL.fullmatch(text)
    number = read_number(glued[2]) if glued else None
    if glued and number:
        yield from _pieces(glued[1], at)
        yield _value(at + glued.start(2), at + len(text), glued[2], number)
    else:
        yield from _pieces(text, at)


def _before_label(text: str) -> re.Match[str] | None:
    """A value printed right before a form's label, if the number does not belong to the label."""
    match = _BEFORE_TEXT.fullmatch(text)
    if match is None:
        return None
    words, label = vocabulary(), fold(match[2])
    meaning = words.exact.get(label[: words.longest(label, 0)], NOTHING)
    numbers = {str(entry.ordinal) for entry in meaning.entries if entry.ordinal}
    return match if meaning.entries and match[1] not in numbers else None


def _pieces(text: str, at: int) -> Iterator[Piece]:
    """A text cut before each number that counts labels ((一), 1.)."""
    cuts = [0, *(match.start() for match in _INNER_MARK.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        mark = MARK.match(text, start, end)
        folded = fold(text[mark.end() if mark else start : end])
        if folded or mark:
            yield Piece(at + start, at + end, folded, ordinal(mark) if mark else 0)
