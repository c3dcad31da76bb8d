"""Bytes to text: what the bytes are goes before what anybody said that they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.model import Problem

LABELS = {
    "utf-8": ("utf8", "unicode-1-1-utf-8", "x-unicode20utf8"),
    "gb18030": ("gb2312", "gb_2312-80", "gb2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "chinese"),
    "big5hkscs": ("big5", "big5-hkscs", "cn-big5", "x-x-big5", "big-5", "cp950", "ms950"),
    "utf-16": ("utf16", "unicode", "ucs-2", "iso-10646-ucs-2"),
    "utf-16-le": ("utf-16le", "unicodefffe"),
    "utf-16-be": ("utf-16be", "unicodefeff"),
    "iso-8859-1": ("latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"),
    "windows-1252": ("cp1252",),
    "windows-1251": ("cp1251",),
    "shift_jis": ("shift-jis", "sjis", "x-sjis"),
    "euc-jp": ("eucjp",),
    "euc-kr": ("euckr", "ks_c_5601-1987"),
}
"""Charset -> the other labels that mean it (gb2312 is read as its superset, as browsers do)."""

LOSS = "lossy_mojibake"
"""The problem code of characters that are lost."""

_CHARSET_OF = {label: name for name, labels in LABELS.items() for label in (name, *labels)}
_FAMILY = {"cp950": "big5hkscs", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = ("utf-8", "gb18030", "big5hkscs", "cp950")
_SAMPLE = 8192
_MAX_RUNS = 1000
_HABIT, _NO_ERROR = 0.05, 0.02
"""What a charset gains in the comparison when it is declared, and when no byte contradicts it."""
_STRANGE = 0.3
"""Below this share of common characters a text is hardly Chinese."""

_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_RUN = re.compile("\ufffd+")
_PUNCTUATION = (
    "、。〈〉《》「」『』【】〔〕·—‘’“”…％（），．：；？！～〇○●①②③④⑤⑥⑦⑧⑨⑩×℃\u3000\xa0０１２３４５６７８９"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the charset that it was read with (a Python codec's name), and what went wrong."""

    text: str
    charset: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, declared: Iterable[str] = (), whole: bool = True) -> Decoded:
    """The text of `data`, whatever the bytes are.

    `declared`: charset labels that a header or the page names, the weightier first; `whole`
    False: the data is a beginning, so a character may be cut at its end.  A UTF-8 byte-order
    mark stays (U+FEFF), as in `bytes.decode("utf-8")`; a UTF-16 one is consumed.
    """
    labels = [label.strip().strip("\"'").lower() for label in declared]
    names = [_CHARSET_OF[label] for label in labels if label in _CHARSET_OF]
    charset, doubts = _charset_of(data, names)
    text, lossy = _decode(data, charset, whole)
    problems = [*_mismatches(labels, charset, text), *doubts]
    return Decoded(text, charset, (*problems, *(losses(text, charset) if lossy else ())))


def losses(text: str, charset: str) -> Iterator[Problem]:
    """A problem for each run of replaced characters; past a thousand runs one for all the rest."""
    for count, run in enumerate(_RUN.finditer(text)):
        if count == _MAX_RUNS:
            message = (
                f"more than {_MAX_RUNS} places where bytes are not {charset}: this text is not to be trusted"
            )
            yield Problem(LOSS, (run.start(), len(text)), message)
            return
        yield Problem(LOSS, run.span(), f"bytes that are not {charset}: characters are lost here")


def meta_charset(data: bytes) -> str | None:
    """The charset that the first <meta> of an HTML page names, or None."""
    found = _META.search(data[:8192])
    return found[1].decode("ascii", "replace") if found else None


def unmarked_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be`, where data without a byte-order mark is such text; else None."""
    sample = data[: min(len(data) & ~1, _SAMPLE)]
    shares = [(_share_of_common(sample.decode(name, "replace")), name) for name in ("utf-16-le", "utf-16-be")]
    share, name = max(shares)
    return name if share > 0.8 else None


def _charset_of(data: bytes, names: list[str]) -> tuple[str, tuple[Problem, ...]]:
    """The charset of the bytes, and what makes it doubtful; `names` are the declared ones."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return charset, ()
    if b"\0" not in data[:_SAMPLE] and _is_certainly_utf8(data, names):
        return "utf-8", ()
    if wide := unmarked_utf16(data):
        return wide, ()
    return _commonest(data, names)


def _is_certainly_utf8(data: bytes, names: list[str]) -> bool:
    """Whether it is valid, and not only two-byte pairs that another, declared charset explains too."""
    if data.isascii():
        return True
    if any(name != "utf-8" for name in names) and not _LONG_SEQUENCE.search(data):
        return False
    return not _decode(data, "utf-8", False)[1]


def _commonest(data: bytes, names: list[str]) -> tuple[str, tuple[Problem, ...]]:
    """The charset in which the characters are the most common ones (GB2312 and Big5, first levels)."""
    names = ["utf-16-le" if name == "utf-16" else name for name in names]  # so it is without a mark (WHATWG Encoding)
    first = _BEYOND_ASCII.search(data)
    if first is None:
        return "utf-8", ()
    sample = data[first.start() : first.start() + _SAMPLE]
    scores = {}
    for charset in dict.fromkeys((*names, *_CHINESE)):
        text, lossy = _decode(sample, charset, False)
        share = _share_of_common(_ASCII.sub("", text))
        scores[charset] = share + _HABIT * (charset in names) + _NO_ERROR * (not lossy)
    best = max(scores, key=scores.__getitem__)
    if best in names or scores[best] > _STRANGE:
        return best, ()
    message = f"no charset is declared and none makes the text look Chinese; it was read as {best}"
    return best, (Problem("charset_mismatch", None, message),)


def _decode(data: bytes, charset: str, whole: bool) -> tuple[str, bool]:
    """The text, and whether characters had to be replaced."""
    try:
        return codecs.getincrementaldecoder(charset)("strict").decode(data, whole), False
    except UnicodeDecodeError:
        return codecs.getincrementaldecoder(charset)("replace").decode(data, whole), True


@cache
def _common_characters() -> frozenset[str]:
    """The hanzi of the first levels of GB2312 (3,755, by use) and Big5 (5,401), and punctuation."""
    simplified = bytes(
        byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low)
    )
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(byte for high in range(0xA4, 0xC7) for low in trails for byte in (high, low))
    hanzi = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(hanzi) | frozenset(_PUNCTUATION)


def _share_of_common(text: str) -> float:
    """The share of characters that a Chinese text is likely to use; 0 of an empty text."""
    common = _common_characters()
    return sum(c in common or " " <= c <= "~" or c in "\t\n\r" for c in text) / len(text) if text else 0.0


def _mismatches(labels: list[str], charset: str, text: str) -> Iterator[Problem]:
    """A problem for every label that names another charset (none does for a text of ASCII alone)."""
    family = _FAMILY.get(charset, charset)
    for label in dict.fromkeys(labels):
        name = _CHARSET_OF.get(label)
        if _FAMILY.get(name or "", name) != family and not (text.isascii() and family != "utf-16"):
            known = "" if name else " (an unknown charset)"
            yield Problem(
                "charset_mismatch", None, f"declared as {label}{known}, but the bytes are {charset}"
            )
