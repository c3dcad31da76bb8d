"""What a reader is told about the bytes that it gets."""

from __future__ import annotations

from dataclasses import dataclass

from extract.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Context:
    """Where the bytes came from and what was said of them.

    `media_type` is what the bytes are (sniffed); `declared_type` and `declared_charset` are what
    a server or the file's name said, or None.
    """

    uri: str
    media_type: str
    declared_type: str | None = None
    declared_charset: str | None = None
    limits: Limits = DEFAULT_LIMITS
