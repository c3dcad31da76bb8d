"""Agencies that issue customs documents: their official names, aliases and 关区代码, found in text.

The list is data, agencies.yaml; what is not listed is known by its form only (`agency_like`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize import data
from normalize.patterns import HANZI, any_of

FILE = "agencies.yaml"
STATE = "中华人民共和国"
_KINDS = {
    "headquarters": "headquarters",
    "departments": "department",
    "offices": "office",
    "institutions": "institution",
    "districts": "district",
}
_KEYS = frozenset({*_KINDS, "suffixes", "followed_by", "not_in_names", "in_names"})
_BODY = re.compile(f"[{HANZI}]*$")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency; `name` as records carry it, `code` its 关区代码 where it has one.

    `kind`: `headquarters`, `department`, `office`, `institution` or `district` (直属海关).
    """

    name: str
    kind: str
    code: str | None = None
    full: str | None = None
    english: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """A listed agency named in `text[start:end]`."""

    start: int
    end: int
    agency: Agency


@cache
def agencies() -> tuple[Agency, ...]:
    """Every listed agency; raises DataError where agencies.yaml is not as it should be."""
    listed = data.load(FILE, _KEYS)
    found = tuple(_agency(group, kind, entry) for group, kind in _KINDS.items() for entry in listed[group])
    codes = [agency.code for agency in found if agency.code]
    names = [name for agency in found for name in _names(agency)]
    for what, values in (("codes", codes), ("names", names)):
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            raise data.DataError(f"{FILE}: {what} listed twice: {', '.join(sorted(twice))}")
    return found


def find_agencies(text: str) -> list[AgencyMatch]:
    """Every listed agency that the text (simplified script) names, left to right, the longest name first."""
    by_name = _by_name()
    return [AgencyMatch(m.start(), m.end(), by_name[m.group()]) for m in _names_pattern().finditer(text)]


def resolve(name: str) -> Agency | None:
    """The listed agency of this name (spaces inside do not matter), or None."""
    plain = re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", name)
    return _by_name().get(plain) or _by_name().get(plain.removeprefix(STATE))


def agency_like(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of what looks like a government agency's name, listed or not.

    Conservative: the name ends as agencies' names do, stands between signs or line ends (or
    before 关于 and the like, or behind 由), and holds no word that only sentences have.
    """
    found = []
    for ending in _endings().finditer(text):
        before = text[max(0, ending.start() - _LONGEST) : ending.start()]
        body = before[_body_start(before) :]
        name = body + ending.group()
        if 2 <= len(body) < _LONGEST and (resolve(name) or not _says_more(name)):
            found.append((ending.end() - len(name), ending.end(), name))
    return found


def _body_start(before: str) -> int:
    """Where the Chinese characters that end `before` begin, or what follows their last 由 or 年."""
    run = _BODY.search(before)
    return max(run.start() if run else len(before), before.rfind("由") + 1, before.rfind("年") + 1)


def _agency(group: str, kind: str, entry: object) -> Agency:
    if (
        not isinstance(entry, dict)
        or set(entry) - {"name", "full", "english", "code", "aliases"}
        or "name" not in entry
    ):
        raise data.DataError(
            f"{FILE}: {group}: each agency needs a name, and may have full, english, code, aliases; found {entry!r}"
        )
    code, aliases = entry.get("code"), entry.get("aliases", [])
    if code is not None and not re.fullmatch(r"\d{2}00", str(code)):
        raise data.DataError(
            f"{FILE}: {group}.{entry['name']}: code must be two digits and 00, found {code!r}"
        )
    full = entry.get("full") or (STATE + entry["name"] if kind == "district" else None)
    return Agency(
        entry["name"],
        kind,
        code,
        full,
        entry.get("english"),
        tuple(data.strings(FILE, entry["name"], aliases)),
    )


def _names(agency: Agency) -> list[str]:
    return [name for name in (agency.name, agency.full, agency.english, *agency.aliases) if name]


@cache
def _by_name() -> dict[str, Agency]:
    return {name: agency for agency in agencies() for name in _names(agency)}


@cache
def _names_pattern() -> re.Pattern[str]:
    return any_of(_by_name())


def _pattern(key: str) -> str:
    return any_of(data.strings(FILE, key, data.load(FILE, _KEYS)[key])).pattern


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?:{_pattern('suffixes')})(?=[^{HANZI}]|$|{_pattern('followed_by')})")


def _says_more(name: str) -> bool:
    """Whether a name holds words that only sentences have; 和 of 和平区 and of 文化和旅游局 is none."""
    return bool(_not_in_names().search(_in_names().sub("", name.removeprefix(STATE))))


@cache
def _not_in_names() -> re.Pattern[str]:
    return re.compile(_pattern("not_in_names"))


@cache
def _in_names() -> re.Pattern[str]:
    return re.compile(_pattern("in_names"))
