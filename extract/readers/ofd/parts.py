"""Finding one's way through an OFD archive: elements by name, parts by path."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from extract.readers.ofd.marks import local


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """All elements of a name, whatever their namespace."""
    return (item for item in root.iter() if local(item) == name)


def resolved(base: str, reference: str) -> str:
    """A path inside the archive, from the part that refers to it."""
    if reference.startswith("/"):
        return posixpath.normpath(reference).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), reference))
