"""What a document says is to be done, or was done: 一是…二是…, numbered tasks, paragraphs of duty."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from extract.attachments import attachment_lines
from extract.document import Document, Line
from extract.duties import duty_words, is_note, read_duty
from extract.enumerations import Range, begins_with_mark, find_enumerations
from extract.numbering import read_numbering
from extract.record import Measure
from extract.rules import Rules, either, load_rules
from extract.sections import SectionRange

SHORTEST_TASK = 12
"""A numbered line with fewer characters is an entry of a list, not a task."""

SHORTEST_BROKEN = 20
"""A line with fewer characters is whole, however it ends."""

_ENDS = frozenset("。！？；;：:）)”")
_ALWAYS, _NEVER = re.compile(""), re.compile("(?!)")
_CLOSED_BY_WHO = re.compile(r"[(（][^()（）。]{1,80}(?:牵头|负责|落实|配合)[^()（）。]{0,80}[)）](?:[\s。；;]*)")


class _Words(Rules):
    task_kinds: dict[str, str]
    shortcomings: str
    shortcomings_follow: str
    remedies: str
    no_tasks: str
    closings: str
    imperatives: list[str]


@cache
def _words() -> _Words:
    return load_rules(_Words, Path(__file__).with_name("measures.yaml"))


@cache
def _task() -> re.Pattern[str]:
    return re.compile(f"{duty_words()}|^{either(_words().imperatives)}")


def find_measures(doc: Document, sections: Sequence[SectionRange], kind: str) -> tuple[Measure, ...]:
    """The measures of a document without boilerplate, of the given kind, in order.

    In every kind the items of 一是…二是…, unless they list shortcomings; in work points, notices and
    plans also, in sections that have none, the numbered paragraphs, or else those of duty.
    """
    measures: list[Measure] = []
    for section, paragraphs in _by_section(doc, sections):
        ranges = _items(doc, paragraphs, section)
        if not ranges and kind in _words().task_kinds:
            duty = _duty(kind, in_section=section is not None or not sections)
            ranges = _tasks(doc, paragraphs, section, duty)
        section_id = section.id if section else None
        for order, (start, end) in enumerate(ranges, 1):
            text = "\n".join(line.strip() for line in doc.text[start:end].splitlines() if line.strip())
            who = read_duty(text)
            span = doc.span(start, end)
            measures.append(Measure(span, section_id, order, text, who.responsible, who.supporting, who.due))
    return tuple(measures)


def _by_section(
    doc: Document, sections: Sequence[SectionRange]
) -> Iterator[tuple[SectionRange | None, list[Range]]]:
    """Each section with the paragraphs of its own; a heading on a line of its own is none, one that runs
    in to its text begins the paragraph."""
    listed = attachment_lines(doc)
    starts = [section.start for section in sections]
    lines = (line for i, line in enumerate(doc.lines) if i not in listed)
    placed = ((bisect_right(starts, line.start) - 1, line) for line in lines)
    for place, group in groupby(placed, key=lambda item: item[0]):
        section = sections[place] if place >= 0 else None
        heading_end = section.heading[1] + 1 if section else 0
        yield section, _paragraphs(doc.text, [line for _, line in group if line.end > heading_end])


def _paragraphs(text: str, lines: Iterable[Line]) -> list[Range]:
    """Lines as paragraphs: one that breaks off in its sentence, as in a PDF, goes on in the next."""
    joined: list[Range] = []
    for line in lines:
        start, end = joined[-1] if joined else (0, 0)
        broken = end - start >= SHORTEST_BROKEN and text[end - 1] not in _ENDS
        printed = text[line.start : line.end]
        if broken and not read_numbering(printed) and not begins_with_mark(printed):
            joined[-1] = start, line.end
        else:
            joined.append((line.start, line.end))
    return joined


def _items(doc: Document, paragraphs: Sequence[Range], section: SectionRange | None) -> list[Range]:
    """The items of the enumerations that do not list what is wrong."""
    if section and _announces(section.title, _words().shortcomings):
        return []
    return [
        item
        for enumeration in find_enumerations(doc.text, paragraphs)
        if not _announces(enumeration.lead_in, _words().shortcomings_follow)
        for item in enumeration.items
    ]


def _announces(words: str, shortcomings: str) -> bool:
    """Whether shortcomings follow, and nothing is said of remedies."""
    return bool(re.search(shortcomings, words)) and not re.search(_words().remedies, words)


def _duty(kind: str, *, in_section: bool) -> re.Pattern[str]:
    """What a paragraph without a number must show to be a task; nothing in a preamble does."""
    if not in_section:
        return _NEVER
    return _task() if _words().task_kinds[kind] == "duties" else _ALWAYS


def _tasks(
    doc: Document, paragraphs: Sequence[Range], section: SectionRange | None, duty: re.Pattern[str]
) -> list[Range]:
    """Numbered paragraphs; where there are none, those that set a duty."""
    if section and re.search(_words().no_tasks, section.title):
        return []
    possible = [r for r in _with_notes(doc, paragraphs) if _may_be_task(doc.text[slice(*r)])]
    numbered = [(s, e) for s, e in possible if e - s >= SHORTEST_TASK and read_numbering(doc.text[s:e])]
    tasks = numbered or [r for r in possible if duty.search(doc.text[slice(*r)])]
    return [part for task in tasks for part in _apart(doc.text, *task)]


def _with_notes(doc: Document, paragraphs: Sequence[Range]) -> list[Range]:
    """The paragraphs, each with the lines below it that say who does it, and by when."""
    joined: list[Range] = []
    for start, end in paragraphs:
        if joined and is_note(doc.text[start:end]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _may_be_task(text: str) -> bool:
    """Whether a paragraph is a text, perhaps with a note below it, and not the document's closing."""
    return (text[-1] in "。；;！）)" or is_note(text.splitlines()[-1].strip())) and not re.match(_words().closings, text)


def _apart(text: str, start: int, end: int) -> Iterator[Range]:
    """The tasks of one paragraph, each closed by who does it: ….（甲负责）….（乙牵头，丙配合）."""
    for m in _CLOSED_BY_WHO.finditer(text, start, end):
        if end - m.end() >= SHORTEST_TASK:
            yield start, start + len(text[start : m.end()].rstrip())
            start = m.end()
    yield start, end
