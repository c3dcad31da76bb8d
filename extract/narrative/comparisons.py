"""Comparisons: the words that say how far, which way and against what a figure has moved."""

from __future__ import annotations

from dataclasses import dataclass

from extract.narrative.lexicon import compiled

LONGEST = 80
"""Characters before a number in which its comparison stands."""

TIME = (
    r"[^,，。;；:：较比]{0,12}?(?:同期|(?:年[度底末初]?|月(?:份|底|末)?|季度)(?:同期|全年)?|[上去]期|[^,，]{0,2}前|预算数?|计划数?|(?:年|节|假)[^,，]{0,6}?(?:期间|假期))"
)
_BASE = rf"(?:相?较于?|(?<![占同环可])比(?![重例率值])|与(?=[^,，]{{1,12}}相比))(?P<base>{TIME})(?:的|相比|时)?"
_ADVERBS = "(?:均|分别|各|又|共|还|再)*"
_SETTLED = rf"(?:的?幅度|的?比例)?{_ADVERBS}(?:了|约|近|超过?|逾|达到?|为|到|至|有)*$"
_TIMES = rf"(?P<head>.*?)(?:是|为|达到?|相当于)(?P<base>{TIME})的?$"
_RECOVERED = rf"(?P<head>.*?)(?:已|均)*恢复[至到](?P<base>{TIME})的?$"
_CHANGE = (
    rf"^(?P<head>.*?){_ADVERBS}(?:{_BASE}(?:[日月周人]均|平均)?)?{_ADVERBS}"
    rf"(?P<words>(?P<way>同比|环比)?{_ADVERBS}净?(?P<move>{{rises|falls}})?){_SETTLED}"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands before a change.

    `head` names what changed ("" where nothing does), `words` how (同比增长), `direction` is `up`,
    `down` or None, `base` is what it is measured against, as printed (上年, 2015年, 环比).
    """

    head: str
    words: str
    direction: str | None
    base: str | None


def only_compares(words: str) -> bool:
    """Whether words name no figure but only what one is compared with (环比, 较上年)."""
    return bool(compiled(f"(?:同比|环比|{_BASE})").fullmatch(words))


def read_comparison(clause: str, unit: str, *, based: bool = False) -> Comparison | None:
    """The comparison in the words before a number; None where the number is a figure of its own.

    A change of 5% needs only the word of change (增长); one of 5件 also what it is compared with, in the
    clause itself or, where it is `based`, before it.
    """
    text = clause[-LONGEST:].strip(" 、,，和及")
    times = compiled(_TIMES).match(text) if unit == "倍" else None
    if times is not None:
        words = f"为{times['base']}的倍数" if times["base"][:1].isdigit() else "同比倍数"
        return Comparison(times["head"], words, "up", times["base"])
    if unit == "%" and (back := compiled(_RECOVERED).match(text)):
        return Comparison(back["head"], f"恢复至{back['base']}", None, back["base"])
    if unit == "番":
        doubled = compiled(rf"^(?P<head>.*?)(?:{_BASE})?翻了?$").match(text)
        return Comparison(doubled["head"], "翻番", "up", doubled["base"]) if doubled else None
    m = compiled(_CHANGE).match(text)
    if m is None or not (m["way"] or m["move"]) or compiled(r"{reached}(?:了|约|近|超|达)?$").search(text):
        return None
    base = m["base"] or m["way"]
    if unit not in ("%", "倍", "百分点") and not (based or base) and "净" not in m["words"]:
        return None
    return Comparison(m["head"], m["words"], direction(m["words"]), base)


_BENCHMARK = (
    r"^(?P<head>.*?)(?P<words>(?:[高低快慢优好]于|[高低]出)[^,，;；]{2,14}?"
    r"|[比较](?![去上前同])[^,，;；]{1,12}(?:平均|均值|水平|增速|整体)[^,，;；]{0,4}?[高低快慢多少]出?)(?:约|近|了)?$"
)


def read_benchmark(clause: str) -> tuple[str, str] | None:
    """What is held against others, "" where the clause does not say, and how: 高于全国平均增速; None where nothing is."""
    m = compiled(_BENCHMARK).match(clause[-LONGEST:].strip(" 、,，和及与"))
    return (m["head"], m["words"]) if m else None


def direction(words: str) -> str | None:
    """Whether words of change end in one that says `up` or `down`; None where none does (同比)."""
    if compiled("{falls}(?:了|近|超|约)?$").search(words):
        return "down"
    return "up" if compiled("{rises}(?:了|近|超|约|倍数)?$").search(words) else None


def is_base(clause: str, following: str) -> bool:
    """Whether a number between these words is what another is compared with: 较上年的(48件)增加…."""
    compared = compiled(rf"(?:较|(?<![占同环可])比|与){TIME}的?[(（]?$").search(clause[-LONGEST:])
    return bool(compared and compiled(r"^[)）]?(?:相比)?(?:净|约|近)*(?:{rises|falls})").match(following.strip()))


def is_starting_point(clause: str, between: str) -> bool:
    """Whether a figure led in by 由 and one behind it are the ends of a change: 由(82%)提高到(95%)."""
    led_in = compiled(r"[由从][^,，。;；:：由从]{0,14}$").search(clause[-LONGEST:])
    return bool(led_in and compiled(r"^(?:的)?{reached}(?:了|约|近|超|达)?$").match(between.strip(" ")))


def names_measure(head: str, unit: str) -> bool:
    """Whether the words before a change only name the measure of a figure: 批次, 件数, 案值 of 4.2亿元."""
    return head.removesuffix("数").removesuffix("次") in (unit, unit[:1]) or (
        unit.endswith("元") and head in ("案值", "货值", "价值", "金额", "总值", "总额", "税款")
    )
