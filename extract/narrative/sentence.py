"""One sentence while its numbers are read: what was found in it, and what its numbers inherit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.narrative import labels
from extract.narrative.findings import Finding
from extract.narrative.issuers import foreign
from extract.narrative.masks import Masks
from extract.narrative.numbers import Number
from extract.narrative.subjects import Subjects

MEASURES_OF_OTHERS = frozenset(("百分点", "倍", "番"))
"""Units of numbers that are no figure by themselves."""


@dataclass(slots=True)
class Sentence:
    """`text[slice(*span)]` with its counting numbers; `earlier` and `found` are the document's findings before it and its own.

    Findings are numbered through the document: the sentence's first one is number `base`.  `unread` are the
    places of numbers that could not be read; `subject` whose the next number is; `of_which` and `outer`
    the numbers of the totals that are being broken down, the inner and the one around it.
    """

    text: str
    span: tuple[int, int]
    numbers: Sequence[Number]
    masks: Masks
    issuer_names: frozenset[str]
    subjects: Subjects
    earlier: Sequence[Finding]
    unread: Sequence[int] = ()
    found: list[Finding] = field(default_factory=list)
    subject: str | None = None
    of_which: int | None = None
    outer: int | None = None
    base: int = field(init=False)

    def __post_init__(self) -> None:
        self.base = len(self.earlier)

    def at(self, i: int) -> Finding:
        """The finding with this number in the document."""
        return self.earlier[i] if i < self.base else self.found[i - self.base]

    def previous(self) -> int | None:
        """The place of the sentence's last figure of its own, no share, change or measure of others."""
        for i in range(len(self.found) - 1, -1, -1):
            if not self.found[i].relation and self.found[i].number.unit not in MEASURES_OF_OTHERS:
                return i
        return None

    def last_in(self, unit: str) -> str:
        """The label of this sentence's last number in a unit that is no share and no change; "" where there is none."""
        same = (f.label for f in reversed(self.found) if not f.relation and f.number.unit == unit)
        return next(same, "")

    def named(self, head: str) -> int | None:
        """The number of this sentence that the words name again (网上申请15件, …网上申请占比62.5%)."""
        for i in range(len(self.found) - 1, -1, -1):
            if len(head) >= 2 and not self.found[i].relation and labels.names(head, self.found[i].label):
                return i
        return None

    def unread_since(self, i: int, number: Number) -> int:
        """Where a number that could not be read stands between a finding and a number; 0 where none does."""
        since = self.found[i].number.tail
        return next((at for at in self.unread if since <= at < number.lead), 0)

    def scope_of(self, name: str | None) -> str | None:
        """An office's name as a scope; the issuer under any of its names is none."""
        return foreign(name, self.issuer_names)
