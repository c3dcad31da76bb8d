"""Ranges of the text whose figures are no quantities: dates, identifiers, names, ordinals."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.narrative.lexicon import words
from normalize.dates import find_dates
from normalize.document_numbers import find_document_numbers
from normalize.periods import find_periods

NUMERAL_CHARACTERS = "一二三四五六七八九十百千万亿两〇○零"


@dataclass(frozen=True, slots=True)
class Mask:
    """`text[start:end]` is of one class: date, identifier, name, ordinal, clause or clock."""

    start: int
    end: int
    kind: str


_FIGURES = re.compile(r"\d+")


@cache
def _figures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Class and pattern of what begins with a figure, the surest first; tried only where figures begin."""
    return (
        ("identifier", re.compile("|".join(words("identifiers", "names")))),
        ("identifier", re.compile(r"(?<![\d.])(?:0\d{2,3}(?: ?[-—－] ?| )\d{4,8}|1[3-9]\d{9}|\d{3,4}-\d{7,8}|400-?\d{3}-?\d{4})(?![\d.])")),
        ("identifier", re.compile(r"(?<![\d.])\d{1,20}(?:\.\d{1,20})?[A-Z][A-Za-z]{0,20}(?<!TEU)")),
        ("identifier", re.compile(r"(?<=[)）\d]转)\d{2,5}(?!\d)|(?<=分机)\d{2,5}(?!\d)|(?<!\d)\d{1,4}(?:教室|会议室|房间)|(?<!\d)\d{1,3}路(?=[、和及]\s*\d{1,3}路|公交|车|巴士)")),
        ("duration", re.compile(r"(?<!\d)\d[×xX*✕]24(?!\d)")),
        ("name", re.compile(r"(?<![\d.])\d{1,2}(?:\s*[+＋]\s*(?:\d{1,2}(?![\d.%])|[NnXx]))+|(?<=[“\"「])\d{2,6}(?=[”\"」])")),
        ("identifier", re.compile(r"(?<!\d)\d{1,20}(?:[-－]\d{1,20})?(?:号(?!召)(?:楼|院|门|线|令|文|公告)?|弄|幢|楼|室|层楼|路公交)")),
        ("clock", re.compile(r"(?<!\d)[0-2]?\d[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)|(?<!\d)[0-2]?\d[点时](?:[0-5]?\d分|整|半)?(?=[至到在,，。、\n]|$|开始|举行|召开|截止|以前|之前|前)|(?<=[至到—-])[0-2]?\d[点时](?:[0-5]?\d分|整|半)?(?!间)")),
        ("identifier", re.compile(r"(?<!\d)\d{3,12}/\d{4}-\d{3,6}(?!\d)|(?<=税号|税目|品目|编码)\d{2,10}(?!\d)")),
        ("date", re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[,，。、;；:：)）至\s]|$)")),
        ("date", re.compile("|".join(words("days", "names")))),
        ("date", re.compile(r"(?<![\d.,])(?:19|20)\d{2}年?\d{2,4}日(?=[,，。;；至前起以]|$)")),
        ("date", re.compile(r"(?<=[每次当本下上翌]月)\d{1,2}[日号]")),
        ("ordinal", re.compile(r"(?<=[:：。;；])\d{1,2}[.．、](?=[\u4e00-\u9fff“《])")),
        ("date", re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*[-—~至到]\s*(?:19|20)\d{2})?\s*(?:年度?|财年)(?!\d)|(?<!\d)(?:19|20)\d{2}[-—~至](?:19|20)\d{2}(?!\d)|(?<=[（(〔【])(?:19|20)\d{2}(?=[)）〕】](?![条件个]))")),
        ("date", re.compile(r"(?<![\d.])\d{1,2}(?:[-—~至]\d{1,2}月份?|月(?:份|底|初|末|中旬|上旬|下旬)?(?:\d{1,2}[日号])?(?![内以之]))")),
    )


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Class and pattern of what may begin anywhere, the surest first."""
    c = NUMERAL_CHARACTERS
    return (
        ("identifier", re.compile(r"(?=[A-Za-z0-9._+-])(?:(?i:https?://|www\.)[A-Za-z0-9./?=&%#~:_-]+|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255})")),
        ("identifier", re.compile(r"(?:邮编|邮政编码|邮码)[:：]?\s*\d{6}|(?:电话|传真|热线|手机|QQ|ICP备案号|ICP备|公网安备|备案号|编号|代码|标识码|账号|帐号|索引号|票据号)[:：为]\s*(?:[（(]0\d{2,3}[)）]\s?)?[A-Za-z0-9-]*\d[A-Za-z0-9-]*")),
        ("identifier", re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z.\-_/]{0,40}(?:-|\s(?!\d+\s*[个家款条件人]))?\d[A-Za-z0-9.-]{0,40}(?:[—–]\d{4}(?!\d|年))?")),
        ("clock", re.compile(r"(?:[上下]午|时间[为:：])\s*(?:[0-2]?\d[0-5]\d){2}(?![\d.])")),
        ("clause", re.compile(rf"第\s*[{c}\d]+\s*[条款章节编](?:\s*第?\s*[（(]?[{c}\d]+[)）]?\s*[款项])*|第\s*[（(]\s*[{c}\d]+\s*[)）]\s*项?")),
        ("date", re.compile(rf"[{c}]{{4}}年")),
        ("date", re.compile(rf"(?=[第前上下今去本“{c}\d])(?:(?:第?[{c}1-4]|前[{c}1-4]|[上下]半)个?季度|第[{c}](?:、[{c}]){{0,3}}季(?!度)度?|第[{c}](?:、[{c}]){{1,3}}季度|(?:今年|去年|本年)?[上下]半年|[{c}\d]{{1,5}}(?:世纪|年代)|“?十[一二三四五]五”?(?:规划|时期|期间)?)")),
        ("ordinal", re.compile(rf"(?:^|(?<=\n))[ \t　?]*(?:[{c}]{{1,3}}[、.．]|[（(]\s*[{c}\d]{{1,3}}\s*[)）]|\d{{1,2}}\s*[、.．](?!\d)|\d{{1,2}}[)）]|[①-⑳])|附件\s*\d*\s*[:：]?\s*\d{{1,2}}\s*[.、．]|附件\s*[{c}\d]{{1,2}}")),
        ("ordinal", re.compile(rf"[（(]\s*[{c}\d]{{1,2}}\s*[)）]|[{c}](?:是|则|方面(?=是))(?!否|不)|其[{c}]|另一方面|一方面|二方面|第[{c}\d]+(?=[,，、:：,]|批|届|次|期|轮|阶段|季度|时间|阵地|[^名位]|$)")),
        ("ordinal", re.compile(rf"[{c}]{{1,3}}届(?:[^,，。;；\d]{{0,8}}?[{c}]{{1,3}}次(?=[^,，。;；\d]{{0,3}}会)|(?=全国|人大|政协|党代))")),
        ("name", re.compile(rf"(?=[“\"{c}双])(?:{'|'.join(words('names', 'names'))})")),
        ("name", re.compile(rf"《[^《》]{{1,120}}》|[“\"「][^”\"」，。,;；\n]{{0,8}}[{c}][^”\"」，。,;；\n]{{0,8}}[”\"」]")),
    )


@dataclass(frozen=True, slots=True)
class Masks:
    """The masks of a text, sorted and apart from each other; ask with `at`."""

    items: tuple[Mask, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, items: Iterable[Mask]) -> Masks:
        """Masks that overlap become one, of the class of the one that begins first."""
        kept: list[Mask] = []
        for mask in sorted(items, key=lambda m: (m.start, -m.end)):
            if kept and mask.start < kept[-1].end:
                last = kept[-1]
                kept[-1] = Mask(last.start, max(last.end, mask.end), last.kind)
            else:
                kept.append(mask)
        return cls(tuple(kept), tuple(m.start for m in kept))

    def at(self, start: int, end: int) -> Mask | None:
        """The mask that covers `[start, end)` in part, if any."""
        i = bisect_right(self.starts, end - 1) - 1
        return self.items[i] if i >= 0 and self.items[i].end > start else None

    def within(self, start: int, end: int) -> Iterator[Mask]:
        """The masks that lie wholly inside `[start, end)`."""
        for i in range(bisect_left(self.starts, start), len(self.items)):
            if self.items[i].end > end:
                return
            yield self.items[i]


def find_masks(text: str) -> Masks:
    """Every masked range of a clean text."""
    return Masks.of(_find(text))


def _find(text: str) -> Iterator[Mask]:
    for number in find_document_numbers(text):
        yield Mask(number.start, number.end, "identifier")
    for period in find_periods(text):
        yield Mask(period.start, period.end, "date")
    for date in find_dates(text):
        yield Mask(date.start, date.end, "date")
    for run in _FIGURES.finditer(text):
        for kind, pattern in _figures():
            if m := pattern.match(text, run.start()):
                yield Mask(m.start(), m.end(), kind)
    for kind, pattern in _phrases():
        for m in pattern.finditer(text):
            if m.end() > m.start():
                yield Mask(m.start(), m.end(), kind)
