"""An agency's figures by year: of each variable the value that its annual reports give, as the panel has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from output.entries import entries
from output.measures import Variable, measures
from output.readings import Reading, Said

MAIN = (
    "applications_received",
    "applications_answered",
    "applications_granted",
    "applications_denied",
    "announcements",
    "reconsiderations_foi",
    "items_disclosed_website",
    "items_on_new_media",
)
"""The variables that come first on an agency's page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A variable's value in a year, and how good it is.

    `source` is `table` or `narrative`; `item` names the statistic or the cell's mark in the document.
    """

    metric: str
    year: int
    value: float | int
    unit: str
    quality: str
    source: str
    document_id: str
    item: str


Series = Mapping[str, Mapping[int, Figure]]
"""Figures by variable and year."""


def figures(connection: Connection, key: str) -> Series:
    """The figures of an agency, by the rule of `output.readings`."""
    found: dict[str, dict[int, Figure]] = defaultdict(dict)
    for entry in entries(connection, key):
        for code, reading in entry.readings.items():
            found[code][entry.report.year] = _figure(variables()[code], entry.report.year, reading, entry.report.document_id)
    order = dict.fromkeys((*MAIN, *variables()))
    return {code: found[code] for code in order if code in found}


def variables() -> Mapping[str, Variable]:
    """What a figure can be of, by its code."""
    return {variable.code: variable for variable in measures().variables}


def _figure(variable: Variable, year: int, reading: Reading, document_id: str) -> Figure:
    item = _mark(reading.said)
    return Figure(variable.code, year, reading.value, variable.unit, reading.quality, reading.source, document_id, item)


def _mark(said: Said) -> str:
    """The mark of a statistic or a cell on its document's page."""
    return said.ref if said.cell is None else f"c{said.cell[0]}-{said.cell[1]}"


def years_of(series: Iterable[Mapping[int, Figure]]) -> list[int]:
    """All years that have a figure, in order."""
    return sorted({year for by_year in series for year in by_year})
