"""The pictures and framed files of a page: which may hold a table, and that they are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from extract.model import Problem, Span
from extract.readers.refused import FILES
from extract.readers.sniff import declared_media_type

SMALL = 120
"""Pixels: a picture that is known to be less wide or high is an ornament."""

SHORT = 2000
"""Characters of a data: address, below which a picture is an ornament."""

_NAMED = 3
_ORNAMENTS = (".svg", ".ico")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED = {side: re.compile(rf"(?:^|[;\s]){side}\s*:\s*(\d{{1,5}})(?:\.\d+)?\s*px", re.I) for side in ("width", "height")}


def may_hold_table(attributes: Mapping[str, str]) -> bool:
    """Whether an <img> is neither known to be small nor of a kind that only adorns."""
    source = attributes.get("src", "").strip()
    if not source or (source.startswith("data:") and len(source) < SHORT):
        return False
    sizes = [size for side in ("width", "height") if (size := _pixels(attributes, side)) is not None]
    return not any(size < SMALL for size in sizes) and not _name(source).lower().endswith(_ORNAMENTS)


def pictures_unread(found: Sequence[tuple[int, str]]) -> list[Problem]:
    """One problem for all pictures of a page, at the first of them; `found`: where each stands, and its address."""
    if not found:
        return []
    names = "、".join(_name(source) or "?" for _, source in found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    span: Span = (found[0][0], found[0][0])
    message = f"{len(found)} pictures are not read ({names}): where one shows a table, read its file by itself"
    return [Problem("unread_region", span, message)]


def frames_unread(sources: Sequence[str]) -> Iterator[Problem]:
    """A problem for each PDF, Word or other file that the page shows in a frame."""
    for source in dict.fromkeys(sources):
        if declared_media_type(None, source) in FILES:
            yield Problem("unread_region", None, f"the page shows {_name(source)} in a frame: read that file by itself")


def _pixels(attributes: Mapping[str, str], side: str) -> int | None:
    stated = _PIXELS.fullmatch(attributes.get(side, "")) or _STYLED[side].search(attributes.get("style", ""))
    return int(stated[1]) if stated else None


def _name(source: str) -> str:
    """The last part of an address' path."""
    if source.startswith("data:"):
        return "data:"
    try:
        return PurePosixPath(unquote(urlsplit(source).path)).name
    except ValueError:
        return ""
