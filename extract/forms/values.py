"""What stands in a cell: numbers, signs, units, and the marks that mean "nothing to report"."""

from __future__ import annotations

import re
from decimal import Decimal

Number = int | float

_MONEY = "千万元|百万元|十万元|亿元|万元|千元|元"
_UNITS = f"人次|篇次|{_MONEY}|项|件|条|次|人|个|份|篇|期|起|宗|家|%"
_NUMBER = re.compile(
    r"(?P<sign>[+\-−－﹣＋]|增加|减少|增|减)?(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<fraction>[.．]\d+)?"
    rf"(?P<unit>{_UNITS})?"
)
_MARK = re.compile(r"[/／\\—–―－\-﹣]{1,6}|无")
_ERROR = re.compile(r"#(?:DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|N/A)|#{2,}", re.IGNORECASE)
_UNIT = re.compile(rf"[(（]?(?:单位[:：]?)?(?P<unit>{_UNITS})[)）]?")
_TIMES = {"千元": 1_000, "万元": 10_000, "十万元": 100_000, "百万元": 1_000_000, "千万元": 10_000_000, "亿元": 100_000_000}
_LAST = re.compile(rf"(?<![美日欧港])(?:{_MONEY})$")


def read_number(text: str) -> tuple[Number, str | None] | None:
    """The number and the unit of a cell's text, None where it is no number.

    >>> read_number("2973.23万元")
    (29732300, '元')
    >>> read_number("-1")
    (-1, None)
    """
    if len(text) > 24:
        return None
    if text.isdecimal():
        return int(text), None
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"].replace(",", "").replace("，", "") + (match["fraction"] or "").replace("．", ".")
    negative = (match["sign"] or "+")[0] in "-−－﹣减"
    return in_base(-Decimal(digits) if negative else Decimal(digits), match["unit"])


def in_base(number: Decimal | Number, unit: str | None) -> tuple[Number, str | None]:
    """The number in the unit's base: 万元 and 亿元 become 元; an integer where nothing is lost.

    >>> in_base(7.5, "万元")
    (75000, '元')
    """
    exact = Decimal(str(number)) * _TIMES.get(unit or "", 1)
    whole = exact == exact.to_integral_value()
    return int(exact) if whole else float(exact), "元" if unit in _TIMES else unit


def is_mark(text: str) -> bool:
    """Whether a cell's text is a sign for "nothing to report": /, —, 无."""
    return _MARK.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether a cell's text is what a spreadsheet shows where it has no number: #REF!, ####."""
    return _ERROR.fullmatch(text) is not None


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit == "元" or unit in _TIMES


def read_unit(text: str) -> str | None:
    """The unit that a text names and nothing else (件, 单位:万元), else None."""
    match = _UNIT.fullmatch(text)
    return match["unit"] if match else None


def unit_within(label: str) -> str | None:
    """The unit of money that a folded label ends with (本年收费金额单位万元), else None."""
    match = _LAST.search(label)
    return match[0] if match else None
