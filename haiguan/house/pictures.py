"""A PDF's pages as pictures, drawn in a process of its own: what it holds is a stranger's."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawler import warc
from crawler.archive import MAX_BODY_BYTES
from extract.isolated import Failure, run_isolated
from extract.limits import Limits
from output.jsonl import Json

PDF = "application/pdf"
DPI = 110
"""Pixels to the inch; the page's script counts on it to place the boxes."""

LONGEST_SIDE = 8000
"""Pixels."""

_LIMITS = Limits(seconds=30)


class NoPicture(Exception):
    """There is no picture to show; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: a PNG, and the page's size in points."""

    png: bytes
    width: float
    height: float


def pages_of(record: Json) -> list[int]:
    """The pages of a PDF on which the record places something, from 1."""
    if record["source"]["media_type"] != PDF:
        return []
    placed = [item for table in record["tables"] for item in (table, *table["cells"])]
    placed += [cell for table in record["tables"] for row in table["rows"] for cell in row["cells"]]
    return sorted({item["page"] for item in placed if item["page"] and item["bbox"]})


def picture(record: Json, page: int, archive: Path | None) -> Picture:
    """A page's picture; raises NoPicture."""
    source = record["source"]
    return _drawn(source["uri"], source["sha256"], source["capture"], page, archive)


@lru_cache(maxsize=32)
def _drawn(uri: str, sha256: str, capture: str | None, page: int, archive: Path | None) -> Picture:
    data = source_bytes(uri, sha256, capture, archive)
    result = next(iter(run_isolated(draw, [(data, page)], uri_of=lambda _: uri, limits=_LIMITS)))
    if isinstance(result, Failure):
        raise NoPicture(f"page {page} cannot be drawn: {result.reason}")
    return result


def source_bytes(uri: str, sha256: str, capture: str | None, archive: Path | None) -> bytes:
    """The very bytes that the record was made of; raises NoPicture where they are not at hand."""
    parts = urlsplit(uri)
    try:
        if parts.scheme == "file":
            data = Path(unquote(parts.path)).read_bytes()
        elif archive and capture:
            data = _stored(archive, capture)
        else:
            raise NoPicture(
                "the file is not at hand: start `haiguan serve` with --archive, the folder of the crawl"
            )
    except (OSError, ValueError) as error:
        raise NoPicture(f"the file is not at hand: {error}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NoPicture("the file has changed since the record was made; extract it again")
    return data


def _stored(archive: Path, capture: str) -> bytes:
    """The body that an archive holds at `WARC-FILE#OFFSET`."""
    name, _, offset = capture.rpartition("#")
    exchange = warc.read_response(archive / "warc" / Path(name).name, int(offset))
    return warc.decoded(exchange.body, exchange.header("Content-Encoding"), MAX_BODY_BYTES)


def draw(item: tuple[bytes, int]) -> Picture:
    """What the worker does: one page of a PDF drawn."""
    import pypdfium2 as pdfium

    data, page = item
    document = pdfium.PdfDocument(data)
    try:
        shown = document[page - 1]
        width, height = shown.get_size()
        if max(width, height) * DPI / 72 > LONGEST_SIDE:  # smaller, it would not fit its boxes
            raise ValueError(f"the page is {width:g} by {height:g} points, too large to draw")
        out = io.BytesIO()
        shown.render(scale=DPI / 72).to_pil().save(out, "PNG")
        return Picture(out.getvalue(), width, height)
    finally:
        document.close()
