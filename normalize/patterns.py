"""What several modules look for: classes of characters (for use inside […]) and sets of words."""

from __future__ import annotations

import re
from collections.abc import Iterable

HANZI = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
"""Ideographs: unified, extensions, compatibility."""

PUNCTUATION = "、。〈-】〔-〗〝-〟！（），：；？［］｛｝“”‘’…﹝﹞"
"""Chinese punctuation that brings its own space: none is written beside it."""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the words, at each place the longest."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
