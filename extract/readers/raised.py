"""Figures set above or below the line, the number of a note beside a figure: they must not become its last digit."""

from __future__ import annotations

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The text with its digits raised, as plain text can show them.

    >>> raised("注1")
    '注¹'
    """
    return text.translate(_DIGITS)
