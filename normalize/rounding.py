"""How far a printed number may be from the true one that it rounds."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d[\d,，]*(?:\.(\d+))?")


def slack(value: float, printed: str) -> float:
    """Half a unit of the last place that is printed, in the unit of `value`: 50 where 1.23万 stands for 12300."""
    found = _DIGITS.search(printed)
    number = float(re.sub("[,，]", "", found[0])) if found else 0.0
    if found is None or not number:
        return 0.0
    return abs(value) / number * 10.0 ** -len(found[1] or "") / 2
