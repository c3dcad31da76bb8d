"""Whether a sentence reports a number or says what shall be: by the document's tone and the sentence's own words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from extract.rules import Rules, load_rules

REPORT, NOTICE, RULES, PLAN = "report", "notice", "rules", "plan"

WINDOW = 200
"""How far back, in characters, a sentence may reach that decides on a number."""

Passage = tuple[int, int, str]
"""`[start, end)` of a text that speaks in a tone of its own."""

_ASIDE = re.compile(r"[(（][^（）()]*[)）]|\s+")
_AIMED = re.compile(r"(?<!截)[到至](?P<by>(?:19|20)\d\d)年|(?P<before>(?:19|20)\d\d)年(?:\d{1,2}月)?[底末]?[之以]?前(?!\d)")
_YEAR = (
    r"(?<![到至较比与])(?P<year>(?:19|20)\d\d)年(?P<part>上半年|前.{1,3}季度|1[-—至]\d{1,2}月)?"
    r"(?!(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?(?:[底末初]|[上中下]旬)?(?:[之以]?前(?![的一二三四五六七八九十\d])|的?基础|相比))"
)
_RELATIVE = re.compile("[^,，、;；。]{0,8}?的(?!$)")
"""Behind a word of the past, what makes it tell of another thing than the sentence: 去年公布的目录要…"""
_IN_WORDS = re.compile("[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CITED = re.compile("《[^《》]*》")


class _Title(Rules):
    tone: str
    title: str


class _Words(Rules):
    kinds: dict[str, str]
    titles: list[_Title]
    ahead: str
    told_in: str
    told: list[str]
    last_year: str
    of_year: str
    told_alone: list[str]
    done_to: str
    shall: list[str]
    shall_in_plans: str
    will: str
    will_words: list[str]


@cache
def _words() -> _Words:
    return load_rules(_Words, Path(__file__).with_suffix(".yaml"))


@cache
def _told() -> re.Pattern[str]:
    known = _words()
    return re.compile(rf"{_YEAR}|(?P<last>{known.last_year})|(?P<same>{known.of_year})|{'|'.join(known.told)}")


@cache
def _told_alone() -> re.Pattern[str]:
    return re.compile("|".join(_words().told_alone))


@cache
def _shall(tone: str) -> re.Pattern[str]:
    known = _words()
    return re.compile("|".join((*known.shall, *([known.shall_in_plans] if tone == PLAN else []))))


def tone_of(kind: str, title: str | None) -> str:
    """How a document of a kind and a title speaks of numbers: `report`, `notice`, `rules` or `plan`."""
    tight = _ASIDE.sub("", title or "")
    named = (rule.tone for rule in _words().titles if re.search(rule.title, tight))
    return next(named, _words().kinds.get(kind, REPORT))


def section_tone(title: str, tone: str) -> str | None:
    """The tone of a section in a document of `tone`, where it has one of its own: 下一步工作安排, 工作基础."""
    if re.search(_words().ahead, title):
        return PLAN
    return REPORT if tone in (RULES, PLAN) and re.search(_words().told_in, title) else None


def first_year(title: str | None) -> int | None:
    """The year with which the span of years in a title begins (2018—2020年行动计划); None where it names none."""
    span = re.search(r"(?P<first>(?:19|20)\d\d)年?\s*[-—–~～至到]+\s*(?:19|20)\d\d", title or "")
    return int(span["first"]) if span else None


def first_planned_year(text: str, year: int | None) -> int | None:
    """The year from which on a plan plans: its own, else the first that it sets as a term (到2020年)."""
    terms = (int(m["by"] or m["before"]) for m in _AIMED.finditer(text))
    return year or min(terms, default=None)


def tones(tone: str, passages: Sequence[Passage]) -> Callable[[int], str]:
    """The tone in which a place of the text speaks: that of the passage it lies in, or the document's."""
    ordered = sorted(passages)
    starts = [start for start, _, _ in ordered]

    def at(place: int) -> str:
        """The tone of the last passage that begins at or before `place`, where it reaches beyond it."""
        i = bisect_right(starts, place) - 1
        return ordered[i][2] if i >= 0 and place < ordered[i][1] else tone

    return at


def is_planned(sentence: str, planned: int | None) -> bool:
    """Whether a report's sentence that goes before a number says what will be: 力争…, 下一步将…, 2021年将…."""
    if not any(word in sentence for word in _words().will_words):
        return False
    for m in _will().finditer(sentence):
        if m["year"] is None or (planned is not None and int(m["year"]) >= planned):
            return True
    return False


@cache
def _will() -> re.Pattern[str]:
    return re.compile(_words().will)


def is_told(before: str, tone: str, planned: int | None) -> bool:
    """Whether the sentence of a number tells what was, as far as its tone leaves that open.

    `before` is the paragraph up to the number; `planned` the first year that is planned.  What stands nearest
    to the number decides: 2013年受理142万个,今年要受理… tells first and then does not.
    """
    text = _IN_WORDS.sub(lambda m: m.group().translate(_FIGURES), _CITED.sub("", "".join(before.split())))
    sentence = text.rfind("。") + 1
    told, shall = -1, max((m.end() for m in _shall(tone).finditer(text, sentence)), default=-1)
    if tone == NOTICE and shall < 0:
        return True
    aside = bool(_told_alone().search(text, sentence))
    for end, is_past in _times(text, tone, planned):
        if end <= sentence:
            continue
        if not is_past:
            shall = max(shall, end)
        elif thing := _RELATIVE.match(text, end):
            aside = aside or not re.search(_words().done_to, text[thing.end() :])
        else:
            told = end
    return told > shall or (aside and shall < 0)


def _times(text: str, tone: str, planned: int | None) -> Iterator[tuple[int, bool]]:
    """Where each word of time in a paragraph ends, and whether it is of the past; 全年 is of the year named last."""
    past = False
    for m in _told().finditer(text):
        year = int(m["year"] or 0)
        if year:
            past = tone != PLAN or planned is None or year < planned
        past = past or bool(m["last"])
        if not (year or m["same"]):
            yield m.end(), True
        elif past or tone == PLAN:
            yield m.end(), past or bool(m["part"] and year == planned)
