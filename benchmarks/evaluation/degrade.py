"""How real pages break text, as seeded transforms over marked segments, so that every span stays right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from benchmarks.evaluation.markup import Segment

DATA = Path(__file__).with_name("degradations.toml")
HAN = re.compile(r"[\u4e00-\u9fff]")
BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%.-()"}
NUMBER_FULL_WIDTH = FULL_WIDTH | {ord(","): "，"}
ASCII_PUNCTUATION = str.maketrans("，：；（）", ",:;()")
LINE = 36
"""Characters in a line of text taken from a page of print."""

Transform = Callable[[list[Segment], Random], list[Segment]]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def _rate(name: str) -> float:
    return float(_data()["rates"][name])


def taiwan_phrases(segments: list[Segment], random: Random) -> list[Segment]:
    """Traditional script with the wording of Taiwan (入口網站, 程式), as a phrase-level converter gives it."""
    return [Segment(_converter("s2twp").convert(s.text), s.mark) for s in segments]


def traditional(segments: list[Segment], random: Random) -> list[Segment]:
    """Traditional script, converted well."""
    return [Segment(_converter("s2t").convert(s.text), s.mark) for s in segments]


def naive_s2t(segments: list[Segment], random: Random) -> list[Segment]:
    """Traditional script character by character from a one-to-one table (關于, 征求, 海關係統)."""
    table = {c: random.choice(forms) for c, forms in _data()["naive"].items()}
    return [Segment("".join(table.get(c) or _character(c) for c in s.text), s.mark) for s in segments]


@cache
def _character(c: str) -> str:
    return str(_converter("s2t").convert(c))


def pinyin_gloss(segments: list[Segment], random: Random) -> list[Segment]:
    """Pinyin in brackets after characters that look different in simplified script: 發(fā), 總(zǒng)."""
    style = random.choice((Style.TONE, Style.TONE, Style.NORMAL))
    out: list[Segment] = []
    for segment in segments:
        glossed = [_glossed(c, style, random) for c in segment.text]
        tail = glossed[-1][1:] if segment.mark else ""
        text = "".join(glossed)
        out.append(Segment(text[: len(text) - len(tail)], segment.mark))
        out += [Segment(tail)] if tail else []
    return out


def _glossed(c: str, style: Style, random: Random) -> str:
    """The character, and perhaps its reading; characters are those a traditional page has of its own."""
    if not HAN.match(c) or _to_simplified(c) == c or random.random() >= _rate("gloss"):
        return c
    return f"{c}({lazy_pinyin(c, style=style)[0]})"


@cache
def _to_simplified(c: str) -> str:
    return str(_converter("t2s").convert(c))


def full_width(segments: list[Segment], random: Random) -> list[Segment]:
    """Digits, per cent signs and brackets in their full-width forms."""
    return [Segment(s.text.translate(NUMBER_FULL_WIDTH if s.mark else FULL_WIDTH), s.mark) for s in segments]


def ascii_punctuation(segments: list[Segment], random: Random) -> list[Segment]:
    """Half-width commas, colons and brackets, as many mirrors print them."""
    return [Segment(s.text.translate(ASCII_PUNCTUATION), s.mark) for s in segments]


def spaces(segments: list[Segment], random: Random) -> list[Segment]:
    """Spaces of all kinds inside words, and around numbers."""
    out: list[Segment] = []
    for segment in segments:
        if segment.mark is None:
            out.append(Segment(BETWEEN_HAN.sub(lambda _: _space(random), segment.text)))
        elif random.random() < _rate("number_space"):
            out += [Segment(" "), segment, Segment(" ")]
        else:
            out.append(segment)
    return out


def _space(random: Random) -> str:
    return random.choice(" \u00a0\u3000\u200b") if random.random() < _rate("space") else ""


def lost_punctuation(segments: list[Segment], random: Random) -> list[Segment]:
    """Commas gone, or only a space left of them; never between two numbers, which would make a new one."""
    lost = re.compile(r"(?<=[\u4e00-\u9fff%])，(?=[\u4e00-\u9fff])")
    return [Segment(lost.sub(lambda _: _comma(random), s.text), s.mark) for s in segments]


def _comma(random: Random) -> str:
    return random.choice(("", " ")) if random.random() < _rate("lost_comma") else "，"


def wrapped(segments: list[Segment], random: Random) -> list[Segment]:
    """Hard line breaks where a page of print breaks its lines, also inside words, never inside a number."""
    out, column = [], 0
    for segment in segments:
        if segment.mark:
            out.append(segment)
            column += len(segment.text)
            continue
        text = ""
        for c in segment.text:
            if column >= LINE and HAN.match(c):
                text, column = text + "\n", 0
            column = 0 if c == "\n" else column + 1
            text += c
        out.append(Segment(text))
    return out


TRANSFORMS: dict[str, Transform] = {
    f.__name__: f
    for f in (
        taiwan_phrases,
        traditional,
        naive_s2t,
        pinyin_gloss,
        full_width,
        ascii_punctuation,
        spaces,
        lost_punctuation,
        wrapped,
    )
}


def degrade(segments: list[Segment], names: tuple[str, ...], seed: str) -> list[Segment]:
    """The segments after the named transforms in order; the same seed gives the same text."""
    for name in names:
        segments = TRANSFORMS[name](segments, Random(f"{seed}/{name}"))
    return segments
