"""A whole record as `documents.record` keeps it, compressed, its text in the column beside it; its hash."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

from extract.record import Record
from output import jsonl
from output.jsonl import Json

LINKS = (("attachments", "document_id"), ("references", "target"))
"""The record's lists whose items may link to other documents of a collection, and the link's key."""

_NUL = "\x00"


def packed(record: Json) -> bytes:
    """The record without its text, save a text with NUL in it, which PostgreSQL does not store."""
    text = record["text"] if _NUL in record["text"] else None
    return zlib.compress(jsonl.dumps({**record, "text": text}), level=1)


def unpacked(packed: bytes, text: str) -> Json:
    """The record again."""
    record = jsonl.decode(zlib.decompress(packed))
    if record["text"] is None:
        record["text"] = text
    return record


def storable(value: object) -> object:
    """A value that PostgreSQL takes: NUL becomes U+FFFD."""
    return value.replace(_NUL, "\ufffd") if isinstance(value, str) else value


def content_hash(record: Record | Json) -> str:
    """SHA-256 of what a document says.

    When and in which capture its bytes were retrieved is left out, and what it links to in a collection.
    """
    if isinstance(record, Record):
        source = replace(record.source, retrieved_at=None, capture=None)
        attachments = tuple(replace(item, document_id=None) for item in record.attachments)
        references = tuple(replace(item, target=None) for item in record.references)
        record = replace(record, source=source, attachments=attachments, references=references)
    else:
        source_json = {**record["source"], "retrieved_at": None, "capture": None}
        links = {name: [{**item, key: None} for item in record[name]] for name, key in LINKS}
        record = {**record, "source": source_json, **links}
    return hashlib.sha256(jsonl.dumps(record)).hexdigest()
