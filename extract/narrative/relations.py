"""What is part of what: said by the words, or proved by the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.narrative.statistics import Finding

REACH = 600
"""How many characters behind a total its parts may stand: its own paragraph and the next."""
SENTENCES = 4
"""In how many sentences with numbers, its own included, the parts of a total are looked for."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts (indices of findings); `proved` where the parts add up to it."""

    total: int
    parts: tuple[int, ...]
    proved: bool


def find_breakdowns(findings: Sequence[Finding]) -> list[Breakdown]:
    """Breakdowns in order of their totals; a finding is part of one total at most per run.

    A run of numbers of one unit behind a total, or before it in its own clause, whose sum is
    the total is its breakdown; a run that the words call one (其中) is one even without the sum.
    """
    found: list[Breakdown] = []
    taken: set[int] = set()
    for _ in range(2):  # again for totals whose parts have parts of their own (办结27 of 32 is 19 and 8)
        for i, total in enumerate(findings):
            if total.relation or not _countable(total):
                continue
            for run in _runs(findings, i):
                for proved in _proved(findings, i, [p for p in run if p not in taken]):
                    found.append(Breakdown(i, proved, True))
                    taken.update(proved)
    found += _said(findings, taken)
    return sorted(found, key=lambda b: (b.total, b.parts))


def _countable(f: Finding) -> bool:
    return f.number.value > 0 and f.number.kind == "statistic" and f.number.unit not in ("倍", "百分点")


def _runs(findings: Sequence[Finding], i: int) -> list[list[int]]:
    """Candidates for parts: the numbers of the total's unit behind it, sentence by sentence."""
    total = findings[i]
    runs: dict[tuple[int, int], list[int]] = {}
    passed = {total.sentence}
    for j in range(i + 1, len(findings)):
        f = findings[j]
        passed.add(f.sentence)
        if f.number.start - total.number.end > REACH or len(passed) > SENTENCES:
            break
        if not f.relation and _same(total, f):
            runs.setdefault(f.sentence, []).append(j)
    ahead = [j for j in range(max(0, i - 6), i) if findings[j].sentence == total.sentence and _close(findings[j], total)]
    return [*runs.values(), ahead[::-1]]


def _same(total: Finding, part: Finding) -> bool:
    return part.number.unit == total.number.unit


COUNTING = frozenset("个名份件人家条项次宗起例批位")


def _close(part: Finding, total: Finding) -> bool:
    """Parts printed before their total may carry measure words of their own (5名…和1个…的申请6份)."""
    near = total.number.start - part.number.end <= 40
    return near and not part.relation and (_same(total, part) or {part.number.unit, total.number.unit} <= COUNTING)


def _proved(findings: Sequence[Finding], i: int, run: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Stretches of the run, one behind the other from its beginning, that each add up to the total.

    Small totals in another sentence are met by chance; those need three parts.
    """
    goal = findings[i].number.value
    first, total = 0, 0.0
    for last, j in enumerate(run):
        total += findings[j].number.value
        if total > goal * (1 + 1e-9):
            return
        if abs(total - goal) <= 1e-6 * max(1.0, abs(goal)):
            parts = run[first : last + 1]
            elsewhere = findings[j].sentence != findings[i].sentence
            if len(parts) < 2 or (elsewhere and goal < 20 and len(parts) < 3):
                return
            yield tuple(sorted(parts))
            first, total = last + 1, 0.0


def _said(findings: Sequence[Finding], taken: set[int]) -> list[Breakdown]:
    """Breakdowns that only the words tell, such as one item after 其中, while the total has room."""
    groups: dict[int, list[int]] = {}
    for j, f in enumerate(findings):
        if f.item_of is None or f.relation or f.item_of == j:
            continue
        total, group = findings[f.item_of], groups.setdefault(f.item_of, [])
        room = total.number.value - sum(findings[k].number.value for k in group)
        if _same(total, f) and f.number.value <= room * (1 + 1e-9) and f.number.unit != "%":
            group.append(j)
    return [
        Breakdown(total, parts, False)
        for total, group in groups.items()
        if (parts := tuple(j for j in group if j not in taken))
    ]


def settled_scopes(findings: Sequence[Finding], breakdowns: Sequence[Breakdown]) -> list[str | None]:
    """Whose each finding is: a part without a scope of its own has its total's, a share what it describes."""
    totals = {part: b.total for b in breakdowns for part in b.parts}
    scopes = [f.scope or (findings[totals[i]].scope if i in totals else None) for i, f in enumerate(findings)]
    for i, f in enumerate(findings):
        if f.relation and f.of is not None and f.of < i:
            scopes[i] = f.scope or scopes[f.of]
    return scopes
