"""The stretches of a document that may be forms: lines and grid rows full of labels and values."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from extract.document import Document, Line
from extract.forms.grids import innermost, rows_of_grid
from extract.forms.tokens import FILLING, Piece, Token, Value, tokens_of_line
from extract.forms.values import read_unit
from extract.forms.vocabulary import LONGEST, vocabulary
from extract.model import Grid

Kind = Literal["form", "values", "stray", "prose", "mixed"]
"""Labels of a form, whole or in part; values only; other short text; prose; prose with a form in it."""

PrintedRow = tuple[tuple[Kind, int], list[Token]]
"""A line or a grid's row: its kind with the number of its labels, and its tokens."""

_FIELD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[。;；!！?？]")
_ALONE = re.compile(r"(?<!\S)\d[\d.,]*(?!\S)")
_BARS = ("|", "｜")
_LONG = 160
_NUMBERS = 3
"""A line of more characters, with fewer numbers that stand alone, is prose."""

_MIXED = 6
"""A long line with so many labels may hold a form among its prose."""

_STRAYS = 3
"""Lines of other text that a form's labels and values may be apart."""

_LABELS = 3
"""A stretch with fewer labels is no form."""


def stretches(document: Document) -> Iterator[list[Token]]:
    """Runs of lines and grid rows that look like forms, each as its tokens."""
    run: list[Token] = []
    pending: list[Token] = []
    strays = labels = 0
    for (kind, named), found in _printed_rows(document):
        if kind in ("stray", "prose"):
            strays += 1
            pending += found
            if kind == "stray" and run and strays <= _STRAYS:
                continue
            if labels >= _LABELS:
                yield run
            run, pending, strays, labels = [], [], 0, 0
        elif kind == "form" or run:
            labels += named
            run += pending
            run += found
            pending, strays = [], 0
    if labels >= _LABELS:
        yield run


def _printed_rows(document: Document) -> Iterator[PrintedRow]:
    """The lines of a document, with the tabs around them, and the rows of its grids."""
    text, number = document.text, 0
    for part in _parts(document):
        number += 1
        if isinstance(part, Grid):
            for row in rows_of_grid(document, part, number):
                number += 1
                yield _kind(row, ""), row
            continue
        start, printed = _with_tabs(text, part.start, part.end)
        kind = _kind_of_text(printed)
        if kind[0] == "mixed":
            yield from _fields(printed, start, number)
        else:
            yield kind, [] if kind[0] == "prose" else tokens_of_line(printed, start, number)


def _parts(document: Document) -> Iterator[Line | Grid]:
    """The lines and the grids of a document in order; the lines of a grid's cells are left out."""
    grids = deque((document.clean_span(grid.span), grid) for grid in innermost(document.reading.grids))
    covered = 0
    for line in _without_frames(document):
        while grids and grids[0][0][0] <= line.start:
            (_, covered), grid = grids.popleft()
            yield grid
        if line.start >= covered:
            yield line
    yield from (grid for _, grid in grids)


def _without_frames(document: Document) -> Iterator[Line]:
    """The lines without the bars, alone on theirs, that end a cell or a row; the other bars are blank cells.

    Where cells begin with a bar, or stand between bars, the last bar of a run ends the row, unless
    the row goes on; where they end with one, every further bar is a blank cell, but in a document that
    fills up short rows with bars the last one may be filling.
    """
    before, filled = "", FILLING.search(document.text) is not None
    for lone, run in groupby(document.lines, lambda line: document.text[line.start : line.end] in _BARS):
        lines = list(run)
        after = document.text[lines[-1].end :].lstrip()[:1]
        ends = lone and after not in _BARS and (before not in _BARS or (filled and not after.isdigit()))
        yield from lines[:-1] if ends else lines
        before = document.text[lines[-1].end - 1]


def _fields(text: str, at: int, number: int) -> Iterator[PrintedRow]:
    """The words of a line that holds prose and forms, each as a line of its own."""
    for field in _FIELD.finditer(text):
        kind = _kind_of_text(field[0])
        known = kind[0] not in ("prose", "mixed")
        yield (kind, tokens_of_line(field[0], at + field.start(), number)) if known else (("prose", 0), [])


def _with_tabs(text: str, start: int, end: int) -> tuple[int, str]:
    """A line with the tabs before and after it, which stand for blank cells."""
    while start > 0 and text[start - 1] == "\t":
        start -= 1
    while text[end : end + 1] == "\t":
        end += 1
    return start, text[start:end]


def _kind_of_text(text: str) -> tuple[Kind, int]:
    if len(text) <= _LONG:
        return _kind_of_short_text(text)
    if len(_ALONE.findall(text)) < _NUMBERS:
        return "prose", 0
    return _kind(tokens_of_line(text, 0, 0), text)


@lru_cache(maxsize=16_384)
def _kind_of_short_text(text: str) -> tuple[Kind, int]:
    return _kind(tokens_of_line(text, 0, 0), text)


def _kind(found: list[Token], text: str) -> tuple[Kind, int]:
    """What a line with these tokens is in a form, and how many labels it holds for certain."""
    words = vocabulary()
    pieces = [token.folded for token in found if isinstance(token, Piece) and token.folded]
    pieces = [piece for piece in pieces if not read_unit(piece)]
    if not pieces:
        return "values", 0
    folded = "".join(pieces)
    exact = sum(len(piece) > 2 and piece in words.exact for piece in pieces)
    if exact or folded in words.exact:
        return "form", max(exact, 1)
    if folded in words.within or all(piece in words.within for piece in pieces):
        return "form", 0
    inside = words.sure.findall(folded)
    if sum(len(label) for label in inside) * 2 >= len(folded):
        return "form", len(inside)
    if len(text) > _LONG and len(inside) >= _MIXED:
        return "mixed", 0
    if len(folded) > LONGEST or _SENTENCE.search(text):
        return "prose", 0
    values = sum(isinstance(token, Value) for token in found)
    counted = values and any(isinstance(token, Piece) and read_unit(token.folded) for token in found)
    return ("values", 0) if values > 1 or counted else ("stray", 0)
