"""Numbers that a file's own attributes give, which may say anything."""

from __future__ import annotations

import math
import re

MOST = 1_000_000
"""More than any honest count, span, place or length of a document."""

_WHOLE = re.compile(r"\s*([0-9]{1,18})\s*")


def whole(text: str | None, default: int = 0, most: int = MOST) -> int:
    """The whole number that an attribute gives, at most `most`; the default where it gives none."""
    found = _WHOLE.fullmatch(text or "")
    return min(int(found[1]), most) if found else default


def bounded(text: str) -> float:
    """The number that a numeral says, between -MOST and MOST; 0 where it says no finite number."""
    number = float(text)
    return max(-float(MOST), min(number, float(MOST))) if math.isfinite(number) else 0.0
