"""Anti-copy noise that forum software hides in a text: 2020年" s3 g/ j; h$ G9 U8 w% U is 2020年."""

from __future__ import annotations

import re

from normalize.aligned import AlignedText
from normalize.repair import Repair

_UNIT = "[!-;]? [?-~]"
_CANDIDATE = re.compile(rf"^[?-~](?:{_UNIT}){{4,15}}|(?:{_UNIT}){{5,15}}", re.MULTILINE)
"""Discuz! draws 5 to 15 pairs of a character from space to ; and one from ? to ~, with a space between.

The first of a pair is lost where it is a space too, and so are the first two where a line begins.
"""
_SIGN = re.compile(r"[!-/:;?@\[-`{-~]")
_SIGNS = 2
"""A run has more signs than a list of letters and numbers does."""

_LEAST = 3
"""A text with fewer runs has none: a reader may meet one list of letters and signs."""

_BARS = 4
"""A run with a bar in so many characters, or more, is a row of a table whose cells are blank."""


def remove_jammers(source: AlignedText) -> tuple[AlignedText, list[Repair]]:
    """The text without the noise, and for each run its span in the source."""
    runs = [run for run in _CANDIDATE.finditer(source.text) if run[0].count("|") * _BARS < len(run[0])]
    if sum(len(_SIGN.findall(run[0])) >= _SIGNS for run in runs) < _LEAST:
        return source, []
    repairs = [_repair(source, *run.span()) for run in runs]
    return source.replace((*run.span(), "") for run in runs), repairs


def _repair(source: AlignedText, start: int, end: int) -> Repair:
    message = f"the noise against copying {source.text[start:end].strip()!r} was left out"
    if start and source.text[start - 1] != "\n" and source.text[start].isdigit():
        message += ": see the page whether a digit before it belongs to the number or to the noise"
    return Repair("anti_copy_noise", *source.source_span(start, end), message)
