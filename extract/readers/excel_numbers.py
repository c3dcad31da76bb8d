"""How a spreadsheet shows a number: as a percentage, with a unit behind it (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_DECIMALS = re.compile(r"\.([0#?]+)[^.]*%")
_LITERAL = r'"[^"]*"|\\.'
_BESIDE = rf"(?:{_LITERAL}|[_*].|[^0#?_*\"\\])*+"
_WITH_UNIT = re.compile(rf"{_BESIDE}[0#?](?:[0#?,.]*[0#?])?((?:{_LITERAL}|[_*].|[\u4e00-\u9fff])*+)")
"""No literal stands among the digits, no comma behind them: both show another number than is stored."""

_UNITS = re.compile(r"[\u4e00-\u9fff]{1,4}")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`percent`: the decimals of a percentage, None where it is none; `unit`: the words that stand behind the number."""

    percent: int | None = None
    unit: str = ""


PLAIN = NumberFormat()
BUILT_IN = {9: NumberFormat(0), 10: NumberFormat(2)}
"""The formats 0% and 0.00%, which need no definition (18.8.30)."""


def read_format(code: str) -> NumberFormat:
    """What a format's code says of positive numbers.

    >>> read_format('#,##0.00"万元";-0')
    NumberFormat(percent=None, unit='万元')
    >>> read_format("0.0%").percent
    1
    """
    section = re.sub(r"\[[^\]]*\]", "", _SECTION.match(code)[0])  # type: ignore[index]
    bare = re.sub(_LITERAL, "", section)
    if "%" in bare:
        match = _DECIMALS.search(bare)
        return NumberFormat(len(match[1]) if match else 0)
    behind = _WITH_UNIT.fullmatch(section)
    literal = re.sub(r'[_*].|["\\ ]', "", behind[1]) if behind else ""
    return NumberFormat(unit=literal) if _UNITS.fullmatch(literal) else PLAIN


def formats_of(numbers: Mapping[int, NumberFormat], styles: list[int]) -> dict[int, NumberFormat]:
    """The cell styles, by their index, that do not show their numbers plainly; `styles` are the formats' numbers."""
    found = {i: numbers.get(number, PLAIN) for i, number in enumerate(styles)}
    return {i: shown for i, shown in found.items() if shown != PLAIN}
