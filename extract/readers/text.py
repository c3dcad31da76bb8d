"""Plain text: the file's own characters, each line a block."""

from __future__ import annotations

import re

from extract.model import Block, Problem, Reading
from extract.readers.charset import decode
from extract.readers.context import Context

_LINE = re.compile("[^\n\r\v\f\u2028\u2029]+")
_BOM = "\ufeff"


def read_text(data: bytes, context: Context) -> Reading:
    """Every line a paragraph; line ends, spaces and a UTF-8 byte-order mark stay in the text."""
    limit = context.limits.max_bytes
    declared = (context.declared_charset,) if context.declared_charset else ()
    decoded = decode(data[:limit], declared=declared, whole=len(data) <= limit)
    text = decoded.text
    lines = _LINE.finditer(text, 1 if text.startswith(_BOM) else 0)
    blocks = tuple(Block(line.span()) for line in lines)
    problems = [*decoded.problems, *unread_rest(data, len(text), limit)]
    if not text.strip(_BOM + " \t\r\n"):
        problems.append(Problem("empty_source", None, "the file holds no text; fetch or save it again"))
    metadata = {"charset": decoded.charset}
    return Reading(text, context.media_type, blocks, metadata=metadata, problems=tuple(problems))


def unread_rest(data: bytes, end: int, limit: int) -> tuple[Problem, ...]:
    """The problem that says that bytes after the limit were not read; `end`: where the text ends."""
    if len(data) <= limit:
        return ()
    message = f"read the first {limit} of {len(data)} bytes; raise the limit max_bytes to read the rest"
    return (Problem("unread_region", (end, end), message),)
