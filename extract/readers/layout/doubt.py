"""What a reader of pages is not sure of."""

from __future__ import annotations

from dataclasses import dataclass

SURE = 0.8
"""How sure the recogniser of pictures has to be of a line (from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A problem in the making: its code, and what is wrong."""

    code: str
    message: str


STACKED = Doubt("merged_cells", "numbers stand one above the other in one cell")
CROSSING = Doubt("merged_cells", "figures stand across the line between two cells")
UNSURE = Doubt("low_confidence", "the recogniser is not sure of it")
