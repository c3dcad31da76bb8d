"""Changes worked out anew from the figures at both ends, where the text prints both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.narrative.findings import Finding
from extract.narrative.pipeline import Narrative
from extract.narrative.relations import Breakdown
from extract.record import Check
from normalize.rounding import Reach, reach, rounded

RULE, GROWTH, BALANCE = "narrative.change", "narrative.growth", "narrative.balance"
YEARLY = frozenset(("同比", "上年", "去年", "上年同期", "去年同期"))
NEAR = 3
"""How many numbers apart two changes of one figure (增加6件,增长24%) may stand."""


def change_checks(n: Narrative, ids: Sequence[str]) -> Iterator[Check]:
    """A check for each change whose figure and whose base are printed, both exactly."""
    figures = _Figures.of(n)
    for i, f in enumerate(n.findings):
        if f.relation != "change" or f.of is None or not exact(f, n.findings[f.of]):
            continue
        based = figures.base(n, i, f.of) or _told_base(n, i, f.of)
        if based is None or based[0].low <= 0:
            continue
        base, ref = based
        expected = _expected(f, n.findings[f.of], reach_of(n, f.of), base)
        if expected is not None:
            yield _check(n, i, expected, (ids[i], ids[f.of], ids[ref]))


def growth_checks(n: Narrative, ids: Sequence[str]) -> Iterator[Check]:
    """A total has grown as its parts have: what they were before adds up to what it was."""
    changes = _yearly(n.findings)
    for b in n.breakdowns:
        members = (b.total, *b.parts)
        known = [changes[m] for m in members if m in changes]
        if not b.proved or len(known) < len(members) or not exact(*(n.findings[m] for m in (*members, *known))):
            continue
        before, *parts = (_before(n, m, c) for m, c in zip(members, known, strict=True))
        summed = Reach(sum(p.low for p in parts), sum(p.high for p in parts))
        total = n.findings[b.total]
        statement = (
            f"由各部分的增减推算，{total.label}上年为{middle(summed):.6g}{total.number.unit}，"
            f"由其自身的增减推算为{middle(before):.6g}{total.number.unit}"
        )
        refs = tuple(ids[k] for k in (known[0], *members, *known[1:]))
        yield Check(GROWTH, statement, middle(summed), middle(before), summed.meets(before), refs)


def balance_checks(n: Narrative, ids: Sequence[str]) -> Iterator[Check]:
    """A trade surplus is what exports exceed imports by."""
    for b in n.breakdowns:
        exports, imports = (_labelled(n.findings, b, word) for word in ("出口", "进口"))
        if exports is None or imports is None:
            continue
        for i, f in enumerate(n.findings[b.total : b.parts[-1] + NEAR + 1], b.total):
            sign = {"顺差": 1, "逆差": -1}.get(next((w for w in ("顺差", "逆差") if f.label.endswith(w)), ""))
            alike = sign and not f.relation and f.number.unit == n.findings[exports].number.unit and _when(n, i) == _when(n, exports)
            if sign and alike and exact(f, n.findings[exports], n.findings[imports]):
                left = reach_of(n, exports).less(reach_of(n, imports)).times(sign)
                difference = f"出口{printed(n, exports)}－进口{printed(n, imports)}＝{middle(left):.6g}"
                refs = (ids[i], ids[exports], ids[imports])
                holds = left.meets(reach_of(n, i))
                yield Check(BALANCE, f"{difference}；{f.label}{printed(n, i)}", middle(left), float(f.number.value), holds, refs)


def reach_of(n: Narrative, i: int) -> Reach:
    """What the number of a finding may stand for, as it is printed."""
    number = n.findings[i].number
    return reach(float(number.value), n.text[number.start : number.end], number.unit)


def printed(n: Narrative, i: int) -> str:
    """The number of a finding with its measure word, as printed."""
    number = n.findings[i].number
    return n.text[number.start : max(number.end, number.tail)].strip()


def middle(r: Reach) -> float:
    """The value that stands for a reach in a check, without the error of floating point."""
    return float(f"{(r.low + r.high) / 2:.12g}")


def exact(*findings: Finding) -> bool:
    """Whether no number is printed as more, less or about."""
    return all(f.number.bound == "exact" for f in findings)


def _when(n: Narrative, i: int) -> str | None:
    return n.periods[i] if n.periods else None


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where the figures of other times stand: by the finding compared with them, and by what and when they are."""

    compared: dict[int, list[int]]
    dated: dict[tuple[str, str | None, str, str | None], list[int]]

    @classmethod
    def of(cls, n: Narrative) -> _Figures:
        """All of a narrative's."""
        figures = cls({}, {})
        for k, f in enumerate(n.findings):
            if f.relation == "base" and f.of is not None:
                figures.compared.setdefault(f.of, []).append(k)
            elif not f.relation:
                figures.dated.setdefault((f.label, f.scope, f.number.unit, _when(n, k)), []).append(k)
        return figures

    def base(self, n: Narrative, change: int, of: int) -> tuple[Reach, int] | None:
        """The one figure that the words compare with, or that bears the same label in the other period."""
        figure, when = n.findings[of], n.base_periods[change]
        dated = self.dated.get((figure.label, figure.scope, figure.number.unit, when), []) if when else []
        found = self.compared.get(of) or dated or _just_before(n, change, of)
        if not found or len({n.findings[k].number.value for k in found}) > 1 or not exact(n.findings[found[0]]):
            return None
        return reach_of(n, found[0]), found[0]


def _just_before(n: Narrative, change: int, of: int) -> list[int]:
    """去年33件,今年41件,增长24.2%: the same figure of another time right before, where no other base is named."""
    if n.findings[change].base or not of:
        return []
    then, now = n.findings[of - 1], n.findings[of]
    same = (then.label, then.scope, then.number.unit, then.sentence) == (now.label, now.scope, now.number.unit, now.sentence)
    return [of - 1] if same and not then.relation and _when(n, of - 1) != _when(n, of) else []


def _told_base(n: Narrative, i: int, of: int) -> tuple[Reach, int] | None:
    """The figure less its change in its own unit (增加6件,增长24%): what it was before."""
    f, figure = n.findings[i], n.findings[of]
    for k in range(max(0, i - NEAR), min(len(n.findings), i + NEAR + 1)):
        g = n.findings[k]
        told = g.relation == "change" and g.of == of and g.number.unit == figure.number.unit and g.sentence == f.sentence
        if told and k != i and f.number.unit == "%" and g.direction and exact(g) and (g.base == f.base or None in (g.base, f.base)):
            return reach_of(n, of).less(_signed(reach_of(n, k), g)), k
    return None


def _signed(r: Reach, change: Finding) -> Reach:
    return r.times(-1.0) if change.direction == "down" else r


def _expected(change: Finding, figure: Finding, now: Reach, base: Reach) -> Reach | None:
    """What the change must be, from the figures now and before; None where its unit leaves that open."""
    units = change.number.unit, figure.number.unit
    if units in (("百分点", "%"), (figure.number.unit,) * 2) and units != ("%", "%"):
        return now.less(base)
    if units[1] == "%" or now.low <= 0:
        return None
    ratio = now.over(base)
    if units[0] == "倍":
        return ratio if change.label.endswith("倍数") else Reach(ratio.low - 1, ratio.high - 1)
    return Reach(ratio.low - 1, ratio.high - 1).times(100) if units[0] == "%" else None


def _check(n: Narrative, i: int, expected: Reach, refs: tuple[str, ...]) -> Check:
    f = n.findings[i]
    told = _signed(reach_of(n, i), f)
    if f.direction is None and expected.high < 0:
        expected = expected.times(-1.0)
    left = middle(expected)
    if f.number.unit in ("%", "百分点", "倍"):
        left = rounded(left, printed(n, i))
    statement = f"{f.label}：由两端推算为{left:g}{f.number.unit}，文中写{printed(n, i)}"
    return Check(RULE, statement, left, middle(told), expected.meets(told), refs)


def _yearly(findings: Sequence[Finding]) -> dict[int, int]:
    """The change in per cent against a year before, by the figure that it describes."""
    found: dict[int, int] = {}
    for i, f in enumerate(findings):
        yearly = f.base is None or f.base in YEARLY
        if f.relation == "change" and f.of is not None and f.number.unit == "%" and f.direction and yearly:
            found.setdefault(f.of, i)
    return found


def _before(n: Narrative, i: int, change: int) -> Reach:
    """What a figure was before its change in per cent."""
    rate = _signed(reach_of(n, change), n.findings[change]).times(0.01)
    return reach_of(n, i).over(Reach(max(1e-9, 1 + rate.low), max(1e-9, 1 + rate.high)))


def _labelled(findings: Sequence[Finding], b: Breakdown, word: str) -> int | None:
    return next((p for p in b.parts if findings[p].label.startswith(word)), None)
