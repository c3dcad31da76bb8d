"""Characters that cannot be seen, and look-alikes of ideographs: the first step of cleaning."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from normalize import data
from normalize.aligned import AlignedText, Edit

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces other than the plain one: no-break, typographic, ideographic."""

BREAKS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""Line breaks other than \\n; \\r\\n and \\r are told apart in the pattern."""

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Controls, zero-width characters, soft hyphens, bidi marks, variation selectors, tags, the BOM."""

LOOKALIKES = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
"""Radicals (Kangxi and supplement) and compatibility ideographs."""

_ANY = re.compile(f"[\r{INVISIBLE}{SPACES}{BREAKS}{LOOKALIKES}]")
_FOUND = re.compile(
    rf"(?P<invisible>[{INVISIBLE}]+)|(?P<space>[{SPACES}])|(?P<line>\r\n?|[{BREAKS}])|(?P<alike>[{LOOKALIKES}])"
)


def reveal(source: AlignedText) -> AlignedText:
    """The text without invisible characters, with plain spaces, \\n and unified ideographs."""
    first = _ANY.search(source.text)
    return source.replace(map(_edit, _FOUND.finditer(source.text, first.start()))) if first else source


def _edit(m: re.Match[str]) -> Edit:
    new = {"invisible": "", "space": " ", "line": "\n"}.get(m.lastgroup or "")
    return m.start(), m.end(), ideograph(m.group()) if new is None else new


def ideograph(alike: str) -> str:
    """The unified ideograph for a radical or a compatibility ideograph; letters for a ligature of them."""
    return _radicals().get(alike) or unicodedata.normalize("NFKC", alike)


@cache
def _radicals() -> dict[str, str]:
    return data.pairs(
        "characters.yaml", "radicals", data.load("characters.yaml", data.CHARACTERS)["radicals"]
    )
