"""Whether a text layer says what the page shows, or is a heap of unmapped glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

REPLACEMENT = "\ufffd"
"""Stands for a glyph that is printed but mapped to no character."""

MIN_CHARACTERS = 20
"""Characters below which a page's text is too short to be judged."""

MAX_UNMAPPED = 0.2
"""Share of characters without a meaning from which the text layer is not to be trusted."""


def unmapped_share(characters: Iterable[str]) -> float:
    """The share of characters that mean nothing: private use, unassigned, replaced, control."""
    printed = [char for char in characters if not char.isspace()]
    if not printed:
        return 0.0
    return count_unmapped(printed) / len(printed)


def is_garbage(text: Sequence[str]) -> bool:
    """Whether a text layer's characters are to be distrusted as a whole."""
    return len(text) >= MIN_CHARACTERS and unmapped_share(text) > MAX_UNMAPPED


def count_unmapped(characters: Iterable[str]) -> int:
    """How many characters mean nothing."""
    return sum(_is_unmapped(char) for char in characters)


def _is_unmapped(char: str) -> bool:
    return char == REPLACEMENT or unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")
