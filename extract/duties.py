"""Who does a measure, who helps, and by when: from its notes, its parentheses, or its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.enumerations import begins_with_mark
from extract.numbering import read_numbering
from extract.rules import Rules, load_rules


@dataclass(frozen=True, slots=True)
class Duty:
    """As printed: who answers for it, who takes part, by when; None where the text does not say."""

    responsible: str | None
    supporting: str | None
    due: str | None


class _Words(Rules):
    duties: str
    bodies: str
    leads: str
    helps: str
    terms: str
    lasting: str


_BRACKETS = re.compile(r"[(（]([^()（）]{2,160})[)）]")
_SENTENCE = re.compile(r"[^。！？\n]+")
_DOES = re.compile("(?:分别|共同|各负其责|按(?:照)?职责分工|牵头|负责|落实|承办)+$")
_YEAR = r"(?:(?:(?:19|20)\d\d|今|本|当|明)年)"
_DAY = r"(?:\d{1,2}[日号]|[上中下]旬|[底末初])"
_DUE = re.compile(
    rf"每(?:年|半年|季度?|月|周)(?:首月|\d{{1,2}}月)?{_DAY}?(?:(?:之|以)?前|(?<=[底末]))"
    rf"|{_YEAR}?\d{{1,2}}月份?{_DAY}?(?:之|以)?前|(?:{_YEAR}|年)[底末](?:(?:之|以)?前)?|{_YEAR}(?:之|以)?前|年内"
    rf"|{_YEAR}?(?:[上下]半年|第?[一二三四]季度)[底末]?(?:(?:之|以)?前|内|(?=完成))"
    rf"|(?<![至到]){_YEAR}?\d{{1,2}}月(?:[底末]|[上中下]旬)(?=完成|[，,。；;)）]|$)"
)
_ROUND = str.maketrans("【】[]", "（）()")
_WORDS = r"(?:[^()（）；;。\n]|[(（][^()（）]{1,8}[)）])"
"""What a note may say: no end of a sentence, a parenthesis only inside a name (各县(区)政府)."""


@cache
def _words() -> _Words:
    return load_rules(_Words, Path(__file__).with_suffix(".yaml"))


def duty_words() -> str:
    """The regular expression of the words that set a duty, anywhere in a paragraph."""
    return _words().duties


def is_note(line: str) -> bool:
    """Whether a line says who does the task above it, or by when: 责任单位：…, 完成时限：…."""
    known = _words()
    return bool(re.match(rf"(?:{known.leads}|{known.helps}|{known.terms})\s*[:：]", line))


def read_duty(text: str) -> Duty:
    """The duty of a measure's text, its notes and parentheses included."""
    text = text.translate(_ROUND)
    notes = _notes(text)
    brackets = [m[1] for m in _BRACKETS.finditer(text)]
    led = notes.get("leads")
    if led and re.search("牵头|负责|落实|配合", led):
        brackets.insert(0, led)  # 责任单位：甲处牵头，乙处配合
        led = None
    return Duty(
        led or _leader(text, brackets),
        notes.get("helps") or _helper(text, brackets),
        notes.get("terms") or _term(text, brackets),
    )


@cache
def _note() -> re.Pattern[str]:
    known = _words()
    labels = rf"(?P<leads>{known.leads})|(?P<helps>{known.helps})|(?P<terms>{known.terms})"
    following = f"(?:{known.leads}|{known.helps}|{known.terms})[:：]"
    return re.compile(rf"(?:^|[(（；;，,。\s])(?:{labels})[:：]\s*(?P<said>{_WORDS}{{1,80}}?)(?=[)）；;。\n]|[(（](?![^()（）]{{1,8}}[)）])|$|[，,\s]+{following})", re.M)


def _notes(text: str) -> dict[str, str]:
    """What 责任单位：…；配合单位：…；完成时限：… say, the first of each kind; who answers beside a 牵头单位 takes part."""
    found: dict[str, str] = {}
    for m in _note().finditer(text):
        kind = next(k for k in ("leads", "helps", "terms") if m[k])
        said = m["said"].strip(" ，,")
        if kind != "terms" and (due := _DUE.search(said)) and said[due.start() - 1] in "，,":
            said = said[: due.start() - 1]
        found.setdefault("helps" if kind in found and kind == "leads" else kind, said)
    return found


def _leader(text: str, brackets: list[str]) -> str | None:
    """办公室 of (办公室牵头，各部门配合), or the subject of a sentence of duty: 监察室作为监督部门，负责…."""
    for note in brackets:
        m = re.match(r"(?P<who>[^；;：:。]{2,60}?)(?:按(?:照)?职责分工)?(?:牵头|负责|落实)", note)
        if m and not re.search(r"[，,].*[，,]", m["who"]):
            return _DOES.sub("", m["who"]).strip(" ，,") or None
    if m := _closing_bodies().search(text):
        return m["who"]
    number = read_numbering(text)
    body = text[number.end if number else begins_with_mark(text) :]
    subjects = (_subject().match(body, m.start()) for m in _SENTENCE.finditer(body))
    return next((m["name"] or m["asked"] for m in subjects if m), None)


@cache
def _closing_bodies() -> re.Pattern[str]:
    """Bodies alone in the last parenthesis: …。（督查室、办公室，11月底前）."""
    name = rf"[^、，,；;：:()（）\s]{{1,20}}?{_words().bodies}"
    return re.compile(rf"[(（](?P<who>{name}(?:、{name})*)(?:[，,][^()（）]{{1,20}})?[)）][。；;]?$")


@cache
def _subject() -> re.Pattern[str]:
    """The body that a sentence of duty begins with: 办公室负责…, 由办公室牵头…, 请各单位于…."""
    name = rf"[^，,。；;：:《》\s由请]{{1,30}}?{_words().bodies}(?:[(（][^()（）]*[)）])?"
    acts = rf"(?:(?:作为|是)[^，,。；;]{{2,40}}[，,])?(?:负责|牵头|{_words().duties})"
    return re.compile(rf"由?(?P<name>{name}){acts}|请(?P<asked>{name})(?=[于在将按])")


def _helper(text: str, brackets: list[str]) -> str | None:
    """Who takes part: 各部门配合, 会同技术处."""
    for part in (*brackets, text):
        m = _joins().search(part) or _takes_part().search(part)
        led = m and re.search("牵头|负责", part[: m.start()])
        if m and (led or (re.search(f"{_words().bodies}$", m["who"]) and "分工" not in m.group())):
            return m["who"].strip()
    return None


@cache
def _joins() -> re.Pattern[str]:
    """会同技术处于4月底前, 会同法规处开展检查."""
    return re.compile(
        r"(?:会同|联合)(?P<who>[^，,；;。()（）]{2,40}?)"
        r"(?=[，,；;。于在共]|等?(?:单位|部门)?(?:开展|做好|推进|实施|负责|制定|落实)|$)"
    )


@cache
def _takes_part() -> re.Pattern[str]:
    """各部门配合; behind 甲牵头 also 乙、丙按职责分工负责."""
    return re.compile(
        r"(?:^|[，,；;])(?P<who>[^，,；;。：:()（）]{2,40}?)(?:予以|积极|按(?:照)?职责分工)*"
        r"(?:配合|协助|参与|(?<=分工)(?:负责|落实))(?=[，,；;。)）]|$)"
    )


def _term(text: str, brackets: list[str]) -> str | None:
    """By when: 6月30日前, 每季度末; 长期坚持 where a parenthesis says so."""
    for note in brackets:
        if m := _DUE.search(note) or re.search(_words().lasting, note):
            return m.group()
    m = _DUE.search(re.sub(r"《[^》]*》|“[^”]*”", "", text))
    return m.group() if m else None
