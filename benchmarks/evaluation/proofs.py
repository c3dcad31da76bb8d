"""What proves the truth: sums and shares that hold, ids that resolve, no number left unmarked."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from opencc import OpenCC

from benchmarks.evaluation.markup import Mark, Segment
from benchmarks.evaluation.sources import Source

LEXICON = Path(__file__).with_name("lexicon.toml")
NUMERALS = re.compile(r"[0-9０-９]+|[〇○零一二三四五六七八九十百千万亿两]+")


def faults(source: Source) -> list[str]:
    """Everything about one document's truth that does not hold, in words; empty for a good one."""
    return [f"{source.half}/{source.name}: {fault}" for fault in _faults(source)]


def _faults(source: Source) -> Iterator[str]:
    marks = [s.mark for s in source.segments if s.mark and s.mark.counts]
    named = {m.id: m for m in marks if m.id}
    if len(named) < sum(m.id is not None for m in marks):
        yield "an id is given twice: make ids unique in a document"
    dangling = list(_dangling(marks, named))
    yield from dangling
    yield from unmarked(source.segments)
    yield from _traditional(marks)
    if not dangling:
        yield from _parts(marks, named)
        yield from _shares(marks, named, source.header.misprints)
        for check in source.header.checks:
            yield from _check(check, marks, named)


def _dangling(marks: list[Mark], named: dict[str, Mark]) -> Iterator[str]:
    for mark in marks:
        for target in (mark.part_of, mark.share_of, mark.change_of):
            if target and target not in named:
                yield f"{mark.label} {mark.value} points at #{target}, which no mark has"


def _traditional(marks: list[Mark]) -> Iterator[str]:
    """Units, labels and scopes are simplified, whatever the document's script."""
    for mark in marks:
        for name in (mark.unit, mark.label, mark.scope):
            if name and name != "".join(map(_simplified, name)):
                yield f"{name!r} should be in simplified script"


def _parts(marks: list[Mark], named: dict[str, Mark]) -> Iterator[str]:
    """A breakdown may be incomplete, but never larger than its total."""
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for mark in marks:
        if mark.part_of and mark.unit == named[mark.part_of].unit:
            sums[mark.part_of, mark.by, mark.unit or ""] += mark.value or 0
    for (total, by, _), value in sums.items():
        whole = named[total]
        if whole.bound == "exact" and value > (whole.value or 0) * (1 + 1e-9):
            yield f"the parts {by} of #{total} ({whole.label} {whole.value}) add up to {value}"


def _shares(marks: list[Mark], named: dict[str, Mark], misprints: tuple[str, ...]) -> Iterator[str]:
    """A share must be what rounding the part over its total gives, unless it is a declared misprint."""
    for mark in marks:
        whole = named.get(mark.part_of or "")
        if mark.share is None or whole is None or not whole.value or mark.value is None:
            continue
        places = max(0, -int(Decimal(str(mark.share)).as_tuple().exponent)) if mark.share % 1 else 0
        holds = abs(100 * mark.value / whole.value - mark.share) <= 0.5000001 * 10**-places
        if holds == (mark.id in misprints):
            yield f"{mark.label} {mark.value} of {whole.value} is {100 * mark.value / whole.value:.3f}%, printed {mark.share}%"


def _check(check: str, marks: list[Mark], named: dict[str, Mark]) -> Iterator[str]:
    """`a = b + c`, `a = parts` (all parts of a), `a = parts form` (those by form), `!=` for a misprint, `~` rounded."""
    parsed = re.fullmatch(r"(.+?)\s*(!=|=|~)\s*(.+)", check)
    if not parsed:
        yield f"check {check!r}: expected a = b + c"
        return
    left, relation, right = parsed.groups()
    try:
        a, b = _sum(left, left, marks, named), _sum(right, left, marks, named)
    except KeyError as error:
        yield f"check {check!r}: no mark has the id {error}"
        return
    tolerance = 0.005 * abs(a) if relation == "~" else 1e-9 * max(1.0, abs(a))
    if (abs(a - b) <= tolerance) == (relation == "!="):
        yield f"check {check!r}: {a} against {b}"


def _sum(side: str, total: str, marks: list[Mark], named: dict[str, Mark]) -> float:
    words = side.split()
    if words[0] == "parts":
        by = words[1] if len(words) > 1 else ""
        return sum(m.value or 0 for m in marks if m.part_of == total.strip() and m.by == by)
    return sum(named[name.strip()].value or 0 for name in side.split("+"))


@cache
def _lexicon() -> re.Pattern[str]:
    words = tomllib.loads(LEXICON.read_text("utf-8"))["words"]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _simplified(c: str) -> str:
    return str(OpenCC("t2s").convert(c))


def unmarked(segments: list[Segment]) -> Iterator[str]:
    """Numerals outside every mark that no word of the lexicon explains, with what stands around them."""
    text = "".join(_simplified(c) if c > "\x7f" else c for s in segments for c in s.text)
    covered, at = bytearray(len(text)), 0
    for segment in segments:
        covered[at : at + len(segment.text)] = bytes([segment.mark is not None]) * len(segment.text)
        at += len(segment.text)
    for word in _lexicon().finditer(text):
        covered[word.start() : word.end()] = b"\x01" * len(word.group())
    for numeral in NUMERALS.finditer(text):
        if not all(covered[numeral.start() : numeral.end()]):
            around = text[max(0, numeral.start() - 12) : numeral.end() + 8].replace("\n", "/")
            yield f"{numeral.group()!r} in …{around}… is neither marked nor explained"
