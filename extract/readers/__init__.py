"""Bytes in, a `Reading` out: the type is what the bytes are, never what a name or header says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from extract.limits import DEFAULT_LIMITS, Limits
from extract.model import Problem, Reading
from extract.readers.clip import clipped
from extract.readers.context import Context, Pictures, no_pictures
from extract.readers.errors import UnreadableSource
from extract.readers.refused import refuse_message, unread
from extract.readers.sniff import agree, declared_media_type, sniff

__all__ = ["READERS", "Context", "UnreadableSource", "read", "read_content"]

Reader = Callable[[bytes, Context], Reading]

READERS: dict[str, str] = {
    "text/plain": "extract.readers.text:read_text",
    "text/html": "extract.readers.html.reader:read_html",
    "multipart/related": "extract.readers.html.mhtml:read_mhtml",
    "application/pdf": "extract.readers.pdf.reader:read_pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "extract.readers.word.reader:read_docx",
    "application/msword": "extract.readers.word.legacy:read_legacy_word",
    "application/rtf": "extract.readers.word.legacy:read_legacy_word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "extract.readers.excel:read_excel",
    "application/vnd.ms-excel": "extract.readers.excel:read_excel",
    "application/ofd": "extract.readers.ofd.reader:read_ofd",
    "application/zip": "extract.readers.packed:read_zip",
    "application/gzip": "extract.readers.packed:read_gzip",
    "image/png": "extract.readers.ocr.reader:read_image",
    "image/jpeg": "extract.readers.ocr.reader:read_image",
    "image/tiff": "extract.readers.ocr.reader:read_image",
    "image/gif": "extract.readers.ocr.reader:read_image",
    "image/bmp": "extract.readers.ocr.reader:read_image",
    "image/webp": "extract.readers.ocr.reader:read_image",
}
"""Media type -> `module:function`; a module is imported when its type is first met."""


def read(
    data: bytes,
    *,
    uri: str,
    declared_type: str | None = None,
    declared_charset: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    pictures: Pictures = no_pictures,
) -> Reading:
    """The reading of `data`; `pictures` finds those that a page shows.  Raises UnreadableSource where no reader can make anything of it."""
    if not data:
        return _empty_source(uri)
    found = sniff(data, uri=uri, declared_type=declared_type)
    context = Context(uri, found, declared_type, declared_charset, limits, pictures)
    reading = read_content(data, context)
    declared = declared_media_type(declared_type, uri)
    if declared is None or agree(declared, found):
        return reading
    refuse_message(reading, declared)
    problem = Problem("type_mismatch", None, f"declared as {declared}, but by its content it is {found}")
    return replace(reading, problems=(problem, *reading.problems))


def read_content(data: bytes, context: Context) -> Reading:
    """The reading of bytes whose type is known, clipped to the limits.  Raises UnreadableSource."""
    return clipped(_reader_of(context.media_type)(data, context), context.limits.max_characters)


def _empty_source(uri: str) -> Reading:
    problem = Problem("empty_source", None, f"{uri} has no bytes; fetch or save it again")
    return Reading("", "application/x-empty", (), problems=(problem,))


def _reader_of(media_type: str) -> Reader:
    if media_type not in READERS:
        raise unread(media_type)
    module, _, function = READERS[media_type].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
