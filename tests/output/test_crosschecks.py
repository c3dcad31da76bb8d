"""Checks across documents: made where all numbers are there, failing where the reports disagree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.forms.layout import load_forms
from extract.record import Cell, Issuer, Record, Table
from normalize.agencies import agencies
from output import crosschecks
from output.crosschecks import across
from output.store import Store
from tests.output.test_panel import report, total


def active(year: int, **columns: int) -> Record:
    cells = tuple(Cell("normative_documents", c, "", "", v, str(v), "read") for c, v in columns.items())
    return report(year, {}, tables=(Table("active_disclosure", 2021, "", None, cells),))


def verdicts(store: Store) -> list[tuple[str, int, float, float, bool]]:
    return [(check.rule, check.year, check.left, check.right, check.holds) for check in across(store)]


@pytest.mark.parametrize(("carried_over", "holds"), [(3, True), (4, False)])
def test_what_was_carried_forward_is_carried_over(store: Store, carried_over: int, holds: bool) -> None:
    store.write([report(2020, total(carried_forward=3)), report(2021, total(carried_over=carried_over))])
    assert verdicts(store) == [("carried_over", 2021, carried_over, 3, holds)]
    (check,) = across(store)
    assert check.statement == f"total：2021年上年结转{carried_over}，2020年结转下年度3"
    assert len(check.documents) == 2


def test_each_column_is_checked(store: Store) -> None:
    store.write(
        [
            report(2020, {("carried_forward", "natural_person"): 1, ("carried_forward", "total"): 1}),
            report(2021, {("carried_over", "natural_person"): 1, ("carried_over", "total"): 2}),
        ]
    )
    assert [(check.statement[:5], check.holds) for check in across(store)] == [("natur", True), ("total", False)]


@pytest.mark.parametrize(("in_force", "holds"), [(11, True), (12, False)])
def test_documents_in_force_follow_from_the_year_before(store: Store, in_force: int, holds: bool) -> None:
    now = active(2022, in_force=in_force, made_this_year=3, repealed_this_year=2)
    store.write([active(2021, in_force=10, made_this_year=1, repealed_this_year=0), now])
    assert verdicts(store) == [("in_force", 2022, in_force, 11, holds)]


def test_what_is_blank_decides_nothing(store: Store) -> None:
    store.write([report(2020, total(carried_forward=None)), report(2021, total(carried_over=0))])
    assert across(store) == []


@pytest.mark.parametrize(
    "other",
    [
        report(2019, total(carried_forward=3)),
        report(2020, total(carried_forward=3), issuer=Issuer("另一海关", "9991")),
        report(2020, total(carried_forward=3), kind="notice"),
    ],
    ids=["two years before", "another agency", "no report"],
)
def test_only_the_agency_s_own_report_of_the_year_before_counts(store: Store, other: Record) -> None:
    store.write([other, report(2021, total(carried_over=4))])
    assert across(store) == []


def test_what_two_tables_of_a_report_say_differently_decides_nothing(store: Store) -> None:
    now = report(2021, total(carried_over=4))
    other = report(2021, total(carried_over=5)).tables
    store.write([report(2020, total(carried_forward=3)), replace(now, tables=(*now.tables, *other))])
    assert across(store) == []


def offices(each: int, headquarters: int) -> list[Record]:
    codes = [agency for agency in agencies() if agency.kind == "district" and agency.code]
    made = [report(2021, total(new_received=each), issuer=Issuer(a.name, a.code), name=str(a.code)) for a in codes]
    head = report(2021, total(new_received=headquarters), issuer=Issuer("海关总署", None), name="head")
    return [replace(record, id=f"d{i}") for i, record in enumerate([*made, head])]


@pytest.mark.parametrize(("more", "holds"), [(0, True), (1, False)])
def test_headquarters_has_the_sum_of_the_districts(store: Store, more: int, holds: bool) -> None:
    records = offices(2, 0)
    expected = 2 * (len(records) - 1)
    store.write(offices(2, expected + more))
    assert verdicts(store) == [("applications_of_districts", 2021, expected + more, expected, holds)]


def test_districts_that_are_not_all_there_prove_nothing(store: Store) -> None:
    store.write(offices(2, 5)[1:])
    assert across(store) == []


def test_every_rule_names_what_is_in_a_form() -> None:
    years, districts = crosschecks.rules()
    rows = {(form.form, row.code) for form in load_forms() for block in form.blocks for row in block.rows}
    columns = {(form.form, code) for form in load_forms() for block in form.blocks for code in block.column_codes}
    for rule in years:
        known = rows if rule.by_column else columns
        assert {(rule.form, name.code) for side in (rule.left, rule.right) for name in side.names()} <= known
    assert all((rule.place[0], rule.place[1]) in rows for rule in districts)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("years: {}", "districts"),
        ("years: {}\ndistricts: {a: {cell: a/b, statement: s}}", "expected form/row/column"),
        ("years: {a: {form: f, over: rows, left: 'x(', right: y, statement: s}}\ndistricts: {}", "formula"),
        ("years: [", r"rules\.yaml"),
    ],
)
def test_rules_at_fault_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "rules.yaml").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=complaint):
        crosschecks.load(tmp_path / "rules.yaml")
