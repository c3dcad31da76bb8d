"""The numbers that Chinese documents put before headings and items: 一、 (一) 1. 第一章 ①.

The usual nesting is that of 党政机关公文格式 (GB/T 9704-2012, 7.3.3): 一、 then （一） then 1. then （1）.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from normalize.numerals import parse_numeral

BULLETS = "•·●■◆"
"""What stands before the items of a list without numbers."""

_CN = "[〇零一二三四五六七八九十百]{1,4}"
_NO_FIGURE = r"(?:(?!\d)|(?=(?:19|20)\d\d\s*年|\d{1,2}月|12\d{3}(?![\d.万亿元])))"
"""What follows a number with a point, which is no decimal: a title; it may begin with a year, a month or a hotline."""

_PATTERNS = {
    "part": rf"第\s*(?:{_CN}|\d{{1,2}})\s*(?:部分|编|篇)",
    "chapter": rf"第\s*(?:{_CN}|\d{{1,2}})\s*章",
    "division": rf"第\s*(?:{_CN}|\d{{1,2}})\s*节",
    "article": rf"第\s*(?:{_CN}|\d{{1,3}})\s*条(?=[\s(（【])",
    "chinese": rf"{_CN}\s*[、.．]{_NO_FIGURE}",
    "chinese_paren": rf"(?:[(（]\s*{_CN}\s*[)）]|[一二三四五六七八九十]{{1,3}}[)）]|[㈠-㈩])\s*[、.．]?",
    "arabic": rf"(?:\d{{1,2}}\s*(?:[、．]|\.{_NO_FIGURE})|[⒈-⒛])",
    "decimal": r"\d{1,2}(?:\.\d{1,2}){1,2}(?=[\s、])[、]?",
    "arabic_paren": r"(?:[(（]\s*\d{1,2}\s*[)）]|\d{1,2}[)）]|[⑴-⒇])\s*[、.．]?",
    "circled": r"[①-⑳]\s*[、.．]?",
}
RANK = {kind: rank for rank, kind in enumerate(_PATTERNS)}
"""How high a kind of number stands where a document mixes several, 0 the highest."""

_NUMBER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
_FIRST = re.compile("[第(（〇零一二三四五六七八九十百0-9①-⑳⑴-⒇⒈-⒛㈠-㈩]")
_ORDINAL = re.compile(rf"{_CN}|\d+")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number at the head of a line: its kind, its value, the line's text up to `end`."""

    kind: str
    ordinal: int | None
    text: str
    end: int


def read_numbering(line: str) -> Numbering | None:
    """The number that a line begins with, or None; `end` is where its title begins."""
    m = _NUMBER.match(line) if _FIRST.match(line) else None
    if m is None or m.lastgroup is None:
        return None
    end = m.end() + len(line[m.end() :]) - len(line[m.end() :].lstrip())
    return Numbering(m.lastgroup, _ordinal(m.group()), m.group().strip(), end)


@lru_cache(maxsize=1024)
def _ordinal(printed: str) -> int | None:
    """The last figure of a number: 2 of 1.2, 12 of 十二."""
    figures = _ORDINAL.findall(unicodedata.normalize("NFKC", printed))
    value = parse_numeral(figures[-1]) if figures else None
    return int(value) if value is not None else None
