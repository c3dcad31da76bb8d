"""Every number of a text and the class that it is; only some of them are statistics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.narrative.lexicon import any_of, compiled, either, longest_first, mapping, words
from extract.narrative.masks import Masks, find_masks
from extract.narrative.timespans import is_set, kind_of_time
from extract.narrative.tone import PLAN, REPORT, Passage, first_planned_year, is_planned, is_told, tones
from extract.narrative.uses import is_no_count
from normalize.numerals import Numeral, find_numerals

STATISTIC, RANK, DURATION, LIMIT, TARGET, OTHER, UNCLASSIFIED = (
    "statistic", "rank", "duration", "limit", "target", "other_quantity", "unclassified",
)  # fmt: skip

WINDOW = 200
"""How far back, in characters, a sentence may reach that decides on a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in `text[start:end]`, its measure word ending at `tail`, its words of bound from `lead`.

    `kind`: `statistic`, `rank`, `duration`, `limit` (a time limit), `target` (a norm or a plan),
    `other_quantity`, `unclassified`, or the kind of the mask that covers it.  `unit` is written
    as the record writes it ("" where none is printed).
    """

    start: int
    end: int
    value: int | float
    kind: str
    unit: str = ""
    bound: str = "exact"
    lead: int = -1
    tail: int = -1

    @property
    def counts(self) -> bool:
        """Whether it is a statistic of the record."""
        return self.kind in (STATISTIC, RANK)


@cache
def _units() -> re.Pattern[str]:
    kinds = ("money", "measure", "rate", "time", "count", "score")
    listed = [(k, w) for k in kinds for w in words(k, "units")]
    ordered = longest_first(w for _, w in listed)
    nouns = either(words("nouns", "units"))
    spaced = "|".join(" ?".join(map(re.escape, w)) for w in ordered)
    return re.compile(rf"(?:[(（][一二三四五六七八九十百]{{1,4}}[)）])?\s*(?P<inside>{any_of('bounds_inside')})?\s*(?:(?P<noun>{nouns})|(?P<unit>{spaced}))")


@cache
def _unit_kinds() -> dict[str, str]:
    kinds = ("count", "score", "time", "rate", "measure", "money")
    return {w: k for k in kinds for w in words(k, "units")}


@cache
def _before() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{b}>{either(w)})" for b, w in mapping("bounds_before").items())
    return re.compile(rf"(?:{groups})(?:了|过|人民币|等值|占|为|达|有|计)?\s*$")


@cache
def _behind() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{b}>{either(w)})" for b, w in mapping("bounds_behind").items())
    return re.compile(rf"\s*(?:{groups})")


def find_numbers(
    text: str, tone: str, passages: Sequence[Passage] = (), year: int | None = None
) -> tuple[list[Number], Masks]:
    """Every number of a clean text, in order, with the masks that explain some of them.

    `tone` is that of the document, `passages` are those with one of their own (see `tone`); `year`
    is the one that the document is about: a plan's, or the one after which a report plans.
    """
    masks = find_masks(text)
    ranks = {m.start("n"): m.end() for m in _rank().finditer(text)}
    tone_at = tones(tone, passages)
    planned = first_planned_year(text, year) if tone == PLAN else year and year + 1
    numbers: list[Number] = []
    for n in find_numerals(text):
        if not numbers or n.start >= numbers[-1].tail:  # the 千 of 38.6千克 is no number of its own
            found = _classify(text, n, masks, ranks)
            if found.kind == STATISTIC and not _is_fact(text, n, tone_at(n.start), planned):
                found = replace(found, kind=LIMIT if is_set(text, found.lead, found.start) else TARGET)
            numbers.append(found)
    return _beside_each_other(text, _timed(text, numbers)), masks


def _timed(text: str, numbers: Sequence[Number]) -> list[Number]:
    """进口平均用时18.6小时,出口2.1小时: a time named right behind one that was measured was measured too."""
    timed = list(numbers)
    for i, (first, second) in enumerate(pairwise(numbers)):
        measured = timed[i].counts and second.kind == DURATION and first.unit == second.unit != ""
        if measured and compiled(r"[,，、][^\d,，。;；:：\n]{1,10}").fullmatch(text, first.tail, second.lead):
            timed[i + 1] = replace(second, kind=STATISTIC)
    return timed


def _beside_each_other(text: str, numbers: Sequence[Number]) -> list[Number]:
    """What a number takes from its neighbours: a range's ends, a unit printed once, a threshold."""
    settled = list(numbers)
    for i in range(len(settled) - 2, -1, -1):
        settled[i : i + 2] = _pair(text, settled[i], settled[i + 1])
    return settled


def _pair(text: str, first: Number, second: Number) -> tuple[Number, Number]:
    if _qualifies(text, first, second):
        return replace(first, kind=OTHER), second
    between = text[first.end : second.start] if second.start - first.end < 12 else None
    if between is None or second.kind not in (STATISTIC, LIMIT, TARGET, OTHER, DURATION):
        return first, second
    to = compiled(r"\s*(?:至|到|[-－—–~～]{1,2})\s*")
    if first.counts and second.kind in (TARGET, OTHER) and first.unit == second.unit and to.fullmatch(text, first.tail, second.start):
        return replace(first, kind=second.kind), second  # 50条至100条的8家
    if to.fullmatch(between) and first.kind == UNCLASSIFIED:
        if first.value < second.value:
            if not second.counts:
                return replace(first, kind=second.kind, unit=second.unit, lead=first.start, tail=first.end), second
            low = replace(first, kind=second.kind, unit=second.unit, bound="over", tail=second.start)
            return low, replace(second, bound="under", lead=second.start)
    elif first.kind in (UNCLASSIFIED, STATISTIC) and not first.unit and compiled(r"\s*[、和及与]\s*").fullmatch(between):
        return replace(first, kind=second.kind, unit=second.unit, tail=first.end), second
    elif (first.unit, second.unit) == ("个", "百分点") and compiled(r"\s*个?\s*[、和及与]\s*").fullmatch(between):
        return replace(first, unit=second.unit), second
    return first, _threshold(second, first)


def _qualifies(text: str, n: Number, following: Number) -> bool:
    """超亿元企业412家, 超过1000批的海关15个: the first number says which ones the second counts."""
    if n.bound not in ("over", "under") or n.kind != STATISTIC or not following.counts or n.unit == following.unit:
        return False
    noun = text[n.tail : following.lead]
    return bool(compiled(r"的?[^\W\d_]{2,8}").fullmatch(noun)) and not compiled("{verbs}|{reached}|{shares}|{rises|falls}|{averages}").search(noun)


def _threshold(n: Number, before: Number) -> Number:
    """15个超过1000批: the second number says which ones are counted, it counts nothing."""
    if n.kind == before.kind == STATISTIC and before.tail == n.lead < n.start:
        return replace(n, kind=OTHER)
    return n


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of('ranked')}[^,，。;；:：\d\n第]{{0,16}}"
        r"(?:第\s*|前)(?P<n>[一二三四五六七八九十]{1,3}|\d+)(?:位|名|(?![位名]))(?!个|届|次|期|批|季|条|[款项]|.?阵地|手|线|的(?!好?成绩|名次|位次))"
    )


def _classify(text: str, n: Numeral, masks: Masks, ranks: dict[int, int]) -> Number:
    if n.start in ranks:
        return Number(n.start, n.end, n.value, RANK, "位", lead=n.start, tail=ranks[n.start])
    mask = masks.at(n.start, n.end)
    if mask is not None:
        return Number(n.start, n.end, n.value, mask.kind, tail=n.end, lead=n.start)
    return _quantity(text, n)


def _quantity(text: str, n: Numeral) -> Number:
    """A number that nothing masks: by its measure word, and by what stands around it."""
    unit, tail, inside = _unit(text, n)
    bound, lead, tail = _bound(text, n, tail, inside)
    kind = _unit_kinds().get(unit, "count") if unit else None
    decided = STATISTIC
    if n.form in ("percent", "fraction"):
        unit = "%"
    elif kind is None:
        decided = _bare(text, n, text[max(0, lead - 24) : lead], bound)
    elif kind == "time":
        decided = kind_of_time(text, lead, tail, unit)
    elif n.form == "chinese":
        decided = _in_words(text, n, tail, unit)
    if decided == STATISTIC and is_no_count(text, n, unit, bound, tail):
        decided = OTHER
    written = mapping("written", "units").get(unit, unit)
    return Number(n.start, n.end, n.value, decided, written, bound, lead, tail)


def _unit(text: str, n: Numeral) -> tuple[str, int, bool]:
    """Measure word, where it ends, and whether 余 or 多 stands before it."""
    m = _units().match(text, n.end)
    if m is None:
        return "", n.end, False
    if m["unit"] is None:
        return "个", n.end, bool(m["inside"])
    times = compiled(r"\s*[(（]次[)）]").match(text, m.end())  # 人(次)
    unit = m["unit"].replace(" ", "") + ("次" if times else "")
    return unit, times.end() if times else m.end(), bool(m["inside"])


def _bound(text: str, n: Numeral, tail: int, inside: bool) -> tuple[str, int, int]:
    """The bound, where its words before the number begin, and where those behind it end."""
    m = _before().search(text[max(0, n.start - 8) : n.start])
    behind = _behind().match(text, tail)
    if m is not None:
        lead = n.start - (min(n.start, 8) - m.start())
        return str(m.lastgroup), lead, behind.end() if behind else tail
    if behind is not None:
        return str(behind.lastgroup), n.start, behind.end()
    return ("over" if n.more or inside else "exact"), n.start, tail


def _bare(text: str, n: Numeral, before: str, bound: str) -> str:
    """A number without a measure word is a figure only where a noun of quantity leads to it."""
    if n.form == "chinese":
        return "name"
    if compiled(r"第$|(?<![之此以目年])前$").search(before):
        return OTHER
    if bound != "exact" and text[n.end - 1] in "万亿":
        return STATISTIC  # 粉丝数增长一成,突破5万
    if n.value == 0 and compiled(r"[为是]\s*$").search(before):
        return STATISTIC
    if compiled(r"(?:率|数|量|度|值|分|总计|合计|得分|指数|占比|粉丝|用户)(?:共计|总计|合计|累计)?(?:为|高?达到?|是|[:：])?\s*$").search(before):
        return STATISTIC
    if compiled("{reached}(?:了|约|近|超|达)?\\s*$").search(before) or compiled(r"\s*{reached}").match(text, n.end):
        return STATISTIC
    if compiled(r"分别(?:为|是|达到?)?[^。;；\n]*$").search(before):
        return STATISTIC
    return UNCLASSIFIED


def _in_words(text: str, n: Numeral, tail: int, unit: str) -> str:
    """六个 counts; 一个, 三个方面, 四大功能 only speak."""
    if unit == "番":
        return STATISTIC
    if n.value == 1 and compiled(r"[,，。;；、]|$").match(text, tail) and unit in ("次", "期", "场", "份", "篇", "件", "例"):
        return OTHER if compiled(r"[每再又第任同首另哪统进这那]\s*$").search(text[max(0, n.start - 2) : n.start]) else STATISTIC
    if n.value < 2 or compiled("{abstract}").match(text, tail):
        return OTHER
    if n.value < 20 and unit in ("月", "天", "日", "点", "面", "口", "把", "行", "块", "成", "分", "度", "本", "部", "级", "章", "节", "款", "对", "组", "队", "班", "所", "员"):
        return OTHER
    return STATISTIC


def _clause_before(text: str, n: Numeral, stops: str) -> str:
    start = max(text.rfind(c, max(0, n.start - WINDOW), n.start) for c in stops)
    return text[max(start + 1, n.start - WINDOW) : n.start]


def _is_fact(text: str, n: Numeral, tone: str, planned: int | None) -> bool:
    """Whether the sentence reports: not where its clause plans (将组织…, 力争…), nor, unless the document
    is a report, where it says what shall be."""
    clause = _clause_before(text, n, ",，。;；\n")
    if compiled("{plans}|(?:将|(?<![入或])计划)(?:{manners|adverbs})*{verbs}").search(clause):
        return False
    paragraph = _clause_before(text, n, "\n")
    if tone == REPORT:
        return not is_planned(paragraph[paragraph.rfind("。") + 1 :], planned)
    return is_told(paragraph, tone, planned)


def iter_statistics(numbers: list[Number]) -> Iterator[Number]:
    """Those that the record reports."""
    return (n for n in numbers if n.counts)
