"""One record against one gold file: what is right, what is not, and why.

Names are compared as ../shared/score.py compares them; this is written anew so that the project can be
judged where that file is absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.evaluation.periods import same_period

Json = dict[str, Any]

MEASURES = (
    "recall",
    "precision",
    "value",
    "unit",
    "bound",
    "label",
    "scope",
    "scope_claimed",
    "part_of",
    "part_of_claimed",
    "share",
    "share_of",
    "change_of",
    "period",
    "period_claimed",
    "deadlines",
)
LIKE = 0.5
PUNCTUATION = re.compile(r"[\s“”\"'‘’《》〈〉「」,，、。;；:：()（）\[\]【】〔〕…—\-·.]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One judgement: of which measure, whether it is right, and in words what was wanted and found."""

    measure: str
    right: bool
    what: str


def fold(text: str | None) -> str:
    """A name without spaces and punctuation."""
    return PUNCTUATION.sub("", text or "").lower()


def similar(wanted: str, found: str | None) -> float:
    """Dice overlap of character bigrams, 1.0 where one name contains the other, 0.0 to 1.0."""
    a, b = fold(wanted), fold(found)
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 1.0 if min(len(a), len(b)) >= 2 or a == b else 0.0
    pairs, others = _bigrams(a), _bigrams(b)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def same_unit(wanted: str | None, found: str | None) -> bool:
    """Equal measure words; 个 before a unit that measures by itself counts as nothing (个百分点, 百分点)."""
    a, b = (re.sub(r"^个(?=.)", "", fold(unit)) or (unit or "") for unit in (wanted, found))
    return a == b


def close(wanted: float | None, found: object) -> bool:
    """Equal but for rounding: a third of a per cent's hundredth is not asked for (三分之一 is 33.33)."""
    if wanted is None or not isinstance(found, int | float):
        return wanted is None and found is None
    exact = abs(wanted - found) <= 1e-6 * max(1.0, abs(wanted))
    return exact or (wanted != round(wanted, 4) and abs(wanted - found) <= 0.005)


def outcomes(gold: Json, record: Json) -> Iterator[Outcome]:
    """Every judgement of one document."""
    found = [s for s in record.get("statistics") or [] if s.get("span")]
    truth = {i: n for i, n in enumerate(gold["numbers"]) if n["class"] in ("statistic", "rank")}
    by_id = {s["id"]: s for s in found if s.get("id") is not None}
    for number in truth.values():
        near = [s for s in found if _overlap(number, s)]
        right = next((s for s in near if close(number["value"], s.get("value"))), None)
        what = f"{number['surface']} {number['unit']} [{number['label']}]"
        yield Outcome("recall", bool(near), what)
        if near:
            yield Outcome(
                "value", right is not None, f"{what}: {number['value']} != {[s.get('value') for s in near]}"
            )
        if right is not None:
            yield from _fields(number, right, what)
            yield from _links(number, right, truth, by_id, what)
            yield from _periods(number, right, gold["year"], what)
    for s in found:
        on_truth = any(_overlap(n, s) for n in truth.values())
        yield Outcome(
            "precision", on_truth, f"{s.get('value')} {s.get('unit')} [{s.get('label')}] at {s['span']}"
        )
    yield from _deadlines(gold, record)


def _overlap(number: Json, found: Json) -> bool:
    span = found.get("span") or (0, 0)
    return bool(max(number["start"], span[0]) < min(number["end"], span[1]))


def _fields(number: Json, found: Json, what: str) -> Iterator[Outcome]:
    unit, bound, scope = (found.get(key) for key in ("unit", "bound", "scope"))
    bound = bound or "exact"
    yield Outcome("unit", same_unit(number["unit"], unit), f"{what}: {number['unit']} != {unit}")
    yield Outcome("bound", number["bound"] == bound, f"{what}: {number['bound']} != {bound}")
    label = similar(number["label"], found.get("label")) >= LIKE
    yield Outcome("label", label, f"{what}: {number['label']} != {found.get('label')}")
    like = similar(number["scope"] or "", scope) >= LIKE
    if number["scope"]:
        yield Outcome("scope", like, f"{what}: {number['scope']} != {scope}")
    if scope:
        yield Outcome("scope_claimed", like, f"{what}: claims {scope}, truth {number['scope']}")
    if number.get("share") is not None:
        share = found.get("share")
        right = isinstance(share, int | float) and abs(share - number["share"]) <= 0.005
        yield Outcome("share", right, f"{what}: share {number['share']} != {share}")


def _links(
    number: Json, found: Json, truth: dict[int, Json], by_id: dict[Any, Json], what: str
) -> Iterator[Outcome]:
    for key in ("part_of", "share_of", "change_of"):
        wanted = truth.get(number.get(key, -1))
        target = by_id.get(found.get(key))
        right = wanted is not None and target is not None and _overlap(wanted, target)
        named = f"{wanted['surface']} [{wanted['label']}]" if wanted else "nothing"
        claim = f"{target.get('value')} [{target.get('label')}]" if target else "nothing"
        if wanted is not None:
            yield Outcome(key, right, f"{what}: {key} {named} != {claim}")
        if key == "part_of" and target is not None:
            yield Outcome("part_of_claimed", right, f"{what}: claims part of {claim}, truth {named}")


def _periods(number: Json, found: Json, year: int, what: str) -> Iterator[Outcome]:
    wanted, period = number.get("period"), found.get("period")
    if wanted:
        yield Outcome("period", same_period(wanted, period, year), f"{what}: {wanted} != {period}")
    if period:
        right = same_period(wanted or str(year), period, year)
        yield Outcome("period_claimed", right, f"{what}: claims {period}, truth {wanted or year}")


def _deadlines(gold: Json, record: Json) -> Iterator[Outcome]:
    found = record.get("deadlines") or []
    for wanted in gold["deadlines"]:
        near = [d for d in found if _overlap(wanted, d)]
        right = any(
            close(wanted["value"], d.get("value")) and same_unit(wanted["unit"], d.get("unit")) for d in near
        )
        yield Outcome("deadlines", right, f"{wanted['value']}{wanted['unit']} {wanted['action']}")
