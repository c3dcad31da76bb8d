"""A reading made clean: the text that all the later modules read, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.model import Reading, Span
from normalize.clean import Cleaned, clean

_INDENT = re.compile(r"\A\s*(?:\?{2,}\s*)?")
"""What indents a line: spaces, or the question marks that a converter left of no-break ones."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the reading in the clean text, outer spaces cut off; `kind` as the block's."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A reading, its clean text, and its lines (empty ones left out).

    All offsets here and in what later modules pass among themselves are of the clean text;
    `span` brings them back to the source when something enters the record.
    """

    reading: Reading
    cleaned: Cleaned
    lines: tuple[Line, ...]
    text: str = field(init=False)
    """The clean text, at hand because everybody asks for it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.cleaned.text)

    def span(self, start: int, end: int) -> Span:
        """The source's span of the clean text's `[start, end)`."""
        return self.cleaned.aligned.source_span(start, end)

    def clean_span(self, span: Span) -> tuple[int, int]:
        """The clean text's range of a source span."""
        return self.cleaned.aligned.text_span(*span)

    def line_text(self, line: Line) -> str:
        """The clean text of a line."""
        return self.text[line.start : line.end]


def open_document(reading: Reading) -> Document:
    """Clean a reading and lay its blocks out as lines."""
    cleaned = clean(reading.text)
    return Document(reading, cleaned, tuple(_lines(reading, cleaned)))


def _lines(reading: Reading, cleaned: Cleaned) -> Iterator[Line]:
    for block in reading.blocks:
        start, end = cleaned.aligned.text_span(*block.span)
        text = cleaned.text[start:end]
        lead = len(text) - len(_INDENT.sub("", text, count=1))
        tail = len(text.rstrip())
        if tail > lead:
            yield Line(start + lead, start + tail, block.kind)
