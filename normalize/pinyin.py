"""Syllables of Hanyu Pinyin (GB/T 16159): their spelling, their tones, the characters they read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

MARKS = "\u0300\u0301\u0304\u030c"
"""The four tones' combining marks: grave, acute, macron, caron."""

LETTERS = "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɑɡĀÁǍÀĒÉĚÈŌÓǑÒ" + MARKS + "\u0308"
"""What a syllable is written with, as the inside of a regular expression's class."""

_SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)?"
    "(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|"
    "o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|ü|üan|üe|ün)"
)
_VARIANTS = str.maketrans({"v": "ü", "ɑ": "a", "ɡ": "g"})


@lru_cache(maxsize=4096)
def plain(syllable: str) -> str | None:
    """The syllable in lower case without its tone (lǜ, lü4, lv4 give lü), or None if it is none."""
    spelt = unicodedata.normalize("NFD", syllable.rstrip("1234")).translate(dict.fromkeys(map(ord, MARKS)))
    spelt = unicodedata.normalize("NFC", spelt).lower().translate(_VARIANTS)
    return spelt if _SYLLABLE.fullmatch(spelt) else None


@lru_cache(maxsize=4096)
def has_mark(syllable: str) -> bool:
    """Whether a tone mark stands on it: no word of another kind looks so."""
    return any(mark in MARKS for mark in unicodedata.normalize("NFD", syllable))


def reads(syllable: str, character: str) -> bool:
    """Whether the syllable (any tone) is a reading of the character in pypinyin's dictionary."""
    spelt = plain(syllable)
    return spelt is not None and spelt in _readings(character)


@cache
def _readings(character: str) -> frozenset[str]:
    # Loading pypinyin takes a quarter of a second, and few texts hold a gloss without a tone mark.
    from pypinyin.constants import PINYIN_DICT

    listed = PINYIN_DICT.get(ord(character), "").split(",")
    return frozenset(spelt for spelt in map(plain, listed) if spelt)
