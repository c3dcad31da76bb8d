"""MHTML (.mht, RFC 2557): a page as a browser saved it, read as its HTML part with the pictures saved beside it."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from extract.model import Reading
from extract.readers.context import Context, Pictures
from extract.readers.errors import UnreadableSource
from extract.readers.html.reader import read_html

SAVE_AGAIN = "save the page again as complete HTML or MHTML"


def read_mhtml(data: bytes, context: Context) -> Reading:
    """The reading of the first HTML part, its links resolved against where that part came from.

    Raises UnreadableSource where there is no HTML part, or parts are nested past all use.
    """
    parts = _parts(data)
    part = _html_part(parts)
    location = str(part.get("Content-Location", "")).strip() or context.uri
    charset = part.get_param("charset")
    inner = replace(
        context,
        uri=location,
        declared_charset=charset if isinstance(charset, str) else context.declared_charset,
        pictures=_pictures(parts, context.pictures),
    )
    return read_html(_payload(part), inner)


def _parts(data: bytes) -> list[Message]:
    try:
        return list(message_from_bytes(data).walk())
    except RecursionError:
        raise UnreadableSource("an MHTML archive whose parts are nested too deep", SAVE_AGAIN) from None


def _html_part(parts: list[Message]) -> Message:
    for part in parts:
        if part.get_content_type() == "text/html":
            return part
    raise UnreadableSource("an MHTML archive without an HTML part", SAVE_AGAIN)


def _pictures(parts: list[Message], others: Pictures) -> Pictures:
    """The pictures of an archive by location or content id (cid:), and those that are at hand besides."""
    named = {str(part.get("Content-Location", "")).strip(): part for part in parts}
    named |= {f"cid:{str(part.get('Content-ID', '')).strip(' <>')}": part for part in parts}

    def find(address: str) -> bytes | None:
        part = named.get(address)
        return others(address) if part is None else _payload(part)

    return find


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
