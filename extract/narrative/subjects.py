"""Follows the text from number to number: whom its clauses speak of, and how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.narrative.issuers import OWN
from extract.narrative.lexicon import compiled, words
from extract.narrative.scopes import (
    BODY,
    CHANNEL,
    LONGEST,
    OFFICE,
    PLACE,
    WIDE,
    Subject,
    find_subject,
    heads_alone,
    named,
    owner_alone,
    without_lead,
)

BACK = 400
"""How far before its sentence, in characters, the name is looked for that 该网站 stands for."""

Owned = tuple[int, int, str]
"""`[start, end)` of a text, and whose its numbers are where they name nobody."""

_NOTE = re.compile(r"[(（]((?:[省市县区州盟旗乡镇街道团场][、,，]?){1,8})[)）]")
_SIGNS = re.compile(r"([,，:：。()（）;；])")


@dataclass(slots=True)
class Subjects:
    """`now` is whom the next numbers are of; `first` whom the sentence began with, or, where it is `carried`, the one
    before it; `units` in what it counts.

    A sentence goes on about whom the one before it spoke of only where it counts in the same units.
    `owners` are the sections whose titles name somebody, in order, of which `met` have begun, and
    `within` those about the sentence.
    """

    text: str
    owners: Sequence[Owned] = ()
    met: int = 0
    within: list[Owned] = field(default_factory=list)
    now: Subject | None = None
    first: Subject | None = None
    carried: Subject | None = None
    end: int = 0
    outside: list[Subject | None] = field(default_factory=list)
    units: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)

    def begin(self, start: int, end: int) -> None:
        """A sentence begins: the one before goes on in it where it spoke of many (全市, 各级海关)."""
        follows = start - self.end <= 2 and "\n" not in self.text[self.end : start]
        own_again = compiled(r"\s*{scopes:activities}").match(self.text, start, end)
        if not follows or own_again or self.first is None or not (self.first.kind == WIDE or _is_agency(self.first)):
            self.first = None
        self.now, self.end, self.outside = self.first, end, []
        while self.met < len(self.owners) and self.owners[self.met][0] <= start:
            self.within.append(self.owners[self.met])
            self.met += 1
        self.within = [owned for owned in self.within if owned[1] > start]
        self.before, self.units = self.units, set()
        self.carried = self.first if self.first and self.first.kind == OFFICE else None

    def pass_over(self, start: int, end: int) -> None:
        """A sentence that counts nothing: a line that is a name alone (市交通局:) owns the next line, and a
        paragraph that begins with a customs goes on about it."""
        text = self.text[start:end]
        if len(text) <= LONGEST and self.text[end : end + 1] == "\n" and self.text[max(0, start - 1) : start] in ("", "\n"):
            until = self.text.find("\n", end + 1)
            if head := heads_alone(text.rstrip(":：")):
                self.within.append((start, until if until >= 0 else len(self.text), head.name))
        elif "海关" in (opening := re.split("[,，]", text[: 4 * LONGEST])[0]):
            subject = find_subject(re.split("[:：]", opening)[-1])
            if subject and _is_agency(subject):
                self.first, self.end, self.units = subject, end, set()

    def read(self, since: int, until: int, unit: str, total: str | None, *, opens: bool) -> str | None:
        """Whose the number at `until` is, by the words since the last one; None where they name nobody.

        `total`: whose the number is that this one is an item of, None where it is no item; `opens`:
        nothing stands between the sentence's beginning and `since`.
        """
        if not self.units and unit not in self.before and not (self.first and _is_agency(self.first)):
            self.now = self.first = None
        self.units.add(unit)
        between = _NOTE.sub("\ue000\\1\ue001", self.text[since:until])
        pieces = _SIGNS.split(between)
        signs, clauses = ["", *pieces[1::2]], pieces[::2]
        for i, (sign, clause) in enumerate(zip(signs, clauses, strict=True)):
            ends = unit if i + 1 == len(clauses) else None
            if i + 1 < len(signs) and signs[i + 1] in (":", "：") and (lead := heads_alone(clause)):
                self.now = self.first = lead
            elif i or opens:
                self._clause(sign, clause, ends, total)
            elif subject := _listed(clause, ends):
                self.now = subject
        alone = self._bracketed(between) or _among(clauses[-1], unit)
        if alone is None and compiled("^(?:其[他它余]|另有|[二两三]者|合计)").match(clauses[-1].strip("、 ")):
            others = self.now is not None and self.now is not self.first and self.now.name != total
            return OWN if others else total or (self.now.name if self.now else None)
        name = alone or (self.now.name if self.now else self.within[-1][2] if self.within else None)
        return name and named(name, self.text[max(0, since - BACK) : since])

    def _clause(self, sign: str, clause: str, unit: str | None, total: str | None) -> None:
        if sign and sign in "(（":
            self.outside.append(self.now)
        elif sign and sign in ")）" and self.outside:
            self.now = self.outside.pop()
        elif sign and sign in ";；":
            self.now = self.first = None if self.first and _own_again(self.first, clause.strip()) else self.first
        subject = find_subject(clause, unit)
        if subject is not None:
            name = subject.name.replace("\ue000", "(").replace("\ue001", ")")
            self.now = Subject(name, subject.kind)
            if subject.kind not in (CHANNEL, BODY):
                self.first = self.now if self.first is None or self.first is self.carried else self.first
        elif total is not None and clause.strip():
            self.now = Subject(total, WIDE) if total else None
        elif self.now and sign and sign in ",，;；" and _ends(self.now, clause):
            self.now = self.first if self.first is not self.now else None

    def _bracketed(self, between: str) -> str | None:
        """东港海关(14篇): the office before a parenthesis that holds the number alone."""
        m = re.search(r"(?:^|[、,，:：;；)）为是和])([^、,，:：;；()（）为是和]{2,16})[(（]$", between)
        return owner_alone(m[1]) if m else None


def _among(clause: str, unit: str) -> str | None:
    """在全市36个单位中: those among whom a rank is."""
    m = compiled("[在于对将]({extents})$").search(clause) if unit in ("个", "家") else None
    return m[1] if m else None


def _is_agency(subject: Subject) -> bool:
    """Whether a subject is one customs: a paragraph that begins with it speaks of it."""
    return subject.kind == OFFICE and bool(compiled("海关(?:缉私局|缉私分局)?$").search(subject.name))


def _own_again(subject: Subject, clause: str) -> bool:
    """Whether a clause behind a semicolon is the issuer's own: what it does itself, or what no place does (签发证书)."""
    acts = {OFFICE: "{scopes:activities}", PLACE: "(?:{adverbs})*{verbs}"}.get(subject.kind)
    return bool(acts and compiled(acts).match(clause))


def _listed(words_behind: str, unit: str | None) -> Subject | None:
    """The channel of the next number of a row: …210条、通过微博公开120条; None where the row only goes on."""
    _, joint, item = words_behind.rpartition("、")
    subject = find_subject(item, unit) if joint and item else None
    return subject if subject and (subject.kind == CHANNEL or _publishes(subject)) else None


def _ends(subject: Subject, clause: str) -> bool:
    """Whether a subject does not go on in a clause that names none: a meeting never does, and a channel that only
    publishes ends where something else is done (通过网站公开信息9条,受理投诉2件)."""
    if subject.kind == BODY:
        return True
    if subject.kind != CHANNEL and not _publishes(subject):
        return False
    act = without_lead(clause)
    return bool(compiled("^(?:被|{verbs})").match(act) and not compiled("^被?{scopes:publishing}").match(act))


def _publishes(subject: Subject) -> bool:
    return subject.name.rstrip("”").endswith(words("media", "scopes"))
