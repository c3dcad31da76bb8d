"""The narrative part's words, loaded once from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
WITH_PATTERNS = ("adverbs", "tails")


class LexiconError(ValueError):
    """A word file that is not as its reader expects; names the file and the key."""


@cache
def load(name: str) -> Mapping[str, Any]:
    """A YAML file of this folder as a mapping (raises LexiconError where it is none)."""
    path = HERE / f"{name}.yaml"
    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict):
        raise LexiconError(f"{path.name}: expected a mapping of word lists, found {type(data).__name__}")
    return data


@cache
def words(key: str, file: str = "lexicon") -> tuple[str, ...]:
    """The word list `key`, longest first."""
    found = load(file).get(key)
    if not isinstance(found, list) or not all(isinstance(w, str) for w in found):
        raise LexiconError(f"{file}.yaml: {key}: expected a list of strings, found {found!r}")
    return longest_first(found)


@cache
def mapping(key: str, file: str = "lexicon") -> Mapping[str, Any]:
    """The mapping `key` of a file."""
    found = load(file).get(key)
    if not isinstance(found, dict):
        raise LexiconError(f"{file}.yaml: {key}: expected a mapping, found {found!r}")
    return found


def longest_first(items: Iterable[str]) -> tuple[str, ...]:
    """Sorted so that an alternation of them prefers the longest."""
    return tuple(sorted(set(items), key=lambda w: (-len(w), w)))


def either(items: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, longest_first(items))) + ")"


@cache
def any_of(*keys: str) -> str:
    """`either` of the words of one or more lists; of lexicon.yaml, unless named `file:list`."""
    return either(word for key in keys for word in _words(key))


def _words(key: str) -> tuple[str, ...]:
    """The list `verbs`, or `scopes:bodies` of another file."""
    file, _, name = key.rpartition(":")
    return words(name, file or "lexicon")


@cache
def compiled(template: str) -> re.Pattern[str]:
    """A pattern, compiled once; `{verbs}` or `{verbs|manners}` in it stands for any word of those lists.

    `{scopes:bodies}` is a list of scopes.yaml; `{adverbs}` and `{tails}` also take the short ones that are listed as patterns.
    """
    return re.compile(re.sub(r"\{([a-z_:]+(?:\|[a-z_:]+)*)\}", _expanded, template))


def _expanded(m: re.Match[str]) -> str:
    keys = m[1].split("|")
    patterns = [p for key in keys if key in WITH_PATTERNS for p in words(f"{key[:-1]}_patterns")]
    return f"(?:{'|'.join((any_of(*keys), *patterns))})" if patterns else any_of(*keys)
