"""MHTML: a page that a browser saved as one file, with the URL that it was saved from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from crawler.archive import MAX_BODY_BYTES
from crawler.ingest.store import PAGE_TYPES, Found, Passed, is_left_out, may_be_shown, target_for
from crawler.warc import Exchange


def read_mhtml(path: Path) -> Iterator[Found | Passed]:
    """The page itself, the documents and the pictures saved with it; icons and styles are left out."""
    if path.stat().st_size > MAX_BODY_BYTES:
        yield Passed(str(path), f"expected at most {MAX_BODY_BYTES} bytes, found {path.stat().st_size}")
        return
    message = message_from_bytes(path.read_bytes())
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in PAGE_TYPES), None)
    if page is None:
        yield Passed(str(path), "expected an MHTML file with an HTML part, found none")
        return
    address = (
        message.get("Snapshot-Content-Location") or page.get("Content-Location") or path.resolve().as_uri()
    )
    yield _found(page, address.strip(), _date(message, path), path)
    for part in parts:
        url = (part.get("Content-Location") or "").strip()
        if part is page or not url.startswith(("http://", "https://")):
            continue
        found = _found(part, url, _date(message, path), path)
        kind = part.get_content_type()
        if kind in PAGE_TYPES or (is_left_out(kind) and not may_be_shown(url, kind, found.exchange.body)):
            yield Passed(f"{path}: {url}", "an icon, a style or a frame is no document", failed=False)
        else:
            yield found


def _found(part: Message, url: str, retrieved_at: str, path: Path) -> Found:
    charset = part.get_content_charset()
    media_type = part.get_content_type()
    declared = f"{media_type}; charset={charset}" if charset else media_type
    body = part.get_payload(decode=True)
    exchange = Exchange(
        url=url, retrieved_at=retrieved_at, status=200, headers=(("Content-Type", declared),),
        body=body if isinstance(body, bytes) else b"")  # fmt: skip
    return Found(exchange, target_for(url, media_type, "file"), str(path))


def _date(message: Message, path: Path) -> str:
    try:
        moment = parsedate_to_datetime(message.get("Date", "")).astimezone(UTC)
    except (TypeError, ValueError):
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
