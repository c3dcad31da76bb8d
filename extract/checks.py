"""The narrative's own arithmetic: breakdowns that add up, shares that round, ranks that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from extract.narrative.relations import Breakdown
from extract.narrative.statistics import Finding
from extract.record import Check

SUM_TOLERANCE = Decimal("0.000001")


def narrative_checks(
    findings: Sequence[Finding], breakdowns: Sequence[Breakdown], ids: Sequence[str]
) -> tuple[Check, ...]:
    """Every check that the narrative's numbers allow; `ids` are the statistics' ids by finding."""
    totals = {part: b.total for b in breakdowns for part in b.parts}
    return (
        *_sums(findings, breakdowns, ids),
        *_shares(findings, totals, ids),
        *_hundreds(findings, totals, ids),
        *_ranks(findings, ids),
    )


def _sums(findings: Sequence[Finding], breakdowns: Sequence[Breakdown], ids: Sequence[str]) -> Iterator[Check]:
    """Parts that are all named add up to their total; a single item (其中) proves nothing."""
    for b in breakdowns:
        if len(b.parts) < 2:
            continue
        total, parts = findings[b.total], [findings[p] for p in b.parts]
        if any(f.number.bound != "exact" for f in (total, *parts)):
            continue
        left = sum((exact(p.number.value) for p in parts), Decimal(0))
        right = exact(total.number.value)
        if not b.proved and left < right:
            continue
        names = "＋".join(f"{_name(p, total)}{p.number.value}" for p in parts)
        statement = f"{names}＝{left}；{total.label}{right}{total.number.unit}"
        refs = (*(ids[p] for p in b.parts), ids[b.total])
        yield Check("narrative.sum", statement, float(left), float(right), left == right, refs)


def _shares(findings: Sequence[Finding], totals: dict[int, int], ids: Sequence[str]) -> Iterator[Check]:
    """A printed percentage is what rounding the part over its total gives, to the printed digits."""
    for i, f in enumerate(findings):
        if f.relation != "share" or f.of is None:
            continue
        part = findings[f.of]
        whole = totals.get(f.of)
        if whole is None or not findings[whole].number.value or part.number.unit == "%":
            continue
        total = findings[whole]
        printed = exact(f.number.value)
        share = exact(part.number.value) * 100 / exact(total.number.value)
        rounded = share.quantize(Decimal(1).scaleb(printed.as_tuple().exponent), ROUND_HALF_UP)  # type: ignore[arg-type]
        holds = rounded == printed if _all_exact(f, part, total) else abs(share - printed) <= 1
        statement = (
            f"{part.label}{part.number.value}÷{total.number.value}＝{share:.2f}%，"
            f"四舍五入{rounded}%，文中写{printed}%"
        )
        yield Check("narrative.share", statement, float(rounded), float(printed), holds, (ids[f.of], ids[whole], ids[i]))


def _hundreds(findings: Sequence[Finding], totals: dict[int, int], ids: Sequence[str]) -> Iterator[Check]:
    """The shares of all the parts of one total in one sentence make a hundred."""
    groups: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for i, f in enumerate(findings):
        if f.relation == "share" and f.of in totals:
            groups.setdefault((totals[f.of], f.sentence), []).append(i)
    for (total, _), members in groups.items():
        parts = [exact(findings[findings[m].of or 0].number.value) for m in members]
        if len(members) < 2 or sum(parts) != exact(findings[total].number.value):
            continue
        left = sum((exact(findings[m].number.value) for m in members), Decimal(0))
        slack = Decimal(len(members)) / 2 * Decimal(1).scaleb(min(_exponent(findings[m]) for m in members))
        statement = "＋".join(f"{findings[m].number.value}%" for m in members) + f"＝{left}%，应为100%"
        yield Check("narrative.shares_total", statement, float(left), 100.0, abs(left - 100) <= slack, tuple(ids[m] for m in members))


def _ranks(findings: Sequence[Finding], ids: Sequence[str]) -> Iterator[Check]:
    """A rank lies within the number of those ranked, where the sentence gives both."""
    for i, f in enumerate(findings):
        if f.number.kind != "rank" or not i:
            continue
        pool = findings[i - 1]
        if pool.sentence == f.sentence and pool.number.unit in ("个", "家") and pool.number.value >= 2:
            holds = f.number.value <= pool.number.value
            statement = f"{f.label}{f.number.value}≤{pool.label}{pool.number.value}{pool.number.unit}"
            yield Check("narrative.rank", statement, float(f.number.value), float(pool.number.value), holds, (ids[i], ids[i - 1]))


def _name(part: Finding, total: Finding) -> str:
    """What tells a part from its siblings: the office that it is of, or else what it counts."""
    return part.scope if part.scope and part.scope != total.scope else part.label


def exact(value: int | float) -> Decimal:
    """The decimal that the value prints as (0.1 is 0.1)."""
    return Decimal(str(value))


def _exponent(f: Finding) -> int:
    return int(exact(f.number.value).as_tuple().exponent)


def _all_exact(*findings: Finding) -> bool:
    return all(f.number.bound == "exact" for f in findings)
