"""Cells whose text is no number, or more than one (12（含3）, 3 5): they keep their place in the row, unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.forms.recognise import Label
from extract.forms.segments import Token
from extract.forms.tokens import Value
from extract.forms.values import read_unit


def with_unread(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a value of kind `text` for each such cell, where so its row is as long as most rows are.

    In a grid any text beside a row's values may be one; in lines only what begins with a digit.
    """
    lines = [list(line) for _, line in groupby(tokens, key=lambda token: token.line)]
    widths = Counter(width for line in lines if _is_row(line) and (width := sum(isinstance(t, Value) for t in line)))
    usual = max(widths, key=lambda width: (widths[width], -width), default=0)
    return [token for line in lines for token in _read(line, usual)]


def _is_row(line: Sequence[Token]) -> bool:
    return any("row" in token.meaning.kinds for token in line if isinstance(token, Label))


def _read(line: list[Token], usual: int) -> list[Token]:
    """A line as it is, or with its texts as values where that makes a whole row of it."""
    read = list(_with_texts(line))
    found = sum(isinstance(token, Value) for token in read)
    return read if found == usual and len(line) > 1 and _is_row(line) else line


def _with_texts(line: Sequence[Token]) -> Iterator[Token]:
    """A line with one value for each text that is no label, and for each grid cell that holds several numbers."""
    yield line[0]
    for cell, run in groupby(line[1:], key=lambda token: token.cell if isinstance(token, Value) else None):
        held = list(run)
        if cell and len(held) > 1:
            yield _text(held[0], held[-1].end)
        else:
            yield from (_text(token, token.end) if _may_be_text(token) else token for token in held)


def _may_be_text(token: Token) -> bool:
    if isinstance(token, Value) or token.meaning.entries or read_unit(token.folded):
        return False
    return token.cell is not None or token.folded[:1].isdigit()


def _text(token: Token, end: int) -> Value:
    return Value(token.start, end, "text", None, None, token.line, token.cell)
