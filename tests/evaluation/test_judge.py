"""What the judge counts as right."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.evaluation.judge import MEASURES, Json, close, outcomes, same_unit, similar
from tests.evaluation.perfect import record_of


def number(start: int, **fields: Any) -> Json:
    """A statistic of a gold file, two characters long."""
    plain = {
        "value": 1,
        "unit": "件",
        "bound": "exact",
        "label": "申请",
        "scope": None,
        "part_of": None,
        "share": None,
    }
    return {"start": start, "end": start + 2, "surface": "1", "class": "statistic", **plain, **fields}


def gold(*numbers: Json, **fields: Any) -> Json:
    """A gold file of 2015."""
    return {"file": "o99.txt", "year": 2015, "numbers": list(numbers), "deadlines": [], **fields}


def judged(truth: Json, record: Json) -> dict[str, list[bool]]:
    """Judgements by measure."""
    found: dict[str, list[bool]] = {}
    for outcome in outcomes(truth, record):
        found.setdefault(outcome.measure, []).append(outcome.right)
    return found


FULL = gold(
    number(0, value=10, share=None),
    number(5, value=6, part_of=0, share=60.0, scope="法规处", period="2014"),
    number(9, value=60.0, unit="%", share_of=1),
    number(12, value=3, unit="%", change_of=0),
    deadlines=[{"start": 20, "end": 22, "value": 15, "unit": "工作日", "action": "答复"}],
)


def changed(index: int, **fields: Any) -> Json:
    """The perfect record of FULL with one statistic changed."""
    record = record_of(FULL)
    record["statistics"][index] |= fields
    return record


def test_a_perfect_record_is_right_in_every_measure() -> None:
    found = judged(FULL, record_of(FULL))
    assert set(found) == set(MEASURES)
    assert all(all(rights) for rights in found.values())


def test_an_empty_record_misses_everything_and_claims_nothing() -> None:
    assert judged(FULL, {}) == {"recall": [False] * 4, "deadlines": [False]}


@pytest.mark.parametrize(
    ("index", "change", "measure"),
    [
        (0, {"value": 11}, "value"),
        (0, {"unit": "个"}, "unit"),
        (0, {"bound": "over"}, "bound"),
        (0, {"label": "公告"}, "label"),
        (1, {"scope": None}, "scope"),
        (0, {"scope": "关税处"}, "scope_claimed"),
        (1, {"part_of": None}, "part_of"),
        (1, {"part_of": "s2"}, "part_of_claimed"),
        (2, {"part_of": "s0"}, "part_of_claimed"),
        (1, {"share": 59.0}, "share"),
        (2, {"share_of": "s0"}, "share_of"),
        (3, {"change_of": None}, "change_of"),
        (1, {"period": "2013"}, "period"),
        (0, {"period": "2013"}, "period_claimed"),
    ],
)
def test_one_wrong_field_is_one_miss(index: int, change: dict[str, Any], measure: str) -> None:
    assert not all(judged(FULL, changed(index, **change))[measure])


def test_a_number_that_is_none_of_the_truth_costs_precision() -> None:
    record = record_of(FULL)
    record["statistics"].append({"id": "x", "span": [30, 32], "value": 5})
    assert judged(FULL, record)["precision"].count(False) == 1


def test_fields_are_judged_only_where_the_value_is_right() -> None:
    found = judged(FULL, changed(0, value=11, unit="个"))
    assert len(found["unit"]) == 3


def test_other_classes_are_neither_wanted_nor_forgiven() -> None:
    date = {"start": 0, "end": 5, "surface": "2015年", "class": "date"}
    found = judged(gold(date), {"statistics": [{"id": "s", "span": [0, 4], "value": 2015}]})
    assert found == {"precision": [False]}


def test_an_explicitly_exact_bound_may_be_left_out() -> None:
    assert judged(FULL, changed(0, bound=None))["bound"] == [True] * 4


@pytest.mark.parametrize(
    ("wanted", "found", "least"),
    [("公告", "《公告》", 1.0), ("网上申请", "网上申请占比", 1.0), ("收到信息公开申请", "收到公开申请", 0.5)],
)
def test_similar_names(wanted: str, found: str, least: float) -> None:
    assert similar(wanted, found) >= least


@pytest.mark.parametrize(("wanted", "found"), [("公告", "条"), ("公告", ""), ("公告", None), ("件", "件数")])
def test_different_names(wanted: str, found: str | None) -> None:
    assert similar(wanted, found) < 0.5


@pytest.mark.parametrize(
    ("a", "b"), [("百分点", "个百分点"), ("件", "件"), ("台(件)", "台（件）"), ("个", "个")]
)
def test_equal_units(a: str, b: str) -> None:
    assert same_unit(a, b)


@pytest.mark.parametrize(("a", "b"), [("件", "个"), ("件", None), ("人", "人次"), ("个", "")])
def test_different_units(a: str, b: str | None) -> None:
    assert not same_unit(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [(100 / 3, 33.33), (100 / 3, 33.3333), (5.2, 5.2), (12, 12.0), (None, None)]
)
def test_close_values(a: float | None, b: float | None) -> None:
    assert close(a, b)


@pytest.mark.parametrize(("a", "b"), [(100 / 3, 33.3), (5.2, 5.21), (12, 13), (5, None), (None, 5), (5, "5")])
def test_other_values(a: float | None, b: object) -> None:
    assert not close(a, b)
