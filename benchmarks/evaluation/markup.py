"""The authored form of an evaluation document: plain text with its numbers marked in braces.

    共受理{68|件|受理信息公开申请|#n1}件，其中{40|件|电子邮件形式申请|in=n1|share=59|#n2}件，
    占{59|%|电子邮件形式申请占比|of=n2}%。根据条例第{三十六|clause}条……

`{surface|unit|label|…}` is a statistic, `{surface|rank|label|…}` a rank, `{surface|CLASS}` any other
class; `{surface|word}` says that a numeral counts nothing and is left out of the truth.  Then, in any
order: `#id`, a bound (over nearly about under), `up` or `down`, and key=value: `value` (where the
surface does not show it), `scope`, `period`, `in` (part_of), `by` (which breakdown of that total),
`share`, `of` (share_of), `change` (change_of).  `&` as label or scope repeats the one before.
A brace, bar or backslash of the text itself is written with a backslash before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.evaluation.numerals import value_of

BOUNDS = ("over", "nearly", "about", "under")
DIRECTIONS = ("up", "down")
PLAIN_CLASSES = (
    "date",
    "time",
    "identifier",
    "ordinal",
    "name",
    "duration",
    "deadline",
    "clause",
    "other_quantity",
)
SHORT = {"other": "other_quantity"}
EXPLAINED = "word"
KEYS = {
    "scope": "scope",
    "period": "period",
    "in": "part_of",
    "by": "by",
    "of": "share_of",
    "change": "change_of",
}
BRACES = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.)*)\}", re.S)
BAR = re.compile(r"(?<!\\)\|")
ESCAPE = re.compile(r"\\([{}|\\])")


class MarkupError(ValueError):
    """A mark that cannot be read; the message says where, what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a number is.  `kind` is its class; the rest is empty where the class does not need it.

    `part_of`, `share_of` and `change_of` name other marks by their `id`; `by` names the breakdown of a
    total that a part belongs to (a total can be broken down by form and by result).
    """

    kind: str
    value: int | float | None = None
    unit: str | None = None
    label: str | None = None
    bound: str = "exact"
    scope: str | None = None
    period: str | None = None
    id: str | None = None
    part_of: str | None = None
    by: str = ""
    share: float | None = None
    share_of: str | None = None
    change_of: str | None = None
    direction: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the number is one that the document reports about its world."""
        return self.kind in ("statistic", "rank")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the document, and what it is where it is a number."""

    text: str
    mark: Mark | None = None


def parse(source: str, where: str) -> list[Segment]:
    """The segments of an authored text; `where` names the file in errors (MarkupError)."""
    segments: list[Segment] = []
    last, at = Mark("statistic"), 0
    for braces in BRACES.finditer(source):
        segments.append(Segment(_unescape(source[at : braces.start()])))
        try:
            segment = _segment(braces[1], last)
        except ValueError as error:
            line = source.count("\n", 0, braces.start()) + 1
            raise MarkupError(f"{where}, body line {line}: {{{braces[1]}}}: {error}") from error
        if segment.mark and segment.mark.counts:
            last = segment.mark
        segments.append(segment)
        at = braces.end()
    segments.append(Segment(_unescape(source[at:])))
    return [s for s in segments if s.text]


def _unescape(text: str) -> str:
    return ESCAPE.sub(r"\1", text)


def _segment(inside: str, last: Mark) -> Segment:
    surface, *fields = (_unescape(f) for f in BAR.split(inside))
    if not surface or not fields:
        raise ValueError(
            "expected a number and at least its class or unit, as in {68|件|申请} or {一|ordinal}"
        )
    kind, *rest = fields
    kind = SHORT.get(kind, kind)
    if kind == "rank":
        return Segment(surface, _counted(surface, "rank", "位", rest, last))
    if kind == "deadline":
        action = rest[1] if len(rest) > 1 else None
        return Segment(surface, Mark(kind, value_of(surface), rest[0] if rest else "日", action))
    if kind in PLAIN_CLASSES or kind == EXPLAINED:
        return Segment(surface, Mark(kind))
    return Segment(surface, _counted(surface, "statistic", kind, rest, last))


def _counted(surface: str, kind: str, unit: str, fields: list[str], last: Mark) -> Mark:
    if not fields or "=" in fields[0]:
        raise ValueError("expected a label after the unit: add it, or & for the label before")
    label = last.label if fields[0] == "&" else fields[0]
    mark = Mark(kind, unit=unit, label=label)
    for given in fields[1:]:
        mark = _with(mark, given, last)
    return mark if mark.value is not None else replace(mark, value=value_of(surface))


def _with(mark: Mark, given: str, last: Mark) -> Mark:
    key, equals, text = given.partition("=")
    if given.startswith("#"):
        return replace(mark, id=given[1:])
    if given in BOUNDS:
        return replace(mark, bound=given)
    if given in DIRECTIONS:
        return replace(mark, direction=given)
    if key == "value":
        return replace(mark, value=value_of(text))
    if key == "share":
        return replace(mark, share=float(text))
    if key == "scope" and text == "&":
        return replace(mark, scope=last.scope)
    if not equals or key not in KEYS:
        raise ValueError(f"expected #id, a bound, up, down or one of {', '.join(KEYS)}=…, found {given!r}")
    changed: dict[str, Any] = {KEYS[key]: text}
    return replace(mark, **changed)
