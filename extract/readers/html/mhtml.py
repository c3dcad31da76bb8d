"""MHTML (.mht, RFC 2557): a page as a browser saved it, read as its HTML part."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.html.reader import read_html


def read_mhtml(data: bytes, context: Context) -> Reading:
    """The reading of the first HTML part, its links resolved against where that part came from.

    Raises UnreadableSource where there is no HTML part, or parts are nested past all use.
    """
    part = _html_part(data)
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        payload = b""
    location = str(part.get("Content-Location", "")).strip() or context.uri
    charset = part.get_param("charset")
    inner = replace(
        context,
        uri=location,
        declared_charset=charset if isinstance(charset, str) else context.declared_charset,
    )
    return read_html(payload, inner)


def _html_part(data: bytes) -> Message:
    advice = "save the page again as complete HTML or MHTML"
    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError:
        raise UnreadableSource("an MHTML archive whose parts are nested too deep", advice) from None
    for part in parts:
        if part.get_content_type() == "text/html":
            return part
    raise UnreadableSource("an MHTML archive without an HTML part", advice)
