"""Whether a text layer says what the page shows, or is a heap of unmapped glyphs."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.hidden import ideograph

REPLACEMENT = "\ufffd"
"""Stands for a glyph that is printed but mapped to no character."""

MIN_CHARACTERS = 20
"""Characters below which a page's text is too short to be judged."""

MAX_UNMAPPED = 0.2
"""Share of characters without a meaning from which the text layer is not to be trusted."""

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Replaced, private and control characters."""

_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f]")
"""Radicals, compatibility ideographs, ligatures, punctuation of vertical lines: forms of other characters."""

_LONG_DASH = "\u2e3a"


@lru_cache(maxsize=4096)
def plain_characters(glyph: str) -> str:
    """The characters that a glyph stands for: fonts give 行 as the radical ⾏, fi as one sign; PDFium undoes it, pdfminer does not."""
    return _FORMS.sub(lambda form: ideograph(form[0]), glyph).replace(_LONG_DASH, "——")


def unmapped_share(text: str) -> float:
    """The share of printed characters that mean nothing."""
    printed = len(text) - sum(map(text.count, " \u3000\t\n"))
    return count_unmapped(text) / printed if printed else 0.0


def count_unmapped(text: str) -> int:
    """How many characters mean nothing."""
    return len(_UNMAPPED.findall(text))


def is_garbage(text: str) -> bool:
    """Whether a text layer's characters are to be distrusted as a whole."""
    return len(text) >= MIN_CHARACTERS and unmapped_share(text) > MAX_UNMAPPED
