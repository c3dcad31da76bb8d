"""Pinyin glosses that a converter set behind characters: 發(fā) is 發."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize import pinyin
from normalize.aligned import AlignedText
from normalize.patterns import HANZI
from normalize.repair import Repair

_SYLLABLE = f"[{pinyin.LETTERS}]{{1,9}}[1-4]?"
_CANDIDATE = re.compile(rf"[(（] *(?P<gloss>{_SYLLABLE}(?:[ '’]+{_SYLLABLE}){{0,7}}) *[)）]")
_WORD = re.compile(f"[{HANZI}]+")


def remove_glosses(source: AlignedText) -> tuple[AlignedText, list[Repair]]:
    """The text without glosses, and for each the source span of its parentheses.

    A gloss is made of syllables with a tone mark, or of syllables of two or more small letters
    that are readings of the characters before it; any other parenthesis stays.
    """
    glosses = list(_glosses(source.text))
    if not glosses:
        return source, []
    repairs = [_repair(source, start, end) for start, end in glosses]
    return source.replace((start, end, "") for start, end in glosses), repairs


def _glosses(text: str) -> Iterator[tuple[int, int]]:
    end_of_word, end = 0, -1
    for m in _CANDIDATE.finditer(text):
        start = m.start()
        while text[start - 1 : start] == " ":
            start -= 1
        if start != end:  # a second gloss may stand right behind the first, for the same word
            end_of_word = start
        syllables = re.split("[ '’]+", m["gloss"])
        if _read(syllables, text[max(0, end_of_word - len(syllables)) : end_of_word]):
            end = m.end()
            yield start, end


def _read(syllables: list[str], word: str) -> bool:
    if len(word) < len(syllables) or not _WORD.fullmatch(word):
        return False
    if any(map(pinyin.has_mark, syllables)):
        return None not in map(pinyin.plain, syllables)
    return all(
        s.islower() and len(s) > 1 and pinyin.reads(s, c) for s, c in zip(syllables, word, strict=True)
    )


def _repair(source: AlignedText, start: int, end: int) -> Repair:
    gloss = source.text[start:end].strip()
    return Repair("pinyin_gloss", *source.source_span(start, end), f"the pinyin gloss {gloss} was left out")
