"""Shares and rates worked out anew: a part over its total, against the percentage that the text prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.changes import exact, middle, printed, reach_of
from extract.narrative.lexicon import compiled
from extract.narrative.pipeline import Narrative
from extract.record import Check
from normalize.rounding import Reach, rounded

SHARE, HUNDRED, RATE = "narrative.share", "narrative.shares_total", "narrative.rate"
_OF_ALL = re.compile("总|全部|全年|同期|其")


def share_checks(n: Narrative, totals: Mapping[int, int], ids: Sequence[str]) -> Iterator[Check]:
    """A printed percentage is the part over its total, or over that one's total, to the printed digits."""
    for i, f in enumerate(n.findings):
        if f.relation != "share" or f.of is None or n.findings[f.of].number.unit == "%":
            continue
        wholes = [w for w in _upwards(f.of, totals) if n.findings[w].number.value]
        if not wholes or not exact(f, n.findings[f.of], *(n.findings[w] for w in wholes)):
            continue
        right = [w for w in wholes if _ratio(n, f.of, w).meets(reach_of(n, i))]
        if right or _is_of(n, i, wholes[0]):
            yield _share(n, i, (right or wholes)[0], holds=bool(right), ids=ids)


def hundred_checks(n: Narrative, totals: Mapping[int, int], ids: Sequence[str]) -> Iterator[Check]:
    """The shares of all the parts of one total in one sentence make a hundred."""
    groups: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for i, f in enumerate(n.findings):
        if f.relation == "share" and f.of is not None and f.of in totals:
            groups.setdefault((totals[f.of], f.sentence), []).append(i)
    for (total, _), members in groups.items():
        parts = [n.findings[n.findings[m].of or 0].number.value for m in members]
        if len(members) < 2 or abs(sum(parts) - n.findings[total].number.value) > 1e-6 * max(parts):
            continue
        reaches = [reach_of(n, m) for m in members]
        left = Reach(sum(r.low for r in reaches), sum(r.high for r in reaches))
        statement = "＋".join(printed(n, m) for m in members) + f"＝{middle(left):g}%，应为100%"
        holds = left.meets(Reach(100.0, 100.0))
        yield Check(HUNDRED, statement, middle(left), 100.0, holds, tuple(ids[m] for m in members))


def rate_checks(n: Narrative, totals: Mapping[int, int], ids: Sequence[str]) -> Iterator[Check]:
    """抽检1024批,合格1009批,合格率98.5%: a rate beside the part that it is named for."""
    parts = {(n.findings[p].sentence, n.findings[p].label, n.findings[p].scope): p for p in totals}
    for i, f in enumerate(n.findings):
        p = parts.get((f.sentence, f.label.removesuffix("率"), f.scope))
        if p is None or f.number.unit != "%" or f.relation or not f.label.endswith("率"):
            continue
        whole = totals[p]
        if n.findings[whole].number.value and exact(f, n.findings[p], n.findings[whole]):
            ratio, refs = _ratio(n, p, whole), (ids[i], ids[p], ids[whole])
            statement = f"{_divided(n, p, whole)}＝{middle(ratio):.2f}%，文中{f.label}{printed(n, i)}"
            left = rounded(middle(ratio), printed(n, i))
            yield Check(RATE, statement, left, float(f.number.value), ratio.meets(reach_of(n, i)), refs)


def _upwards(part: int, totals: Mapping[int, int]) -> Iterator[int]:
    """The totals that a part is in, the nearest first."""
    while part in totals:
        part = totals[part]
        yield part


def _ratio(n: Narrative, part: int, whole: int) -> Reach:
    return reach_of(n, part).over(reach_of(n, whole)).times(100)


def _is_of(n: Narrative, share: int, whole: int) -> bool:
    """Whether the words leave no other total to be meant: 占59%, 占总数的59%, not 占全国口岸的59%."""
    f = n.findings[share]
    before = n.text[n.findings[f.of or 0].number.tail : f.number.lead]
    named = compiled("{shares}(?P<of>[^,，。;；占比]{1,20})的?[约近达]*$").search(before.strip())
    return named is None or bool(_OF_ALL.match(named["of"])) or named["of"] in n.findings[whole].label


def _share(n: Narrative, i: int, whole: int, *, holds: bool, ids: Sequence[str]) -> Check:
    f = n.findings[i]
    part = f.of or 0
    share = middle(_ratio(n, part, whole))
    statement = f"{_divided(n, part, whole)}＝{share:.2f}%，文中写{printed(n, i)}"
    return Check(SHARE, statement, rounded(share, printed(n, i)), float(f.number.value), holds, (ids[part], ids[whole], ids[i]))


def _divided(n: Narrative, part: int, whole: int) -> str:
    return f"{n.findings[part].label}{printed(n, part)}÷{printed(n, whole)}"
