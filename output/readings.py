"""What one report says of one variable, in its table and in its narrative, and which of the two counts.

The rule.  A value is *proved* where the report's own arithmetic confirms it, or where table and
narrative, printed apart, agree; *read* where it was read and nothing speaks for or against it;
*inferred* where the form's arithmetic alone gives it; *conflicting* where a check that it takes part
in fails, or where table and narrative contradict each other.  The table's value counts, unless there
is none, or the narrative's alone is confirmed by arithmetic.  Of several numbers in a narrative the
first exact one counts, conflicting where another contradicts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Quality = Literal["proved", "read", "inferred", "conflicting"]
QUALITIES: tuple[Quality, ...] = ("proved", "read", "inferred", "conflicting")
"""Best first: a derived measure has the worst of its parts."""

_ABOUT = 0.1
"""How far a number printed as 约 or 近 may be from the exact one, as a share of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as one place of a report gives it.

    `ref` names the cell (row/column) or the statistic; `cell` is the position of a cell's table, and its own
    in that table.
    """

    value: float | int
    unit: str | None
    bound: str
    quality: Quality
    ref: str
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A variable's value, where it comes from (`table` or `narrative`), and what both places say."""

    value: float | int
    quality: Quality
    source: str
    table: Said | None
    narrative: Said | None

    @property
    def said(self) -> Said:
        """The one that counts."""
        found = self.table if self.source == "table" else self.narrative
        assert found is not None
        return found


def settle(told: Sequence[Said]) -> Said | None:
    """The number of a narrative that gives several for one variable: the first exact one, else the first.

    It is conflicting where another contradicts it.
    """
    if not told:
        return None
    best = next((said for said in told if said.bound == "exact"), told[0])
    alike = all(_agree(best.value, other.value, other.bound) for other in told)
    return best if alike else replace(best, quality="conflicting")


def choose(table: Said | None, narrative: Said | None) -> Reading | None:
    """The reading of what a table and a narrative say, in one unit; None where neither says anything."""
    if table is None or narrative is None:
        only = table or narrative
        if only is None:
            return None
        return Reading(only.value, only.quality, "table" if table else "narrative", table, narrative)
    better, source = table, "table"
    if narrative.quality == "proved" and table.quality != "proved":
        better, source = narrative, "narrative"
    if not _agree(table.value, narrative.value, narrative.bound):
        return Reading(better.value, "conflicting", source, table, narrative)
    told_twice = narrative.bound == "exact" and "conflicting" not in (table.quality, narrative.quality)
    return Reading(better.value, "proved" if told_twice else better.quality, source, table, narrative)


def _agree(exact: float | int, told: float | int, bound: str) -> bool:
    """Whether an exact number is one that the other, with its bound, allows."""
    if bound == "over":
        return exact >= told
    if bound == "under":
        return exact <= told
    if bound in ("nearly", "about"):
        return abs(exact - told) <= _ABOUT * abs(told)
    return exact == told
