"""Readings of text whose GBK bytes lost one: the later bytes paired up wrongly, 考評 became 荚u.

A byte-wise converter does the damage.  Inside 日常考評 (C8D5 B3A3 BFBC D475) it takes A3BF for a
full-width question mark and writes "?"; or inside 立案偵辦 (…B0B8 82C9 DE6B) it takes B882 for 競
and sets the gloss (jìng) behind it.  Either way one lead byte stands alone and is lost, the rest
of the run is decoded one byte late, and the second byte of a traditional character is left over
as an ASCII letter.  Simplified characters (GB 2312) have no such second byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from normalize import data, pinyin
from normalize.patterns import HANZI
from normalize.script import simplified

DAMAGE = re.compile(
    rf"(?<=[{HANZI}])[?？\ufffd]"
    rf"(?:(?P<sign>[?？!,:;.()])|[(（]?(?P<gloss>[{pinyin.LETTERS}]{{1,9}})[)）])?"
    rf"(?P<shifted>[{HANZI}]{{0,8}})(?P<last>[@-~])(?![A-Za-z0-9])"
)
"""A lost byte, what the converter wrote beside it, the shifted characters, the byte left over."""

_RUN = re.compile(f"[{HANZI}]+")
_LEADS = range(0x81, 0xFF)
_FULL_WIDTH = 0xA3
"""The row of GB 2312 that holds the full-width forms: A3BF is the question mark."""


def readings(damage: re.Match[str], known: frozenset[str]) -> set[str]:
    """What the damaged run may have been: every reading that is made of known words.

    `known` are pairs of characters in simplified script (of the same document), to which the
    words of words.yaml are added.  The reading stands for the whole match.
    """
    possible = set(_possible(damage))
    if damage["gloss"] and len(possible) == 1:
        return possible  # the gloss itself tells which byte was lost
    before, after = damage.string[damage.start() - 1], damage.string[damage.end() : damage.end() + 1]
    return {r for r in possible if _is_words(simplified(before + r + after), len(r), known)}


def _possible(damage: re.Match[str]) -> Iterator[str]:
    try:
        rest = damage["shifted"].encode("gbk") + damage["last"].encode()
    except UnicodeEncodeError:
        return
    for between in _between(damage["sign"], damage["gloss"]):
        for lead in _LEADS:
            if damage["gloss"] and not _was_glossed(damage.string[damage.start() - 1], lead, damage["gloss"]):
                continue
            reading = _decode(bytes([lead]) + between + rest)
            if reading:
                yield reading


def _between(sign: str | None, gloss: str | None) -> list[bytes]:
    """The bytes between the lost one and the shifted ones: those of a sign written in ASCII instead."""
    if gloss:
        return [b""]
    if sign:
        return [bytes([_FULL_WIDTH, (ord(sign) & 0x7F if sign != "？" else 0x3F) | 0x80])]
    return [b"", bytes([_FULL_WIDTH, 0xBF])]


def _was_glossed(before: str, lead: int, gloss: str) -> bool:
    """Whether the second byte of the character before and the lost byte spelt what the gloss reads."""
    pair = _decode(before.encode("gbk", "ignore")[-1:] + bytes([lead]))
    return bool(pair) and len(pair) == 1 and pinyin.reads(gloss, pair)


def _decode(octets: bytes) -> str:
    try:
        text = octets.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if _RUN.fullmatch(text) else ""


def _is_words(run: str, length: int, known: frozenset[str]) -> bool:
    """Whether words of two lie side by side over the `length` characters after the run's first.

    The first word may begin with the character before them, the last end with the one after.
    """
    tilings = ([run[i : i + 2] for i in range(first, length + 1, 2)] for first in (0, 1))
    return any(all(word in _words() or word in known for word in tiling) for tiling in tilings)


@cache
def _words() -> frozenset[str]:
    words = data.load("words.yaml", frozenset({"words"}))["words"]
    return frozenset(str(words).split())
