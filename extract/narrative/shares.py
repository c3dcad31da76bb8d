"""Shares: 占59% describes the number before it, or the one that its clause names."""

from __future__ import annotations

from extract.narrative.findings import Finding
from extract.narrative.labels import Context, clean_before, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.sentence import Sentence
from extract.narrative.sentences import clause_start


def read_share(s: Sentence, context: Context) -> Finding | None:
    """占59% describes the number before it."""
    if context.number.unit != "%":
        return None
    before = (
        s.text[context.opening : context.number.start]
        if context.number.lead < context.number.start
        else context.before
    )
    m = compiled(r"^(?P<head>.*?)(?:约)?(?P<word>{shares})[^,，;；]*$").match(before.strip())
    bare_in_brackets = context.bracketed and not clean_before(context.before)
    if m is None and not bare_in_brackets:
        return None
    head = clean_before(m["head"]) if m else ""
    if compiled("[两二三四五六七八九十][者项]|合计").search(
        m["head"] if m else ""
    ):  # 三者合计占26.9%: of a sum that is not printed
        return Finding(context.number, s.span, tidy((head or "合计") + "占比"), s.subject)
    if not head and (owner := _introduced(s, context)):
        return _share_of_named(s, context, owner)
    quantity = bool(head) and m is not None and m["word"] in ("比例", "比重", "占比", "占比为", "占比达")
    share = m["word"] if m and m["word"] in ("比例", "比重") else "占比"
    i = s.named(head) if head else None
    if i is None and quantity and len(head) <= 2:  # 解读比例达90%: a rate by its own name
        return Finding(context.number, s.span, tidy(head + share), s.subject)
    i = _owner_before(s, context, head) if i is None else i
    unread = 0 if i is None or head else s.unread_since(i, context.number)
    if i is None or unread:
        name = clean_before(s.text[clause_start(s.text, unread, s.span[0]) : unread]) if unread else head
        return Finding(context.number, s.span, tidy(name + share), s.subject)
    described = s.found[i]
    if described.number.unit == "%" and (quantity or compiled("(?:占比|比例|比重)$").search(described.label)):
        return Finding(context.number, s.span, tidy(head + share), described.scope)
    if described.number.unit == "%":  # 满意率97.9%,其中很满意占61.4%: a part of a rate, no share of it
        if described.item_of is not None and described.item_of >= s.base:
            i = described.item_of - s.base
            described = s.found[i]
        label = f"{described.label}（{tidy(head)}）" if head else described.label
        return Finding(context.number, s.span, label, described.scope, item_of=s.base + i)
    label = tidy((head if len(head) > 1 else described.label) + share)
    return Finding(context.number, s.span, label, described.scope, of=s.base + i, relation="share")


def _owner_before(s: Sentence, context: Context, head: str) -> int | None:
    """The number that a share describes whose own words name none: not one beyond a semicolon, if there are any."""
    i = s.previous()
    if i is None or len(head) <= 2 or s.found[i].number.unit == "%":
        return i
    return None if compiled("[;；]").search(s.text[s.found[i].number.tail : context.number.lead]) else i


def _introduced(s: Sentence, context: Context) -> str:
    """Who a clause without numbers has named since the last number: 东盟 of 其中,东盟为第一大贸易伙伴,占…."""
    since = s.text[s.found[-1].number.tail : context.opening] if s.found else ""
    for clause in reversed(compiled("[,，;；]").split(since)[1:]):
        if m := compiled(
            "^其次[为是](?P<owner>.{2,10})$|^(?:其中)?(?P<other>[^为是]{2,10})[为是].{2,}"
        ).match(clause.strip()):
            return clean_before(m["owner"] or m["other"])
    return ""


def _share_of_named(s: Sentence, context: Context, owner: str) -> Finding:
    """The share of the number whose label names the owner, or of none that is printed."""
    i = next((i for i, f in enumerate(s.found) if not f.relation and owner in f.label), None)
    if i is None:
        return Finding(context.number, s.span, tidy(owner + "占比"), s.scope_of(s.subject))
    described = s.found[i]
    label = tidy(described.label + "占比")
    return Finding(context.number, s.span, label, described.scope, of=s.base + i, relation="share")
