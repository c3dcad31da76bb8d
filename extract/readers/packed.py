"""A document inside a gzip file or a zip archive: unpacked in memory, within limits, and read as what it is."""

from __future__ import annotations

import stat
import zlib
from dataclasses import replace

from extract.limits import FormatLimits
from extract.model import Reading
from extract.readers import read_content
from extract.readers.archive import Archive
from extract.readers.context import Context
from extract.readers.errors import FETCH_AGAIN, NOT_A_REPORT, UnreadableSource
from extract.readers.sniff import GZIP, ZIP, sniff

_MANY_NAMES = 3
_SYSTEM_FILES = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_gzip(data: bytes, context: Context) -> Reading:
    """The reading of what a gzip file holds.  Raises UnreadableSource on a bomb, and where it is damaged."""
    return _read_inner(_unpacked(data, context.limits.formats), context.uri.removesuffix(".gz"), context)


def read_zip(data: bytes, context: Context) -> Reading:
    """The reading of the only document of a zip archive; the names in it lead nowhere.

    Raises UnreadableSource where there are several, or none, and on a hostile archive.
    """
    archive = Archive(data, context.limits.formats)
    names = [name for name in archive.names() if not name.endswith("/") and not _is_of_the_system(name)]
    if len(names) != 1:
        listed = "、".join(names[:_MANY_NAMES]) + (" …" if len(names) > _MANY_NAMES else "")
        raise UnreadableSource(f"a zip archive of {len(names)} files ({listed})", "unpack it and read its files one by one")
    if stat.S_ISLNK(archive.mode(names[0])):
        raise UnreadableSource(f"a zip archive of a link ({names[0]})", NOT_A_REPORT)
    return _read_inner(archive.read(names[0]) or b"", names[0], context)


def _read_inner(data: bytes, name: str, context: Context) -> Reading:
    media_type = sniff(data, uri=name) if data else ""
    if media_type in (GZIP, ZIP, ""):
        raise UnreadableSource(f"an archive that holds {media_type or 'an empty file'} ({name})", NOT_A_REPORT)
    inner = replace(context, media_type=media_type, declared_type=None, declared_charset=None)
    reading = read_content(data, inner)
    return replace(reading, metadata={**reading.metadata, "packed_in": context.media_type})


def _is_of_the_system(name: str) -> bool:
    return name.startswith(_SYSTEM_FILES[0]) or name.rpartition("/")[2] in _SYSTEM_FILES


def _unpacked(data: bytes, limits: FormatLimits) -> bytes:
    """The first member of a gzip file."""
    stream = zlib.decompressobj(wbits=31)
    try:
        unpacked = stream.decompress(data, limits.unpacked_bytes)
    except zlib.error as error:
        raise UnreadableSource(f"a damaged gzip file ({error})", FETCH_AGAIN) from error
    if stream.unconsumed_tail:
        raise UnreadableSource(f"a gzip file of more than {limits.unpacked_bytes} bytes unpacked", NOT_A_REPORT)
    if not stream.eof:
        raise UnreadableSource("a gzip file that ends before its end", FETCH_AGAIN)
    return unpacked
