"""A zip archive opened with suspicion: Word, Excel and OFD files are zips of XML."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from extract.limits import MIB, FormatLimits
from extract.readers.errors import ASK_PUBLISHER, FETCH_AGAIN, NOT_A_REPORT, UnreadableSource

MIN_BOMB = 16 * MIB
"""Unpacked bytes below which a high ratio harms nobody."""

ENCRYPTED = 0x1
"""The flag of a member that asks for a password."""

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
"""What zipfile raises on damaged, encrypted and unknown members."""


class Archive:
    """The members of a zip file, read within limits.

    Raises UnreadableSource on a damaged archive and on one that unpacks to more than a document does.
    """

    def __init__(self, data: bytes, limits: FormatLimits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except DAMAGE as error:
            raise UnreadableSource(f"a damaged zip archive ({error})", FETCH_AGAIN) from error
        self._members = {member.filename: member for member in members}
        self._left = limits.unpacked_bytes
        unpacked = sum(member.file_size for member in members)
        if len(members) > limits.members:
            raise _bomb(f"{len(members)} members (at most {limits.members})")
        if unpacked > limits.unpacked_bytes:
            raise _bomb(f"members of {unpacked} bytes unpacked (at most {limits.unpacked_bytes})")
        if unpacked > MIN_BOMB and unpacked > limits.ratio * len(data):
            raise _bomb(f"members that unpack to {unpacked // max(len(data), 1)} times their size")

    def names(self) -> list[str]:
        """All members' names, sorted."""
        return sorted(self._members)

    def mode(self, name: str) -> int:
        """The Unix mode that a member had, 0 where the archive does not say."""
        return self._members[name].external_attr >> 16

    def read(self, name: str) -> bytes | None:
        """A member's bytes; None where there is no such member."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & ENCRYPTED:
            raise UnreadableSource(f"the member {name} of the archive is encrypted", ASK_PUBLISHER)
        try:
            with self._zip.open(name) as opened:
                data = opened.read(self._left + 1)
        except DAMAGE as error:
            raise UnreadableSource(f"the member {name} of the archive is damaged ({error})", FETCH_AGAIN) from error
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(f"a member {name} larger than the archive says")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A member's root element; None where there is no such member."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element; nothing is fetched and no entity is replaced.

    Raises UnreadableSource on broken XML and on a document type declaration, which no document
    format has and every attack by entities needs.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(f"the member {name} is no well-formed XML ({error})", FETCH_AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(f"the member {name} declares a document type (XML entities)", NOT_A_REPORT)
    return root


def _bomb(what: str) -> UnreadableSource:
    return UnreadableSource(f"a zip archive with {what}", NOT_A_REPORT)
