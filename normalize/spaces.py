"""Spaces that say nothing: doubled, beside Chinese punctuation, at a line's ends, inside words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.aligned import AlignedText, Edit
from normalize.patterns import HANZI, PUNCTUATION

_RUN = re.compile(" +")
_SELF_SPACED = re.compile(f"[{PUNCTUATION}\n\t]")
_GAP = re.compile(f" (?=[{HANZI}](?![{HANZI}]))")
_APART = re.compile(f"(?<![{HANZI}])(?:[{HANZI}] )+[{HANZI}](?![{HANZI}])")
_NUMERALS = re.compile("[零〇一二三四五六七八九十百千万 ]+")


def tidy(source: AlignedText) -> AlignedText:
    """The text with single spaces, and those only where they set something apart.

    A word printed with its characters apart (公 开, 商 业 企 业) is joined; numerals in a row of
    their own (一 二 三: the heads of columns) are not a word.  Tabs and line breaks stay.
    """
    if " " not in source.text:
        return source
    collapsed = source.replace(_useless(source.text))
    return collapsed.replace(_gaps(collapsed.text)) if _GAP.search(collapsed.text) else collapsed


def _useless(text: str) -> Iterator[Edit]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        beside = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if any(map(_SELF_SPACED.match, beside)):
            yield start, end, ""
        elif end - start > 1:
            yield start + 1, end, ""


def _gaps(text: str) -> Iterator[Edit]:
    for word in _APART.finditer(text):
        if not _NUMERALS.fullmatch(word.group()):
            for at in range(word.start() + 1, word.end(), 2):
                yield at, at + 1, ""
