"""Label pieces become labels: joined over line breaks, cut apart where they run together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.forms.tokens import Piece, Token, Value
from extract.forms.values import read_unit
from extract.forms.vocabulary import LONGEST, NOTHING, Entry, Likeness, Meaning, similar, vocabulary
from extract.model import GridCell

Forms = frozenset[str]
"""The forms that a text can be in, as its last labels have it (none: any)."""

_NEARLY = 0.85
"""A text so like one label is that label, even where it holds another whole one."""

_MANY = 20 * LONGEST
"""A longer run without a known label is not searched for one."""


class Label(NamedTuple):
    """A printed label and what it may name.

    `exact`: the print is one of the form's own labels, letter by letter; else `near` are the
    labels that are hardly less like it.  `line` is its last.
    """

    start: int
    end: int
    folded: str
    meaning: Meaning
    ordinal: int = 0
    line: int = -1
    cell: GridCell | None = None
    exact: bool = True
    near: tuple[Entry, ...] = ()


def recognise(stretch: Sequence[Token]) -> Iterator[Label | Value]:
    """The labels and values of a stretch, in order; labels never reach over a value."""
    run: list[Piece] = []
    forms: Forms = frozenset()
    for token in stretch:
        if isinstance(token, Piece):
            run.append(token)
            continue
        if run:
            for label in _labels(run, forms):
                forms = _narrowed(forms, label)
                yield label
            run = []
        yield token
    yield from _labels(run, forms)


def _narrowed(forms: Forms, label: Label) -> Forms:
    named = label.meaning.forms
    return forms & named or named or forms


def _labels(run: Sequence[Piece], forms: Forms) -> Iterator[Label]:
    """The labels of a run of pieces: exact ones as long as possible, what is between them by likeness."""
    exact = vocabulary().exact
    at, open_from = 0, 0
    while at < len(run):
        end = _exact_end(run, at)
        if end == at:
            at += 1
            continue
        if at > open_from:
            yield from _between(run[open_from:at], forms)
        label = _joined(run[at:end], exact[_folded(run[at:end])])
        forms = _narrowed(forms, label)
        yield label
        at = open_from = end
    if at > open_from:
        yield from _between(run[open_from:], forms)


def _exact_end(run: Sequence[Piece], at: int) -> int:
    """Where the longest exact label that begins at piece `at` ends; `at` where there is none."""
    words = vocabulary()
    folded, best = "", at
    for n in range(at, len(run)):
        if n > at and run[n].ordinal and folded:
            break
        folded += run[n].folded
        if folded and folded not in words.starts:
            break
        if folded in words.exact:
            best = n + 1
    return best


def _between(gap: Sequence[Piece], forms: Forms) -> Iterator[Label]:
    """Labels of pieces that are none as they stand."""
    at = 0
    while at < len(gap):
        end = at + 1
        while end < len(gap) and not _begins(gap[at:end], gap[end]):
            end += 1
        yield from _unclear(gap[at:end], forms)
        at = end


def _begins(before: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece begins a label of its own: in another cell, after a number, or as a unit alone."""
    if piece.cell is not before[-1].cell or len(before) > LONGEST or (piece.ordinal and _folded(before)):
        return True
    return read_unit(piece.folded) is not None or read_unit(before[-1].folded) is not None


def _unclear(pieces: Sequence[Piece], forms: Forms) -> Iterator[Label]:
    """Pieces that hold several labels without a space between, or misprinted ones, or none."""
    folded = _folded(pieces)
    tiles = _tiles(folded) if len(folded) <= _MANY else []
    if tiles:
        yield from (_part(pieces, start, end) for start, end in tiles)
        return
    while pieces and (folded := _folded(pieces)):
        likeness, start, end = _most_alike(pieces, forms)
        cut = list(_cut(pieces)) if likeness.score < _NEARLY and len(folded) <= _MANY else []
        if cut or likeness.meaning is NOTHING:
            yield from cut or [_joined(pieces, NOTHING)._replace(exact=False)]
            return
        yield from _unclear(pieces[:start], forms)
        yield _joined(pieces[start:end], likeness.meaning)._replace(exact=False, near=likeness.near)
        pieces = pieces[end:]


def _most_alike(pieces: Sequence[Piece], forms: Forms) -> tuple[Likeness, int, int]:
    """The neighbouring pieces that together are most like a label, and what they are like."""
    reach = 5 if len(pieces) <= 10 else 1
    spans = [(i, j) for i in range(len(pieces)) for j in range(i + 1, min(i + reach, len(pieces)) + 1)]
    found = [(similar(_folded(pieces[i:j]), forms), i, j) for i, j in spans]
    return max(found, key=lambda likeness: (likeness[0].score, likeness[1] - likeness[2]))


def _tiles(folded: str) -> list[tuple[int, int]]:
    """The places of the exact labels that fill a text without a rest, longest first; else nothing."""
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(folded):
        end = vocabulary().longest(folded, at)
        if end - at < 2:
            return []
        places.append((at, end))
        at = end
    return places


def _cut(pieces: Sequence[Piece]) -> Iterator[Label]:
    """The long labels printed inside the pieces, and the rests between them as unknown labels."""
    folded, at = _folded(pieces), 0
    matches = list(vocabulary().sure.finditer(folded))
    if sum(len(match[0]) for match in matches) * 2 < len(folded):
        return
    for match in matches:
        if match.start() > at:
            yield _part(pieces, at, match.start())._replace(exact=False)
        yield _part(pieces, *match.span())
        at = match.end()
    if at < len(folded):
        yield _part(pieces, at, len(folded))._replace(exact=False)


def _part(pieces: Sequence[Piece], start: int, end: int) -> Label:
    """A label of the folded characters `[start, end)`; its place is that of the pieces that hold it."""
    at, held = 0, []
    for piece in pieces:
        if at < end and at + len(piece.folded) > start:
            held.append(piece)
        at += len(piece.folded)
    folded = _folded(pieces)[start:end]
    label = _joined(held, vocabulary().exact.get(folded, NOTHING))
    return label._replace(folded=folded, ordinal=label.ordinal if start == 0 else 0)


def _joined(pieces: Sequence[Piece], meaning: Meaning) -> Label:
    numbered = next((piece.ordinal for piece in pieces if piece.ordinal), 0)
    first, last = pieces[0], pieces[-1]
    return Label(first.start, last.end, _folded(pieces), meaning, numbered, last.line, first.cell)


def _folded(pieces: Sequence[Piece]) -> str:
    return "".join([piece.folded for piece in pieces]) if len(pieces) != 1 else pieces[0].folded
