"""Automatic numbers of Word paragraphs: 一、 (一) 1. are not in the text, they are counted out.

After ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.attributes import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_START = 10_000
"""No honest list starts later; letters and Roman numerals grow as long as their number is large."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")


def counting(number: int, digits: str = _DIGITS, tens: str = "十", hundreds: str = "百") -> str:
    """A number below 1000 in Chinese: 10 is 十, 12 is 十二, 20 is 二十, 105 is 一百〇五."""
    if number >= 1000:
        return str(number)
    high, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    text = digits[high] + hundreds if high else ""
    if ten:
        text += ("" if ten == 1 and not high else digits[ten]) + tens
    elif high and one:
        text += digits[0]
    return text + (digits[one] if one or not text else "")


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip((100, 90, 50, 40, 10, 9, 5, 4, 1), ["c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"], strict=True):
        text += sign * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda n: str(n).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "japaneseCounting": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "koreanCounting": counting,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: counting(n, _LEGAL, "拾", "佰"),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "bullet": lambda n: "",
    "none": lambda n: "",
}
"""ST_NumberFormat -> the number as printed."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, the text around it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, number_id: str, level: int) -> str:
        """The number that the next paragraph of this list and level bears; empty for a bullet."""
        found = self.levels.get(number_id, {}).get(level)
        if found is None:
            return ""
        key = self.lists.get(number_id, number_id)
        self.counts[key, level] = self.counts.get((key, level), found.start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((key, deeper), None)
        if found.format == "bullet":
            return ""
        label = _PLACE.sub(lambda match: self._written(number_id, key, int(match[1]) - 1), found.text)
        return label + (" " if label and label[-1].isalnum() else "")

    def _written(self, number_id: str, key: str, level: int) -> str:
        found = self.levels[number_id].get(level, Level())
        return FORMATS.get(found.format, str)(self.counts.get((key, level), found.start))


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists that word/numbering.xml defines; None gives none."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {item.get(f"{W}abstractNumId", ""): item for item in root.iterfind(f"{W}abstractNum")}
    for number in root.iterfind(f"{W}num"):
        number_id = number.get(f"{W}numId", "")
        base_id = value(number.find(f"{W}abstractNumId"))
        base = abstract.get(base_id)
        levels = {} if base is None else dict(_levels(base))
        overridden = False
        for override in number.iterfind(f"{W}lvlOverride"):
            at = whole(override.get(f"{W}ilvl"))
            start = whole(value(override.find(f"{W}startOverride")), -1, MAX_START)
            levels.update(_levels(override))
            if start >= 0:
                old = levels.get(at, Level())
                levels[at] = Level(start, old.format, old.text)
                overridden = True
        numbering.levels[number_id] = levels
        numbering.lists[number_id] = f"num {number_id}" if overridden else f"abstract {base_id}"
    return numbering


def _levels(parent: etree._Element) -> list[tuple[int, Level]]:
    found = []
    for item in parent.iterfind(f"{W}lvl"):
        start, text = whole(value(item.find(f"{W}start")), 1, MAX_START), value(item.find(f"{W}lvlText"))
        level = Level(start, value(item.find(f"{W}numFmt")) or "decimal", text)
        found.append((whole(item.get(f"{W}ilvl")), level))
    return found


def value(element: etree._Element | None) -> str:
    """An element's w:val; empty where there is none."""
    return "" if element is None else element.get(f"{W}val", "")
