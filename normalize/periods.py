"""Periods: 自2020年1月1日起至2020年12月31日止, 2020年1-6月, and stripped 自201011日起20101231止."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from normalize.dates import ISO, MONTH_OR_DAY, YEAR, calendar_day, number

_TO = " ?起?[,，]? ?(?:至|到|[—–－~～-]{1,4}) ?"
_PERIOD = re.compile(
    rf"(?=[12一二])(?<!\d)(?P<y1>{YEAR})(?: ?年(?: ?(?P<m1>{MONTH_OR_DAY})(?: ?月(?: ?(?P<d1>{MONTH_OR_DAY}) ?日)?)?)?)?{_TO}"
    rf"(?:(?P<y2>{YEAR}) ?年)? ?(?:(?P<m2>{MONTH_OR_DAY}) ?月)? ?(?:(?P<d2>{MONTH_OR_DAY}) ?日)?"
)
_DASHED = re.compile(
    rf"(?=[12])(?<![\d./-])(?P<first>{ISO}){_TO}(?P<last>{ISO.replace('sep', 'sep2')})(?!\d)"
)
_STRIPPED = re.compile(
    r"(?:[自从由] ?|[为是](?=\d{5,8}日)|(?<!\d)(?=\d{4}年|\d{5,6}月))(?P<y1>(?:19|20)\d\d)年?(?P<rest1>(?<!年)\d{1,2}月\d{1,2}|\d{2,4})日?(?:起[至到]?|[至到])"
    r"(?P<y2>(?:19|20)\d\d)年?(?P<rest2>(?<!年)\d{1,2}月\d{1,2}|\d{2,4})日?止?"
)

_Parts = tuple[int, int, int]
"""Year, month, day; 0 for what is not printed, -1 for what is no number."""


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period in `text[start:end]`: its first and last day, YYYY-MM-DD.

    `stripped`: the text lost its 年月日 (自201011日起20101231止); both days are None where the
    digits that are left can be read in no way, or in several.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    stripped: bool = False


def find_periods(text: str) -> list[PeriodMatch]:
    """Every period of the text, left to right; one that ends before it begins is none."""
    found = [*_written(text), *_iso(text), *_stripped(text)]
    return sorted(found, key=lambda period: period.start)


def _written(text: str) -> Iterator[PeriodMatch]:
    for m in _PERIOD.finditer(text):
        first, last = _parts(m, "y1", "m1", "d1"), _parts(m, "y2", "m2", "d2")
        if _precision(first) == _precision(last):
            whole = (last[0] or first[0], last[1] or first[1], last[2])
            yield from _period(m, _first_day(first), _last_day(whole))


def _iso(text: str) -> Iterator[PeriodMatch]:
    for m in _DASHED.finditer(text):
        first, last = m["first"].split(m["sep"]), m["last"].split(m["sep2"])
        yield from _period(m, calendar_day(*map(int, first)), calendar_day(*map(int, last)))


def _period(m: re.Match[str], first: date | None, last: date | None) -> Iterator[PeriodMatch]:
    if first and last and first <= last:
        yield PeriodMatch(m.start(), m.end(), first.isoformat(), last.isoformat())


def _stripped(text: str) -> Iterator[PeriodMatch]:
    for m in _STRIPPED.finditer(text):
        firsts, lasts = _days(m["y1"], m["rest1"]), _days(m["y2"], m["rest2"])
        sensible = [(first, last) for first, last in product(firsts, lasts) if first <= last]
        first, last = sensible[0] if len(sensible) == 1 else (None, None)
        yield PeriodMatch(
            m.start(),
            m.end(),
            first.isoformat() if first else None,
            last.isoformat() if last else None,
            stripped=True,
        )


def _days(year: str, rest: str) -> list[date]:
    """The days that a month and a day without 月 between them may mean: 111 is 1-11 or 11-1."""
    if "月" in rest:
        month, n = map(int, rest.split("月"))
        day = calendar_day(int(year), month, n)
        return [day] if day else []
    splits = [(int(rest[:i]), int(rest[i:])) for i in (1, 2) if 0 < len(rest) - i <= 2]
    return [day for month, n in splits if (day := calendar_day(int(year), month, n))]


def _parts(m: re.Match[str], *groups: str) -> _Parts:
    year, month, day = (0 if not m[g] else number(m[g]) or -1 for g in groups)
    return year, month, day


def _precision(parts: _Parts) -> int:
    """0 for a year, 1 for a month, 2 for a day, -1 for nothing: the place of the last printed part."""
    return max((i for i, part in enumerate(parts) if part), default=-1)


def _first_day(parts: _Parts) -> date | None:
    year, month, day = parts
    return calendar_day(year, month or 1, day or 1)


def _last_day(parts: _Parts) -> date | None:
    year, month, day = parts[0], parts[1] or 12, parts[2]
    return calendar_day(year, month, day or (monthrange(year, month)[1] if 1 <= month <= 12 else 31))
