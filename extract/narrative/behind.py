"""The words behind a number, where they name what it counts: 联络员 of 各指定1名联络员."""

from __future__ import annotations

import re

from extract.narrative.lexicon import compiled

LONGEST, SHORT = 20, 10
"""Characters of a noun behind a number, and of a clause that is one."""
JOINTS = ("、", "和", "及", "与", "/")

_FUNCTION = r"已|均|全部|都|被|将|中(?![心国央小介药医文欧外西东])|里|、|等|占|为|是|并|以上|左右|进行|各(?=指定|{verbs})|未(?=[按能及经])"

_PREPOSITION = r"(?<![正现尚存所内潜])在(?![线职校地外])|对(?![外口应象比])|能够|可以|"
"""What begins the predicate of a noun in a long clause."""
_ROLE = re.compile(r"^(?P<who>[^、,，]{2,8})(?P<role>牵头|配合|承办|参评)$")
"""单位牵头 behind a number are 牵头单位."""


def clean_after(after: str) -> str:
    """The noun behind a number: its whole clause where that is short, else up to the next verb."""
    if kind := compiled(r"^(?:均|全部|都)?(?:为|是|属于?|系)(?P<what>[^,，;；、]{2,16})$").match(
        after.strip()
    ):
        return kind["what"]
    if fate := compiled(r"^(?:被|获评|获得|荣获)[^,，;；]{2,20}$").match(after.strip()):
        return fate.group()
    if after.startswith("的") and compiled("^的{feats}").match(after):
        return ""  # 突破100亿元的大关
    if whole := whole_after(after):
        return _ROLE.sub(r"\g<role>\g<who>", whole)
    text = (
        "" if after[:1] in JOINTS or compiled("^{reached}").match(after) else _less_done(after.strip(" 的、"))
    )
    if body := compiled(r"^[^、,，]{2,16}组成的(?P<body>[^,，]{2,16})$").match(text):
        return body["body"] + "成员"
    attribute = compiled("^[^的,，]{2,14}[高低大多强好少严重长短新热]的(?=..)").match(text)
    stop = compiled("{verbs}|" + _PREPOSITION + _FUNCTION).search(text, attribute.end() if attribute else 0)
    noun = text[: stop.start()] if stop else text
    if stop and not attribute and (owner := compiled(r"^(?P<owner>[^的]{2,12})的").match(noun)):
        noun = owner["owner"]  # 9个镇街的政务公开工作开展…: the towns are counted
    return _without_joint(noun) if len(noun) <= LONGEST and not compiled("^(?:{adverbs})+$").match(noun) else ""


def whole_after(after: str) -> str:
    """The rest of the clause where it is one short phrase (联络员 of 各指定1名联络员), else ""."""
    text = _less_done(after.strip(" 的、"))
    if (
        after[:1] in (*JOINTS, "(", "（")
        or len(text) > SHORT
        or compiled(_FUNCTION + "|^(?:{reached|changes})").search(text)
    ):
        return ""
    return _without_joint(text)


def _less_done(text: str) -> str:
    """文件 of 文件配发了解读材料: less the verb that 了 stands behind, and its object."""
    if "了" not in text:
        return text
    return compiled(r"^(.{2,}?)(?:(?<!现)在[^,，]{1,12}?)?(?<!配)[^ ]{2}了.*$").sub(r"\1", text)


def by_deed(after: str) -> str:
    """开通政务微信的隶属海关 of 隶属海关全部开通了政务微信: who has done something, by what was done; else ""."""
    m = compiled(
        r"^(?P<who>[^,，、的]{2,12}?)(?:(?<!现)在[^,，]{1,12}?)?(?:{adverbs})*(?P<deed>{verbs})了(?P<what>[^,，、]{2,20})$"
    ).match(after.strip(" 的、"))
    return f"{m['deed']}{m['what']}的{m['who']}" if m else ""


def treated(after: str) -> str:
    """公平竞争审查的文件 of (对136件)文件进行了公平竞争审查: what something is done to, by what is done; else ""."""
    m = compiled(
        r"^(?P<what>[^,，、的]{2,14}?)(?:{adverbs|manners}|逐[一件个项份])*(?:进行|开展|实施|予以|给予|作出|实行)了?(?P<act>[^,，、]{2,14})$"
    ).match(after.strip(" 的、"))
    return f"{m['act']}的{m['what']}" if m else ""


def _without_joint(text: str) -> str:
    return compiled(r"(?:[ 的、和及]|(?<!参)与|(?<=..){changes})+$").sub("", text.strip(" 的、"))
