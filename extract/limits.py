"""How much one document may cost: every reader and the isolated worker hold to these."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024

CONVERTER_SHARE = 0.8
"""How much of a document's time a converter may take."""

SCAN_SHARE = 0.75
"""How much of a document's time may have gone when the last page that is a picture is begun."""

PICTURE_SHARE = 0.5
"""How much of a document's time has to be left when the last picture in it is begun."""


@dataclass(frozen=True, slots=True)
class FormatLimits:
    """How much of a page or office format is taken on before the file is called hostile.

    No honest report comes near; each bound that is passed becomes a problem or a reason that says so.
    `pages`: of a PDF or an OFD file, or frames of a picture.  `page_objects`, `page_chars`: drawing
    objects and characters on one page.  `members`, `unpacked_bytes`, `ratio`: files in a zip
    archive, their bytes unpacked, and how many times larger than packed they may be.
    `image_pixels`: width times height of a picture.  `pictures`: that are read of one document.
    `cells`: of one sheet.  `seconds`: for a converter that runs in a process of its own.
    """

    pages: int = 1_000
    page_objects: int = 100_000
    page_chars: int = 100_000
    members: int = 5_000
    unpacked_bytes: int = 256 * MIB
    ratio: int = 300
    image_pixels: int = 100_000_000
    pictures: int = 200
    cells: int = 200_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The cost that one document may have.

    `seconds`: wall-clock time (processor time, as a second belt); `memory_mb`: address space of
    the worker, in MiB; `max_bytes`: bytes of text or HTML that are read, the rest is reported as
    unread; `max_characters`: characters of `Reading.text`, for formats that unpack to more than
    their bytes; `narrative_characters`, `max_numbers`: how much of a text the narrative part looks at;
    `formats`: what single formats may cost.
    """

    seconds: float = 60.0
    memory_mb: int = 2048
    max_bytes: int = 32 * MIB
    max_characters: int = 8_000_000
    narrative_characters: int = 2_000_000
    max_numbers: int = 200_000
    formats: FormatLimits = FormatLimits()

    @property
    def converter_seconds(self) -> float:
        """Time for a converter: less than the document's, so that it ends with a reason and is not killed."""
        return min(self.formats.seconds, CONVERTER_SHARE * self.seconds)

    @property
    def scan_seconds(self) -> float:
        """Time after which no further page of a scan is begun, so that those before it are not lost."""
        return SCAN_SHARE * self.seconds

    @property
    def picture_seconds(self) -> float:
        """Time after which no further picture of a document is begun, so that its text is not lost with them."""
        return PICTURE_SHARE * self.seconds


DEFAULT_LIMITS = Limits()
