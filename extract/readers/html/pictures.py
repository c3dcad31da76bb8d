"""The pictures and framed files of a page: those that show a table are read, of the others it is said that they are not."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import unquote_to_bytes

from extract.model import Problem, Reading
from extract.readers.builder import ReadingBuilder
from extract.readers.context import Context
from extract.readers.errors import FETCH_AGAIN, UnreadableSource
from extract.readers.layout.compose import compose
from extract.readers.layout.page import PageLayout
from extract.readers.ocr.pictures import BY_ITSELF, PictureReader
from extract.readers.refused import FILES
from extract.readers.sniff import declared_media_type
from normalize.pictures import file_name

ABSENT = UnreadableSource(
    "not at hand", f"crawl the page again with its pictures, or put them beside the saved page; {BY_ITSELF}"
)

_NAMED = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """An <img> that may hold a table: where it stands in the text, its address as printed and in full."""

    at: int
    source: str
    url: str | None

    @property
    def name(self) -> str:
        """What a message calls it."""
        address = "in the page itself" if self.source.startswith("data:") else self.url or self.source
        return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"

    def data(self, context: Context) -> bytes:
        """Its bytes: those in the page itself, or those at hand.  Raises UnreadableSource."""
        if self.source.startswith("data:"):
            return _inline(self.source)
        found = context.pictures(self.url) if self.url else None
        if found is None:
            raise ABSENT
        return found


@dataclass(slots=True)
class PicturesRead:
    """The parts of the text that pictures give, each with the place where it belongs, and the problems."""

    parts: list[tuple[int, Reading]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_pictures(found: Sequence[Picture], context: Context) -> PicturesRead:
    """Each picture read once, at its first place.  Pictures that nothing stands between are pages of one text."""
    reader = PictureReader(context.limits)
    once: dict[str, Picture] = {}
    for picture in found:
        once.setdefault(picture.url or picture.source, picture)
    layouts: list[tuple[Picture, PageLayout]] = []
    left: dict[tuple[str, str], list[Picture]] = {}
    for picture in once.values():
        try:
            layout = reader.layout(picture.data(context))
        except UnreadableSource as error:
            left.setdefault((error.reason, error.advice), []).append(picture)
            continue
        if layout is not None:
            layouts.append((picture, layout))
    read = PicturesRead()
    for at, shown in groupby(layouts, key=lambda item: item[0].at):
        read.parts.append((at, _composed(list(shown), context)))
    read.problems += [_unread(pictures, *why) for why, pictures in left.items()]
    return read


def _composed(shown: Sequence[tuple[Picture, PageLayout]], context: Context) -> Reading:
    """Pictures that follow each other as the pages of a text; a problem says which is which."""
    builder = ReadingBuilder(context.media_type)
    for picture, layout in shown:
        message = f"page {layout.number} is the picture {picture.name}, read by OCR: compare its figures with it"
        builder.problem("low_confidence", message)
    compose([layout for _, layout in shown], builder)
    builder.strip_end()
    return builder.reading()


def _unread(pictures: Sequence[Picture], reason: str, advice: str) -> Problem:
    """One problem for all pictures that are not read for one reason, at the first of them."""
    names = "、".join(picture.name or "?" for picture in pictures[:_NAMED]) + (" …" if len(pictures) > _NAMED else "")
    at = pictures[0].at
    return Problem("unread_region", (at, at), f"{len(pictures)} pictures are not read ({names}): {reason}; {advice}")


def frames_unread(sources: Sequence[str]) -> Iterator[Problem]:
    """A problem for each PDF, Word or other file that the page shows in a frame."""
    for source in dict.fromkeys(sources):
        if declared_media_type(None, source) in FILES:
            yield Problem("unread_region", None, f"the page shows {file_name(source)} in a frame: read that file by itself")


def _inline(source: str) -> bytes:
    """The bytes of a data: address (RFC 2397).  Raises UnreadableSource."""
    head, comma, payload = source.partition(",")
    data = unquote_to_bytes(payload)
    try:
        if comma:
            return b64decode(data) if head.rstrip().lower().endswith(";base64") else data
    except binascii.Error:
        pass
    raise UnreadableSource("a data: address that is cut short or broken", FETCH_AGAIN)
