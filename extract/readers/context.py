"""What a reader is told about the bytes that it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract.limits import DEFAULT_LIMITS, Limits

Pictures = Callable[[str], bytes | None]
"""From the address of a picture that a page shows to its bytes; None where they are not at hand."""


def no_pictures(address: str) -> bytes | None:
    """None: nothing is at hand."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """Where the bytes came from and what was said of them.

    `media_type` is what the bytes are (sniffed); `declared_type` and `declared_charset` are what
    a server or the file's name said, or None.  `pictures` finds those that stand outside the page.
    """

    uri: str
    media_type: str
    declared_type: str | None = None
    declared_charset: str | None = None
    limits: Limits = DEFAULT_LIMITS
    pictures: Pictures = no_pictures
