"""A zip archive rewritten member by member, to break it in one place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The archive with every member passed through `change(name, content)`."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def with_members(data: bytes, members: dict[str, bytes]) -> bytes:
    """The archive with more members."""
    target = BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()
