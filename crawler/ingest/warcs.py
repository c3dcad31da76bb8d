"""WARC and WACZ files that others made."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive import MAX_BODY_BYTES, content_type
from crawler.ingest.store import Again, Found, Item, Passed, is_left_out, may_be_shown, target_for
from crawler.warc import exchange_of

_DAMAGE = (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, zlib.error)
"""What warcio raises where a file is cut off or overwritten (AttributeError: a record without its URI)."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CODINGS = ("content-encoding", "transfer-encoding", "content-length")


def read_warc_file(path: Path) -> Iterator[Item]:
    """The documents of a WARC (or ARC) file."""
    with path.open("rb") as file:
        yield from read_warc(file, str(path), "warc")


def read_wacz_file(path: Path) -> Iterator[Item]:
    """The documents of the WARC files in a WACZ."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith((".warc", ".warc.gz"))]
            if not names:
                yield Passed(str(path), "expected WARC files in the WACZ, found none")
            for name in names:
                with packed.open(name) as file:
                    yield from read_warc(file, f"{path}:{name}", "warc")
    except zipfile.BadZipFile as error:
        yield Passed(str(path), f"expected a WACZ (zip) file: {error}")


def read_warc(file: IO[bytes], name: str, source: str) -> Iterator[Item]:
    """The documents of an open WARC; a damaged rest is reported, what came before it is given."""
    try:
        for record in ArchiveIterator(file, arc2warc=True):
            item = _read_record(record, name, source)
            if item is not None:
                yield item
    except _DAMAGE as error:
        yield Passed(name, f"the file is damaged: {error}; what came before was read")


def _read_revisit(record: Any, name: str) -> Again:
    """A payload that was there before; where it does not say whose, its own URL's."""
    exchange = exchange_of(record, b"")
    kept = tuple(h for h in exchange.headers if h[0].lower() not in _CODINGS) if record.http_headers else ()
    headers = record.rec_headers
    url = headers.get_header("WARC-Refers-To-Target-URI") or exchange.url
    return Again(replace(exchange, headers=kept), name, url, headers.get_header("WARC-Refers-To-Date") or "")


def _read_record(record: Any, name: str, source: str) -> Item | None:
    """A response as Found, a revisit as Again; None for requests and metadata, which belong to a response."""
    if record.rec_type not in ("response", "resource", "revisit"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    what = f"{name}: {url}"
    if not url.startswith(("http://", "https://", "file:")):
        return Passed(what, "expected a page's URL", failed=_SCHEME.match(url) is None)
    if record.rec_type == "revisit":
        return _read_revisit(record, name)
    body = record.content_stream().read(MAX_BODY_BYTES + 1)
    exchange = exchange_of(record, body)
    exchange = replace(exchange, headers=tuple(h for h in exchange.headers if h[0].lower() not in _CODINGS))
    media_type, _ = content_type(exchange.header("Content-Type"))
    if is_left_out(media_type) and not may_be_shown(url, media_type, body):
        return Passed(what, f"{media_type} is no document", failed=False)
    if len(body) > MAX_BODY_BYTES:
        return Passed(what, f"expected at most {MAX_BODY_BYTES} bytes")
    return Found(exchange, target_for(url, media_type, source), name)
