"""Full-width digits, letters and signs to half width; punctuation stays as printed."""

from __future__ import annotations

import re

from normalize.aligned import AlignedText

_ASCII = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_ANY = re.compile("[０-９Ａ-Ｚａ-ｚ％＠＿．－／]")
_FULL = re.compile(rf"[０-９Ａ-Ｚａ-ｚ％＠＿]+|(?<=[{_ASCII}])[．－／](?=[{_ASCII}])")
_TO_HALF = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""The full-width block repeats ASCII's order (Unicode, Halfwidth and Fullwidth Forms)."""


def narrow(source: AlignedText) -> AlignedText:
    """The text with half-width digits, letters, ％ ＠ ＿, and ．－／ between digits or letters."""
    if not _ANY.search(source.text):
        return source
    return source.with_text(_FULL.sub(lambda m: m.group().translate(_TO_HALF), source.text))
