"""Numbers that need no mark because their form alone tells what they are."""

from __future__ import annotations

import re
from itertools import chain

from benchmarks.evaluation.markup import Mark, Segment

NUMERAL = "[一二三四五六七八九十]"
PATTERNS = {
    "date": re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?<!\d)\d{1,2}月\d{1,2}日"),
    "ordinal": re.compile(
        rf"(?m:^)[\s\u3000]*(?:[（(](?P<a>{NUMERAL}{{1,3}}|\d{{1,2}})[）)]|(?P<b>{NUMERAL}{{1,3}})、|(?P<c>\d{{1,2}})[.．、](?!\d))"
        rf"|(?:(?m:^)[\s\u3000]*|(?<=[。；;：:，,])\s*)(?P<d>{NUMERAL})是|附件[:：]\s*(?P<e>\d)[.．、]"
    ),
    "identifier": re.compile(
        r"(?<!\d)(?:12360|12345|12365|12315)(?!\d)|[〔\[【](?:19|20)\d\d[〕\]】]\d{1,4}[号號]"
    ),
}
"""Years with 年 and fuller dates; headings and 一是… at their place; public hotlines, document numbers."""


def mark_implicit(segments: list[Segment]) -> list[Segment]:
    """The segments with every unmarked number of these forms marked."""
    return list(chain.from_iterable(_marked(segments, i) for i in range(len(segments))))


def _marked(segments: list[Segment], i: int) -> list[Segment]:
    if segments[i].mark:
        return [segments[i]]
    before = segments[i - 1].text[-1:] if i else "\n"
    text = before + segments[i].text
    spans = sorted(
        (*_inner(m), kind)
        for kind, pattern in PATTERNS.items()
        for m in pattern.finditer(text)
        if m.end() > len(before)
    )
    out, at = [], len(before)
    for start, end, kind in spans:
        if start >= at:
            out += [Segment(text[at:start]), Segment(text[start:end], Mark(kind))]
            at = end
    return [s for s in [*out, Segment(text[at:])] if s.text]


def _inner(match: re.Match[str]) -> tuple[int, int]:
    """The span of the numeral in a heading, else of the whole match."""
    name = match.lastgroup
    return match.span(name) if name else match.span()
