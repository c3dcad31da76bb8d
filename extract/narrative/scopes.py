"""Whose number it is, where it is not the issuer's own: an office, a department, a channel."""

from __future__ import annotations

from extract.narrative.labels import subject_end
from extract.narrative.lexicon import compiled, words

LONGEST = 24


def subject_of(clause: str) -> str | None:
    """The office that a clause speaks of: 各级海关单位 of 各级海关单位共受理…; None where there is none."""
    head = compiled(r"^(?:{adverbs}|(?:19|20)\d\d年度?|\d{1,2}月份?|[以来底末]|[ 　,，、])+").sub("", clause)
    if compiled("^{channels}").match(head):
        return None
    if extent := compiled("^{extents}(?!{organisations})").match(head):
        return extent.group()
    anaphor = compiled(r"^(?:该|本|此){platforms}(?=(?:{adverbs})*{verbs})").match(head)
    return anaphor.group() if anaphor else _name(head[: subject_end(head)])


def office_alone(text: str) -> str | None:
    """The name where the words are an office's name and nothing else (通关咨询中心, 法规处)."""
    bare = text.strip(" 、,，“”\"")
    if len(bare) > LONGEST or not compiled(r"^[^的了,，]{1,}{organisations}$").match(bare):
        return None
    return bare


def platform_alone(text: str) -> str | None:
    """The name where the words are a channel's name and nothing else (政府网站, 微博)."""
    bare = text.strip(" 、,，")
    if len(bare) > LONGEST or compiled("{platforms}{verbs}").search(bare):  # 新媒体发布微信: messages, no channel
        return None
    return bare if compiled("^[^的了,，]{0,8}{platforms}$").match(bare) else None


def named(channel: str | None, before: str) -> str | None:
    """A channel by its name; 该网站 is the last thing before it that is called so."""
    if not channel:
        return None
    m = compiled(r"^(?:该|此|上述|这一)(?P<kind>{platforms})$").match(channel)
    if m is None:
        return channel
    earlier = compiled("(?:{channels}|[,，。;；:：\\n])(?P<name>[^,，。;；:：\\n该此]{2,20}" + m["kind"] + ")").findall(before)
    return earlier[-1] if earlier else channel


def _name(text: str) -> str | None:
    name = compiled(r"^(?:{adverbs}|由|据|对|在|向)+").sub("", text.strip())
    return name if 2 <= len(name) <= LONGEST else None


def foreign(name: str | None, issuer_names: frozenset[str]) -> str | None:
    """The scope, or None where it is the issuer under any of its names."""
    if name is None or name in issuer_names or name in words("ourselves"):
        return None
    return name
