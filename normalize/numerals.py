"""Numerals as Chinese documents print them: 3,119, 6.8万, 40多万, 二十三, 百余, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = TENS | MYRIADS

MOST_FIGURES = 40
"""A longer row of figures is no number that anybody counted."""

_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?![\d ])(?:\.\d+)?"
_CHINESE = "[零〇一二三四五六七八九十百千万亿两]"
_MORE = "[多余来]"


def _numeral(arabic: str, gap: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"(?P<percent>百分之(?:{arabic}|{_CHINESE}+(?:点{_CHINESE}+)?))"
        rf"|(?P<fraction>{_CHINESE}{{1,3}}分之{_CHINESE}{{1,3}}|(?<![\d/.])[1-9]/(?:[2-9]|10)(?![\d/.]))"
        rf"|(?P<tenths>(?:[一二两三四五六七八九]|(?<![\d.,])[1-9])成(?:[一二三四五六七八九半](?!成))?(?![为立员果本功熟绩就长效分型都语品套份交]))"
        rf"|(?P<arabic>(?:{arabic})(?:{gap}(?P<more>{_MORE})?(?P<scale>[百千]?万亿|[百千十]?[万亿]|[百千](?![克米瓦])))?)"
        rf"|(?P<chinese>[几数]?{_CHINESE}+(?:{_MORE}[万亿])?)"
    )


NUMERAL = _numeral(_ARABIC)
"""One numeric expression; scales (万 亿 万亿) included, measure words and trailing 多/余 not."""
_IN_SENTENCE = _numeral(f"{_SPACED}|{_ARABIC}", gap=rf"(?: (?={_MORE}?[万亿]))?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeric expression in `text[start:end]`.

    `value` is expanded (6.8万 is 68000; 三分之一 and 百分之八十 are percentages, 33.33… and 80);
    `form` is `arabic`, `chinese`, `percent` or `fraction`; `more` says that a 多 or 余 stands
    inside (40多万) or that the figure is only a lower bound by its own form (几十, 数百).
    """

    start: int
    end: int
    value: int | float
    form: str
    more: bool = False


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeric expression of the text, left to right; linear in its length.

    In a sentence 52 618 and 2.1 万 are one number; a row of cells is not a sentence (use `parse_numeral`).
    """
    for m in _IN_SENTENCE.finditer(text):
        numeral = _read(m)
        if numeral is not None:
            yield numeral


def parse_numeral(text: str) -> int | float | None:
    """The value of a text that is one numeric expression and nothing else, or None."""
    m = NUMERAL.fullmatch(text.strip())
    numeral = _read(m) if m else None
    return numeral.value if numeral else None


def _read(m: re.Match[str]) -> Numeral | None:
    printed = m.group()
    start, end = m.span()
    if m["percent"]:
        value = parse_chinese(printed[3:]) if not printed[3].isdigit() else _decimal(printed[3:])
        return None if value is None else Numeral(start, end, plain(value), "percent")
    if m["tenths"]:
        tens, units = DIGITS.get(printed[0]) or int(printed[0]), {"半": 5}.get(printed[2:]) or DIGITS.get(printed[2:], 0)
        return Numeral(start, end, tens * 10 + units, "fraction")
    if m["fraction"]:
        above, _, below = printed.partition("/")
        if not below:
            below, _, above = printed.partition("分之")
        return _fraction(start, end, above, below)
    if m["arabic"]:
        return _arabic(m)
    return _in_words(m)


def _fraction(start: int, end: int, above: str, below: str) -> Numeral | None:
    parts = [Decimal(p) if p.isdecimal() and p.isascii() else parse_chinese(p) for p in (above, below)]
    if not parts[0] or not parts[1]:
        return None
    return Numeral(start, end, plain(parts[0] * 100 / parts[1]), "fraction")


def _arabic(m: re.Match[str]) -> Numeral | None:
    printed, scale = m.group(), m["scale"] or ""
    if len(printed) > MOST_FIGURES:
        return None
    value = _decimal(printed[: len(printed) - len(scale) - len(m["more"] or "")])
    for c in scale:
        value *= SCALES[c]
    return Numeral(*m.span(), plain(value), "arabic", bool(m["more"]))


def _in_words(m: re.Match[str]) -> Numeral | None:
    printed = m.group()
    vague = printed[0] in "几数"
    bare = re.sub(f"[几数]|{_MORE}", "", printed)
    value = parse_chinese(bare)
    if value is None:
        return None
    return Numeral(*m.span(), plain(value), "chinese", vague or len(bare) < len(printed))


def _decimal(figures: str) -> Decimal:
    return Decimal(re.sub("[,， ]", "", figures))


def plain(value: Decimal) -> int | float:
    """A whole number as int, any other as float."""
    return int(value) if value == value.to_integral_value() else float(value)


def parse_chinese(text: str) -> Decimal | None:
    """二百三十 is 230, 三万五千 35000, 二〇一六 2016, 九十八点五 98.5; None where it is no number."""
    whole, point, tail = text.partition("点")
    if point:
        head, digits = parse_chinese(whole), _digit_string(tail)
        return None if head is None or digits is None else head + Decimal(f"0.{digits}")
    if len(text) > 1 and (digits := _digit_string(text)) is not None:
        return Decimal(digits)
    return _scaled(text)


def _digit_string(text: str) -> str | None:
    if text and "两" not in text and all(c in DIGITS for c in text):
        return "".join(str(DIGITS[c]) for c in text)
    return None


def _scaled(text: str) -> Decimal | None:
    """Sum of digit times scale, 万 and 亿 closing a group; None where two digits meet."""
    total = group = digit = 0
    pending = False
    for c in text:
        if c in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[c], True
        elif c in TENS:
            group += (digit if pending else 1) * TENS[c]
            digit, pending = 0, False
        elif c in MYRIADS:
            group += digit
            total = (
                (total + (group or (0 if total else 1))) * MYRIADS[c]
                if c == "亿"
                else total + (group or 1) * MYRIADS[c]
            )
            group = digit = 0
            pending = False
        else:
            return None
    return Decimal(total + group + digit) if text else None
