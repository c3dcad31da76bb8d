"""The media type of bytes, by what they are (after the WHATWG MIME Sniffing Standard)."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from extract.readers.charset import unmarked_utf16
from extract.readers.errors import ASK_PUBLISHER, UnreadableSource

HTML = "text/html"
TEXT = "text/plain"
PDF = "application/pdf"
ZIP = "application/zip"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE2 = "application/x-ole-storage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD = "application/ofd"
MHTML = "multipart/related"
XML = "application/xml"
RTF = "application/rtf"
GZIP = "application/gzip"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE2),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b\x08", GZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x7fELF", "application/x-elf"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
"""First bytes that belong to one type only."""

ZIP_MEMBERS = (
    ("word/document.xml", DOCX),
    ("xl/workbook", XLSX),
    ("ppt/presentation.xml", PPTX),
    ("OFD.xml", OFD),
)
"""The member whose name begins so makes a zip archive a document of that type."""

OLE2_STREAMS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS), ("PowerPoint Document", PPT))
"""The stream of that name makes a compound file a document of that type (Kingsoft's .wps and .et too)."""

ENCRYPTED_STREAM = "EncryptedPackage"
"""The stream of an encrypted .docx or .xlsx."""

SYNONYMS = {
    "application/xhtml+xml": HTML,
    "text/xml": XML,
    "text/rtf": RTF,
    "message/rfc822": MHTML,
    "application/x-mimearchive": MHTML,
    "image/jpg": "image/jpeg",
    "image/x-ms-bmp": "image/bmp",
    "application/x-gzip": GZIP,
    "application/x-zip-compressed": ZIP,
    "application/kswps": DOC,
    "application/kset": XLS,
    "application/vnd.ms-works": DOC,
}
"""What servers and name tables say, in the names used here."""

EXTENSIONS = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".shtml": HTML,
    ".xhtml": HTML,
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".xml": XML,
    ".pdf": PDF,
    ".ofd": OFD,
    ".doc": DOC,
    ".wps": DOC,
    ".docx": DOCX,
    ".xls": XLS,
    ".et": XLS,
    ".xlsx": XLSX,
    ".ppt": PPT,
    ".pptx": PPTX,
    ".rtf": RTF,
    ".zip": ZIP,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
"""What the ending of a name claims."""

SILENT = {"application/octet-stream", "binary/octet-stream", "application/download", "application/x-download"}
SILENT |= {"application/force-download", "application/unknown", "unknown/unknown"}
"""Declared types that say nothing of the content."""

_SAMPLE = 65536
_ENDING = re.compile(r"(\.[a-z0-9]{1,5})(?:[?#]|$)")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")
_BEFORE_MARKUP = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s|<!--.*?-->|<\?.*?>)*+"
_PAGE = re.compile(
    _BEFORE_MARKUP + rb"<(?:!doctype\s+html|html|head|body|frameset|title|meta)[\s>/]", re.S | re.I
)
_FRAGMENT = re.compile(
    _BEFORE_MARKUP + rb"<(?:script|style|link|table|div|h[1-6]|font|center|ul|ol|p|a|b|br|span)[\s>/]",
    re.S | re.I,
)
_ANY_TAG = re.compile(rb"<(?:/?[a-z][a-z0-9]*[\s>/]|!--)", re.I)
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\?xml\s", re.I)
_MAIL_HEADER = re.compile(rb"\s*[a-z][a-z-]*:[ \t].*?^content-type:\s*multipart/", re.S | re.I | re.M)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"


def declared_media_type(declared: str | None, uri: str) -> str | None:
    """The type that a header or, where it is silent, the name's ending claims, in our names; or None."""
    claimed = (declared or "").partition(";")[0].strip().lower()
    if not claimed or claimed in SILENT:
        ending = _ENDING.search(uri.lower())
        claimed = EXTENSIONS.get(ending[1], "") if ending else ""
    claimed = SYNONYMS.get(claimed, claimed)
    return claimed if claimed and claimed not in SILENT else None


def agree(declared: str, found: str) -> bool:
    """Whether what was declared is what was found; any text/* but HTML is plain text to a reader."""
    return declared == found or (found == TEXT and declared.startswith("text/") and declared != HTML)


def sniff(data: bytes, *, uri: str = "", declared_type: str | None = None) -> str:
    """The media type of `data` (not empty).

    What is declared only helps to choose between text and a fragment of HTML.  Raises
    UnreadableSource on bytes that are neither a known format nor text.
    """
    for signature, media_type in SIGNATURES:
        if data.startswith(signature):
            return _container(data, media_type)
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" and int.from_bytes(data[2:6], "little") >= 54:
        return "image/bmp"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    markup = data[:_SAMPLE].replace(b"\0", b"")
    if _PAGE.match(markup):
        return HTML
    if _MAIL_HEADER.match(markup) and b"mime-version:" in markup.lower():
        return MHTML
    if _XML.match(markup):
        return XML
    _refuse_binary(data)
    return _text_or_fragment(markup, declared_media_type(declared_type, uri))


def _container(data: bytes, media_type: str) -> str:
    if media_type == ZIP:
        return _zip_kind(data)
    return _ole2_kind(data) if media_type == OLE2 else media_type


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return ZIP
    for member, media_type in ZIP_MEMBERS:
        if any(name.startswith(member) for name in names):
            return media_type
    return ZIP


def _ole2_kind(data: bytes) -> str:
    """By the first named stream of the directory, which begins at the sector that the header names."""
    sector_size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    directory = (int.from_bytes(data[48:52], "little") + 1) * sector_size
    found = []
    for name, media_type in (*OLE2_STREAMS, (ENCRYPTED_STREAM, "")):
        at = data.find(b"\0\0" + name.encode("utf-16-le") + b"\0\0", max(directory - 2, 0))
        if at >= 0:
            found.append((at, media_type))
    media_type = min(found)[1] if found else OLE2
    if not media_type:
        raise UnreadableSource("an Office file that is encrypted with a password", ASK_PUBLISHER)
    return media_type


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control <= max(len(sample) // 50, 2) or sample.startswith(_BOMS) or unmarked_utf16(sample):
        return
    raise UnreadableSource(
        f"not a text and no known format: {100 * control // len(sample)}% control bytes, "
        f"the first bytes are {sample[:8].hex(' ')}",
        "fetch or save the document again, or convert it to PDF, HTML or UTF-8 text",
    )


def _text_or_fragment(markup: bytes, declared: str | None) -> str:
    if declared == HTML:
        return HTML if _ANY_TAG.search(markup) else TEXT
    if declared != TEXT and _FRAGMENT.match(markup):
        return HTML
    return TEXT
