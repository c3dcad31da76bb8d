"""Which pictures of a web page may hold a table: what its <img> says of their size, their name, where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from normalize.data import load, strings

LEAST = {"width": 120, "height": 48}
"""Pixels: a picture that is less wide or high (three rows of small print) is an ornament."""

SHORT = 2000
"""Characters of a data: address, below which a picture is an ornament."""

ADDRESSES = ("data-original", "data-src", "src")
"""The attributes that name a picture, those first that a page keeps it under until it is scrolled to."""

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff")
"""What the names of picture files end in."""

_FILE = "pictures.yaml"
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED = {side: re.compile(rf"(?:^|[;\s]){side}\s*:\s*(\d{{1,5}})(?:\.\d+)?\s*px", re.I) for side in LEAST}


def address_of(attributes: Mapping[str, str]) -> str:
    """The address that an <img> gives its picture, as printed; empty where it gives none."""
    return next((found for name in ADDRESSES if (found := attributes.get(name, "").strip())), "")


def may_hold_table(attributes: Mapping[str, str], href: str | None = None) -> bool:
    """Whether an <img> is neither known to be small nor named as an ornament.

    One inside a link (`href`) shows the way about the site, unless the link leads to a picture.
    """
    source = address_of(attributes)
    if not source or (source.startswith("data:") and len(source) < SHORT):
        return False
    if href is not None and not is_picture_file(href):
        return False
    sizes = {side: size for side in LEAST if (size := _pixels(attributes, side)) is not None}
    return not any(size < LEAST[side] for side, size in sizes.items()) and not _adorns(source)


def is_small(width: int, height: int) -> bool:
    """Whether a picture of so many pixels is an ornament."""
    return width < LEAST["width"] or height < LEAST["height"]


def is_picture_file(address: str) -> bool:
    """Whether an address is that of a picture by its ending."""
    return file_name(address).lower().endswith(ENDINGS)


def file_name(address: str) -> str:
    """The last part of an address' path; `data:` for a picture that stands in the page itself."""
    if address.startswith("data:"):
        return "data:"
    try:
        return PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""


def _adorns(address: str) -> bool:
    word, endings = _ornaments()
    name = file_name(address).lower()
    return name.endswith(endings) or word.search(name) is not None


@cache
def _ornaments() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The words of names, and the endings; raises DataError."""
    data = load(_FILE, frozenset({"words", "phrases", "endings"}))
    words, phrases, endings = (strings(_FILE, key, data[key]) for key in ("words", "phrases", "endings"))
    alone = "|".join(map(re.escape, words))
    anywhere = "|".join(map(re.escape, phrases))
    return re.compile(f"(?<![a-z])(?:{alone})(?![a-z])|{anywhere}"), tuple(endings)


def _pixels(attributes: Mapping[str, str], side: str) -> int | None:
    stated = _PIXELS.fullmatch(attributes.get(side, "")) or _STYLED[side].search(attributes.get("style", ""))
    return int(stated[1]) if stated else None
