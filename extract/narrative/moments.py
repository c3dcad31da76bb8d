"""Times that a text names and the intervals that they are: 2019年, 去年, 前三季度, 3月至5月, “十三五”期间."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from re import Match, Pattern
from re import compile as pattern

from extract.narrative.lexicon import either, mapping
from normalize.dates import MONTH_OR_DAY, YEAR, calendar_day, number
from normalize.periods import find_periods

UNKNOWN = 4
"""A leap year that stands for one that the text does not print; an interval in it is written --03/--05."""

Interval = tuple[date | None, date | None]
"""First and last day; None is an open end."""

_Months = tuple[int, int]
_TO = "[-—－–~～至到]{1,2}"
_COUNT = r"(?:\d{1,2}|十?[一二两三四五六七八九]|十)"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in `text[start:end]`: one interval, or several in a list (一、二季度).

    `dated` says that its year is printed; else the intervals are those of the year UNKNOWN.
    """

    start: int
    end: int
    intervals: tuple[Interval, ...]
    dated: bool

    def of(self, year: int) -> Moment:
        """The same with the year that the text about it is of, where none is printed."""
        if self.dated:
            return self
        return replace(self, intervals=tuple((_in_year(a, year), _in_year(b, year)) for a, b in self.intervals))


def find_moments(text: str, year: int | None) -> list[Moment]:
    """Every time of the text, left to right; `year` is the document's, from which 去年 counts."""
    found = [_absolute(p.start, p.end, p.first, p.last) for p in find_periods(text) if p.first and p.last]
    found += [moment for m in _moments().finditer(text) if (moment := _read(m, year))]
    found.sort(key=lambda moment: (moment.start, -moment.end))
    return _listed(text, _apart(found))


def whole_year(year: int) -> Interval:
    """1 January to 31 December."""
    return date(year, 1, 1), date(year, 12, 31)


def single_year(interval: Interval) -> int | None:
    """The year that both ends lie in, if they lie in one."""
    first, last = interval
    return first.year if first and last and first.year == last.year else None


def iso(interval: Interval) -> str:
    """The shortest ISO 8601 notation: 2019, 2020-03, 2020-01/2020-06, 2013/.., ../2020-12-31."""
    first, last = interval
    if first is None or last is None:
        return f"{_first(first)}/.." if first else f"../{last and _day(last)}"
    starts = ((first.month, first.day) == (1, 1), first.day == 1)
    ends = ((last.month, last.day) == (12, 31), (last + timedelta(days=1)).day == 1)
    known = first.year != UNKNOWN
    length = 4 if starts[0] and ends[0] and known else 7 if starts[1] and ends[1] else 10
    written = [_day(day)[: length if known else length - 3] for day in (first, last)]
    return written[0] if written[0] == written[1] else "/".join(written)


def _first(day: date) -> str:
    return _day(day)[: 4 if (day.month, day.day) == (1, 1) else 7 if day.day == 1 else 10]


def _day(day: date) -> str:
    return f"--{day.month:02}-{day.day:02}" if day.year == UNKNOWN else day.isoformat()


def _in_year(day: date | None, year: int) -> date | None:
    return day and (calendar_day(year, day.month, day.day) or date(year, 2, 28))


def _absolute(start: int, end: int, first: str, last: str) -> Moment:
    return Moment(start, end, ((date.fromisoformat(first), date.fromisoformat(last)),), True)


def _apart(moments: Sequence[Moment]) -> list[Moment]:
    """Of moments that overlap, the one that begins first."""
    kept: list[Moment] = []
    for moment in moments:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def _listed(text: str, moments: Sequence[Moment]) -> list[Moment]:
    """Moments between which only a 、 or 和 stands become one with several intervals."""
    lists: list[Moment] = []
    for moment in moments:
        if lists and text[lists[-1].end : moment.start] in ("、", "和", "及", "与"):
            before = lists[-1]
            intervals = before.intervals + moment.intervals
            lists[-1] = Moment(before.start, moment.end, intervals, before.dated and moment.dated)
        else:
            lists.append(moment)
    return lists


@cache
def _moments() -> Pattern[str]:
    years = rf"(?P<years>{YEAR}(?:年?[、和及与]{YEAR}){{0,9}}) ?年度?|(?P<back>{either(mapping('relative', 'periods'))})"
    days = rf"(?P<m>{MONTH_OR_DAY}) ?月 ?(?P<d>{MONTH_OR_DAY}) ?[日号](?:{_TO}(?:(?P<m2>{MONTH_OR_DAY}) ?月)? ?(?P<d2>{MONTH_OR_DAY}) ?[日号])?"
    months = rf"(?P<from>{MONTH_OR_DAY})(?:月份?)?{_TO}(?P<to>{MONTH_OR_DAY}) ?月份?|(?P<month>{MONTH_OR_DAY}) ?月份?(?:当月)?"
    quarters = r"(?:第(?P<ordinals>[一二三四1-4](?:[、和及][一二三四1-4]){0,3})个?季度?|(?P<quarters>[一二三四1-4](?:[、和及][一二三四1-4]){0,3})季度)"
    parts = rf"(?P<part>{either(mapping('parts', 'periods'))})|{quarters}|前(?P<first>{_COUNT})个?月份?"
    within = rf"(?:{parts}|(?<![\d.]){days}|(?<![\d.]){months})"
    last = rf"(?:近|过去|最近)(?P<last>{_COUNT})年来?|(?P<since>{_COUNT})年来"
    plan = rf"[“\"]?(?P<plan>{either(mapping('plans', 'periods'))})[”\"]?(?:时期|期间)"
    return pattern(rf"(?=[\d一二三四五六七八九十今去上下本前第近过最“\"])(?:{last}|{plan}|(?:(?<!\d)(?:{years}) ?)?(?:{within})?)")


def _read(m: Match[str], own: int | None) -> Moment | None:
    """The moment of a match; None where nothing matched, no calendar has it or its year cannot be known."""
    if not m.group():
        return None
    if m["plan"]:
        first, last = mapping("plans", "periods")[m["plan"]]
        return _absolute(*m.span(), f"{first}-01-01", f"{last}-12-31")
    count = number((m["last"] or m["since"] or "").replace("两", "二"))
    if count:
        own_years = own and own > count and count > 1
        return _absolute(*m.span(), f"{own - count + 1}-01-01", f"{own}-12-31") if own and own_years else None
    years = _years(m, own)
    if years == [0]:
        return None
    within = list(_within(m))
    intervals = [i for year in years or [UNKNOWN] for a, b in within if (i := _interval(year, a, b))]
    return Moment(*m.span(), tuple(intervals), bool(years)) if intervals else None


def _years(m: Match[str], own: int | None) -> list[int]:
    """The years that are printed; [0] where one is meant that nobody knows, [] where none is."""
    if m["back"]:
        return [own - mapping("relative", "periods")[m["back"]] if own else 0]
    printed = pattern(YEAR).findall(m["years"] or "")
    return [number(year) for year in printed]


def _within(m: Match[str]) -> Iterator[tuple[_Months, _Months]]:
    """Month and day of the first and the last day; day 0 is the month's last."""
    if m["part"]:
        first, last = mapping("parts", "periods")[m["part"]]
        yield (first, 1), (last, 0)
    elif listed := m["ordinals"] or m["quarters"]:
        for quarter in pattern("[一二三四1-4]").findall(listed):
            yield (3 * number(quarter) - 2, 1), (3 * number(quarter), 0)
    elif m["first"]:
        yield (1, 1), (number(m["first"].replace("两", "二")), 0)
    elif m["from"]:
        yield (number(m["from"]), 1), (number(m["to"]), 0)
    elif m["month"]:
        yield (number(m["month"]), 1), (number(m["month"]), 0)
    elif m["m"]:
        start = number(m["m"]), number(m["d"])
        yield start, (number(m["m2"] or m["m"]), number(m["d2"] or m["d"]))
    else:
        yield (1, 1), (12, 0)


def _interval(year: int, first: _Months, last: _Months) -> Interval | None:
    month = last[0] if 1 <= last[0] <= 12 else 0
    start = calendar_day(year, *first)
    end = calendar_day(year, month, last[1] or monthrange(year, month)[1]) if month else None
    return (start, end) if start and end and start <= end else None
