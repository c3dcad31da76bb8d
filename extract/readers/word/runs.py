"""The text of a Word paragraph, run by run: what is printed, and nothing of what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extract.readers.raised import raised
from extract.readers.word.numbering import W, value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

BOX = f"{W}txbxContent"
"""The content of a text box."""

_DELETED = ("del", "moveFrom", "delText", "delInstrText")
_UNPRINTED = ("instrText", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr", "txbxContent")
SKIPPED = frozenset(f"{W}{name}" for name in (*_DELETED, *_UNPRINTED))
"""Elements whose content is not printed here: deletions, field codes, glosses, properties, boxes."""

SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}

_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of printed text, and the URL that it links to."""

    text: str
    url: str | None = None


def paragraph_runs(paragraph: etree._Element, targets: dict[str, str]) -> list[Run]:
    """The printed pieces of a paragraph; `targets` are the document's relationships by id."""
    field_url: str | None = None
    found: list[Run] = []
    for element, linked in _printed(paragraph, None):
        if element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "end":
            field_url = None
        elif element.tag == f"{W}instrText":
            match = _HYPERLINK.search(element.text or "")
            field_url = match[1] if match else field_url
        else:
            url = targets.get(linked) if linked else field_url
            found.append(Run(_text(element), url))
    return [run for run in found if run.text]


def _printed(element: etree._Element, linked: str | None) -> Iterator[tuple[etree._Element, str | None]]:
    """Elements that print something (and field marks), in order, with the hyperlink around them."""
    for child in element:
        if child.tag in (f"{W}t", f"{M}t", f"{W}sym", f"{W}fldChar", f"{W}instrText") or child.tag in SIGNS:
            yield child, linked
        elif child.tag == f"{W}r" and _is_hidden(child):
            continue
        elif child.tag == f"{W}hyperlink":
            yield from _printed(child, child.get(f"{R}id"))
        elif child.tag == f"{MC}AlternateContent":
            yield from _printed(chosen(child), linked)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _printed(child, linked)


def chosen(alternatives: etree._Element) -> etree._Element:
    """The alternative that is shown: both hold the same content for readers old and new."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    shown = choice if choice is not None else fallback
    return alternatives if shown is None else shown


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is not shown, or struck out."""
    marks = (run.find(f"{W}rPr/{W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off") for mark in marks)


def _is_raised(run: etree._Element | None) -> bool:
    """Whether a run stands above or below the line."""
    properties = None if run is None else run.find(f"{W}rPr")
    if properties is None:
        return False
    align, position = value(properties.find(f"{W}vertAlign")), value(properties.find(f"{W}position"))
    return align in ("superscript", "subscript") or position not in ("", "0")


def _text(element: etree._Element) -> str:
    if element.tag in SIGNS:
        return "" if element.get(f"{W}type") in ("page", "column") else SIGNS[element.tag]
    if element.tag == f"{W}sym":
        code = element.get(f"{W}char", "")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,5}", code) else ""
    text = element.text or ""
    return raised(text) if _is_raised(element.getparent()) else text


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes that are anchored in a paragraph, each once."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == BOX:
            yield element
        elif element.tag == f"{MC}AlternateContent":
            stack.append(chosen(element))
        elif isinstance(element.tag, str) and element.tag not in (f"{W}del", f"{W}moveFrom"):
            stack.extend(reversed(element))
