"""The section tree: headings with their levels, and what stands under each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document
from extract.headings import Heading, find_headings
from extract.numbering import RANK
from extract.record import Section
from extract.title import read_title

RESTARTS_DEEPER = RANK["chinese"]
"""Kinds up to this rank always stand above the ones below them; of two others, the one met first does."""


@dataclass(frozen=True, slots=True)
class SectionRange:
    """A section in the clean text; `[start, end)` is heading and body, subsections included."""

    id: str
    parent: str | None
    level: int
    number: str
    title: str
    heading: tuple[int, int]
    start: int
    end: int


def find_sections(doc: Document, regions: Sequence[tuple[int, int]] = ()) -> tuple[SectionRange, ...]:
    """The sections of a document without boilerplate, in the order of their headings.

    `regions`: ranges of the clean text that tables occupy, whose row labels (一、本年新收…) are no
    headings.  Levels follow the numbering that the document itself uses, counted from 1.
    """
    title = read_title(doc)
    headings = find_headings(doc, regions, title.end if title else 0)
    levels = _levels(headings)
    parents, ends = _tree(doc, headings, levels)
    return tuple(
        SectionRange(
            id=f"s{i + 1}",
            parent=None if parent is None else f"s{parent + 1}",
            level=level,
            number=heading.number,
            title=heading.title,
            heading=(heading.start, heading.end),
            start=heading.start,
            end=end,
        )
        for i, (heading, level, parent, end) in enumerate(zip(headings, levels, parents, ends, strict=True))
    )


def to_record(doc: Document, sections: Sequence[SectionRange]) -> tuple[Section, ...]:
    """The sections as the record holds them, with spans of the source."""
    return tuple(
        Section(s.id, s.parent, s.level, s.number, s.title, doc.span(*s.heading), doc.span(s.start, s.end))
        for s in sections
    )


def section_at(sections: Sequence[SectionRange], at: int) -> SectionRange | None:
    """The innermost section that the clean offset `at` stands in."""
    i = bisect_right(sections, at, key=lambda s: s.start) - 1
    return sections[i] if i >= 0 and at < sections[i].end else None


def _levels(headings: Sequence[Heading]) -> list[int]:
    """Levels from 1: a kind of number met before goes back to its level, a new one goes below."""
    first_numbers = Counter(h.kind for h in headings if h.ordinal == 1)
    articles_below = _articles_run_through(headings)
    stack: list[str] = []
    levels = []
    for heading in headings:
        if heading.kind in stack:
            del stack[stack.index(heading.kind) :]
        else:
            while stack and _closes(heading, stack[-1], first_numbers):
                if articles_below and (heading.kind, stack[-1]) == ("article", "chinese"):
                    break
                stack.pop()
        stack.append(heading.kind)
        levels.append(len(stack))
    return levels


def _articles_run_through(headings: Sequence[Heading]) -> bool:
    """Whether 一、二、 number chapters: the articles go on counting behind one, 第三条, 二、, 第四条."""
    found = [h for h in headings if h.kind in ("article", "chinese")]
    runs_on = any(
        (above.kind, between.kind, below.kind) == ("article", "chinese", "article")
        and below.ordinal == (above.ordinal or 0) + 1
        for above, between, below in zip(found, found[1:], found[2:], strict=False)
    )
    return runs_on and found[0].kind == "chinese"


def _closes(heading: Heading, open_kind: str, first_numbers: Counter[str]) -> bool:
    """Whether a heading of a kind not yet met ends the open one instead of standing below it.

    A numbering that runs through the document stands beside headings without numbers; one that
    begins again under each of them stands below.
    """
    if heading.kind == "plain":
        return True
    if open_kind == "plain":
        return first_numbers[heading.kind] < 2
    above = RANK[heading.kind] < RANK[open_kind]
    return above and (RANK[heading.kind] <= RESTARTS_DEEPER or heading.ordinal != 1)


def _tree(
    doc: Document, headings: Sequence[Heading], levels: Sequence[int]
) -> tuple[list[int | None], list[int]]:
    """For each heading the place of its parent, and where its section's last line ends."""
    parents: list[int | None] = []
    ends = [doc.lines[-1].end] * len(headings) if headings else []
    open_sections: list[int] = []
    for i, (heading, level) in enumerate(zip(headings, levels, strict=True)):
        for closed in open_sections[level - 1 :]:
            ends[closed] = doc.lines[heading.index - 1].end
        del open_sections[level - 1 :]
        parents.append(open_sections[-1] if open_sections else None)
        open_sections.append(i)
    return parents, ends
