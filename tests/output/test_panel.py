"""The panel: table beside narrative, the better one by the stated rule, derived measures by their formulas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.forms.layout import load_forms
from extract.record import Cell, Check, Issuer, Record, Statistic, Table
from output import measures
from output.coverage import coverage_frames
from output.formulas import parse
from output.frames import Frame, snapshot
from output.panel import panel_frames
from output.readings import QUALITIES, Said, choose, settle
from output.store import Store
from tests.output.records import sample

Figures = dict[tuple[str, str], int | None]


def report(year: int, figures: Figures, told: Sequence[tuple[str, float, str]] = (), **changes: Any) -> Record:
    """An annual report with cells of the form of applications and numbers of a narrative."""
    cells = tuple(Cell(r, c, "", "", v, str(v), "read" if v is not None else "blank") for (r, c), v in figures.items())
    statistics = tuple(
        Statistic(f"s{i}", (0, 1), (0, 2), "数", metric, value, "件", bound) for i, (metric, value, bound) in enumerate(told)
    )
    changes = {"checks": (), "statistics": statistics, "tables": (Table("applications", 2021, "", None, cells),), **changes}
    return sample(f"http://lanzhou.example/{year}/{changes.pop('name', 'a')}.html", year=year, **changes)


def total(**figures: int | None) -> Figures:
    return {(row, "total"): value for row, value in figures.items()}


def rows(frame: Frame) -> list[dict[str, Any]]:
    return [dict(zip(frame.names, row, strict=True)) for row in frame.rows()]


def panel(store: Store) -> list[dict[str, Any]]:
    with snapshot(store) as shot:
        return rows(panel_frames(shot)[0])


def long(store: Store) -> dict[str, dict[str, Any]]:
    with snapshot(store) as shot:
        return {row["variable"]: row for row in rows(panel_frames(shot)[1])}


def test_a_row_is_an_agency_and_a_year(store: Store) -> None:
    store.write([report(2021, total(new_received=5)), report(2020, total(new_received=4))])
    found = [(row["agency_key"], row["year"], row["applications_received"]) for row in panel(store)]
    assert found == [("9990", 2020, 4), ("9990", 2021, 5)]


def test_table_and_narrative_stand_beside_each_other(store: Store) -> None:
    store.write([report(2021, total(new_received=5), [("applications_received", 5, "exact")])])
    (row,) = panel(store)
    assert (row["applications_received_table"], row["applications_received_narrative"]) == (5, 5)
    assert row["applications_received_quality"] == "proved"


def test_what_is_printed_nowhere_is_unknown_and_not_nothing(store: Store) -> None:
    store.write([report(2021, total(new_received=None, granted=0))])
    (row,) = panel(store)
    assert (row["applications_received"], row["applications_received_quality"]) == (None, None)
    assert row["applications_granted"] == 0


def test_checks_make_a_cell_proved_or_conflicting(store: Store) -> None:
    checks = (
        Check("a", "", 1.0, 1.0, True, ("new_received/total", "granted/total")),
        Check("b", "", 1.0, 2.0, False, ("granted/total",)),
    )
    store.write([report(2021, total(new_received=5, granted=2), checks=checks)])
    (row,) = panel(store)
    assert (row["applications_received_quality"], row["applications_granted_quality"]) == ("proved", "conflicting")


def test_numbers_of_a_department_or_of_another_year_are_not_the_agency_s(store: Store) -> None:
    foreign = (
        Statistic("s0", (0, 1), (0, 2), "数", "applications_received", 3, "件", scope="缉私局"),
        Statistic("s1", (0, 1), (0, 2), "数", "applications_received", 3, "件", period="2008"),
    )
    store.write([report(2021, {}, statistics=foreign)])
    assert panel(store)[0]["applications_received"] is None


def test_a_total_counts_before_its_parts(store: Store) -> None:
    parts = (
        Statistic("s0", (0, 1), (0, 2), "数", "applications_received", 3, "件", part_of="s1"),
        Statistic("s1", (0, 1), (0, 2), "数", "applications_received", 9, "件"),
    )
    store.write([report(2021, {}, statistics=parts)])
    assert panel(store)[0]["applications_received"] == 9


def test_a_narrative_with_two_numbers_for_one_thing_is_conflicting(store: Store) -> None:
    store.write([report(2021, {}, [("applications_received", 3, "exact"), ("applications_received", 4, "exact")])])
    assert panel(store)[0]["applications_received_quality"] == "conflicting"


def narrated(store: Store, metric: str, *told: tuple[float, str]) -> tuple[Any, Any]:
    """The value and its quality in the panel, of a report whose narrative gives these numbers and units."""
    found = tuple(Statistic(f"s{i}", (0, 1), (0, 2), "数", metric, v, unit) for i, (v, unit) in enumerate(told))
    store.write([report(2021, {}, statistics=found)])
    (row,) = panel(store)
    return row[metric], row[f"{metric}_quality"]


@pytest.mark.parametrize(
    ("metric", "value", "unit", "expected"),
    [
        ("clearance_time", 90, "分钟", 1.5),
        ("clearance_time", 43.5, "小时", 43.5),
        ("hotline_waiting_time", 2, "分钟", 120),
        ("announcements", 7, "份", 7),
        ("trade_value", 5000, "元", 5000),
        ("trade_value", 5000, "美元", None),
        ("satisfaction_rate", 97, "分", None),
        ("hotline_calls_daily", 31, "次", 31),
    ],
)
def test_a_number_is_taken_to_its_column_s_unit_or_left_out(
    store: Store, metric: str, value: float, unit: str, expected: float | None
) -> None:
    assert narrated(store, metric, (value, unit))[0] == expected


def test_a_number_in_the_column_s_unit_stands_for_one_that_has_none(store: Store) -> None:
    assert narrated(store, "trade_value", (700, "美元"), (5000, "元")) == (5000, "read")


def test_the_same_in_another_unit_is_no_contradiction(store: Store) -> None:
    assert narrated(store, "clearance_time", (90, "分钟"), (1.5, "小时")) == (1.5, "read")


def test_a_table_and_a_narrative_that_count_in_other_words_are_compared(store: Store) -> None:
    told = (Statistic("s0", (0, 1), (0, 2), "数", "applications_received", 6, "份"),)
    store.write([report(2021, total(new_received=5), statistics=told)])
    assert panel(store)[0]["applications_received_quality"] == "conflicting"


def test_money_without_a_unit_is_no_value(store: Store) -> None:
    cell = Cell("central_procurement", "amount", "", "", 300, "300", "read")
    store.write([report(2020, {}, tables=(Table("active_disclosure", 2019, "", None, (cell,)),))])
    assert panel(store)[0]["procurement_amount"] is None


def test_the_report_issued_last_counts(store: Store) -> None:
    early = report(2021, total(new_received=4), issued_on="2022-01-20", name="z")
    late = report(2021, total(new_received=5), issued_on="2022-03-01", name="b")
    store.write([early, late])
    (row,) = panel(store)
    assert (row["applications_received"], row["document_id"], row["reports"]) == (5, late.id, 2)


def test_a_page_that_only_leads_to_its_report_does_not_count(store: Store) -> None:
    whole = report(2021, total(new_received=5), issued_on="2022-01-20", name="whole")
    page = report(2021, {}, tables=(), issued_on="2022-03-01", name="page")
    store.write([whole, page])
    assert [(row["document_id"], row["reports"]) for row in panel(store)] == [(whole.id, 2)]


def test_other_kinds_of_documents_are_no_rows(store: Store) -> None:
    store.write([report(2021, {}, kind="notice"), report(2020, {}, issuer=Issuer(None, None))])
    assert panel(store) == []


def test_an_agency_without_code_goes_by_its_name(store: Store) -> None:
    store.write([report(2021, {}, issuer=Issuer("海关总署", None))])
    assert panel(store)[0]["agency_key"] == "海关总署"


def test_rates_are_worked_out(store: Store) -> None:
    store.write([report(2021, total(processed_total=8, granted=1, partially_granted=1, denied_state_secret=2))])
    found = long(store)
    assert found["disclosure_rate"]["value"] == 0.25
    assert found["denial_rate_state_secret"]["value"] == 0.25
    assert found["disclosure_rate"]["source"] == "derived"
    assert "denial_rate" not in found


def test_a_rate_of_nothing_is_unknown(store: Store) -> None:
    store.write([report(2021, total(processed_total=0, granted=0, partially_granted=0))])
    assert "disclosure_rate" not in long(store)


@pytest.mark.parametrize(("years", "gap"), [((2020, 2021), 1), ((2019, 2021), None)])
def test_the_year_before_is_the_year_before(store: Store, years: tuple[int, int], gap: int | None) -> None:
    store.write([report(years[0], total(carried_forward=3)), report(years[1], total(carried_over=4))])
    assert panel(store)[1]["carry_over_gap"] == gap


def test_a_measure_is_as_good_as_its_worst_part(store: Store) -> None:
    checks = (Check("b", "", 1.0, 2.0, False, ("granted/total",)),)
    store.write([report(2021, total(processed_total=8, granted=1, partially_granted=1), checks=checks)])
    assert long(store)["disclosure_rate"]["quality"] == "conflicting"


def test_nothing_is_worked_out_from_more_than(store: Store) -> None:
    told = [("applications_granted", 9, "over"), ("applications_partially_granted", 1, "exact")]
    store.write([report(2021, total(processed_total=20), told)])
    (row,) = panel(store)
    assert (row["applications_granted"], row["disclosure_rate"]) == (9, None)


def test_long_and_wide_say_the_same(store: Store) -> None:
    store.write([report(2021, total(new_received=5, processed_total=3), [("complaints", 7, "over")])])
    (wide,) = panel(store)
    for code, row in long(store).items():
        assert (wide[code], wide[f"{code}_quality"]) == (row["value"], row["quality"])
    assert long(store)["complaints"]["narrative_bound"] == "over"
    assert long(store)["complaints"]["ref"] == "s0"


# the rule


def said(value: float, quality: Any = "read", bound: str = "exact", unit: str | None = None) -> Said:
    return Said(value, unit, bound, quality, "r")


@pytest.mark.parametrize(
    ("table", "narrative", "expected"),
    [
        (said(5), None, (5, "read", "table")),
        (None, said(5), (5, "read", "narrative")),
        (said(5, "inferred"), None, (5, "inferred", "table")),
        (said(5), said(5), (5, "proved", "table")),
        (said(5, "inferred"), said(5), (5, "proved", "table")),
        (said(5, "conflicting"), said(5), (5, "conflicting", "table")),
        (said(5), said(6), (5, "conflicting", "table")),
        (said(5), said(6, "proved"), (6, "conflicting", "narrative")),
        (said(5, "proved"), said(6, "proved"), (5, "conflicting", "table")),
        (said(105), said(100, bound="over"), (105, "read", "table")),
        (said(95), said(100, bound="over"), (95, "conflicting", "table")),
        (said(95), said(100, bound="nearly"), (95, "read", "table")),
        (said(80), said(100, bound="about"), (80, "conflicting", "table")),
        (said(80), said(100, bound="under"), (80, "read", "table")),
    ],
)
def test_the_rule_that_chooses(table: Said | None, narrative: Said | None, expected: tuple[Any, ...]) -> None:
    reading = choose(table, narrative)
    assert reading is not None
    assert (reading.value, reading.quality, reading.source) == expected


def test_nothing_said_is_nothing() -> None:
    assert choose(None, None) is None
    assert settle([]) is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([said(5)], (5, "read")),
        ([said(5), said(5)], (5, "read")),
        ([said(5), said(6)], (5, "conflicting")),
        ([said(100, bound="over"), said(105)], (105, "read")),
        ([said(100, bound="over"), said(95)], (95, "conflicting")),
        ([said(100, bound="about"), said(300, bound="about")], (100, "conflicting")),
    ],
)
def test_of_several_numbers_the_exact_one_counts(told: list[Said], expected: tuple[float, str]) -> None:
    found = settle(told)
    assert found is not None and (found.value, found.quality) == expected


_said = st.none() | st.builds(Said, st.integers(0, 3), st.none(), st.sampled_from(["exact", "over"]), st.sampled_from(QUALITIES), st.just("r"))


@given(_said, _said)
def test_a_contradiction_is_never_silent(table: Said | None, narrative: Said | None) -> None:
    reading = choose(table, narrative)
    if table and narrative and narrative.bound == "exact" and table.value != narrative.value:
        assert reading is not None and reading.quality == "conflicting"


# formulas and the dictionary


@pytest.mark.parametrize(
    ("formula", "value"),
    [("a + b * 2", 8), ("(a - b) / 2", -0.5), ("a / previous(a)", 0.5), ("c + a", None), ("a / 0", None), ("previous(b)", None)],
)
def test_formulas(formula: str, value: float | None) -> None:
    assert parse(formula).value({"a": 2, "b": 3, "c": None}, {"a": 4}) == value


@pytest.mark.parametrize(
    "formula", ["", "a +", "a ** b", "f(a)", "previous(a + b)", "a.b", "'a'", "a if b else c", "__import__('os')", "previous(previous(a))"]
)
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        parse(formula)


def test_every_cell_of_the_dictionary_is_in_a_form() -> None:
    places = {
        (form.form, row.code, column)
        for form in load_forms()
        for block in form.blocks
        for row in block.rows
        for column in block.column_codes
    }
    named = {place for variable in measures.measures().variables for place in variable.cells}
    assert named <= places, sorted(named - places)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("scales: []\nvariables: {}", "derived"),
        ("scales: []\nvariables: {a: {unit: 件, zh: 甲, what: A, cells: [a/b]}}\nderived: {}", "expected form/row/column"),
        ("scales: []\nvariables: {a: {unit: 件, what: A, cells: [a/b/c]}}\nderived: {}", "variables.a: expected zh"),
        ("scales: []\nvariables: {}\nderived: {a: {what: A, formula: nobody + 1}}", "nobody"),
        ("scales: []\nvariables: {}\nderived: {a: {what: A, formula: 'x('}}", "formula"),
        ("variables: [", "panel.yaml"),
    ],
)
def test_a_dictionary_at_fault_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "panel.yaml").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=complaint):
        measures.load(tmp_path / "panel.yaml")


# coverage


def test_coverage_says_what_is_there_missing_and_refused(store: Store) -> None:
    store.write([report(2019, {}), report(2021, {}), report(2021, {}, kind="notice", name="n")])
    with snapshot(store) as shot:
        (frame,) = coverage_frames(shot, {"8000"})
        found = {(row["agency_key"], row["year"]): row for row in rows(frame)}
    assert [found["9990", year]["status"] for year in (2019, 2020, 2021)] == ["present", "missing", "present"]
    assert (found["9990", 2021]["reports"], found["9990", 2021]["documents"]) == (1, 2)
    assert found["8000", 2020]["status"] == "refused"
    assert found["0100", 2020]["status"] == "missing"


def test_an_agency_without_code_that_refused_is_there_too(store: Store) -> None:
    store.write([report(2021, {})])
    with snapshot(store) as shot:
        found = {row["agency_key"]: row for row in rows(coverage_frames(shot, {"海关总署", "北京海关"})[0])}
    assert found["海关总署"]["status"] == found["0100"]["status"] == "refused"
    assert "北京海关" not in found


def test_failed_checks_are_counted_once_a_check(store: Store) -> None:
    wrong = tuple(Check(rule, "", 1.0, 2.0, False, ()) for rule in "ab")
    store.write([report(2021, {}, checks=wrong), report(2021, {}, kind="notice", name="n", checks=wrong[:1])])
    with snapshot(store) as shot:
        (row,) = (row for row in rows(coverage_frames(shot)[0]) if row["agency_key"] == "9990")
    assert (row["documents"], row["checks_failed"]) == (2, 3)


def test_coverage_of_nothing_is_empty(store: Store) -> None:
    with snapshot(store) as shot:
        assert rows(coverage_frames(shot)[0]) == []
