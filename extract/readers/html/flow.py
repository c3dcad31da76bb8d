"""Running text laid out in lines, as a browser's innerText gives it: blocks, cells and links with their spans."""

from __future__ import annotations

import re
from collections import Counter

from extract.model import Block, Span

_COLLAPSIBLE = re.compile("[ \t\n\r\f]+")
_KINDS = ("navigation", "cell", "heading", "list_item")
"""What a line is called whose first character stands in several of these: the first of them."""


class Flow:
    """A text that grows by runs of characters, line ends and cells.

    White space collapses as in CSS `white-space: normal`; blank lines leave nothing.
    """

    def __init__(self) -> None:
        self.end = 0
        self.blocks: list[Block] = []
        self.inside: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._gap = ""
        self._space = ""
        self._fresh = True
        self._line_start = 0
        self._line_kind = ""
        self._line_open = False

    def write(self, characters: str) -> None:
        """Add characters to the current line, white space collapsed."""
        characters = _COLLAPSIBLE.sub(" ", characters)
        body = characters.strip(" ")
        if self._line_open and characters.startswith(" "):
            self._space = " "
        if body if self._line_open else body.strip():
            self._put(self._space + body)
            self._space = " " if characters.endswith(" ") else ""

    def write_lines(self, characters: str) -> None:
        """Add preformatted characters: spaces stay, line ends end a block."""
        for number, line in enumerate(characters.split("\n")):
            if number:
                self.break_line()
            if line if self._line_open else line.strip():
                self._put(line)

    def break_line(self) -> None:
        """End the line, if there is one."""
        self._close_block()
        if not self._fresh:
            self._gap = "\n"

    def begin_cell(self, first_of_row: bool) -> int:
        """Begin a cell of a grid; where its text begins."""
        self._close_block()
        if not first_of_row:
            self._gap = "\t"
        elif not self._fresh:
            self._gap = "\n"
        self._flush_gap()
        return self.end

    def end_cell(self) -> int:
        """End the cell; where its text ends."""
        self._close_block()
        self._gap = "\t"
        self._fresh = False
        return self.end

    def text(self) -> str:
        """All that was written; the last line is ended."""
        self._close_block()
        return "".join(self._pieces)

    def _put(self, characters: str) -> None:
        self._flush_gap()
        if not self._line_open:
            self._line_start, self._line_open = self.end, True
            self._line_kind = next((kind for kind in _KINDS if self.inside[kind]), "paragraph")
        self._pieces.append(characters)
        self.end += len(characters)
        self._fresh = False

    def _flush_gap(self) -> None:
        if self._gap:
            self._pieces.append(self._gap)
            self.end += 1
            self._gap = ""
            self._fresh = True

    def _close_block(self) -> None:
        self._space = ""
        if self._line_open:
            self.blocks.append(Block((self._line_start, self.end), self._line_kind))
            self._line_open = False


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends; an empty one where it begins."""
    start, end = span
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return (start + lead, start + len(piece.rstrip())) if lead < len(piece) else (start, start)
