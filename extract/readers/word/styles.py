"""Named paragraph styles: which are headings, and which count their paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extract.readers.attributes import whole
from extract.readers.word.numbering import W, value

_HEADING = re.compile(r"heading\s*\d|标题\s*\d|title", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\s*\d", re.IGNORECASE)
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What of a paragraph style matters: `list_id` and `level` of its numbering, its kind."""

    list_id: str = ""
    level: int = 0
    heading: bool = False
    contents: bool = False


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Style id -> style, with what it takes from the styles it is based on; None gives none."""
    if root is None:
        return {}
    elements = {item.get(f"{W}styleId", ""): item for item in root.iterfind(f"{W}style")}
    return {style_id: _style(list(_line(style_id, elements))) for style_id in elements}


def _line(style_id: str, elements: dict[str, etree._Element]) -> list[etree._Element]:
    """A style and its ancestors, nearest first."""
    line: list[etree._Element] = []
    while style_id in elements and len(line) < MAX_DEPTH:
        line.append(elements[style_id])
        style_id = value(line[-1].find(f"{W}basedOn"))
    return line


def _style(line: list[etree._Element]) -> Style:
    list_id, level = "", ""
    for item in line:
        list_id = list_id or value(item.find(f"{W}pPr/{W}numPr/{W}numId"))
        level = level or value(item.find(f"{W}pPr/{W}numPr/{W}ilvl"))
    name = value(line[0].find(f"{W}name"))
    outlined = any(item.find(f"{W}pPr/{W}outlineLvl") is not None for item in line)
    return Style(list_id, whole(level), outlined or bool(_HEADING.match(name)), bool(_CONTENTS.match(name)))
