"""What an annotated number is worth: Arabic and Chinese numerals, 万 and 亿, fractions, percentages.

Written apart from normalize/ on purpose: a truth that is read by the code it judges proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "兩": 2}
TRADITIONAL = str.maketrans("萬億點餘幾", "万亿点余几")
POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
ARABIC = re.compile(r"([+-]?\d+(?:\.\d+)?)([十百千万亿]*)")


def value_of(surface: str) -> int | float:
    """The value of a numeric expression as printed, measure word left out.

    万, 亿 are multiplied out; 百分之八十 is 80 and 三分之一 is 33.33… (both counted in %), 三成 is 30.
    A 余, 多 or 几 inside does not change the value.  Raises ValueError on what is no number.
    """
    exact = _fraction(_plain(surface))
    return int(exact) if exact.denominator == 1 else float(exact)


def _plain(surface: str) -> str:
    text = unicodedata.normalize("NFKC", surface).translate(TRADITIONAL)
    return re.sub(r"[\s,，余多几\u200b]", "", GLOSS.sub("", text))


def _fraction(text: str) -> Fraction:
    whole, part_of, part = text.partition("分之")
    if part_of:
        return 100 * _number(part) / _number(whole)
    if text.endswith("成"):
        return 10 * _number(text[:-1])
    top, slash, bottom = text.partition("/")
    return 100 * _number(top) / _number(bottom) if slash else _number(text)


def _number(text: str) -> Fraction:
    arabic = ARABIC.fullmatch(text)
    if arabic is None:
        return _chinese(text)
    value = Fraction(arabic[1])
    for power in arabic[2]:
        value *= POWERS[power]
    return value


def _chinese(text: str) -> Fraction:
    """A number in Chinese numerals, e.g. 一百二十, 两千零八, 九十八点五, 二〇〇八."""
    whole, point, decimals = text.partition("点")
    if point:
        return _integer(whole) + Fraction(_spelled(decimals), 10 ** len(decimals))
    return Fraction(_integer(whole))


def _integer(text: str) -> int:
    if not text or any(c not in DIGITS and c not in POWERS for c in text):
        raise ValueError(f"expected a number in Arabic or Chinese numerals, found {text!r}: give it a value=")
    if len(text) > 1 and all(c in DIGITS for c in text):
        return _spelled(text)
    for power in ("亿", "万"):
        high, found, low = text.rpartition(power)
        if found:
            return _integer(high or "一") * POWERS[power] + (_integer(low) if low else 0)
    total, digit = 0, 0
    for c in text:
        if c in POWERS:
            total, digit = total + (digit or 1) * POWERS[c], 0
        else:
            digit = DIGITS[c]
    return total + digit


def _spelled(digits: str) -> int:
    value = 0
    for c in digits:
        if c not in DIGITS:
            raise ValueError(f"expected a Chinese digit, found {c!r} in {digits!r}")
        value = 10 * value + DIGITS[c]
    return value
