"""What an agency's annual report of a year says of every variable, and what follows from it.

Which report counts is the rule of `output.reports`.  What a value is, and how good,
is the rule of `output.readings`.  The panel's rows and the house's figures are both made of these entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from sqlalchemy import Connection, select

from output import tables
from output.formulas import Number, Values
from output.measures import Measures, Variable, measures
from output.readings import QUALITIES, Quality, Reading, Said, choose, settle
from output.reports import Report, cells, proofs, reports

_s = tables.children["statistics"].c


@dataclass(frozen=True, slots=True)
class Entry:
    """An agency's year: its report, what that says (by the variable's code), and what follows from it."""

    report: Report
    readings: dict[str, Reading]
    derived: dict[str, tuple[Number, Quality]]


def entries(connection: Connection, agency: str | None = None) -> Iterator[Entry]:
    """The entries by agency and year; of one agency alone where its code, or the name of one without, is given."""
    known = measures()
    for _, group in groupby(reports(connection, agency), key=lambda report: report.key):
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
        narrative = [said for one in told.get(variable.code, ()) if (said := _in_unit(one, variable))]
        reading = choose(_in_unit(table, variable), settle(narrative))
        if reading is not None:
            found[variable.code] = reading
    return found


def _told(connection: Connection, document_id: str, checked: dict[str, Quality]) -> dict[str, list[Said]]:
    """What a narrative says of the agency's own year, by metric; totals, and parts only where there is none."""
    columns = (_s.id, _s.metric, _s.value, _s.unit, _s.bound, _s.part_of)
    mine = (_s.document_id == document_id, _s.metric.is_not(None), _s.scope.is_(None), _s.period.is_(None))
    wholes: dict[str, list[Said]] = {}
    parts: dict[str, list[Said]] = {}
    for row in connection.execute(select(*columns).where(*mine).order_by(_s.position)):
        said = Said(row.value, row.unit, row.bound, checked.get(row.id, "read"), row.id)
        (wholes if row.part_of is None else parts).setdefault(row.metric, []).append(said)
    return parts | wholes


def _in_unit(said: Said | None, variable: Variable) -> Said | None:
    """The value in the variable's unit; None where its unit is one that cannot be converted (美元 to 元)."""
    scale = variable.scales.get(said.unit or "") if said else None
    if said is None or scale is None:
        return None
    return replace(said, value=_scaled(said.value, scale), unit=variable.unit)


def _scaled(value: Number, scale: Fraction) -> Number:
    if scale == 1:
        return value
    found = Fraction(value) * scale
    return int(found) if found.denominator == 1 else float(found)


def _derived(
    known: Measures, readings: dict[str, Reading], before: Entry | None
) -> Iterator[tuple[str, tuple[Number, Quality]]]:
    """The measures whose parts are all there, each as good as its worst part."""
    last = before.readings if before else {}
    now_values, last_values = _exact(readings), _exact(last)
    for measure in known.derived:
        value = measure.formula.value(now_values, last_values)
        if value is not None:
            names = measure.formula.names()
            parts = [(last if name.previous else readings)[name.code].quality for name in names]
            yield measure.code, (value, max(parts, key=QUALITIES.index))


def _exact(readings: dict[str, Reading]) -> Values:
    """The values that one can reckon with: more than a hundred is none."""
    return {code: reading.value for code, reading in readings.items() if reading.said.bound == "exact"}
