"""What is known and not read, and what a server sent instead of a file: each with its reason."""

from __future__ import annotations

import re

from extract.model import Reading
from extract.readers.errors import FETCH_AGAIN, UnreadableSource
from extract.readers.sniff import (
    DOC,
    DOCX,
    HTML,
    OFD,
    OLE2,
    PDF,
    PPT,
    PPTX,
    RAR,
    SEVEN_ZIP,
    TEXT,
    XLS,
    XLSX,
    XML,
    ZIP,
)

CONVERT = "convert it to PDF, Word, Excel, HTML or text"
UNPACK = "unpack it and read its files one by one"

UNREAD = {
    XML: ("an XML file of no known format of documents", CONVERT),
    OLE2: ("an Office file in which no document is found: it was cut short, or another program wrote it", FETCH_AGAIN),
    PPT: ("a presentation, which is not read", CONVERT),
    PPTX: ("a presentation, which is not read", CONVERT),
    RAR: ("a RAR archive, which is not opened", UNPACK),
    SEVEN_ZIP: ("a 7z archive, which is not opened", UNPACK),
}
"""Types that are known and not read: why, and what to do."""

FILES = frozenset({PDF, OFD, DOC, DOCX, XLS, XLSX, ZIP})
"""Types of files for which a server may send a page that says that there is none."""

LONGEST_MESSAGE = 500
"""Characters: no report is as short."""

_SHOWN = 80
_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-4])\b|not found|forbidden|denied|error|错误|出错|找不到|未找到|不存在|已删除|无法访问|禁止访问|访问异常|验证码",
    re.IGNORECASE,
)


def unread(media_type: str) -> UnreadableSource:
    """Why a type that has no reader is not read."""
    return UnreadableSource(*UNREAD.get(media_type, (f"no reader for {media_type}", CONVERT)))


def refuse_message(reading: Reading, declared: str) -> None:
    """Raise UnreadableSource where a file was declared and a message was read: short, or an error by its title.

    Agencies do publish tables in HTML under the names of Word and Excel files: those are read.
    """
    if reading.media_type not in (HTML, TEXT) or reading.grids or not (declared in FILES or declared.startswith("image/")):
        return
    title = " ".join((reading.metadata.get("title") or reading.text[:LONGEST_MESSAGE]).split())[:_SHOWN]
    if len(reading.text) <= LONGEST_MESSAGE or _ERROR.search(title):
        reason = f"declared as {declared}, but a message in {reading.media_type}: {title or 'no text'}"
        raise UnreadableSource(reason, FETCH_AGAIN)
