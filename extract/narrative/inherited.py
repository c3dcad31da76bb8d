"""What a number is called where its own clause names nothing: by what stands before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.narrative import labels, scopes
from extract.narrative.findings import Finding
from extract.narrative.items import part_of
from extract.narrative.labels import SENTENCE, Context, clean_before, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.numbers import RANK, Number
from extract.narrative.sentence import Sentence
from extract.narrative.sentences import clause_start

CASES = frozenset("件宗起例项个")
"""Measure words in which cases are counted."""


def reached(s: Sentence, context: Context) -> str:
    """占比提升2.9个百分点至60.1%: what has changed, where a change leads on to what it has come to; else ""."""
    last = s.found[-1] if s.found else None
    led_on = last and compiled(r"^[,，]?\s*[至到]$").match(s.text[last.number.tail : context.number.lead])
    if last is None or not led_on or last.relation != "change":
        return ""
    return compiled("(?:同比|环比)?(?:{rises|falls})$").sub("", last.label)


_BOUND = r"(?:超过|超|不足|不到|少于|低于)?\d[\d.]*[万亿]?"
"""How a threshold begins: 超过100条, 50条以下."""


def headed(s: Sentence, context: Context, label: str) -> str:
    """What a clause counts that names only offices or a threshold, which the words before it head:
    信息采用量 of 信息采用量在20条以上的有:港口海关25条, 报送信息50条以上 of 报送信息100条以上的9个、50条以上的12个."""
    head = _sorted_by(s.text[s.span[0] : s.span[1]])
    if context.before.rstrip().endswith("等") and label:
        listed = compiled(r"^(?P<which>[^,，]*?\d[^,，\d]{0,6}的)(?:有|是|为|包括)").match(context.before)
        label = listed["which"].strip(" 、,，") + label if listed else label
    if s.found and label[:1] in "0123456789超不少低" and _threshold().match(label):
        return tidy((head or compiled(rf"{_BOUND}.*$").sub("", s.found[-1].label)) + label)
    if not head:
        return label
    return head if scopes.owner_alone(compiled("^.*以[上下]的[^,，]{0,8}?[是有为]").sub("", label)) else label


@cache
def _threshold() -> re.Pattern[str]:
    """A label that is a threshold: 50条以下, 20至30条, 超过100条."""
    return re.compile(rf"^{_BOUND}(?:[^\d,，]{{0,2}}[至到—~-]+\d[\d.]*)?[万亿]?[^\d,，]{{0,3}}(?:以[上下]|的|$)")


def case_before(s: Sentence) -> str:
    """The kind of case named last in this sentence or the one before it; "" where none is."""
    for f in (*reversed(s.found), *reversed(s.earlier[-6:])):
        if f.sentence[1] + 4 < s.span[0]:
            break
        aside = s.text[f.number.lead - 1 : f.number.lead] in ("(", "（")
        if not f.relation and not aside and f.number.unit in CASES and (case := labels.case_of(f.label)):
            return case
    return ""


def read_apposed(s: Sentence, context: Context) -> Finding | None:
    """物业管理(3950件): a number alone in brackets is of the name right before them."""
    number = context.number
    if not context.bracketed or clean_before(context.before):
        return None
    opened = max(s.text.rfind(c, s.span[0], number.start) for c in "(（")
    floor = max(s.span[0], s.found[-1].number.tail if s.found else 0)
    clause = s.text[clause_start(s.text, opened, floor) : opened]
    name = clean_before(
        compiled(r"^.*?(?:其次|分别|主要|依次|包括|[一二三]是|以[上下]的[^,，]{0,8}?(?=[是有为]))(?:是|有|为)?[:：]?").sub("", clean_before(clause))
    )
    if len(name) < 2 or (number.unit == "%" and not compiled("(?:率|比例|比重|[满意]度)$").search(name)):
        return None
    office = scopes.owner_alone(name)
    label = _sorted_by(s.text[s.span[0] : s.span[1]]) or inherited(s, context) if office else tidy(name)
    return Finding(
        number, s.span, label, s.scope_of(office) if office else s.subject, item_of=part_of(s, context)
    )


@lru_cache(maxsize=SENTENCE)
def _sorted_by(sentence: str) -> str:
    """What opens a sentence that goes on with those who are best in it, or beyond a threshold:
    信息发布量 of 信息发布量排名前三的单位分别是…, 采用量 of 采用量在20条以上的有…."""
    m = compiled(rf"^(?P<what>[^,，。;；:：\d]{{2,14}}?)(?:(?:{{ranked}}|位于)[前第]|居前|前[\d一二两三四五六七八九十]+[位名的]|(?:在|达到?)?{_BOUND}[^,，。;；:：]{{0,6}}的)").match(sentence)
    return tidy(m["what"]) if m else ""


def _first_of_part(s: Sentence, number: Number) -> Finding:
    """What a rank without words of its own is of: the first number behind the last semicolon."""
    since = max(s.text.rfind(c, s.span[0], number.lead) for c in ";；")
    return next((f for f in s.found if f.number.start > since), s.found[0])


def inherited(s: Sentence, context: Context) -> str:
    """Where the clause names nothing: the label before it, or what opens the sentence."""
    if s.found and s.found[-1].relation == "base" and s.found[-1].of == s.base + len(s.found):
        return s.found[-1].label
    if named := _named_ahead(s, context):
        return named
    i = s.previous()
    if i is not None and context.number.kind == RANK:
        return labels.ranked(_first_of_part(s, context.number).label)
    if i is not None:
        return (not context.joined and s.last_in(context.number.unit)) or s.found[i].label
    if s.found:
        return compiled("{changes}$").sub("", s.found[-1].label)
    opening = labels.opening(labels.without_dates(s.text, s.span[0], context.number.lead, s.masks))
    return opening or _last_label(s, context.number.unit)


def _named_ahead(s: Sentence, context: Context) -> str:
    """网站占比 of 网站占比最高,达58.4%: the quantity that the clause before a bare one names; "" where none does."""
    since = s.found[-1].number.tail if s.found else s.span[0]
    m = compiled(
        r"(?P<what>[^,，;；:：。]{2,16}?{quantities})(?:最[高低多少长短快大小]|居首|领先)?[,，]$"
        r"|[,，;；]其次(?:是|为)?(?P<next>[^,，;；:：。]{2,16})[,，]$"
    ).search(s.text[since : context.opening])
    return tidy(clean_before(m["what"] or m["next"])) if m else ""


def _last_label(s: Sentence, unit: str) -> str:
    """The label of the last number in this unit of the sentence before; "" where there is none."""
    for f in reversed(s.earlier[-6:]):
        if f.sentence[1] + 4 >= s.span[0] and f.number.unit == unit and not f.relation:
            return f.label
    return ""
