"""When each number is of, where that is not the document's own year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from re import Pattern
from re import compile as pattern

from extract.narrative.lexicon import either, words
from extract.narrative.moments import UNKNOWN, Interval, Moment, find_moments, iso, single_year, whole_year
from extract.narrative.numbers import Number

NEWS = ("statistics", "notice", "other")
PLANS = ("work_points", "implementation_plan")
"""Kinds of documents that are about a part of a year, or about a year to come."""

REACH = 400
"""How far about a time, in characters, the words stand that say what it is; no honest clause is longer."""

NEXT = 8
"""Characters between a time and the number that is its own (2015年的约47%)."""
CUMULATED = 30
"""Characters behind 截至… in which 累计 says that the number has grown over years."""
CLAUSE = "[^,，。;；:：、()（）\n]"
SKIP, OWN, SINCE, UNTIL, FRAME = "skip", "own", "since", "until", "frame"
"""What a time is to the numbers behind it: nothing, that of the next one alone, where they begin or end, or when they are."""


def document_period(title: str, text: str, year: int | None, kind: str) -> Interval | None:
    """What a document is about where that is not its year: by its title (2020年第二季度…通报), or, of news, by
    the time with which its text opens; None where neither says it, and for plans, whose titles look ahead."""
    if kind in PLANS:
        return None
    if (named := find_moments(title, year)) or kind not in NEWS:
        return next(filter(None, (_reported(moment, title, year) for moment in named)), None)
    opening = next((line for line in text.split("\n") if "。" in line), "").partition("。")[0]
    opened = (_reported(moment, opening, year) for moment in find_moments(opening, year))
    return next(filter(None, opened), None)


def _reported(moment: Moment, text: str, year: int | None) -> Interval | None:
    """The moment's interval, where a document may be about it: several days of one year, and not all of its own."""
    (first, last), *others = moment.of(year or UNKNOWN).intervals
    ahead = any(word in text[moment.end :] for word in words("ahead", "periods"))
    if others or ahead or _since().search(text[moment.end :]) or first == last or single_year((first, last)) is None:
        return None
    return None if year and (first, last) == whole_year(year) else (first, last)


def find_number_periods(
    text: str,
    sentences: Sequence[tuple[int, int]],
    numbers: Sequence[Number],
    year: int | None,
    frame: Interval | None = None,
) -> list[str | None]:
    """Each number's period, ISO, or None where it is the document's year or nothing is said.

    `frame` is what the whole document is about, where that is not its year.  A time holds to the end of
    its sentence or to the next time; a year or a part of one also in a sentence that goes on (其中…), and,
    where the document's own year is not known, to the end of its paragraph.
    """
    reader = _Reader(text, year, frame, numbers)
    moments = find_moments(text, year)
    at = 0
    for start, end in sentences:
        first = at
        while at < len(moments) and moments[at].start < end:
            at += 1
        reader.read(start, end, moments[first:at])
    own = whole_year(year) if year else None
    return [iso(found) if found and found != own else None for found in reader.found]


@dataclass(slots=True)
class _Reader:
    """Walks through the text; `now` is the time of the numbers that come next, `kept` what carries on.

    A single day of the document's own year is no period of its own: what happened on it is of the year.
    `dates` is where a parenthesis ends that only dates what stands before it: 春节期间(1月24日至30日).
    """

    text: str
    year: int | None
    frame: Interval | None
    numbers: Sequence[Number]
    found: list[Interval | None] = field(default_factory=list)
    now: Interval | None = None
    kept: Interval | None = None
    last: int = 0
    outside: list[Interval | None] = field(default_factory=list)
    alone: dict[int, Interval] = field(default_factory=dict)
    dates: int = -1

    def read(self, start: int, end: int, moments: Sequence[Moment]) -> None:
        """The numbers of one sentence."""
        goes_on = self.last and (self.year is None or _goes_on().match(self.text, start, end))
        if not goes_on or "\n" in self.text[self.last : start]:
            self.kept = self.frame
        self.now, self.outside, self.last = self.kept, [], end
        signs = [(m.start(), m.group()) for m in _signs().finditer(self.text, start, end)]
        events: list[tuple[int, str | Moment]] = [*signs, *((m.start, m) for m in moments)]
        events.sort(key=lambda event: event[0])
        at = 0
        while len(self.found) < len(self.numbers) and self.numbers[len(self.found)].start < end:
            number = self.numbers[len(self.found)]
            while at < len(events) and events[at][0] < number.start:
                self._meet(*events[at], start, end)
                at += 1
            self.found.append(self.alone.pop(len(self.found), self.now))
        for event in events[at:]:
            self._meet(*event, start, end)
        self.alone.clear()

    def _meet(self, at: int, event: str | Moment, start: int, end: int) -> None:
        if isinstance(event, Moment):
            self._moment(event.of(self._year()), start, end)
        elif event in "(（":
            self.outside.append(self.now)
        elif event in ")）":
            outside = self.outside.pop() if self.outside else self.now
            self.now = self.now if at == self.dates else outside
        elif event in ";；":
            self.now = self.kept
        elif event in words("whole", "periods"):
            self.now = self.kept = self._whole()
        elif event.endswith("以来"):
            begun = self.now is not None and self.now[1] is None
            self.now = (None, whole_year(self.year)[1]) if self.year and not begun else self.now
        else:
            self._until(date(self._year(), 12, 31), self.text[at : min(end, at + CUMULATED)])

    def _comes_next(self, at: int) -> bool:
        """Whether the next statistic stands right behind `at`: 由2015年的3个月… is no statistic's time."""
        following = self.numbers[len(self.found)] if len(self.found) < len(self.numbers) else None
        return following is not None and following.start - at <= NEXT

    def _year(self) -> int:
        """The year that a month without one is of."""
        said = single_year(self.now) if self.now else None
        return said or self.year or UNKNOWN

    def _whole(self) -> Interval | None:
        year = self._year()
        return whole_year(year) if year != UNKNOWN else None

    def _moment(self, moment: Moment, start: int, end: int) -> None:
        before = self.text[max(start, moment.start - REACH) : moment.start]
        after = self.text[moment.end : min(end, moment.end + REACH)]
        role = role_of(before, after)
        if role == SKIP and moment.intervals == (whole_year(self.year or UNKNOWN),):
            role = FRAME
        first, last = moment.intervals[0], moment.intervals[-1]
        if role == OWN and self._comes_next(moment.end):
            self.alone[len(self.found)] = first
        elif role == SINCE:
            self.now = (first[0], None)
            if first == whole_year(self.year or UNKNOWN):
                self.now = first
        elif role == UNTIL and last[1]:
            self._until(last[1], after[:CUMULATED])
        elif role == FRAME and len(moment.intervals) > 1 and pattern("^" + CLAUSE + "{0,20}(?:分别|依次)").search(after):
            self.alone |= {len(self.found) + i: interval for i, interval in enumerate(moment.intervals)}
        elif role == FRAME and (first[0] != last[1] or self.frame or single_year(first) != self.year):
            self.now = (first[0], last[1])
            if pattern("(?:期间|假期|活动|行动)[(（]$").search(before):
                self.dates = moment.end
            if not self.outside and self.now[0] != self.now[1]:
                self.kept = self.now

    def _until(self, day: date, behind: str) -> None:
        """Up to a day: what has been since long before it, or what there is then, which at the year's end is the year's."""
        ends = self.year is not None and day == date(self.year, 12, 31)
        self.now = whole_year(day.year) if ends and not pattern("累计|历年|以来").search(behind) else (None, day)


def role_of(before: str, after: str) -> str:
    """What a time is by the words of its sentence before and after it."""
    if _quoted(before):
        return SKIP
    if _since().search(after):
        return SINCE
    if pattern("(?:^|[,，。;；:：])[^,，。;；]{0,6}到$").search(before) and _summed().match(after):
        return UNTIL
    if _deadline().search(after) or _named(after) or _governed(before, after):
        return SKIP
    if pattern("(?:截至|截止到?|截止至)[^,，。;；]{0,4}$").search(before):
        return UNTIL
    compared = _compared().search(before) or _compared_behind().search(after)
    own = pattern(r"^(?:年|同期|全年|年?[底末])?的?[(（]?(?:约|近|逾|超过?|不足)?(?=[\d一二三四五六七八九十百])").match(after)
    leads = compared or pattern("[由从]$").search(before)
    if own and (leads or own.group().endswith("的")):
        return SKIP if _equals().search(before) else OWN
    if compared or (_equals().search(before) and own):
        return SKIP
    return FRAME


def _quoted(before: str) -> bool:
    return any(before.count(a) > before.count(b) for a, b in ("《》", "“”", "〔〕"))


@cache
def _goes_on() -> Pattern[str]:
    """How a sentence begins that is of the same time as the one before it."""
    return pattern(r"\s*(?:其中|上述|以上|当[年月季]|该[年月季]|其)")


@cache
def _signs() -> Pattern[str]:
    since = rf"(?:{either(words('founded', 'periods'))})[^,，。;；]{{0,8}}以来(?=[^。;；]{{0,16}}(?:累计|共))"
    return pattern(rf"[;；()（）]|截[至止]到?(?=年[底末])|{since}|{either(words('whole', 'periods'))}")


@cache
def _deadline() -> Pattern[str]:
    until = "^[底末初]?(?:前|之前|以前)"
    from_then = r"^起(?![^,，。;；]{0,8}(?:累计|共|至))"
    return pattern(f"{until}|{from_then}")


@cache
def _summed() -> Pattern[str]:
    """What follows a time up to which is counted: 到2009年底累计, 到6月7日前,共."""
    return pattern(r"^年?[底末]?(?:之?前|为?止)?[,，]?(?:[我本全][^,，\d]{1,3})?(?:累计|共|已|总共)")


@cache
def _since() -> Pattern[str]:
    return pattern(r"^[^,，。;；]{0,16}以来|^起?[^,，。;；]{0,8}(?<=起)(?=[^,，。;；]{0,8}(?:累计|共))|^起(?=[^,，。;；]{0,8}(?:累计|共))")


@cache
def _compared() -> Pattern[str]:
    return pattern(rf"(?:{'|'.join(words('compared', 'periods'))}){CLAUSE}{{0,10}}$")


@cache
def _compared_behind() -> Pattern[str]:
    return pattern(rf"^{CLAUSE}{{0,8}}{either(words('compared_behind', 'periods'))}")


@cache
def _equals() -> Pattern[str]:
    return pattern(f"{either(words('equals', 'periods'))}$")


def _governed(before: str, after: str) -> bool:
    """Whether the time is an attribute in a clause without a number: 针对2019年检查发现的问题, 2019年机构改革后."""
    clause = pattern(rf"^{CLAUSE}{{0,40}}(?=[,，])").match(after)
    if clause is None or pattern(r"\d").search(clause.group()):
        return False
    led_in = pattern(rf"{either(words('governing', 'periods'))}了?$").search(before)
    closed = pattern(rf"(?<![先最前今以此之]){either(words('attributes', 'periods'))}$").search(clause.group())
    return bool(closed or (led_in and len(clause.group()) > 1 and not led_in.group().startswith("在")))


def _named(after: str) -> bool:
    """Whether the time only belongs to the name of something else: 2019年修订的办法, 2019年部门决算."""
    return bool(_attribute().search(after))


@cache
def _attribute() -> Pattern[str]:
    founded, papers = (either(words(key, "periods")) for key in ("founded", "papers"))
    return pattern(rf"^{CLAUSE}{{0,14}}?{founded}{CLAUSE}{{0,8}}?的|^{CLAUSE}{{0,12}}?{papers}")
