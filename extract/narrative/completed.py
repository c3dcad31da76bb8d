"""Labels that the number's own words only begin: completed by the words that go before them."""

from __future__ import annotations

from extract.narrative.findings import Finding
from extract.narrative.labels import Context, noun_of, tidy
from extract.narrative.lexicon import compiled
from extract.narrative.sentence import Sentence

LONG = 5
"""Longer attributes take a 的 before the noun that they are given: 具有执法资格的关警员."""


def completed(s: Sentence, context: Context, label: str, total: Finding | None) -> str:
    """A number's own label with the noun that its measure, its attribute or its trade lacks.

    `total` is the number that this one is an item of.
    """
    if not label:
        return ""
    if compiled("^(?:{measures})$").match(label):
        return _measured(s, label)
    if context.before.rstrip().endswith("的"):
        return _attributed(label, _named_among(s) or (noun_of(total.label) if total else ""))
    return _traded(label, total.label) if total and context.number.unit == total.number.unit else label


def _measured(s: Sentence, label: str) -> str:
    """进口原油价值 of 进口原油1020吨,价值430亿元: a bare measure is of what the number before it counts."""
    i = s.previous()
    counted = s.found[i].label if i is not None else ""
    return tidy(compiled("^新[增建]|(?:{measures})$").sub("", counted) + label)


def _named_among(s: Sentence) -> str:
    """申请 of 收到的申请中,申请人为公民的21件: what the sentence says to speak of; "" where it does not."""
    m = compiled(
        r"^在?(?:[^,，;；:：。]{0,12}的|[这那]些|以上|上述|[^,，;；:：。]{0,6}\d[\d,.]*[万亿]?[余多]?[个件名人条项份家起宗篇])?(?P<noun>[^,，;；:：。的\d]{2,8})中[,，:：]"
    ).match(s.text[s.span[0] : s.span[1]])
    return m["noun"] if m else ""


def _attributed(label: str, noun: str) -> str:
    if not 2 <= len(noun) <= 8 or noun[-2:] in label:
        return label
    return tidy(label + ("的" if len(label) > LONG else "") + noun)


def _traded(label: str, total: str) -> str:
    """手机出口 of 机电产品出口4.78万亿元…,其中,手机3350.7亿元: an item of a trade goes the same way."""
    way = compiled("(?:进出口|进口|出口)(?=[总值额量]*$)").search(total)
    return label + way.group() if way and not compiled("进|出|[占差额值率]").search(label) else label
