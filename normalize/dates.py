"""Dates as Chinese documents print them: 2008年5月4日, 二○○八年五月四日, 2008.5.4, 5月1日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ZEROS = "〇○◯零ＯOoΟО0"
_DIGITS = str.maketrans("一二三四五六七八九" + _ZEROS, "123456789" + "0" * len(_ZEROS))
_ONES = "一二三四五六七八九"
_COUNTED = (
    {n: i for i, n in enumerate([*_ONES, "十", *(f"十{n}" for n in _ONES), "二十"], start=1)}
    | {f"二十{n}": 20 + i for i, n in enumerate(_ONES, start=1)}
    | {"三十": 30, "三十一": 31}
)
"""1 to 31 as calendars write them in Chinese."""

YEAR = rf"(?:(?:19|20)\d{{2}}|(?:一九|二[{_ZEROS}])[{_ONES}{_ZEROS}]{{2}})"
"""A year of four digits, 1900 to 2099, Arabic or Chinese."""

MONTH_OR_DAY = r"(?:\d{1,2}|[一二三]?十?[一二三四五六七八九]|[一二三]?十)"
"""A number that may be a month or a day; `number` says which one."""

ISO = r"(?:19|20)\d{2}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}"
"""2008-05-04, 2008/5/4, 2008.5.4: the group `sep` must be unique in a pattern that uses it."""

_DATE = re.compile(
    rf"(?=[\d一二三四五六七八九十])(?:"  # looked at first: most characters begin no date
    rf"(?<!\d)(?P<year>{YEAR}) ?年(?: ?(?P<month>{MONTH_OR_DAY}) ?月(?: ?(?P<day>{MONTH_OR_DAY}) ?[日号])?)?"
    rf"|(?<![\d./-])(?P<iso>{ISO})(?!\d|[-/.]\d)"
    rf"|(?<![\d.十{_ONES}])(?P<m>{MONTH_OR_DAY}) ?月 ?(?P<d>{MONTH_OR_DAY}) ?[日号])"
)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in `text[start:end]`.

    `precision` is `day`, `month`, `year` or `month_day` (no year is printed); `value` is
    YYYY-MM-DD, YYYY-MM or YYYY, and None for `month_day` and where no calendar has such a day.
    """

    start: int
    end: int
    value: str | None
    precision: str
    year: int | None = None
    month: int | None = None
    day: int | None = None


def find_dates(text: str) -> list[DateMatch]:
    """Every date of the text, left to right.  A bare number is no date, nor is 本年 or 去年."""
    return [_date(m) for m in _DATE.finditer(text)]


def number(printed: str) -> int:
    """A printed year, month or day as a number: 2008, 二○○八, 十二; 0 where it is none."""
    if printed in _COUNTED:
        return _COUNTED[printed]
    digits = printed.translate(_DIGITS)
    return int(digits) if digits.isdecimal() else 0


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(m: re.Match[str]) -> DateMatch:
    if m["m"]:
        return DateMatch(m.start(), m.end(), None, "month_day", None, number(m["m"]), number(m["d"]))
    printed = m["iso"].split(m["sep"]) if m["iso"] else [p for p in m.group("year", "month", "day") if p]
    parts = [number(p) for p in printed]
    exists = calendar_day(*(*parts, 1, 1)[:3]) is not None
    value = "-".join(f"{part:02}" for part in parts) if exists else None
    return DateMatch(m.start(), m.end(), value, ("year", "month", "day")[len(parts) - 1], *parts)
