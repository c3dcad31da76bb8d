"""When the figure was that a change is measured against: 同比 is the year before, 环比 the month or quarter before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from re import Pattern
from re import compile as pattern

from extract.narrative.comparisons import TIME
from extract.narrative.findings import Finding
from extract.narrative.moments import Interval, find_moments, iso, single_year, whole_year
from normalize.dates import calendar_day

YEAR_BEFORE = frozenset(("同比", "上年", "上一年", "去年", "上年度", "上年同期", "去年同期", "上一年同期", "同期"))
BEFORE = frozenset(("环比", "上月", "上季度", "上一季度", "上期", "上个月"))


def base_periods(
    text: str, findings: Sequence[Finding], periods: Sequence[str | None], year: int | None
) -> list[str | None]:
    """Of each change the period, ISO, that it is measured against; None where that is not said.

    `periods` are those of the findings.  What 下同 declares (比上年(下同)) is said of all changes behind it.
    """
    declared = [(m.end(), m["base"]) for m in _declared().finditer(text)]
    starts = [start for start, _ in declared]
    bases: list[str | None] = []
    said: dict[int | None, str] = {}
    for f, own in zip(findings, periods, strict=True):
        at = bisect_right(starts, f.number.start) - 1
        base = f.base or said.get(f.of) or (declared[at][1] if at >= 0 else None)
        if f.relation == "change" and f.of is not None and base:
            said[f.of] = base  # 较2015年增加12件,增幅25%
        period = own or (f.of is not None and periods[f.of]) or None
        known = base if f.relation == "change" else None
        interval = _of(period, year) if known else None
        before = _before(known, interval) if known and interval else None
        bases.append(iso(before) if before else None)
    return bases


@cache
def _declared() -> Pattern[str]:
    return pattern(rf"(?:较|比|与)(?P<base>{TIME})(?:相比|比)?[(（][^()（）]{{0,8}}下同[)）]")


def _of(period: str | None, year: int | None) -> Interval | None:
    """The interval of a period, the document's year where it is None."""
    if period is None:
        return whole_year(year) if year else None
    first, _, last = period.partition("/")
    start, end = _day(first, last=False), _day(last or first, last=True)
    return (start, end) if start and end else None


def _day(written: str, *, last: bool) -> date | None:
    """The first or last day of 2019, 2019-03 or 2019-03-05; None of any other notation (.., --03)."""
    parts = [int(p) for p in written.split("-")] if written[:1].isdigit() else []
    if len(parts) not in (1, 2, 3):
        return None
    if len(parts) == 3:
        return calendar_day(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12 if last else 1
    first = date(year, month, 1)
    return _month_end(first) if last else first


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _before(base: str, now: Interval) -> Interval | None:
    """The interval that a base in words is, seen from the figure's own."""
    first, last = now
    if first is None or last is None:
        return None
    if base in YEAR_BEFORE or base == "前年":
        return _years_back(now, 2 if base == "前年" else 1)
    if base in BEFORE:
        return _one_back(first, last)
    named = find_moments(base, single_year(now))
    if len(named) != 1 or len(named[0].intervals) != 1:
        return None
    interval = named[0].of(first.year).intervals[0]
    same_part = base.endswith("同期") and interval == whole_year(single_year(interval) or 1)
    return _years_back(now, first.year - (single_year(interval) or 1)) if same_part else interval


def _years_back(now: Interval, years: int) -> Interval | None:
    first, last = now
    if first is None or last is None:
        return None
    back = [calendar_day(d.year - years, d.month, d.day) or date(d.year - years, 2, 28) for d in (first, last)]
    end = _month_end(back[1].replace(day=1)) if (last + timedelta(days=1)).day == 1 else back[1]
    return back[0], end


def _one_back(first: date, last: date) -> Interval | None:
    """The month, quarter, half or year before one; None before any other stretch of time."""
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not whole or months not in (1, 3, 6, 12) or (first.month - 1) % months:
        return None
    end = first - timedelta(days=1)
    start = 12 * end.year + end.month - months
    return date(start // 12, start % 12 + 1, 1), end
