"""Sentences and clauses of a clean text, by its punctuation and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”」』\"）)]?")
_CLAUSE_END = ",，;；:：。！？!?\n（）()"


def find_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Ranges of sentences with their final punctuation; a line break ends one too."""
    for m in _SENTENCE.finditer(text, start, len(text) if end is None else end):
        s, e = m.span()
        lead = len(m.group()) - len(m.group().lstrip())
        if s + lead < e:
            yield s + lead, e


def clause_start(text: str, at: int, least: int) -> int:
    """Where the clause that `text[at]` stands in begins, not before `least`."""
    while at > least and text[at - 1] not in _CLAUSE_END:
        at -= 1
    return at


def clause_end(text: str, at: int, most: int) -> int:
    """Where the clause that `text[at]` stands in ends, not behind `most`."""
    while at < most and text[at] not in _CLAUSE_END:
        at += 1
    return at
