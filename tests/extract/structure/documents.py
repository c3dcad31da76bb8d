"""Small documents for these tests: a text, its lines as blocks, whatever else a case needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import dedent

from extract.boilerplate import strip_boilerplate
from extract.document import Document, open_document
from extract.model import Block, Link, Reading
from extract.sections import SectionRange, find_sections

_LINE = re.compile("[^\n]+")


def document(
    text: str,
    *,
    kinds: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    """A text as a reader gives it, every line a block.

    `kinds`: the kind of a block, by its text; `links`: URLs, by the text of the link.
    """
    source = dedent(text).strip("\n")
    blocks = tuple(Block(m.span(), (kinds or {}).get(m.group().strip(), "paragraph")) for m in _LINE.finditer(source))
    anchors = tuple(Link((source.index(name), source.index(name) + len(name)), url) for name, url in (links or {}).items())
    return open_document(Reading(source, "text/plain", blocks, links=anchors, metadata=dict(metadata or {})))


def body_of(text: str, **more: Mapping[str, str]) -> Document:
    """The document without its boilerplate."""
    return strip_boilerplate(document(text, **more))[0]


def outline(doc: Document, sections: Sequence[SectionRange] | None = None) -> list[str]:
    """The headings as `level number title`."""
    found = find_sections(doc) if sections is None else sections
    return [f"{s.level} {s.number} {s.title}".replace("  ", " ") for s in found]


def lines_of(doc: Document) -> list[str]:
    """The lines that a document still has."""
    return [doc.line_text(line) for line in doc.lines]
