"""Taiwan's wording, which phrase-level converters bring into mainland documents, undone.

The words are data: wording.yaml says which, and in what context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from normalize import data
from normalize.aligned import AlignedText, Edit
from normalize.patterns import any_of

FILE = "wording.yaml"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a word becomes, and what must or must not stand beside it."""

    to: str
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what stands around `text[start:end]` is what the rule asks for."""
        return (
            (not self.after or text.endswith(self.after, 0, start))
            and (not self.before or text.startswith(self.before, end))
            and not text.endswith(self.not_after, 0, start)
            and not text.startswith(self.not_before, end)
        )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Words with their rules, and one pattern that finds them all, the longest first."""

    pattern: re.Pattern[str]
    rules: Mapping[str, tuple[_Rule, ...]]

    def edits(self, text: str) -> Iterator[Edit]:
        """Each word that a rule replaces: where it stands, and by what."""
        for m in self.pattern.finditer(text):
            word, (start, end) = m.group(), m.span()
            rule = next((r for r in self.rules[word] if r.fits(text, start, end)), None)
            if rule is not None and rule.to != word:
                yield start, end, rule.to


def localize(source: AlignedText) -> tuple[AlignedText, bool]:
    """A once traditional text in mainland wording, and whether it was Taiwan's."""
    if next(_lexicon("certain").edits(source.text), None) is None:
        return source.replace(_lexicon("writing").edits(source.text)), False
    return source.replace(_lexicon("certain", "probable", "writing").edits(source.text)), True


@cache
def _lexicon(*tiers: str) -> _Lexicon:
    found = data.load(FILE, frozenset({"certain", "probable", "writing"}))
    rules = {word: rule for tier in tiers for word, rule in _rules(tier, found[tier])}
    return _Lexicon(any_of(rules), rules)


def _rules(tier: str, entries: object) -> Iterator[tuple[str, tuple[_Rule, ...]]]:
    if not isinstance(entries, dict):
        raise data.DataError(f"{FILE}: {tier} must be a mapping, found {entries!r}")
    for word, entry in entries.items():
        listed = entry if isinstance(entry, list) else [entry]
        yield word, tuple(_rule(f"{tier}.{word}", rule) for rule in listed)


def _rule(key: str, entry: object) -> _Rule:
    """The rule of one entry; raises DataError on anything but a string or `to` with contexts."""
    if isinstance(entry, str):
        return _Rule(entry)
    if (
        not isinstance(entry, dict)
        or set(entry) - set(_Rule.__slots__)
        or not isinstance(entry.get("to"), str)
    ):
        raise data.DataError(f"{FILE}: {key} must be a string, or `to` with contexts; found {entry!r}")
    contexts = {k: tuple(data.strings(FILE, f"{key}.{k}", v)) for k, v in entry.items() if k != "to"}
    return _Rule(entry["to"], **contexts)
