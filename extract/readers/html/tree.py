"""HTML to a Beautiful Soup tree of what a reader sees, bounded in depth and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder

from extract.readers.html.elements import BLOCKS, STRUCTURE, UNSEEN, is_hidden, is_landmark
from extract.readers.raised import raised
from normalize.pictures import ADDRESSES, SHORT

MAX_DEPTH = 256
MAX_ELEMENTS = 500_000
LINE_BREAK = "\x1e"
"""Stands in a string of the tree for the edge of a block that the tree does not hold."""

KEPT_ATTRIBUTES = frozenset(
    {"class", "role", "href", "rowspan", "colspan", "name", "property", "content", "rel", "lang"}
)
FRAMES = {"iframe": "src", "embed": "src", "object": "data"}
"""Elements that show another file, and the attribute that names it."""

KEPT_OF_PICTURES = frozenset({*ADDRESSES, "width", "height", "style"})
RAISED = frozenset({"sup", "sub"})
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]+")
_INLINE = re.compile(rf"=(\s*[\"']?\s*)(data:[^\"'<>]{{{SHORT},}}+)")
_KEPT_APART = re.compile(r"data:,apart-(\d{1,6})")
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,40}+)[^<>]{16384,}+>")


class VisibleTreeBuilder(LXMLTreeBuilder):
    """Builds tags only for what is seen and has a structure, so that the rest costs nothing later.

    Hidden elements leave nothing.  Elements without meaning of their own (a paragraph, a span for
    each character) leave their text, and line breaks where they are blocks, to the tag around
    them; so do those below MAX_DEPTH or beyond MAX_ELEMENTS, which `flattened` counts.  `framed` are
    the addresses of other files that the page shows; `inline` are the data: addresses that `parse` keeps apart.
    """

    CHUNK_SIZE = 65536

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None, preserve_whitespace_tags=set(), string_containers={})
        self.flattened = 0
        self.framed: list[str] = []
        self.inline: list[str] = []
        self._elements = 0
        self._hidden_depth = 0
        self._raised = 0
        self._open: list[bool] = []

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:
        """An element begins (called by lxml)."""
        if self._hidden_depth or tag in UNSEEN or is_hidden(tag, attrib):
            if tag in FRAMES and not self._hidden_depth:
                self.framed.append(attrib.get(FRAMES[tag], ""))
            self._hidden_depth += 1
            return
        self._raised += tag in RAISED
        kept = tag in STRUCTURE or (attrib and is_landmark(attrib))
        if kept and (len(self._soup.tagStack) > MAX_DEPTH or self._elements >= MAX_ELEMENTS):
            kept = False
            self.flattened += 1
        self._open.append(kept)
        if kept:
            self._elements += 1
            wanted = KEPT_OF_PICTURES if tag == "img" else KEPT_ATTRIBUTES
            attributes = {name: self._whole(attrib[name]) for name in attrib if name in wanted}
            self._soup.handle_starttag(tag, None, None, attributes)
        elif tag in BLOCKS:
            self._soup.handle_data(LINE_BREAK)

    def end(self, tag: Any) -> None:
        """An element ends (called by lxml)."""
        if self._hidden_depth:
            self._hidden_depth -= 1
            return
        self._raised -= tag in RAISED
        if self._open.pop():
            self._soup.handle_endtag(tag)
        elif tag in BLOCKS:
            self._soup.handle_data(LINE_BREAK)

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        """The markup as it is: text, its charset found before (XHTML is read as HTML on purpose)."""
        yield markup.removeprefix("\ufeff"), None, None, False

    def data(self, data: Any) -> None:
        """Characters (called by lxml)."""
        if not self._hidden_depth:
            self._soup.handle_data(raised(data) if self._raised else data)

    def comment(self, text: Any) -> None:
        """Nothing: comments, conditional ones too, are not seen."""

    def pi(self, target: str, data: str) -> None:
        """Nothing: processing instructions are not seen."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Nothing."""

    def _whole(self, value: str) -> str:
        """An attribute's value, with the data: address that stands for it in the markup."""
        kept = _KEPT_APART.fullmatch(value)
        return self.inline[int(kept[1])] if kept and int(kept[1]) < len(self.inline) else value

    def keep_apart(self, found: re.Match[str]) -> str:
        """What stands in the markup for a long data: address, which is longer than any attribute of a page."""
        self.inline.append(found[2])
        return f"={found[1]}data:,apart-{len(self.inline) - 1}"

    @property
    def _soup(self) -> BeautifulSoup:
        assert self.soup is not None
        return self.soup


def parse(markup: str) -> tuple[BeautifulSoup, VisibleTreeBuilder]:
    """The tree of the visible elements, and its builder, which says what is not in it."""
    markup = _UNWANTED.sub("", markup.replace("\r\n", "\n").replace("\r", "\n"))
    builder = VisibleTreeBuilder()
    markup = _INLINE.sub(builder.keep_apart, markup)
    # A line end keeps Beautiful Soup from warning that a short text looks like a file's name.
    soup = BeautifulSoup(_LONG_TAG.sub(r"<\1>", markup) + "\n", builder=builder)
    return soup, builder
