"""How far a printed number may be from the true one that it rounds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_DIGITS = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_RATES = frozenset(("%", "‰", "百分点", "倍"))
TENTHS, FRACTION = 5.0, 2.5
"""Percentage points that 三成 and 三分之一 may be off, words that nobody means to the point."""


class Reach(NamedTuple):
    """The values, lowest and highest, that a printed number may stand for, or a figure made of such."""

    low: float
    high: float

    def meets(self, other: Reach) -> bool:
        """Whether some value lies in both, but for the error of floating point."""
        error = 1e-9 * max(1.0, *map(abs, (*self, *other)))
        return self.low <= other.high + error and other.low <= self.high + error

    def less(self, other: Reach) -> Reach:
        """The difference."""
        return Reach(self.low - other.high, self.high - other.low)

    def over(self, other: Reach) -> Reach:
        """The quotient, of numbers above 0."""
        return Reach(self.low / other.high, self.high / other.low)

    def times(self, factor: float) -> Reach:
        """A multiple; a negative one turns it round."""
        ends = sorted((self.low * factor, self.high * factor))
        return Reach(ends[0], ends[1])


def slack(value: float, printed: str) -> float:
    """Half a unit of the last place that is printed, in the unit of `value`: 50 where 1.23万 stands for 12300."""
    found = _DIGITS.search(printed)
    number = float(re.sub("[,，]", "", found[0])) if found else 0.0
    if found is None or not number:
        return 0.0
    return abs(value) / number * 10.0 ** -len(found[1] or "") / 2


def rounded(value: float, printed: str) -> float:
    """The value with as many decimals as are printed, halves rounded up as on paper."""
    found = _DIGITS.search(printed)
    places = Decimal(1).scaleb(-len(found[1] or "") if found else 0)
    return float(Decimal(f"{value:.9f}").quantize(places, ROUND_HALF_UP))


def reach(value: float, printed: str, unit: str) -> Reach:
    """What a number may stand for: a count itself; a rate, and what is printed in 万, 亿 or decimals, its rounding."""
    coarse = unit in _RATES or any(sign in printed for sign in "万亿.")
    about = slack(value, printed) if coarse else 0.0
    if unit == "%" and not any(c.isdigit() for c in printed):
        about = 0.5 if printed.startswith("百分之") else TENTHS if "成" in printed else FRACTION
    return Reach(value - about, value + about)
