"""Whose number it is, where it is not the issuer's own: an office, a department, a channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.narrative.issuers import OWN
from extract.narrative.labels import clean_before, drop_channel, opaque, subject_end
from extract.narrative.lexicon import any_of, compiled, longest_first, mapping, words
from normalize.agencies import agencies, resolve

LONGEST = 24
OFFICE, WIDE, PLATFORM, CHANNEL, BODY, PLACE = "office", "wide", "platform", "channel", "body", "place"
"""Kinds of subjects: how long one holds depends on what it is."""


_WHEN = r"(?:(?:19|20)\d\d年度?|\d{1,2}月份?(?:[上中下]旬)?|\d{1,2}日|[上下]半年|第?[一二三四]季度|前三季度)"
_LEAD = (
    rf"^(?:{{adverbs}}|{_WHEN}|以来|来(?!自)|[以底末]|[一二三四五六七八九十]是|[ 　、])+"
)
_ACTS = (
    rf"(?:{{adverbs}}|{{manners}}|牵头|{_WHEN})*"
    "(?:{verbs|averages|scopes:actions|scopes:prepositions}|[一二三四五六七八九十两\\d]{1,3}次)"
    "|共计|共|累计|总计|先后"
)
"""What follows a subject: adverbs and a verb, or a preposition."""
_MEASURED = "[^,，。;；的]{0,8}{scopes:measures}(?![^,，。;；]{5,})"
_OUTLET = "[^,，。;；的、]{0,16}?{platforms|organisations|scopes:outlets}"
_CHANNEL = (
    "^{channels}(?P<name>[^,，。;；的]{0,16}?{platforms|organisations|scopes:outlets}(?:[、和及与](?:□+|"
    + _OUTLET
    + ")){0,5}){channel_ends}?(?:{manners})*(?:{scopes:actions|scopes:publishing})"
)
_OPENED = "^{scopes:opening}了?(?P<name>[^,，。;；的、]{0,16}?{scopes:accounts})$"
_IN_PRINT = "^(?:{channels}(?P<name>《[^《》]{2,12}》(?:杂志|报)?){channel_ends}?{scopes:actions|scopes:publishing}|(?P<own>《[^《》]{2,12}》){scopes:publishing}(?!$))"
_TITLE = "(?P<name>《[^《》]{2,20}》(?:简报|专报|专刊|月刊|杂志)?)"
_ISSUES = "(?:{scopes:published}|^)" + _TITLE + "{scopes:published}?$"
_PERIODICAL = "^" + _TITLE + "(?:每[年月季周期])?{scopes:published}$"
_MAILBOX = "(?P<name>“[^“”]{1,12}{scopes:mailboxes}”(?:栏目|专栏)?|[关局署市区县]长信箱)(?={scopes:mail})"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a clause speaks of, by the name that it prints."""

    name: str
    kind: str


def find_subject(clause: str, unit: str | None = None) -> Subject | None:
    """Whom a clause speaks of: 各级海关单位 of 各级海关单位共受理…; None where it names nobody.

    `unit` is the measure word of the number that follows where the clause ends at one.
    """
    head = without_lead(clause).removeprefix("第")
    for reader in (_periodical, _mailbox, _channel, _ourselves, _anaphor, _office, _wide):
        if subject := reader(head, unit):
            return subject
    return None


def without_lead(clause: str) -> str:
    """A clause less the dates and adverbs that it begins with."""
    return compiled(_LEAD).sub("", clause)


def _periodical(head: str, unit: str | None) -> Subject | None:
    """出版《公报》12期, 《公报》发行6万份."""
    issue = unit in words("issues", "scopes") and compiled(_ISSUES).search(head)
    copy = unit in words("copies", "scopes") and compiled(_PERIODICAL).match(head)
    if m := issue or copy:
        return Subject(m["name"], CHANNEL)
    speaks = None if unit else compiled(_PERIODICAL).match(head)
    return Subject(speaks["name"], PLATFORM) if speaks else None


def _mailbox(head: str, unit: str | None) -> Subject | None:
    m = compiled(_MAILBOX).search(head)
    return Subject(m["name"], PLATFORM) if m else None


def _channel(head: str, unit: str | None) -> Subject | None:
    """通过门户网站公开, 在各办事窗口摆放."""
    name, rest = drop_channel(clean_before(head))
    if name and (_attributive(rest) or _only_where(head, name)):
        return None
    if not name:
        masked = opaque(head)
        m = compiled(_CHANNEL).match(masked) or compiled(_IN_PRINT).match(head) or (not unit and compiled(_OPENED).match(masked))
        name = head[slice(*m.span(m.lastgroup or 0))] if m else ""
    return Subject(name, CHANNEL) if name and not compiled("^{scopes:many}[^,，]{0,6}{scopes:ways}$").match(name) else None


def _only_where(head: str, name: str) -> bool:
    """各隶属海关在办事窗口发放, 东港海关在石汇口岸设立: where an office does something is no channel of its own."""
    before = head[: max(0, head.find(name) - 1)]
    if not name.endswith(words("places", "scopes")) and (not _is_wide(before) or name.endswith(words("media", "scopes"))):
        return False
    return owner_alone(before) is not None or bool(compiled("^{ourselves|scopes:ours}$").match(before))


def _ourselves(head: str, unit: str | None) -> Subject | None:
    site = "[^,，。;；的在通向、]{1,6}{platforms}(?:" + _ACTS + ")"
    m = compiled("^{ourselves|scopes:ours}(?!{organisations|platforms}|各|" + site + ")").match(head)
    return Subject(m.group(), OFFICE) if m else None


def subject_of(clause: str) -> str | None:
    """The office or the people that a clause speaks of, by the name that it prints; None where it names none."""
    head = without_lead(clause)
    if subject := _ourselves(head, None) or _office(head, None) or _wide(head, None):
        return subject.name
    return head[: subject_end(head)] or None


def _office(head: str, unit: str | None) -> Subject | None:
    """The office or the channel at the head of a clause, where what only follows a subject comes behind it."""
    masked = opaque(head)
    for m in _offices().finditer(head[: 2 * LONGEST]):
        name, behind = head[: m.end()], head[m.end() :]
        inside = masked[m.end() - 1 : m.end() + 1] == "□□"
        if inside or m.end() > LONGEST or not _is_name(name) or _goes_on(behind):
            continue
        if unit in words("things", "scopes") and compiled("(?:{adverbs})*[有达为]").fullmatch(behind):
            return None  # 政务微信共有75个: what is counted
        kind, measured = _kind(name), compiled(_MEASURED).match(behind)
        if measured and (kind == PLATFORM or name.endswith(words("places", "scopes"))):
            return Subject(name, PLACE if kind == OFFICE else kind)
        if compiled(_ACTS).match(behind):
            return None if _attributive(behind) else Subject(name.removeprefix("该"), kind)
        if not behind and unit and unit not in words("things", "scopes"):
            return Subject(name, kind)
    return None


def _goes_on(behind: str) -> bool:
    """Whether a longer name stands there: 上海机场|检验检疫局, 天津海关|网站."""
    return bool(_offices().match(behind) or compiled("^(?:{scopes:office_verbs}{1,3}{organisations}|(?:组织|宣传|统战)部(?!门))").match(behind))


def _kind(name: str) -> str:
    if compiled("{platforms|scopes:outlets}[”」]?$").search(name):
        return PLATFORM
    if name.endswith(words("meetings", "scopes")):
        return BODY
    return WIDE if _is_wide(name) else OFFICE


def _attributive(behind: str) -> bool:
    """Whether the verb behind a name only says which one: 社会科学院发布的测评中."""
    return bool(compiled("的[^,，]{0,24}(?:[中里内上]|显示|表明)$").search(behind))


def _wide(head: str, unit: str | None) -> Subject | None:
    if m := compiled("^{scopes:everywhere}(?=" + _ACTS + ")").match(head):
        return Subject(m.group(), WIDE)
    m = compiled("^(?:[一-龥]{2,3}(?=全[省市县区州盟旗]))?{extents}").match(head)
    return Subject(m.group(), WIDE) if m else None


def _anaphor(head: str, unit: str | None) -> Subject | None:
    """该网站共…; which one it is, `named` finds out."""
    if m := compiled("^[该本此]{platforms}(?=(?:{adverbs})*{verbs})").match(head):
        return Subject(m.group(), PLATFORM)
    m = compiled("^[该此]{scopes:agencies}(?=" + _ACTS + ")").match(head)
    return Subject(m.group(), OFFICE) if m else None


def _is_name(name: str) -> bool:
    """Whether the words before a verb are nothing but a name: no verb of their own, nothing done to somebody."""
    if name in words("generic", "scopes") or name.count("“") != name.count("”"):
        return False
    if resolve(name):
        return True
    bare = opaque(name)
    if compiled("^(?!{scopes:no_prepositions}){scopes:not_subjects}|[的了着到赴,，。;；:：()（）]").search(bare):
        return False
    verbs = compiled("{verbs}").finditer(bare)
    return len(name) > 1 and all(len(bare) - m.end() <= 4 and _names_offices(m.group(), m.start()) for m in verbs)


def _names_offices(verb: str, at: int) -> bool:
    return verb in words("office_verbs", "scopes") or (at > 0 and verb in words("inner_verbs", "scopes"))


def _is_wide(name: str) -> bool:
    """Whether a name is of more than one office: such a subject holds longer."""
    return bool(compiled("^(?:{extents}|[各全])|级|口岸$").search(name))


@cache
def _offices() -> re.Pattern[str]:
    """Places where an office's or a channel's name may end."""
    before, behind = mapping("not_endings", "scopes"), mapping("not_behind", "scopes")
    listed = [*words("organisations"), *words("platforms")]
    listed += [word for key in ("bodies", "meetings", "places", "outlets", "regions") for word in words(key, "scopes")]
    listed += [*words("provinces", "scopes"), *(a.name.removesuffix("海关") for a in agencies() if a.kind == "district")]
    endings = [
        (f"(?<![{before[word]}])" if word in before else "")
        + re.escape(word)
        + (f"(?![{behind[word]}])" if word in behind else "")
        for word in longest_first(listed)
    ]
    quoted = rf"“[^“”]{{1,16}}{any_of('platforms')}”"
    begins = re.escape("".join(sorted({word[0] for word in listed})))  # looked at first: endings are tried at every place
    return re.compile(rf"(?=[{begins}“\ue001])(?:{'|'.join(endings)}|{quoted}|\ue001)[”」]?")


def office_alone(text: str) -> str | None:
    """The words where they end as an office's name does and are no sentence: also who is named by a task (承办单位)."""
    bare = text.strip(" 、,，“”\"")
    return bare if len(bare) <= LONGEST and compiled(r"^[^的了,，]{1,}{organisations}$").match(bare) else None


def owner_alone(text: str) -> str | None:
    """The name where the words are the name of one office and nothing else (通关咨询中心, 法规处)."""
    bare = text.strip(" 、,，“”\"")
    return bare if _alone(bare) and _kind(bare) != PLATFORM else None


def platform_alone(text: str) -> str | None:
    """The name where the words are a channel's name and nothing else (政府网站, 微博)."""
    bare = text.strip(" 、,，")
    messages = compiled("{platforms}{verbs}").search(bare)  # 新媒体发布微信: messages, no channel
    counted = compiled("^(?:[不未]|[下新]?[开增]?设)").match(bare)  # 不合格网站, 下设子栏目: what is counted
    return bare if not (messages or counted) and _alone(bare) and _kind(bare) == PLATFORM else None


def heads_alone(clause: str) -> Subject | None:
    """Whom the words before a colon name, if they name nobody else (门户网站:发布信息12条); else None."""
    head = without_lead(clause).strip(" 、")
    if compiled("“[^“”]{2,20}{platforms|scopes:lists}”").fullmatch(head) or (platform_alone(head) and not head.endswith(words("kinds", "scopes"))):
        return Subject(head, PLATFORM)
    return Subject(head, OFFICE) if owner_alone(head) and not head.endswith(words("kinds", "scopes")) else None


def title_owner(title: str) -> str | None:
    """Whose the numbers under a section's title are, where it names one office or channel (门户网站建设情况); else None."""
    head = compiled("(?:{scopes:workings})*(?:方面|概?况|工作|情况|受理量|办理量)$").sub("", title.strip(" :："))
    if compiled("{extents}").fullmatch(head):
        return head
    subject = heads_alone(head)
    return subject.name if subject else None


def _alone(name: str) -> bool:
    ends = any(m.end() == len(name) for m in _offices().finditer(name))
    return len(name) <= LONGEST and ends and _is_name(name)


def owner_of(words_before: str, unit: str) -> str | None:
    """Whose a number of this unit is, where only a name stands before it (其中通关处12件); none of 公告栏26块."""
    if unit in words("things", "scopes"):
        return None
    return owner_alone(words_before) or platform_alone(words_before)


def named(name: str, before: str) -> str:
    """A channel or an agency by its name; 该网站 is the last thing before it that is called so, 该局 else the issuer."""
    m = compiled("^(?:该|此|上述|这一)(?:(?P<kind>{platforms})|(?P<agency>{scopes:agencies}))$").match(name)
    if m is None:
        return name
    kind = m["kind"] or m["agency"]
    earlier = compiled("(?:^|{channels}|[,，。;；:：\\n])(?P<name>[^,，。;；:：\\n该此]{2,20}" + kind + ")").findall(before)
    return earlier[-1] if earlier else name if m["kind"] else OWN
