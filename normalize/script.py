"""Simplified or traditional, and traditional to simplified through OpenCC, only where needed.

The pinned OpenCC is pure Python and needs microseconds for a character, so it is asked once for
each character (the answers fill a table), and for the words in which a character is converted
otherwise than alone (`contexts` in characters.yaml).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import opencc

from normalize import data
from normalize.aligned import AlignedText, Edit
from normalize.patterns import any_of

_IDEOGRAPHS = range(0x4E00, 0xA000)
_MARGIN = 4
"""How many characters beside a context OpenCC sees; the words that compete with it are shorter."""


def _beyond(charset: str, within: str | None = None) -> str:
    """The ideographs that `charset` lacks (and `within` has), the standard of a script as a codec."""
    every = "".join(map(chr, _IDEOGRAPHS))
    if within is not None:
        every = every.encode(within, "ignore").decode(within)
    lacking = set(every) - set(every.encode(charset, "ignore").decode(charset))
    return "".join(sorted(lacking))


_NOT_MAINLAND = re.compile(f"[{_beyond('gb2312').replace('昇', '')}於後徵]")
"""Ideographs outside GB 2312 (but 昇, which mainland names keep), and three in it of little other use."""

_NOT_TAIWAN = re.compile(f"[{_beyond('big5', within='gb2312')}]")
"""Ideographs of GB 2312 outside Big5: the simplified forms."""


class _Table(dict[int, int]):
    """Code point to code point of its simplified form, asked of OpenCC when first needed."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        simplified = _convert(character) if code >= 0x3400 and not 0xD800 <= code < 0xF900 else character
        self[code] = ord(simplified) if len(simplified) == 1 else code
        return self[code]


_TABLE = _Table()


def detect(text: str) -> str:
    """`Hans` or `Hant`: which script has more characters of its own in the text; a tie is Hans."""
    traditional = sum(map(_is_traditional, _NOT_MAINLAND.findall(text)))
    return "Hant" if traditional and traditional > len(_NOT_TAIWAN.findall(text)) else "Hans"


def simplified(text: str) -> str:
    """The text with each character's simplified form, whatever stands beside it."""
    return text.translate(_TABLE)


def simplify(source: AlignedText) -> AlignedText:
    """The text in simplified script, as OpenCC's t2s; the same object where nothing is traditional."""
    if not any(_is_traditional(m.group()) for m in _NOT_MAINLAND.finditer(source.text)):
        return source
    converted = source.with_text(simplified(source.text))
    return converted.replace(_in_context(source.text))


def _is_traditional(character: str) -> bool:
    return _TABLE[ord(character)] != ord(character)


def _in_context(text: str) -> list[Edit]:
    return [(m.start(), m.end(), _converted(text, *m.span())) for m in _contexts().finditer(text)]


def _converted(text: str, start: int, end: int) -> str:
    lead = max(0, start - _MARGIN)
    return _convert(text[lead : end + _MARGIN])[start - lead : end - lead]


@lru_cache(maxsize=4096)
def _convert(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _contexts() -> re.Pattern[str]:
    return any_of(_characters("contexts"))


def is_naive(text: str) -> bool:
    """Whether a traditional text comes from a converter that knows characters but no words."""
    return _naive().search(text) is not None


@cache
def _naive() -> re.Pattern[str]:
    return any_of(_characters("naive"))


def _characters(key: str) -> list[str]:
    found = data.load("characters.yaml", data.CHARACTERS)
    return data.strings("characters.yaml", key, found[key])
