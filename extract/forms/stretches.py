"""The stretches of a document that may be forms: lines and grid rows full of labels and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from extract.document import Document
from extract.forms.grids import innermost, rows_of_grid
from extract.forms.tokens import Piece, Token, Value, tokens_of_line
from extract.forms.values import read_unit
from extract.forms.vocabulary import LONGEST, vocabulary

Kind = Literal["form", "values", "stray", "prose"]
"""Labels of a form, whole or in part; values only; other short text; anything else."""

_SENTENCE = re.compile(r"[。;；!！?？]")
_ALONE = re.compile(r"(?<!\S)\d[\d.,]*(?!\S)")
_LONG = 160
_NUMBERS = 3
"""A line of more characters, with fewer numbers that stand alone, is prose."""

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


def _printed_rows(document: Document) -> Iterator[tuple[tuple[Kind, int], list[Token]]]:
    """The lines of a document, with the tabs around them, and in their place the rows of its grids."""
    text = document.text
    grids = [(document.clean_span(grid.span), grid) for grid in innermost(document.reading.grids)]
    upcoming, number, covered = iter([*grids, None]), 0, 0
    grid = next(upcoming)
    for line in document.lines:
        while grid is not None and grid[0][0] <= line.start:
            for row in rows_of_grid(document, grid[1], number):
                number += 1
                yield _kind(row, ""), row
            covered, grid = grid[0][1], next(upcoming)
        if line.start < covered:
            continue
        number += 1
        start, printed = _with_tabs(text, line.start, line.end)
        kind = _kind_of_text(printed)
        yield kind, [] if kind[0] == "prose" else tokens_of_line(printed, start, number)
    while grid is not None:
        for row in rows_of_grid(document, grid[1], number):
            number += 1
            yield _kind(row, ""), row
        grid = next(upcoming)


def _with_tabs(text: str, start: int, end: int) -> tuple[int, str]:
    """A line with the tabs before and after it, which stand for blank cells."""
    while start > 0 and text[start - 1] == "\t":
        start -= 1
    while text[end : end + 1] == "\t":
        end += 1
    return start, text[start:end]


@lru_cache(maxsize=16_384)
def _kind_of_text(text: str) -> tuple[Kind, int]:
    if len(text) > _LONG and len(_ALONE.findall(text)) < _NUMBERS:
        return "prose", 0
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
    if len(folded) > LONGEST or _SENTENCE.search(text):
        return "prose", 0
    values = sum(isinstance(token, Value) for token in found)
    counted = values and any(isinstance(token, Piece) and read_unit(token.folded) for token in found)
    return ("values", 0) if values > 1 or counted else ("stray", 0)
