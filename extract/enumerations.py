"""Enumerations in running text: 一是…；二是…, 一要…二要…, 第一，…第二，…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.numerals import parse_numeral

LONGEST_LEAD_IN = 200
"""Characters before the first item that say what is enumerated."""

Range = tuple[int, int]
"""`[start, end)` of the clean text."""

_CN = "[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"(?:(?<=[。；;：:，,！\s”])|^)(?:第?(?P<n>{_CN})(?P<style>[是要])|(?P<style2>[第其])(?P<n2>{_CN})[，,、])", re.M
)
_FIRST = re.compile("一[是要]|[第其]一[，,、]")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items that are counted 一, 二, 三 in one way, two at least, and the words that lead in to them."""

    lead_in: str
    items: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """一是, 二要, 第三，: where it stands, and in which paragraph."""

    at: int
    ordinal: int
    style: str
    paragraph: int


def find_enumerations(text: str, paragraphs: Sequence[Range]) -> list[Enumeration]:
    """The enumerations in paragraphs of one section; one inside an item of another is part of that item.

    An item ends where the next begins, or with the last paragraph before it.  The last item ends
    with its paragraph, or before the sentence that leads in to the next enumeration; where every
    item before it goes on over further paragraphs, so does it.
    """
    if not paragraphs or not _FIRST.search(text, paragraphs[0][0], paragraphs[-1][1]):
        return []
    found: list[Enumeration] = []
    for marks, following in _runs(list(_marks(text, paragraphs))):
        if not found or marks[0].at >= found[-1].items[-1][1]:
            items = _items(text, paragraphs, marks, following)
            found.append(Enumeration(_lead_in(text, paragraphs, marks[0]), tuple(items)))
    return found


def begins_with_mark(text: str) -> int:
    """The length of the mark that a text begins with, 0 where there is none."""
    m = _MARK.match(text)
    return m.end() if m else 0


def _marks(text: str, paragraphs: Sequence[Range]) -> Iterator[_Mark]:
    for i, paragraph in enumerate(paragraphs):
        for m in _MARK.finditer(text, *paragraph):
            ordinal = parse_numeral(m["n"] or m["n2"])
            if ordinal is not None:
                yield _Mark(m.start(), int(ordinal), m["style"] or m["style2"], i)


def _runs(marks: Sequence[_Mark]) -> list[tuple[list[_Mark], int | None]]:
    """Marks of one style that count 1, 2, 3 …, two at least; and where the next run of the style begins."""
    running: dict[str, list[_Mark]] = {}
    found: list[list[_Mark]] = []
    for mark in marks:
        run = running.get(mark.style)
        if mark.ordinal == 1:
            running[mark.style] = [mark]
            found.append(running[mark.style])
        elif run and mark.ordinal == run[-1].ordinal + 1:
            run.append(mark)
    following: dict[str, int] = {}
    runs: list[tuple[list[_Mark], int | None]] = []
    for run in reversed([run for run in found if len(run) > 1]):
        runs.append((run, following.get(run[0].style)))
        following[run[0].style] = run[0].at
    return runs[::-1]


def _items(
    text: str, paragraphs: Sequence[Range], marks: Sequence[_Mark], following: int | None
) -> Iterator[Range]:
    more = []
    for mark, after in pairwise(marks):
        end = after.at
        if after.paragraph != mark.paragraph:
            more.append(after.paragraph - mark.paragraph - 1)
            end = paragraphs[after.paragraph - 1][1]
        while text[end - 1].isspace():
            end -= 1
        yield mark.at, end
    last = marks[-1]
    end = paragraphs[min(last.paragraph + min(more, default=0), len(paragraphs) - 1)][1]
    if following is not None and following < end:
        stop = text.rfind("。", last.at, following)
        end = stop + 1 if stop > last.at else following
    yield last.at, end


def _lead_in(text: str, paragraphs: Sequence[Range], first: _Mark) -> str:
    """The sentence before the first item: in its paragraph, or the paragraph above if it ends in a colon."""
    before = text[max(paragraphs[first.paragraph][0], first.at - LONGEST_LEAD_IN) : first.at].strip()
    if not before and first.paragraph:
        start, end = paragraphs[first.paragraph - 1]
        before = text[max(start, end - LONGEST_LEAD_IN) : end]
        before = before if before.endswith(("：", ":")) else ""
    return re.split("[。；;]", before.rstrip("。；;"))[-1]
