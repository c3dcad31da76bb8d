"""Where the pictures of a page are: in the archive that holds the page, or in the folder of a saved one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawler.archive import Capture, newest_body
from extract.limits import MIB
from extract.readers.context import Pictures, no_pictures

MOST_BYTES = 64 * MIB
"""Of a picture's file."""


def pictures_of(item: Path | Capture) -> Pictures:
    """What finds the pictures of an input; nothing is fetched."""
    if isinstance(item, Path):
        return partial(beside, item.parent)
    return partial(newest_body, item.folder) if item.folder else no_pictures


def beside(folder: Path, address: str) -> bytes | None:
    """The bytes of a picture in a folder or below it; None for what stands elsewhere, or is no file."""
    try:
        parts = urlsplit(address)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(folder.resolve()):
            return None
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else None
    except (OSError, ValueError):
        return None
