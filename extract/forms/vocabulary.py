"""All labels of all forms, found in text as it is printed: folded, wrapped, misprinted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from extract.forms.layout import Block, Form, load_forms

Kind = Literal["row", "column", "group", "heading", "note", "title"]

_NOISE = re.compile(r"[\W_]+")
_NUMERALS = "一二三四五六七八九十"
MARK = re.compile(
    rf"\s*(?:[(（]\s*(?P<bracketed>[{_NUMERALS}]{{1,3}}|\d{{1,2}})\s*[)）](?!\s*项)"
    rf"|(?P<chinese>[{_NUMERALS}]{{1,3}})\s*[、.．,，]"
    r"|(?P<arabic>\d{1,2})\s*[.、．)）](?!\d))[、.．]?\s*"
)
"""The number before a label: (一) 一、 1. (1)"""

LONGEST = 64
"""No label of a form is longer, folded."""

SURE = 5
"""From this many characters on a label is recognised wherever it stands in a run of text."""

_ALIKE, _SHORT_ALIKE, _SHORT, _MARGIN = 0.62, 0.74, 5, 0.12
_FUZZY_FROM = 3
_SHARED, _CANDIDATES = 0.25, 12


class Entry(NamedTuple):
    """One label of one form: what it names (`code` in `block`), and its place in the printed order.

    `ordinal` is the number before the label (0: none).
    """

    kind: Kind
    form: str
    edition: int
    block: str
    code: str
    order: int
    label: str
    ordinal: int = 0


class Meaning(NamedTuple):
    """All that one printed label may name, with the forms and kinds that this comes to."""

    entries: tuple[Entry, ...]
    forms: frozenset[str]
    kinds: frozenset[Kind]


NOTHING = Meaning((), frozenset(), frozenset())


class Likeness(NamedTuple):
    """How alike a text is to the label most like it (0 to 1), its meaning, and those hardly less alike."""

    score: float
    meaning: Meaning
    near: tuple[Entry, ...]


_UNLIKE = Likeness(0.0, NOTHING, ())


def fold(text: str) -> str:
    """A label without spaces, punctuation, brackets and quotes."""
    return _NOISE.sub("", text)


def ordinal(mark: re.Match[str]) -> int:
    """The number that a mark counts, 1 for (一)."""
    digits = mark["arabic"] or mark["bracketed"] or mark["chinese"]
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _NUMERALS.index(digits[-1]) + 1
    return (_NUMERALS.index(tens[-1]) + 1 if tens else 1) * 10 + (
        _NUMERALS.index(ones[-1]) + 1 if ones else 0
    )


def bare(label: str) -> str:
    """A form's own label folded, its number left out.

    >>> bare("(二)部分公开")
    '部分公开'
    """
    mark = MARK.match(label)
    return fold(label[mark.end() :] if mark else label)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels of a set of forms, ready for looking up.

    `exact` by folded label; `starts` holds every beginning of a label; `within` is all labels in
    one string (is this a piece of a label?); `sure` finds long labels anywhere in a text; `holding`
    gives the labels that hold a pair of characters.
    """

    exact: Mapping[str, Meaning]
    starts: frozenset[str]
    within: str
    sure: re.Pattern[str]
    holding: Mapping[str, tuple[str, ...]]

    def longest(self, text: str, start: int) -> int:
        """Where the longest label that begins at `start` of a folded text ends; `start`: none does."""
        best, end = start, start + 1
        while end <= len(text) and text[start:end] in self.starts:
            if text[start:end] in self.exact:
                best = end
            end += 1
        return best

    def similar(self, folded: str, forms: frozenset[str]) -> Likeness:
        """What a misprinted text may mean: the label most like it, none where none is like enough.

        `forms` limits the search to those forms, where it is not empty.
        """
        if not _FUZZY_FROM <= len(folded) <= LONGEST:
            return _UNLIKE
        scores = sorted(self._scores(folded, forms), reverse=True)
        best = scores[0][0] if scores else 0.0
        if best < (_SHORT_ALIKE if len(folded) <= _SHORT else _ALIKE):
            return _UNLIKE
        most = _meaning(
            entry for score, label in scores if score == best for entry in self.exact[label].entries
        )
        meant = {(entry.kind, entry.code) for entry in most.entries}
        close = [label for score, label in scores if best > score > best - _MARGIN]
        near = [e for label in close for e in self.exact[label].entries if (e.kind, e.code) not in meant]
        return Likeness(best, most, tuple(near))

    def _scores(self, folded: str, forms: frozenset[str]) -> Iterator[tuple[float, str]]:
        """How alike the labels are that share most pairs of characters with a text."""
        shared = Counter(label for pair in _pairs(folded) for label in self.holding.get(pair, ()))
        dice = [(2 * n / (len(folded) + len(label) - 2), label) for label, n in shared.items()]
        for _, label in sorted((pair for pair in dice if pair[0] >= _SHARED), reverse=True)[:_CANDIDATES]:
            if not forms or self.exact[label].forms & forms:
                yield SequenceMatcher(None, folded, label, autojunk=False).ratio(), label


@lru_cache(maxsize=4_096)
def similar(folded: str, forms: frozenset[str]) -> Likeness:
    """`Vocabulary.similar` of all forms, remembered: agencies misprint the same labels every year."""
    return vocabulary().similar(folded, forms)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The labels of all forms."""
    exact: dict[str, list[Entry]] = defaultdict(list)
    for entry in (entry for form in load_forms() for entry in _entries(form)):
        if entry.label and entry not in exact[entry.label]:
            exact[entry.label].append(entry)
    labels = sorted(exact, key=len, reverse=True)
    holding: dict[str, list[str]] = defaultdict(list)
    for label in labels:
        for pair in _pairs(label) if len(label) >= _FUZZY_FROM else ():
            holding[pair].append(label)
    return Vocabulary(
        exact={label: _meaning(entries) for label, entries in exact.items()},
        starts=frozenset(label[:n] for label in labels for n in range(1, len(label) + 1)),
        within="\n".join(labels),
        sure=re.compile("|".join(re.escape(label) for label in labels if len(label) >= SURE)),
        holding={pair: tuple(holders) for pair, holders in holding.items()},
    )


def _meaning(entries: Iterable[Entry]) -> Meaning:
    found = tuple(entries)
    return Meaning(found, frozenset(entry.form for entry in found), frozenset(entry.kind for entry in found))


def _entries(form: Form) -> Iterator[Entry]:
    def named(kind: Kind, block: str, code: str, order: int, labels: Iterable[str]) -> Iterator[Entry]:
        """An entry for each way that a label is printed."""
        for label in labels:
            mark = MARK.match(label)
            number = ordinal(mark) if mark else 0
            yield Entry(kind, form.form, form.edition, block, code, order, bare(label), number)

    yield from named("title", "", form.form, -1, (form.title,))
    yield from named("note", "", "", -1, form.notes)
    for block in form.blocks:
        yield from named("heading", block.code, block.code, -1, (block.heading,))
        yield from named("group", block.code, "", -1, sorted(_groups(block)))
        for n, column in enumerate(block.columns):
            yield from named("column", block.code, column.code, n, (column.label, *column.aliases))
        for n, row in enumerate(block.rows):
            yield from named("row", block.code, row.code, n, (row.label, *row.aliases))


def _groups(block: Block) -> set[str]:
    groups = {column.group for column in block.columns} | set(block.column_groups)
    return groups | {row.group for row in block.rows}


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}
