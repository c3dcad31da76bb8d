"""The research panel: one row per agency and year, and its long form, as frames to export.

What is in it are the entries of `output.entries`; columns and derived measures are those of panel.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Double, Integer, Text

from output.columns import Row
from output.entries import Entry, entries
from output.frames import Frame, Snapshot
from output.measures import Derived, Measures, Variable, measures
from output.readings import QUALITIES, Said
from output.reports import Report


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
