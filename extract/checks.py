"""The narrative's own arithmetic: breakdowns that add up, ranks that fit, shares and changes worked out anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.changes import balance_checks, change_checks, exact, growth_checks, printed, reach_of
from extract.narrative.deadlines import Limit, miscounted
from extract.narrative.findings import Finding
from extract.narrative.lexicon import compiled
from extract.narrative.pipeline import Narrative
from extract.ratios import hundred_checks, rate_checks, share_checks
from extract.record import Check
from normalize.rounding import Reach

SUM, RANK, STEPS = "narrative.sum", "narrative.rank", "narrative.steps"
LEAD = 12
"""Characters before a sum in which its 合计 stands."""


def narrative_checks(n: Narrative, ids: Sequence[str]) -> tuple[Check, ...]:
    """Every check that the narrative's numbers allow; `ids` are the statistics' ids by finding."""
    totals = {part: b.total for b in n.breakdowns for part in b.parts}
    return (
        *_sums(n, ids),
        *_wrong_sums(n, ids),
        *share_checks(n, totals, ids),
        *hundred_checks(n, totals, ids),
        *rate_checks(n, totals, ids),
        *change_checks(n, ids),
        *growth_checks(n, ids),
        *balance_checks(n, ids),
        *_ranks(n.findings, ids),
    )


def step_checks(text: str, limits: Sequence[Limit], ids: Sequence[str]) -> Iterator[Check]:
    """The steps of a procedure take together what the whole may take; `ids` are the deadlines' ids."""
    steps: dict[int, list[int]] = {}
    for i, x in enumerate(limits):
        if x.part_of is not None:
            steps.setdefault(x.part_of, []).append(i)
    for whole, parts in (*steps.items(), *miscounted(text, limits)):
        total, left = limits[whole], sum(limits[p].value for p in parts)
        names = "＋".join(f"{limits[p].action or ''}{limits[p].value}" for p in parts)
        refs = (ids[whole], *(ids[p] for p in parts))
        statement = f"{names}＝{left}；{total.action or ''}{total.value}{total.unit}"
        yield Check(STEPS, statement, float(left), float(total.value), left == total.value, refs)


def _sums(n: Narrative, ids: Sequence[str]) -> Iterator[Check]:
    """The sums that prove a breakdown."""
    for b in n.breakdowns:
        if b.proved and exact(*(n.findings[k] for k in (b.total, *b.parts))):
            yield _sum(n, b.total, b.parts, ids)


def _wrong_sums(n: Narrative, ids: Sequence[str]) -> Iterator[Check]:
    """Lists that say that they are whole and miss their total: 甲18件、乙7件,合计30件; 其中甲18件,其他7件."""
    proved = {b.total for b in n.breakdowns if b.proved}
    for total, parts in (*_summed_up(n), *_with_the_rest(n)):
        if total in proved or len(parts) < 2 or not exact(*(n.findings[k] for k in (total, *parts))):
            continue
        if not _added(n, parts).meets(reach_of(n, total)):
            yield _sum(n, total, parts, ids)


def _summed_up(n: Narrative) -> Iterator[tuple[int, list[int]]]:
    """What stands between the beginning of a list and its 合计, all of one unit."""
    for i, total in enumerate(n.findings):
        lead = n.text[max(total.sentence[0], total.number.lead - LEAD) : total.number.lead]
        if "计" not in lead[-2:] or not compiled(
            r"[,，、](?:[两二三四五六七八九十]项|以上)?(?:合计|共计|总计|小计)(?:为)?$"
        ).search(lead):
            continue
        before = n.text[total.sentence[0] : total.number.lead]
        opened = total.sentence[0] + max(before.rfind(c) for c in "中:：;；(（")
        run = [k for k in range(max(0, i - 20), i) if opened < n.findings[k].number.start]
        if all(not n.findings[k].relation and n.findings[k].number.unit == total.number.unit for k in run):
            yield i, run


def _with_the_rest(n: Narrative) -> Iterator[tuple[int, list[int]]]:
    """What the words call items of a total, where the last of them is what is left (其他, 其余)."""
    items: dict[int, list[int]] = {}
    for k, f in enumerate(n.findings):
        if f.item_of is not None and not f.relation and f.item_of != k:
            items.setdefault(f.item_of, []).append(k)
    for total, run in items.items():
        same = all(n.findings[k].number.unit == n.findings[total].number.unit for k in run)
        if same and compiled("^(?:其他|其它|其余)").search(n.findings[run[-1]].label):
            yield total, run


def _added(n: Narrative, parts: Sequence[int]) -> Reach:
    reaches = [reach_of(n, p) for p in parts]
    return Reach(sum(r.low for r in reaches), sum(r.high for r in reaches))


def _sum(n: Narrative, whole: int, parts: Sequence[int], ids: Sequence[str]) -> Check:
    total = n.findings[whole]
    left = sum((Decimal(str(n.findings[p].number.value)) for p in parts), Decimal(0))
    holds = _added(n, parts).meets(reach_of(n, whole))
    names = "＋".join(f"{_name(n.findings[p], total)}{n.findings[p].number.value}" for p in parts)
    statement = f"{names}＝{left}；{total.label}{printed(n, whole)}"
    refs = (*(ids[p] for p in parts), ids[whole])
    return Check(SUM, statement, float(left), float(total.number.value), holds, refs)


def _ranks(findings: Sequence[Finding], ids: Sequence[str]) -> Iterator[Check]:
    """A rank lies within the number of those ranked, where the sentence gives both."""
    for i, f in enumerate(findings):
        if f.number.kind != "rank" or not i:
            continue
        pool = findings[i - 1]
        if pool.sentence == f.sentence and pool.number.unit in ("个", "家") and pool.number.value >= 2:
            holds = f.number.value <= pool.number.value
            statement = f"{f.label}{f.number.value}≤{pool.label}{pool.number.value}{pool.number.unit}"
            yield Check(
                RANK, statement, float(f.number.value), float(pool.number.value), holds, (ids[i], ids[i - 1])
            )


def _name(part: Finding, total: Finding) -> str:
    """What tells a part from its siblings: the office that it is of, or else what it counts."""
    return part.scope if part.scope and part.scope != total.scope else part.label
