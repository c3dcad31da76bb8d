"""One walk over a page's tree: what each element means for the text, the grids, the links, the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from extract.model import Block, Grid, GridCell, Link, Span
from extract.readers.html.elements import (
    BANNERS,
    BLOCKS,
    HEADINGS,
    NAVIGATION,
    NAVIGATION_ROLES,
    NOTES,
    PREFORMATTED,
    SECTIONING,
    is_landmark,
)
from extract.readers.html.flow import Flow, trimmed
from extract.readers.html.pictures import Picture
from extract.readers.html.tables import Place, TableTooWide, data_places
from extract.readers.html.tree import LINE_BREAK
from normalize.pictures import address_of, may_hold_table

MAX_TRAIL = 300
"""Characters: more text than that is no trail, whatever its class is called."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_NOT_IN_URL = re.compile("[\x00-\x20]+")
_NO_LINKS = ("javascript:", "vbscript:", "data:", "about:", "blob:")
_BASES = ("http:", "https:", "ftp:", "file:")

_MARKS_OF = {
    **dict.fromkeys(HEADINGS, ("heading",)),
    **dict.fromkeys(PREFORMATTED, ("preformatted",)),
    **dict.fromkeys(SECTIONING, ("sectioning",)),
    "li": ("list_item",),
}

Marks = tuple[str, ...]
"""What holds for all lines within an element: names that `Flow.inside` counts."""


@dataclass(slots=True)
class _Table:
    places: dict[int, Place]
    cells: list[tuple[Place, Span]] = field(default_factory=list)


class Page:
    """What a page's elements leave, gathered in document order; `uri` is where the page stood."""

    def __init__(self, uri: str) -> None:
        self.metadata: dict[str, str] = {}
        self.tables_too_wide = 0
        self.pictures: list[Picture] = []
        self._base = uri
        self._has_base = False
        self._flow = Flow()
        self._open_tables: list[_Table] = []
        self._tables: list[_Table] = []
        self._open_links: list[tuple[int, str]] = []
        self._links: list[tuple[Span, str]] = []
        self._cell_starts: list[int] = []

    def read(self, root: BeautifulSoup) -> None:
        """Walk the tree once (with a stack of its own: hostile depth must not recurse)."""
        path: list[tuple[Tag, Iterator[PageElement], Marks]] = [(root, iter(root.contents), ())]
        while path:
            element, children, marks = path[-1]
            for child in children:
                if not isinstance(child, Tag):
                    self._write(str(child))
                elif child.name in NOTES:
                    self._note(child)
                else:
                    path.append((child, iter(child.contents), self._enter(child)))
                    break
            else:
                path.pop()
                self._leave(element, marks)

    def lines(self) -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks.  Where all of a page is marked as navigation, the marks say nothing."""
        text, blocks = self._flow.text(), self._flow.blocks
        if all(block.kind == "navigation" for block in blocks):
            blocks = [Block(block.span) for block in blocks]
        return text, tuple(blocks)

    def grids(self, text: str) -> tuple[Grid, ...]:
        """The data tables, in the order in which they begin."""
        grids = [
            Grid(
                (min(start for _, (start, _) in table.cells), max(end for _, (_, end) in table.cells)),
                tuple(
                    GridCell(place.row, place.column, trimmed(text, span), place.rowspan, place.colspan)
                    for place, span in table.cells
                ),
            )
            for table in self._tables
            if table.cells
        ]
        return tuple(sorted(grids, key=lambda grid: (grid.span[0], -grid.span[1])))

    def links(self, text: str) -> tuple[Link, ...]:
        """The anchors that lead somewhere, in the order in which they begin."""
        absolute = ((span, self._absolute(url)) for span, url in self._links)
        links = [Link(trimmed(text, span), url) for span, url in absolute if url]
        return tuple(sorted(links, key=lambda link: link.span))

    def _write(self, characters: str) -> None:
        write = self._flow.write_lines if self._flow.inside["preformatted"] else self._flow.write
        for number, line in enumerate(characters.split(LINE_BREAK)):
            if number:
                self._flow.break_line()
            write(line)

    def _enter(self, element: Tag) -> Marks:
        name = element.name
        marks = _marks(element, bool(self._flow.inside["sectioning"]))
        place = self._place(element)
        if place:
            self._cell_starts.append(self._flow.begin_cell(place.first_of_row))
            marks = (*marks, "cell")
        elif name in BLOCKS:
            self._flow.break_line()
        if name == "table":
            self._open_tables.append(_Table(self._places_in(element)))
        elif name == "a" and "href" in element.attrs:
            self._open_links.append((self._flow.end, str(element.attrs["href"])))
        elif name == "img":
            self._picture(cast(Mapping[str, str], element.attrs))
        elif name == "html":
            self._set("lang", str(element.attrs.get("lang", "")))
        if marks:
            self._flow.inside.update(marks)
        return marks

    def _picture(self, attributes: Mapping[str, str]) -> None:
        """Note a picture that may hold a table, unless it shows the way about the site."""
        href = self._open_links[-1][1] if self._open_links else None
        if not self._flow.inside["navigation"] and may_hold_table(attributes, href):
            source = address_of(attributes)
            self.pictures.append(Picture(self._flow.end, source, self._absolute(source)))

    def _leave(self, element: Tag, marks: Marks) -> None:
        name = element.name
        if place := self._place(element):
            span = (self._cell_starts.pop(), self._flow.end_cell())
            self._open_tables[-1].cells.append((place, span))
        elif name in BLOCKS:
            self._flow.break_line()
        if name == "table":
            self._tables.append(self._open_tables.pop())
        elif name == "a" and "href" in element.attrs:
            start, url = self._open_links.pop()
            self._links.append(((start, self._flow.end), url))
        if marks:
            self._flow.inside.subtract(marks)

    def _places_in(self, table: Tag) -> dict[int, Place]:
        """The places of a data table's cells; none in a table that is only layout, or too wide."""
        try:
            return data_places(table) or {}
        except TableTooWide:
            self.tables_too_wide += 1
            return {}

    def _place(self, element: Tag) -> Place | None:
        return self._open_tables[-1].places.get(id(element)) if self._open_tables else None

    def _note(self, element: Tag) -> None:
        """Take what a <title>, <meta>, <link> or <base> says; the first of each holds."""
        attributes = cast(Mapping[str, str], element.attrs)
        if element.name == "title":
            self._set("title", element.get_text())
        elif element.name == "meta":
            name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
            self._set(f"meta.{name}" if name else "", attributes.get("content", ""))
        elif element.name == "link" and attributes.get("rel", "").lower() == "canonical":
            self._set("canonical", self._absolute(attributes.get("href", "")) or "")
        elif element.name == "base" and not self._has_base and "href" in attributes:
            base = self._absolute(attributes["href"])
            if base and base.lower().startswith(_BASES):
                self._base, self._has_base = base, True

    def _set(self, key: str, value: str) -> None:
        value = " ".join(value.split())
        if key and value:
            self.metadata.setdefault(key, value)

    def _absolute(self, url: str) -> str | None:
        """The URL as printed, resolved where it is relative; None where it leads to no document."""
        compact = _NOT_IN_URL.sub("", url)
        if not compact or compact.lower().startswith(_NO_LINKS):
            return None
        printed = url.strip()
        if _SCHEME.match(printed):
            return printed
        try:
            return urljoin(self._base, printed)
        except ValueError:
            return printed


def _marks(element: Tag, in_sectioning: bool) -> Marks:
    name = element.name
    marks = _MARKS_OF.get(name, ())
    is_navigation = name in NAVIGATION or (name in BANNERS and not in_sectioning) or _is_landmark(element)
    return (*marks, "navigation") if is_navigation else marks


def _is_landmark(element: Tag) -> bool:
    """By role, or by the class of a trail, which is short: a class may mean anything."""
    attributes = cast(Mapping[str, str], element.attrs)
    if not is_landmark(attributes):
        return False
    return attributes.get("role") in NAVIGATION_ROLES or len(element.get_text()) <= MAX_TRAIL
