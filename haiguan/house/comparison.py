"""Two agencies, or two years of one, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from haiguan.house.agencies import Agency, agency
from haiguan.house.figures import Figure, Series, figures, years_of


@dataclass(frozen=True, slots=True)
class Side:
    """One side: an agency in a year; `year` is None where it has no figures."""

    agency: Agency
    year: int | None
    years: Sequence[int]

    @property
    def spec(self) -> str:
        """The side as an address names it."""
        return self.agency.key if self.year is None else f"{self.agency.key}@{self.year}"


@dataclass(frozen=True, slots=True)
class Line:
    """A metric on both sides; a value that is not printed is None, and is no difference."""

    metric: str
    left: Figure | None
    right: Figure | None

    @property
    def differs(self) -> bool:
        """Whether both sides have a value, and another one."""
        return self.left is not None and self.right is not None and self.left.value != self.right.value

    @property
    def change(self) -> str:
        """How the right differs from the left: `+12 (+8.0%)`."""
        if self.left is None or self.right is None or self.left.unit != self.right.unit:
            return ""
        difference = self.right.value - self.left.value
        share = f" ({difference / self.left.value:+.1%})" if self.left.value else ""
        return f"{difference:+,.10g}{share}" if difference else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and their metrics."""

    left: Side
    right: Side
    lines: Sequence[Line]


def compare(connection: Connection, left: str, right: str) -> Comparison:
    """Compare `AGENCY@YEAR` with another; without a year the newest that both have.

    Raises LookupError where an agency has no document, ValueError where a year is none.
    """
    (left_agency, left_year), (right_agency, right_year) = _split(left), _split(right)
    a, b = agency(connection, left_agency), agency(connection, right_agency)
    of_a, of_b = figures(connection, a.key), figures(connection, b.key)
    years_a, years_b = years_of(of_a.values()), years_of(of_b.values())
    common = max(set(years_a) & set(years_b), default=None)
    side_a = Side(a, left_year or common or max(years_a, default=None), years_a)
    side_b = Side(b, right_year or common or max(years_b, default=None), years_b)
    return Comparison(side_a, side_b, tuple(_lines(of_a, side_a.year, of_b, side_b.year)))


def _lines(left: Series, left_year: int | None, right: Series, right_year: int | None) -> Iterator[Line]:
    for metric in dict.fromkeys((*left, *right)):
        a = left.get(metric, {}).get(left_year or 0)
        b = right.get(metric, {}).get(right_year or 0)
        if a or b:
            yield Line(metric, a, b)


def _split(spec: str) -> tuple[str, int | None]:
    name, _, year = spec.partition("@")
    if year and not (year.isascii() and year.isdigit()):
        raise ValueError(f"{spec}: expected AGENCY or AGENCY@YEAR, for example 8000@2020")
    return name, int(year) if year else None
