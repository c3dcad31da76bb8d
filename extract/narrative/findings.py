"""A statistic on the way from a classified number to the record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.narrative.numbers import Number

MOST = 300
"""More numbers than this in one sentence are a list or a lost table, not a sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statistic on the way: what was read of it so far, in offsets of the clean text.

    `of` is the index of the finding that a share, a change or an average describes, or that a base
    (较上年的48件) is compared with; `item_of` the index of the total that the words (其中, a parenthesis)
    make it an item of.  `direction` and `base` are a change's: which way, and against what as printed.
    """

    number: Number
    sentence: tuple[int, int]
    label: str
    scope: str | None = None
    of: int | None = None
    relation: str = ""
    item_of: int | None = None
    direction: str | None = None
    base: str | None = None


def crowded(
    numbers: Sequence[Number], sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sentences that hold too many numbers to be read as sentences."""
    starts = [n.start for n in numbers if n.counts]
    return [s for s in sentences if bisect_left(starts, s[1]) - bisect_left(starts, s[0]) > MOST]
