"""What a number counts, named as a researcher would name a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.narrative.behind import by_deed, clean_after, treated, whole_after
from extract.narrative.lexicon import compiled, mapping
from extract.narrative.masks import Masks
from extract.narrative.numbers import RANK, Number
from extract.narrative.sentences import clause_end, clause_start

LONGEST = 40
SENTENCE = 256
"""How many answers are kept: one clause is asked about several times while its sentence is read."""
BEFORE_NOUNS = frozenset("个家名位所处")
"""Measure words that go before the noun as often as behind it."""

_BRAND = r"[^,，。“”《》 ]{2,6}发布(?=(?:政务)?(?:新媒体|微信|微博|公众号|抖音|客户端|视频号|平台))"
_NAMES = rf"“[^”]*”|《[^》]*》|「[^」]*」|{_BRAND}"
_EXAMPLES = (
    r"^(?P<verb>(?:{verbs})*)"
    r"(?:(?:[“《][^”》]*[”》][、和]?)+|[^“”《》、和等]{2,8}(?:[、和][^“”《》、和等]{2,8})+)等(?![级待次]|方式|形式|途径|渠道|方面|情形)(?=.{2})"
)
"""What a list only begins with: the 政策解读、办事指南等 of 开设政策解读、办事指南等信息发布专栏."""
_QUOTED = r"(?:[“《][^”》]{1,20}[”》][、和]?)+等(?![级待次]|方式|形式|途径|渠道|方面|情形)(?=.{2})"
_AFTER = re.compile(r"[(（](?:[^()（）\d,，;；:：%]{1,8})[)）]")
_ASIDE = re.compile(_AFTER.pattern + r"(?=[^,，;；:：。()（）]|$)")
"""A parenthesis that is part of a noun: 县(市、区), 乡镇(街道)."""


@dataclass(frozen=True, slots=True)
class Context:
    """A number with the words around it inside its clause.

    `before` and `after` are the bare words; `opening` is where `before` begins; `joined` says that
    only a 、, 和 or nothing stands between this number and the one before it; `bracketed` that it
    stands in parentheses which do not hold the clause's first number alone; `continues` that no
    comma stands between this number and the one before it.
    """

    number: Number
    before: str
    after: str
    opening: int
    joined: bool
    bracketed: bool
    continues: bool = False


def read_context(
    text: str, number: Number, previous: Number | None, following: Number | None, sentence: tuple[int, int], masks: Masks
) -> Context:
    """The words before and after a number that may name what it counts."""
    floor = max(sentence[0], previous.tail if previous else sentence[0])
    if number.kind == RANK:
        floor = sentence[0]
    opening = _opening(text, number, floor)
    before = without_dates(text, opening, number.lead, masks)
    ceiling = min(sentence[1], following.lead if following else sentence[1])
    closing = clause_end(text, number.tail, ceiling)
    if aside := _AFTER.match(text, closing, ceiling):
        closing = clause_end(text, aside.end(), ceiling)
    continues = previous is not None and opening == previous.tail
    if continues:
        before = compiled(r"^[^、和及与]{0,12}(?:、|以及|和|及|与)(?=[^、和及与]*$)").sub("", before)
    joined = continues and not before.strip()
    after = compiled("(?<=专)、(?=兼职)").sub("", text[number.tail : closing])
    if following is not None and closing == following.lead and _ran_on(number, before, after):
        after = ""
    return Context(number, before, after, opening, joined, _bracketed(text, opening, sentence[0]), continues)


def _ran_on(number: Number, before: str, between: str) -> bool:
    """Whether the words up to the next number name that one, as those before this number name this one:
    咨询类49封投诉类6封, whose comma is lost."""
    name = clean_before(before)
    if len(name) >= 2 and compiled(r"\s*(?:(?:{changes}|{shares}|{averages}|[比较由]|其中)|[^、的]{0,10}{quantities}(?:为|达到?)?\s*$)").match(between):
        return True
    named = len(name) >= 2 and not is_verbal(name) and not _leads_on(before) and number.unit not in BEFORE_NOUNS
    return named and not compiled(r"\s*(?:.{0,2}$|[的中之、后和及与以]|.*[、和及与的]\s*$)").match(between)


def _opening(text: str, number: Number, floor: int) -> int:
    """Where the number's clause begins; a parenthesis that completes its noun does not end it."""
    opening = clause_start(text, number.lead, floor)
    aside = compiled(_ASIDE.pattern + "$").search(text, max(floor, number.lead - 16), number.lead)
    return clause_start(text, aside.start(), floor) if aside and aside.end() == opening else opening


def without_dates(text: str, start: int, end: int, masks: Masks) -> str:
    """`text[start:end]` less the dates in it, the statistic's period and not its name, and the item's number."""
    out, at = [], start
    for mask in masks.within(start, end):
        item = mask.kind == "ordinal" and text[mask.end - 1] in "、.．)）" and not text[start : mask.start].strip()
        if mask.kind == "date" or item:
            out.append(text[at : mask.start])
            at = mask.end
    return "".join((*out, text[at:end]))


def _bracketed(text: str, at: int, floor: int) -> bool:
    opened = max(text.rfind("(", floor, at), text.rfind("（", floor, at))
    closed = max(text.rfind(")", floor, at), text.rfind("）", floor, at))
    return opened > closed


@lru_cache(maxsize=SENTENCE)
def opaque(text: str) -> str:
    """The text with names made unreadable, every place kept: what stands in quotation marks or 《》,
    and the brand of a government's new media (重庆海关发布新媒体), whose 发布 is no verb."""
    return compiled(_NAMES).sub(lambda m: "□" * len(m.group()), text)


@lru_cache(maxsize=SENTENCE)
def clean_before(before: str) -> str:
    """What stands before a number, less connectives, adverbs and light words at both ends."""
    text = before.strip(" 　、,，和及与；;:：-—·")
    lead = compiled(r"^(?:{adverbs}|[和及与且而的之、])+")
    tail = compiled(r"(?:{tails}|[、和及与])$")
    while text:
        shorter = tail.sub("", lead.sub("", text)).strip(" 、")
        if shorter == text:
            break
        text = shorter
    return text


@lru_cache(maxsize=SENTENCE)
def drop_channel(text: str) -> tuple[str, str]:
    """Split 通过X公开Y into the channel X and the rest 公开Y; ("", text) where there is none."""
    m = compiled(
        r"^(?P<to>.{0,12}?){channels}(?P<name>[^,，。;；]{0,40}?{platforms|organisations}[□》]*(?:[、和及]□+)*)"
        r"{channel_ends}?(?:{adverbs})*(?=(?:{manners})?{verbs})"
    ).match(opaque(text))
    return (text[slice(*m.span("name"))], text[m.end() :]) if m else ("", text)


def drop_subject(text: str) -> str:
    """Less the office at its head, which is the statistic's scope: 重庆海关共收到 is 共收到."""
    us = compiled("^{ourselves}(?!{organisations})").match(text)
    if us is not None:
        return text[us.end() :]
    return text[subject_end(text) :]


_SETTING = (
    "^[一二三四五六七八九十]是",
    r"^[将把](?=[^,，]{2,})|(?<=[^将把])(?:分解|细分|划分|归并)(?:为|成)?$",
    r"^[^“《]{3,24}?(?<![公中总一])共(?={verbs})",
    r"^\d{1,3}[天日月年]内|^前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个?(?:月|季度)|^(?:截[至止]|[本上当]月)(?=.)",
    "^{extents}(?!{organisations})(?=.{3})",
    "^经[^,，的]{2,10}(?:口岸|海关|机场|港)(?=.{2})",
    r"^[^的]{0,8}?从[^,，]{1,20}?中?(?={verbs})",
    r"^(?:在(?!线)[^,，]{1,16}?(?:内|中|上|里|期间)?|向[^,，]{2,16}?)(?={verbs})",
    r"^[^的,，“《]{2,8}?(?:海关|关区|口岸|市|省|县)(?=(?:外贸)?进出口[总值额])",
    "^关员(?:在[^,，]{1,12}?)?(?={verbs})",
)


def without_setting(text: str) -> str:
    """Less what says where, when and by whom and not what: 全国口岸从邮件中截获害虫 is 截获害虫."""
    for pattern in _SETTING:
        text = compiled(pattern).sub("", text)
    return text


@lru_cache(maxsize=SENTENCE)
def subject_end(text: str) -> int:
    """Where the office at the head of a clause ends, if its first verb comes right behind it; else 0."""
    readable = opaque(text)
    verb = compiled(r"{verbs}|{adverbs}|平均").search(readable)
    if verb is None or readable.startswith("被"):
        return 0
    head = readable[: verb.start()]
    m = compiled(r"^[^的]*{organisations|platforms}(?=(?:{manners})*(?:为[^为]{2,8})?$)").match(head)
    return m.end() if m else 0


def is_verbal(text: str) -> bool:
    """Whether the words end in a verb whose object must stand elsewhere."""
    return bool(compiled(r"(?:{verbs}|了|有|对|共)$").search(text))


def qualified(label: str, topic: str) -> str:
    """A label too general for its document: 收到申请 in a report on disclosure is 收到信息公开申请.

    The reports of 条例 第五十条 count applications, reconsiderations and lawsuits about disclosure only.
    """
    for pattern, named in mapping("topics").get(topic, {}).items():
        if compiled(pattern).search(label):
            return compiled(pattern).sub(named, label, count=1)
    return label


def noun_of(label: str) -> str:
    """What a label counts, less the verbs before it: 行政复议案件 of 办理行政复议案件."""
    noun = label[max((m.end() for m in compiled("{verbs}").finditer(opaque(label))), default=0) :]
    return noun if len(noun) >= 2 else label


def outcome(label: str) -> str:
    """How a case ended, where the words say nothing else (维持 of 维持具体行政行为, 纠错 of 被依法纠错); else ""."""
    m = compiled(r"^(?:均|已|全部)?被?(?:依法|直接|上级|复议机关|法院|[由经]?(?:申请人|原告|当事人)|自愿|主动)*(?P<outcome>{outcomes})(?:原?(?:具体)?行政行为|结案|的|数|原告.{0,6})*$").match(label.strip())
    return m["outcome"] if m else ""


def case_of(label: str) -> str:
    """The kind of case that a label is about: 信息公开行政复议 of 因信息公开被提起行政复议; "" where it is none."""
    m = compiled("(?:信息公开)?(?:{cases})(?:案件)?").search(label)
    return m.group() if m else ""


def item_label(total: str, item: str) -> str:
    """An item that is named by a verb alone: 行政复议案件（维持）, 出口值 of 进出口总值."""
    if "进出口" in total and item in ("进口", "出口"):
        return item + (total[-1] if total[-1] in "值额量" else "")
    return f"{noun_of(total)}（{item}）"


def in_full(names: list[str]) -> list[str]:
    """The names of a row with the words that are printed once for all of them: 对欧盟进出口 of 对东盟、欧盟进出口."""
    if len(names) < 2:
        return names
    if kind := compiled("等[^、]{0,6}?(?P<tail>{flows}?(?:价格|均价|数量|金额|总?[量值额])?)$").search(names[-1]):
        return [*(n + kind["tail"] for n in names[:-1]), names[-1][: kind.start()] + kind["tail"]]
    first, last = compiled("^.*[对向从自](?=..)").match(names[0]), compiled("{flows}$").search(names[-1])
    head = first.group() if first and not any(compiled("[对向从自]").search(n) for n in names[1:]) else ""
    tail = last.group() if last and last.start() and not any(compiled("{flows}$").search(n) for n in names[:-1]) else ""
    inner = [head + n + tail for n in names[1:-1]]
    return [names[0] + tail, *inner, head + names[-1]]


def opening(text: str) -> str:
    """What the clauses before a bare number speak of: 集装箱吞吐量 of 据统计,集装箱吞吐量创新高,超过5万箱."""
    clauses = [c for c in compiled("[,，:：;；]").split(text)[:-1] if not compiled("^(?:据|经)[^,，]*(?:{sources})$").search(c)]
    named = [name for c in clauses[:1] + clauses[1:][::-1] if len(name := clean_before(c)) >= 2]
    if not named or len(named[0]) > LONGEST * 3 // 5:
        return ""
    subject = compiled("^.{2,}?(?=也|再|又|创|刷新|首次|连续)").match(named[0])
    return tidy(clean_before(subject.group() if subject else named[0]))


def names(head: str, label: str) -> bool:
    """Whether words name again what a label does: one ends in the other, or most of the words are the label's."""
    if label.endswith(head) or head.endswith(label):
        return True
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    return len(head) > 2 and sum(pair in label for pair in pairs) * 2 > len(pairs)


def sibling(label: str, platform: str) -> str:
    """The label of a platform named right behind another one: 发布微博 beside 发布微信; "" where none was."""
    m = compiled("^(?P<verb>.*(?:{verbs}))(?P<platform>[^的]{0,6}{platforms})$").match(label)
    named = compiled("^[^的了,，]{0,8}{platforms}$").match(platform)
    return m["verb"] + platform if m and named else ""


def only_verb(text: str) -> bool:
    """Whether a label is nothing but verbs and adverbs (公开, 采用)."""
    return bool(compiled(r"^(?:{verbs}|{manners})+$").match(text))


def light_head(text: str) -> str:
    """Less a light verb at its head (拥有, 共有), which a column's name does not need."""
    return compiled(r"^(?:{light}(?=[^的了]{2})|有(?![效关害限色奖])(?=...))+").sub("", text)


@lru_cache(maxsize=SENTENCE)
def tidy(label: str) -> str:
    """A label without spaces, outer punctuation and adverbs, short enough for a column."""
    text = compiled(r"\s+").sub("", label)
    text = compiled(r"(?:总计|累计|共计|合计|一共|共(?=[收受发举召组办接开推公编制印查出完处回答立征检签])|分别|先后)").sub("", text)
    for old, new in mapping("rewritten").items():
        text = compiled(old).sub(new, text)
    text = compiled(_EXAMPLES).sub(r"\g<verb>", compiled(_QUOTED).sub("", text))
    text = text.strip(",，、;；:：。.的 ")
    if text.count("“") != text.count("”"):
        text = text.strip("“”")
    return text if len(text) <= LONGEST else text[-LONGEST:]


def own_label(context: Context) -> str:
    """The label from the number's own clause; "" where the clause names nothing."""
    if context.number.kind == RANK:
        return _rank_label(context)
    if among := _done_among(context):
        return tidy(among)
    _, rest = drop_channel(clean_before(_without_change(context.before)))
    before = without_setting(clean_before(drop_subject(rest)))
    if not before and not context.continues and (deed := by_deed(context.after)):
        return tidy(deed)
    if before.startswith("对") and (done := treated(context.after)):
        return tidy(done)
    after = clean_after(context.after)
    after = "" if only_verb(after) or (before and after.endswith(before)) else after
    if after and context.before.rstrip().endswith("的") and compiled("^[对就将把向]").match(before):
        return tidy(after)  # 对关注度高的21份文件: the words before say which
    if after == "内容" and (whole := compiled("^(?P<all>[^,，、]{4,20}?)(?:主要)?(?:包括|分为)").match(before)):
        return tidy(whole["all"])  # 主动公开的信息包括机构职能等7类36项内容
    if after == "内容" and context.joined:
        return ""
    if context.continues and after == whole_after(context.after) != "" and not is_verbal(before):
        return tidy(after)  # 8个方面36项任务: 方面 is the noun of the number before
    if not before or (after and (_leads_on(context.before) or compiled("(?:{extents})$").fullmatch(before))):
        return tidy(after)
    if whole_after(context.after) and after and not is_verbal(before) and not compiled("{extents}$").search(before):
        joined = _passive(before) + after
        return tidy(light_head(joined if len(joined) <= LONGEST // 2 else after))
    if after and compiled(r"(?:为|有|含|包括|涉及|成|设|分)(?:了)?\s*$").search(context.before):
        return tidy(_passive(before) + after)
    if is_verbal(before) or context.before.endswith("了"):
        return tidy(light_head(before.removesuffix("了").removesuffix("有") + after))
    return tidy(light_head(before))


def _done_among(context: Context) -> str:
    """设立公开栏的业务现场 of 36个业务现场中有29个设立了公开栏: some of those named before, by what they do; else ""."""
    before = context.before.strip()
    among = before.endswith("有") and compiled(r"(?P<who>[^,，、的\d]{2,10})中[,，]?有$").search(before)
    if not among:
        return ""
    deed = compiled(r"^(?:{adverbs|manners}|未|不|按(?:[时期]|要求))*(?:{verbs}|设)[^,，]{2,18}$").match(context.after.strip())
    return f"{deed.group().replace('了', '')}的{among['who']}" if deed else ""


def _leads_on(before: str) -> bool:
    """Whether the words only lead to the noun behind the number: 在, 海关总署和, 公告第5号等, 在全国."""
    return bool(compiled(r"(?:[在对向从于给使让令和及与等由](?:{extents})?|^\s*[在从][^,，]{0,6})\s*$").search(before))


def _without_change(before: str) -> str:
    """平均办理时限由…压缩到 names 平均办理时限; 增至 alone names nothing."""
    return compiled(r"(?:(?:由|从)[^由从]*)?{reached}(?:了|约|近|超|达)?的?\s*$|(?:由|从)(?:上年|去年|年初|原来|此前|之前)?的?\s*$").sub("", before)


def _passive(before: str) -> str:
    """The subject of 年度要点被细分为…, 办公室有…; "" where it is an office, which is a scope."""
    subject = compiled(r"(?:被|共?分|细分|划分|归并|整合|梳理|共?设).*$").sub("", before)
    return "" if compiled("{organisations|platforms}$").search(subject) else subject


def _rank_label(context: Context) -> str:
    """政府信息公开工作名次; "" where the clause only says among whom (在全国42个海关中排名)."""
    head = compiled("{ranked}").split(context.before)[0]
    if assessed := compiled(r"(?:在|于)(?:{extents})?[^在于,，]{0,12}?(?P<what>[^个家名的,，]{2,12}(?:评估|测评|评比|考核|评议|评价))(?:结果|排名)?中").search(context.before):
        return ranked(assessed["what"])
    head = clean_before(compiled(r"(?:在|于)[^在于]*$|连续.{1,3}年").sub("", head))
    return ranked(head) if head else ""


def ranked(what: str) -> str:
    """The name of a rank in something: 政务公开评估名次."""
    return tidy(compiled("(?:得分|[名位]次)+$").sub("", what) + "名次")


def with_shared_noun(context: Context, following: Sequence[Context]) -> Context:
    """11类32项公开内容: the noun behind the last of a row of numbers belongs to all of them."""
    for other in following:
        if not other.joined or context.after.strip(" 、和及与"):
            break
        if other.after.strip():
            return replace(context, after=other.after)
    return context
