"""The words of what stands around a document on a page, boilerplate.yaml, as patterns over one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.document import Line
from extract.numbering import BULLETS
from extract.rules import Rules, either, load_rules

LONGEST = 160
"""A line with more characters than this is none of the page's own, a breadcrumb apart."""

_SEPARATORS = re.compile(r"[\s|｜丨·•,，、/\\()（）【】\[\]<>《》:：-]+")
_OPENING = r"[|｜【\[(（\s]*"

Kept = Sequence[tuple[int, Line]]
"""Lines that no earlier rule took, each with its place in `Document.lines`."""


class _Menu(Rules):
    sure: list[str]
    possible: list[str]


class _Footer(Rules):
    sure: list[str]
    sponsors: list[str]
    contacts: list[str]


class _Words(Rules):
    breadcrumb: list[str]
    tools: list[str]
    neighbours: list[str]
    menu: _Menu
    columns: list[str]
    footer: _Footer
    related: list[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What boilerplate.yaml lists, each a pattern over a line of clean text."""

    breadcrumb: re.Pattern[str]
    tools: re.Pattern[str]
    neighbours: re.Pattern[str]
    any_tool: re.Pattern[str]
    menu_sure: re.Pattern[str]
    menu: re.Pattern[str]
    columns: re.Pattern[str]
    footer: re.Pattern[str]
    sponsors: re.Pattern[str]
    contacts: re.Pattern[str]
    related: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, from the reviewed word lists."""
    words = load_rules(_Words, Path(__file__).with_name("boilerplate.yaml"))
    return Patterns(
        breadcrumb=re.compile(either(words.breadcrumb)),
        tools=re.compile(either(words.tools)),
        neighbours=re.compile(either(words.neighbours)),
        any_tool=re.compile(_OPENING + either([*words.breadcrumb, *words.neighbours, *words.tools])),
        menu_sure=re.compile(either(words.menu.sure)),
        menu=re.compile(either([*words.menu.sure, *words.menu.possible])),
        columns=re.compile(rf"(?:[{BULLETS}>]\s*)?" + either([*words.columns, *words.menu.sure, *words.menu.possible])),
        footer=re.compile(either(words.footer.sure), re.IGNORECASE),
        sponsors=re.compile(either(words.footer.sponsors)),
        contacts=re.compile(either(words.footer.contacts), re.IGNORECASE),
        related=re.compile(either(words.related) + r"\s*[:：]?"),
    )


def consists_of(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether nothing but matches of `pattern` and separators is in the text."""
    return bool(pattern.match(text.lstrip("|｜【[(（ "))) and not _SEPARATORS.sub("", pattern.sub("", text))


def is_menu(text: str) -> bool:
    """Whether a line consists of words of menus: of one that is sure, or of two."""
    menu = patterns().menu
    return consists_of(text, menu) and (bool(patterns().menu_sure.search(text)) or len(menu.findall(text)) > 1)
