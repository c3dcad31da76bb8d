"""Arithmetic across documents: copy against copy, year against year of one agency, headquarters against the districts.

A check is made only where every number that it takes is there; what cannot be decided is not decided.
A check that fails is a finding about the documents, like one inside a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection

from normalize.agencies import agencies, resolve
from output.copies import Comparison, Figure, compare_copies
from output.formulas import Formula, Number, parse
from output.frames import snapshot
from output.measures import Place
from output.reports import Report, cells, disputed, reports
from output.store import Store

PATH = Path(__file__).with_name("crosschecks.yaml")

_ROUNDING = 1e-6

COPIES = "copies"
"""The rule that copies of one report say the same."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Years(_Data):
    form: str
    over: Literal["rows", "columns"]
    left: str
    right: str
    statement: str


class _Districts(_Data):
    cell: str
    statement: str


class _File(_Data):
    years: dict[str, _Years]
    districts: dict[str, _Districts]


@dataclass(frozen=True, slots=True)
class YearRule:
    """An equation over one agency's reports of two years; see crosschecks.yaml."""

    rule: str
    form: str
    by_column: bool
    left: Formula
    right: Formula
    statement: str


@dataclass(frozen=True, slots=True)
class DistrictRule:
    """A cell of the headquarters' report that is the sum of the districts'."""

    rule: str
    place: Place
    statement: str


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """One piece of arithmetic across documents, in the shape of a document's own check; `year` is the later one.

    A side is None where a copy of a report prints nothing.
    """

    rule: str
    agency: str
    year: int
    statement: str
    left: Number | None
    right: Number | None
    holds: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Figures:
    report: Report
    values: Mapping[Place, Number]


@cache
def rules() -> tuple[tuple[YearRule, ...], tuple[DistrictRule, ...]]:
    """The project's rules; raises ValueError as `load` does."""
    return load(PATH)


def load(path: Path) -> tuple[tuple[YearRule, ...], tuple[DistrictRule, ...]]:
    """The rules in a YAML file; raises ValueError naming the file and what is wrong with it."""
    try:
        found = _File.model_validate(yaml.safe_load(path.read_text("utf-8")))
        years = tuple(
            YearRule(rule, r.form, r.over == "columns", parse(r.left), parse(r.right), r.statement)
            for rule, r in found.years.items()
        )
        return years, tuple(DistrictRule(rule, _place(r.cell), r.statement) for rule, r in found.districts.items())
    except (yaml.YAMLError, ValidationError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error


def _place(cell: str) -> Place:
    parts = cell.split("/")
    if len(parts) != 3:
        raise ValueError(f"expected form/row/column, found {cell!r}")
    return parts[0], parts[1], parts[2]


def across(store: Store) -> list[CrossCheck]:
    """Every check across the documents of a store, agency by agency and year by year; raises StoreError."""
    years, districts = rules()
    with snapshot(store) as shot:
        found = [_figures(shot.connection, report) for report in reports(shot.connection)]
        copies = [check for comparison in compare_copies(shot.connection) for check in _copy_checks(comparison)]
    return [*copies, *_between_years(found, years), *_with_districts(found, districts)]


def _copy_checks(found: Comparison) -> Iterator[CrossCheck]:
    """A check that fails for every cell in which two copies differ, and for a table that is not alike; else one that holds."""
    first, other = found.report, found.other
    about = (first.agency or first.uri, first.year or 0)
    documents = (first.id, other.id)
    for place, (left, right) in found.different.items():
        said = f"{'/'.join(place)}：{first.year}年报告{first.name}{_shown(left)}，{other.name}{_shown(right)}"
        yield CrossCheck(COPIES, *about, said, left.value, right.value, False, documents)
    if any(found.apart):
        only = "，".join(f"{copy.name}多{cells}格" for copy, cells in zip((first, other), found.apart, strict=True) if cells)
        said = f"{found.form}：{first.year}年报告{first.name}与{other.name}形状不同，比较了{found.shared}格，{only}"
        yield CrossCheck(COPIES, *about, said, found.shared + found.apart[0], found.shared + found.apart[1], False, documents)
    elif found.shared and not found.different:
        said = f"{found.form}：{first.year}年报告{first.name}与{other.name}{found.shared}格相同"
        yield CrossCheck(COPIES, *about, said, found.shared, found.shared, True, documents)


def _shown(figure: Figure) -> str:
    return "空白" if figure.value is None else str(_plain(figure.value))


def _figures(connection: Connection, report: Report) -> _Figures:
    said, unclear = cells(connection, report.document_id, {}), disputed(connection, report.document_id)
    return _Figures(report, {place: value.value for place, value in said.items() if place not in unclear})


def _between_years(found: Sequence[_Figures], known: Sequence[YearRule]) -> Iterator[CrossCheck]:
    for before, now in pairwise(found):
        if (before.report.key, before.report.year + 1) == (now.report.key, now.report.year):
            for rule in known:
                yield from _year_checks(rule, before, now)


def _year_checks(rule: YearRule, before: _Figures, now: _Figures) -> Iterator[CrossCheck]:
    lines, last_lines = _lines(rule, now.values), _lines(rule, before.values)
    for place, line in lines.items():
        last = last_lines.get(place, {})
        left, right = rule.left.value(line, last), rule.right.value(line, last)
        if left is not None and right is not None:
            year = now.report.year
            sides = {"left": _plain(left), "right": _plain(right)}
            said = rule.statement.format(place=place, year=year, last=year - 1, **sides)
            documents = (before.report.document_id, now.report.document_id)
            yield _check(rule.rule, now.report, said, left, right, documents)


def _lines(rule: YearRule, values: Mapping[Place, Number]) -> dict[str, dict[str, Number]]:
    """The form's numbers line by line: by column and then row, or the other way round."""
    lines: dict[str, dict[str, Number]] = {}
    for (form, row, column), value in values.items():
        if form == rule.form:
            line, name = (column, row) if rule.by_column else (row, column)
            lines.setdefault(line, {})[name] = value
    return lines


def _with_districts(found: Sequence[_Figures], known: Sequence[DistrictRule]) -> Iterator[CrossCheck]:
    districts = {agency.code for agency in agencies() if agency.kind == "district" and agency.code}
    for year in sorted({figures.report.year for figures in found}):
        of_year = [figures for figures in found if figures.report.year == year]
        heads = [figures for figures in of_year if _is_headquarters(figures.report)]
        parts = [figures for figures in of_year if figures.report.agency_code in districts]
        for rule in known:
            values = [figures.values[rule.place] for figures in parts if rule.place in figures.values]
            for head in heads:
                if len(values) == len(districts) and rule.place in head.values:
                    left, right = head.values[rule.place], sum(values)
                    said = rule.statement.format(year=year, left=_plain(left), right=_plain(right))
                    documents = tuple(figures.report.document_id for figures in (head, *parts))
                    yield _check(rule.rule, head.report, said, left, right, documents)


def _is_headquarters(report: Report) -> bool:
    agency = resolve(report.agency)
    return agency is not None and agency.kind == "headquarters"


def _plain(value: Number) -> Number:
    """A whole number without the .0 that PostgreSQL's floats have."""
    return int(value) if value == int(value) else value


def _check(
    rule: str, report: Report, statement: str, left: Number, right: Number, documents: tuple[str, ...]
) -> CrossCheck:
    holds = abs(left - right) <= _ROUNDING
    return CrossCheck(rule, report.agency, report.year, statement, left, right, holds, documents)
