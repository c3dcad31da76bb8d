"""Taking away what a page prints around a document: menus, breadcrumbs, tools, footers, abstracts.

Word lists stand in boilerplate.yaml.  A line goes for its shape and its place, never for a word
inside it: a sentence of the body that speaks of 版权 or gives a 联系电话 stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.boilerplate_words import LONGEST, Kept, consists_of, is_menu, patterns
from extract.document import Document
from extract.numbering import RANK, read_numbering
from extract.page_head import (
    find_abstract,
    find_columns,
    find_header,
    find_property_table,
    find_repeated_title,
)

LONGEST_ENTRY = 40
"""Longest name of a related entry."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A range of the clean text that is not the document's, and why."""

    start: int
    end: int
    why: str


def strip_boilerplate(doc: Document) -> tuple[Document, tuple[Removed, ...]]:
    """The document with the lines of its body only (text and offsets unchanged), and what went."""
    why: dict[int, str] = {}
    for find in _RULES:
        kept = [(i, line) for i, line in enumerate(doc.lines) if i not in why]
        why |= find(doc, kept)
    lines = tuple(line for i, line in enumerate(doc.lines) if i not in why)
    removed = (Removed(doc.lines[i].start, doc.lines[i].end, why[i]) for i in sorted(why))
    return replace(doc, lines=lines), tuple(removed)


def _marked(doc: Document, kept: Kept) -> dict[int, str]:
    """What the format itself marks as navigation."""
    return {i: "navigation" for i, line in kept if line.kind == "navigation"}


def _tools(doc: Document, kept: Kept) -> dict[int, str]:
    """Breadcrumbs, page tools, and links to the documents before and after, wherever they stand."""
    return {i: found for i, line in kept if (found := _tool(doc.line_text(line)))}


def _tool(text: str) -> str | None:
    words = patterns()
    if not words.any_tool.match(text):
        return None
    if words.breadcrumb.match(text) and "。" not in text:
        return "breadcrumb"
    if len(text) > LONGEST:
        return None
    if words.neighbours.match(text):
        return "related"
    return "page_tools" if consists_of(text, words.tools) else None


def _related(doc: Document, kept: Kept) -> dict[int, str]:
    """All from the head of a list of related entries on, where nothing below it is a body's."""
    found: dict[int, str] = {}
    below: dict[int, str] = {}
    for i, line in reversed(kept):
        text = doc.line_text(line)
        number = read_numbering(text)
        heading = number is not None and RANK[number.kind] <= RANK["chinese_paren"]
        if heading or ("。" in text and len(text) > LONGEST_ENTRY):
            break
        below[i] = "related"
        if patterns().related.fullmatch(text):
            found |= below
            below.clear()
    return found


def _footer(doc: Document, kept: Kept) -> dict[int, str]:
    """From the end upwards as long as the lines are a footer's, a menu's or related entries'.

    Lines that could as well be body wait until a line above them proves them: a telephone number
    until a footer or a menu, a short name until a sure footer over this one, or the head of a list.
    """
    found: dict[int, str] = {}
    waiting: dict[int, str] = {}
    for i, line in reversed(kept):
        kind = _footer_kind(doc.line_text(line))
        if kind in ("contact", "entry"):
            waiting[i] = kind
            continue
        if kind is None or not _proves(kind, set(waiting.values()), bool(found)):
            break
        why = "site_footer" if kind == "sponsor" else kind
        found |= dict.fromkeys([*waiting, i], why)
        waiting.clear()
    return found


def _proves(kind: str, waiting: set[str], footer_below: bool) -> bool:
    """Whether a line of `kind` takes the lines that wait below it along."""
    if kind == "sponsor":
        return footer_below and "entry" not in waiting
    if "entry" in waiting:
        return kind == "related" or (kind == "site_footer" and footer_below)
    return kind != "related" or not waiting


def _footer_kind(text: str) -> str | None:
    """What a line near the end of a page could be, or None where it is body."""
    words = patterns()
    if len(text) > LONGEST or text.endswith("。") or read_numbering(text):
        return None
    if words.related.fullmatch(text):
        return "related"
    if words.footer.search(text):
        return "site_footer"
    if is_menu(text):
        return "navigation"
    if words.sponsors.match(text):
        return "sponsor"
    if words.contacts.match(text):
        return "contact"
    return "entry" if len(text) <= LONGEST_ENTRY and not re.search("[。；，,]", text) else None


_RULES = (
    _marked,
    _tools,
    _related,
    _footer,
    find_columns,
    find_property_table,
    find_header,
    find_repeated_title,
    find_abstract,
)
"""In this order: each looks at the lines that those before it left."""
