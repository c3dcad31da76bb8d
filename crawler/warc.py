"""WARC/1.1 records of one exchange: made with warcio, a gzip member each; and read again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

VERSION = "WARC/1.1"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the answer, as bytes went over the wire; `status` None where none came.

    `key` names the request where its URL alone does not (a form that asks for page 2 of a list).
    """

    url: str
    retrieved_at: str
    request_headers: Headers = ()
    status: int | None = None
    headers: Headers = ()
    body: bytes = b""
    posted: bytes = b""
    key: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of an answer's header, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stored response that a revisit refers to; `payload_digest` as its record gives it."""

    url: str
    retrieved_at: str
    payload_digest: str


class BodyTooLarge(ValueError):
    """A body that grows past the limit when its content coding is undone."""


def digest(body: bytes) -> str:
    """`sha256:` and the hexadecimal digest."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def payload_digest(body: bytes) -> str:
    """The digest of a body as warcio writes it: `sha1:` in base 32."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def stored_payload_digest(path: Path, offset: int) -> str:
    """The digest that the record at byte `offset` gives of its payload; raises ValueError where there is none."""
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file)), None)
        found = record and record.rec_headers.get_header("WARC-Payload-Digest")
    if not found:
        raise ValueError(f"{path}: expected a WARC record with a payload digest at byte {offset}, found none")
    return str(found)


def file_header(name: str, run: str, user_agent: str) -> bytes:
    """The warcinfo record that a file starts with."""
    out, writer = _writer()
    info = {"software": "haiguan (warcio)", "format": "WARC File Format 1.1", "isPartOf": run,
            "http-header-user-agent": user_agent, "robots": "obey"}  # fmt: skip
    writer.write_record(writer.create_warcinfo_record(name, info))
    return out.getvalue()


def records(exchange: Exchange, notes: Mapping[str, str], earlier: Earlier | None) -> bytes:
    """Response (or revisit of `earlier`), request and metadata records, the response first.

    Where no answer came there is no response record, where nothing was sent no request record.
    """
    out, writer = _writer()
    made = []
    if exchange.status is not None:
        made.append(_response(writer, exchange, earlier))
    if exchange.request_headers:
        made.append(_request(writer, exchange))
    made.append(_metadata(writer, exchange, notes))
    first = made[0].rec_headers.get_header("WARC-Record-ID")
    for record in made[1:]:
        record.rec_headers.add_header("WARC-Concurrent-To", first)
    for record in made:
        writer.write_record(record)
    return out.getvalue()


def _writer() -> tuple[BytesIO, Any]:
    out = BytesIO()
    return out, WARCWriter(out, gzip=True, warc_version=VERSION)


def _response(writer: Any, exchange: Exchange, earlier: Earlier | None) -> Any:
    dated = {"WARC-Date": exchange.retrieved_at}
    if earlier is not None:
        return _revisit(writer, exchange, earlier, dated)
    if not exchange.url.startswith(("http://", "https://")):
        return _resource(writer, exchange, dated)
    return writer.create_warc_record(
        exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body),
        http_headers=_http(exchange), warc_headers_dict=dated)  # fmt: skip


def _revisit(writer: Any, exchange: Exchange, earlier: Earlier, dated: dict[str, str]) -> Any:
    """The same payload again.  For a 304 the head is left to the stored answer, which is what readers replay."""
    unmodified = exchange.status == 304
    record = writer.create_revisit_record(
        exchange.url, earlier.payload_digest, earlier.url, earlier.retrieved_at,
        http_headers=None if unmodified else _http(exchange), warc_headers_dict=dated)  # fmt: skip
    if unmodified:
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    return record


def _http(exchange: Exchange) -> StatusAndHeaders:
    kept = [(k, v) for k, v in exchange.headers if k.lower() not in _HOP_BY_HOP | {"content-length"}]
    kept.append(("Content-Length", str(len(exchange.body))))
    return StatusAndHeaders(f"{exchange.status} {_reason(exchange.status)}", kept, protocol="HTTP/1.1")


def _resource(writer: Any, exchange: Exchange, dated: dict[str, str]) -> Any:
    """A file that no server gave: WARC keeps it without HTTP headers."""
    return writer.create_warc_record(
        exchange.url,
        "resource",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        warc_content_type=exchange.header("Content-Type") or "application/octet-stream",
        warc_headers_dict=dated,
    )


def _reason(status: int | None) -> str:
    try:
        return HTTPStatus(status or 0).phrase
    except ValueError:
        return "Unknown"


def _request(writer: Any, exchange: Exchange) -> Any:
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *exchange.request_headers]
    method = "POST" if exchange.posted else "GET"
    http = StatusAndHeaders(f"{method} {path} HTTP/1.1", headers, is_http_request=True)
    return writer.create_warc_record(
        exchange.url, "request", payload=BytesIO(exchange.posted), length=len(exchange.posted),
        http_headers=http, warc_headers_dict={"WARC-Date": exchange.retrieved_at})  # fmt: skip


def _metadata(writer: Any, exchange: Exchange, notes: Mapping[str, str]) -> Any:
    lines = (f"{key}: {' '.join(value.split())}\r\n" for key, value in notes.items() if value)
    payload = "".join(lines).encode()
    return writer.create_warc_record(
        exchange.url, "metadata", payload=BytesIO(payload), length=len(payload),
        warc_headers_dict={"WARC-Date": exchange.retrieved_at})  # fmt: skip


def read_response(path: Path, offset: int) -> Exchange:
    """The stored answer whose record starts at byte `offset`; raises ValueError where none does."""
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file)), None)
        if record is None or record.rec_type not in ("response", "resource"):
            raise ValueError(f"{path}: expected a WARC response at byte {offset}, found none")
        return exchange_of(record, record.raw_stream.read())


def exchange_of(record: Any, body: bytes) -> Exchange:
    """A warcio response or resource record with its body as an exchange; a resource counts as HTTP 200."""
    http = record.http_headers
    status = http.get_statuscode() if http else "200"
    return Exchange(
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        retrieved_at=record.rec_headers.get_header("WARC-Date") or "",
        status=int(status) if status.isdigit() else 0,
        headers=tuple(http.headers) if http else (("Content-Type", record.content_type or ""),),
        body=body,
    )


def decoded(body: bytes, encoding: str | None, limit: int) -> bytes:
    """A body with its content codings undone, at most `limit` bytes; raises BodyTooLarge, ValueError."""
    for coding in reversed([part.strip().lower() for part in (encoding or "").split(",")]):
        if coding in ("gzip", "x-gzip", "deflate"):
            body = _inflate(body, limit)
        elif coding not in ("", "identity"):
            raise ValueError(f"content coding {coding!r} is not known")
    return body


def _inflate(body: bytes, limit: int) -> bytes:
    """A gzip, zlib or bare deflate body; one that is none of them is plain already, whatever its label."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(bits)
        try:
            plain = inflater.decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(plain) > limit:
            raise BodyTooLarge(f"the body grows past {limit} bytes")
        if bits > 0 or inflater.eof:
            return plain
    return body


def is_whole(path: Path, offset: int, end: int) -> bool:
    """Whether the gzip members in `[offset, end)` of a file can all be read to their end."""
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(end - offset)
    return len(data) == end - offset and _members_end(data)


def _members_end(data: bytes) -> bool:
    while data:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            inflater.decompress(data)
        except zlib.error:
            return False
        if not inflater.eof:
            return False
        data = inflater.unused_data
    return True
