"""Changes, what they are measured from, averages and benchmarks: numbers that describe another number."""

from __future__ import annotations

from dataclasses import replace

from extract.narrative import comparisons, labels
from extract.narrative.findings import Finding
from extract.narrative.labels import Context, clean_before, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.numbers import RANK
from extract.narrative.sentence import Sentence

GENERIC = 4
"""Words before a change that are no longer than this many characters name nothing of their own."""


def read_base(s: Sentence, context: Context) -> Finding | None:
    """较上年的48件增加…: the figure of another time that a number before it is compared with."""
    number, i = context.number, s.previous()
    if i is None or s.found[i].number.unit != number.unit:
        return None
    clause = s.text[max(s.span[0], number.lead - 24) : number.lead]
    if not comparisons.is_base(clause, s.text[number.tail : number.tail + 12]):
        return None
    described = s.found[i]
    return Finding(number, s.span, described.label, described.scope, of=s.base + i, relation="base")


def read_benchmark(s: Sentence, context: Context) -> Finding | None:
    """高于全国平均增速3.1个百分点 holds the rate before it against those of others."""
    number = context.number
    read = (
        comparisons.read_benchmark(s.text[context.opening : number.lead])
        if number.unit in ("%", "百分点")
        else None
    )
    if read is None:
        return None
    rate = next((f for f in reversed(s.found) if f.number.unit == "%"), None)
    head = clean_before(labels.drop_subject(clean_before(read[0]))) or (rate.label if rate else "")
    scope = rate.scope if rate else s.scope_of(s.subject)
    return Finding(number, s.span, tidy(head + read[1]), scope, relation="benchmark", direction=None)


def read_change(s: Sentence, context: Context) -> Finding | None:
    """同比增长12.3% describes the number before it, or what its own clause names."""
    number = context.number
    clause = s.text[context.opening : number.lead]
    based = any(f.relation == "base" and f.number.unit == number.unit for f in s.found) or (
        any(f.base for f in s.found) and not s.found[-1].relation and s.found[-1].number.unit == number.unit
    )
    comparison = (
        None if number.kind == RANK else comparisons.read_comparison(clause, number.unit, based=based)
    )
    if comparison is None:
        return None
    head = compiled(r"(?:19|20)\d\d年(?:度|底|末)?|^\d{1,2}月份?").sub(
        "", labels.drop_subject(clean_before(comparison.head))
    )
    timed = compiled(r"^(?:第?[一二三四](?:[、和][一二三四])*季度?|[上下]半年)").match(head)
    head = clean_before(head[timed.end() :] if timed else head)
    i = None if timed and not head else _changed(s, number.unit, head)
    summed = compiled("(?:总量|总数|合计|总计|小计)$").search(
        comparison.head
    )  # of a sum, not of its last part
    if i is not None and not head and (summed or s.unread_since(i, number)):
        return Finding(number, s.span, tidy(comparison.words), s.subject, direction=comparison.direction)
    of = s.base + i if i is not None else None
    described = s.found[i] if i is not None else None
    if described is None and len(head) <= GENERIC and (previous := s.previous()) is not None:
        described = s.found[previous]
    scope = described.scope if described else s.subject
    apart = len(head) == GENERIC and compiled("[;；]").search(
        s.text[s.found[-1].number.tail : number.lead] if s.found else ""
    )
    name = described.label.removesuffix(head) + head if described and len(head) <= GENERIC and not apart else head
    name = name or _spoken_of(s)
    label = name + ("同比" if _of_a_year_ago(s, comparison) else "") + comparison.words
    return Finding(
        number, s.span, tidy(label), scope, of, "change", direction=comparison.direction, base=comparison.base
    )


def _spoken_of(s: Sentence) -> str:
    """进出口总值 of the sentence before, where this one only says how that moved (第一季下滑7.2%); "" where there is none."""
    near = [f for f in s.earlier[-12:] if f.sentence[1] + 4 >= s.span[0] and not f.relation]
    if not near or s.previous() is not None:
        return ""
    whole = near[0].item_of
    return (s.at(whole) if whole is not None else near[0]).label


def _of_a_year_ago(s: Sentence, comparison: comparisons.Comparison) -> bool:
    """Whether a bare 增长 goes on with what 同比 or 比上年 began (比去年同期,下同): against a year ago."""
    if comparison.base or "比" in comparison.words:
        return False
    last = next((f for f in (*reversed(s.found), *reversed(s.earlier)) if f.relation == "change"), None)
    return last is not None and (
        "同比" in last.label or bool(compiled("同比|[上去]年").match(last.base or ""))
    )


def _changed(s: Sentence, unit: str, head: str) -> int | None:
    """The number that a change in this unit describes: the one named, or else the last that can be."""
    if len(head) > GENERIC:
        return s.named(head)
    rates = unit == "百分点" or bool(compiled("{shares}$").search(head))
    counted = [
        i for i, f in enumerate(s.found) if not f.relation and comparisons.names_measure(head, f.number.unit)
    ]
    if head and counted:
        return counted[-1]
    for i in range(len(s.found) - 1, -1, -1):
        f = s.found[i]
        if rates and f.number.unit == "%" and f.relation in ("", "share"):
            return i
        if rates or f.relation not in ("", "average") or _restates(s, i):
            continue
        if unit in ("%", "倍", "番") or f.number.unit == unit:
            return i
    return None


def _restates(s: Sentence, i: int) -> bool:
    """Whether a number only says what the one before it has passed: 512.37亿美元,首次突破500亿美元."""
    f, before = s.found[i], s.found[i - 1] if i else None
    if before is None or f.number.bound == "exact":
        return False
    return (f.label, f.number.unit) == (before.label, before.number.unit) and not before.relation


def look_back(s: Sentence, context: Context) -> None:
    """A number reached (降至1420件) is what the change right before it describes, and what 由 begins at."""
    if not s.found:
        return
    last, here = s.found[-1], s.base + len(s.found)
    between = s.text[last.number.tail : context.number.lead]
    if (
        last.relation == "change"
        and last.of is None
        and compiled(r"^[,，、]?{reached}(?:了|约|近|超|达)?$").match(between)
    ):
        s.found[-1] = replace(last, of=here)
    elif not last.relation and last.number.unit == context.number.unit:
        clause = s.text[s.span[0] : last.number.lead]
        if comparisons.is_starting_point(clause, between):
            label = compiled(r"[由从][^由从]*$").sub("", last.label)
            s.found[-1] = replace(last, label=label or last.label, of=here, relation="base")


def read_average(s: Sentence, context: Context) -> Finding | None:
    """日均46次 is an average of the number before it."""
    before = context.before.strip(" 、,，和及")
    m = compiled(r"^(?P<average>{averages})(?P<rest>.*)$").match(before)
    i = _averaged(s, context.number.unit)
    if m is None or i is None or compiled("^(?:{measures})$").match(before):
        return None
    described = s.found[i]
    rest = clean_before(m["rest"]) or clean_before(context.after)
    if len(rest) >= 2 and context.number.unit != described.number.unit:
        return None
    label = tidy(m["average"] + (rest or described.label))
    return Finding(context.number, s.span, label, described.scope, of=s.base + i, relation="average")


def _averaged(s: Sentence, unit: str) -> int | None:
    """What an average of this unit is of: the last number of that unit that is no item of another."""
    plain = [i for i, f in enumerate(s.found) if not f.relation]
    same = [i for i in plain if s.found[i].number.unit == unit]
    whole = [i for i in same if s.found[i].item_of is None]
    candidates = whole or same or plain
    return candidates[-1] if candidates else None
