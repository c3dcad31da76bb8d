"""The research panel: one row per agency and year, long form and coverage beside it, as frames to export.

Of an agency's annual reports for a year the one issued last counts.  What a value is, and how good,
is the rule of `output.readings`; columns and derived measures are those of panel.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Double, Integer, Text, select

from output import tables
from output.columns import Row
from output.formulas import Values
from output.frames import Frame, Snapshot
from output.measures import Derived, Measures, Variable, measures
from output.readings import QUALITIES, Quality, Reading, Said, choose
from output.reports import Report, cells, proofs, reports

_s = tables.children["statistics"].c


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the panel: a report, what it says, and what follows from it."""

    report: Report
    readings: dict[str, Reading]
    derived: dict[str, tuple[float | int, Quality]]


def entries(connection: Connection) -> Iterator[Entry]:
    """The rows of the panel, by agency and year."""
    known = measures()
    for _, group in groupby(reports(connection), key=lambda report: report.key):
        before: Entry | None = None
        for report in group:
            readings = _readings(connection, report.document_id, known)
            last = before if before and before.report.year == report.year - 1 else None
            before = Entry(report, readings, dict(_derived(known, readings, last)))
            yield before


def _readings(connection: Connection, document_id: str, known: Measures) -> dict[str, Reading]:
    checked = proofs(connection, document_id)
    printed = cells(connection, document_id, checked)
    told = _told(connection, document_id, checked)
    found = {}
    for variable in known.variables:
        table = next((printed[place] for place in variable.cells if place in printed), None)
        reading = choose(table, told.get(variable.code))
        if reading is not None:
            found[variable.code] = reading
    return found


def _told(connection: Connection, document_id: str, checked: dict[str, Quality]) -> dict[str, Said]:
    """What a narrative says of the agency's own year, by metric.

    Totals count before their parts.  Where a narrative gives different numbers for one metric, the
    first stands and is conflicting.
    """
    columns = (_s.id, _s.metric, _s.value, _s.unit, _s.bound, _s.part_of)
    mine = (_s.document_id == document_id, _s.metric.is_not(None), _s.scope.is_(None), _s.period.is_(None))
    found: dict[str, list[Any]] = {}
    for row in connection.execute(select(*columns).where(*mine).order_by(_s.position)):
        found.setdefault(row.metric, []).append(row)
    said = {}
    for metric, rows in found.items():
        whole = [row for row in rows if row.part_of is None] or rows
        first, alike = whole[0], len({row.value for row in whole}) == 1
        quality: Quality = checked.get(first.id, "read") if alike else "conflicting"
        said[metric] = Said(first.value, first.unit or None, first.bound, quality, first.id)
    return said


def _derived(
    known: Measures, readings: dict[str, Reading], before: Entry | None
) -> Iterator[tuple[str, tuple[float | int, Quality]]]:
    last = before.readings if before else {}
    now_values: Values = {code: reading.value for code, reading in readings.items()}
    last_values: Values = {code: reading.value for code, reading in last.items()}
    for measure in known.derived:
        value = measure.formula.value(now_values, last_values)
        if value is not None:
            names = measure.formula.names()
            parts = [(last if name.previous else readings)[name.code].quality for name in names]
            yield measure.code, (value, max(parts, key=QUALITIES.index))


# frames


def panel_frames(snapshot: Snapshot) -> list[Frame]:
    """The frames `panel` (a row per agency and year) and `panel_long` (a row per value)."""
    connection, known = snapshot.connection, measures()
    return [
        Frame(
            "panel",
            "One row per agency and year: each variable's value and quality, what the table and what the narrative"
            " say, and the derived measures.",
            (*_ABOUT, *(c for v in known.variables for c in _variable(v)), *(c for d in known.derived for c in _measure(d))),
            lambda: (_wide(entry, known) for entry in entries(connection)),
            ("agency_key", "year"),
        ),
        Frame(
            "panel_long",
            "One row per agency, year and variable or derived measure.",
            _LONG,
            lambda: (row for entry in entries(connection) for row in _long(entry, known)),
            ("agency_key", "year", "variable"),
        ),
    ]


def _column(name: str, kind: Any, comment: str, values: tuple[str, ...] = (), unit: str | None = None) -> Column[Any]:
    return Column(name, kind, comment=comment, info={"values": list(values), "unit": unit})


_QUALITY = "How good the value is: proved, read, inferred or conflicting."
_ABOUT = (
    _column("agency_key", Text, "Customs district code, or the name of an agency that has none."),
    _column("agency", Text, "Full official name of the agency."),
    _column("year", Integer, "The year that the report is about."),
    _column("document_id", Text, "Id of the report that counts: the one issued last."),
    _column("reports", Integer, "How many annual reports there are of the agency and year."),
)
_LONG = (
    *_ABOUT,
    _column("variable", Text, "Code of the variable or derived measure."),
    _column("value", Double, "The value that counts."),
    _column("unit", Text, "Its unit; null for a derived measure."),
    _column("quality", Text, _QUALITY, QUALITIES),
    _column("source", Text, "Where it comes from.", ("table", "narrative", "derived")),
    _column("ref", Text, "The cell (row/column) or statistic in the report, or the formula."),
    _column("table_value", Double, "What the table says."),
    _column("narrative_value", Double, "What the narrative says."),
    _column("narrative_bound", Text, "How the narrative's number limits the true one."),
)


def _variable(v: Variable) -> Iterator[Column[Any]]:
    yield _column(v.code, Double, f"{v.what}.", unit=v.unit)
    yield _column(f"{v.code}_quality", Text, f"{v.what}: {_QUALITY}", QUALITIES)
    yield _column(f"{v.code}_table", Double, f"{v.what}: what the table says.", unit=v.unit)
    yield _column(f"{v.code}_narrative", Double, f"{v.what}: what the narrative says.", unit=v.unit)


def _measure(d: Derived) -> Iterator[Column[Any]]:
    yield _column(d.code, Double, f"{d.what}: {d.text}.")
    yield _column(f"{d.code}_quality", Text, f"{d.what}: the worst quality of its parts.", QUALITIES)


def _about(report: Report) -> Row:
    return report.key, report.agency, report.year, report.document_id, report.reports


def _wide(entry: Entry, known: Measures) -> Row:
    row = [*_about(entry.report)]
    for variable in known.variables:
        r = entry.readings.get(variable.code)
        row += (r.value, r.quality, _of(r.table), _of(r.narrative)) if r else (None,) * 4
    for measure in known.derived:
        row += entry.derived.get(measure.code, (None, None))
    return tuple(row)


def _long(entry: Entry, known: Measures) -> Iterator[Row]:
    about = _about(entry.report)
    for variable in known.variables:
        if r := entry.readings.get(variable.code):
            bound = r.narrative.bound if r.narrative else None
            unit = r.said.unit or variable.unit
            yield (*about, variable.code, r.value, unit, r.quality, r.source, r.said.ref, _of(r.table), _of(r.narrative), bound)
    for measure in known.derived:
        if measure.code in entry.derived:
            value, quality = entry.derived[measure.code]
            yield (*about, measure.code, value, None, quality, "derived", measure.text, None, None, None)


def _of(said: Said | None) -> float | int | None:
    return said.value if said else None
