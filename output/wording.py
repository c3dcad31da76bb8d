"""What a document says, as a digest: its clean text without the page's own furniture and without spaces.

Two captures of a page that differ in a counter, a time stamp or a menu have the same digest; a
change of wording or of one digit gives another.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from extract.boilerplate import strip_boilerplate
from extract.document import open_document
from extract.model import Block, Reading

_LINE = re.compile(r"[^\n]+")


def wording_digest(text: str) -> str:
    """SHA-256 of what a record's text says."""
    body, _ = strip_boilerplate(open_document(Reading(text, "text/plain", tuple(_blocks(text)))))
    digest = hashlib.sha256()
    for line in body.lines:
        digest.update("".join(body.line_text(line).split()).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _blocks(text: str) -> Iterator[Block]:
    for line in _LINE.finditer(text):
        yield Block(line.span())
