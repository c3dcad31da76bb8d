"""Whole texts read with the wrong charset: 鍏紑 or å…¬å¼€ for 公开.  Detected here, not undone."""

from __future__ import annotations

import re

from normalize.patterns import HANZI

_UTF8_AS_GBK = "".join(
    bytes([lead, second]).decode("gbk") for lead in range(0xE4, 0xEA) for second in range(0x80, 0xC0)
)
"""What GBK makes of the first two bytes of a Chinese character in UTF-8: rare characters all."""

_RARE = re.compile(f"[{_UTF8_AS_GBK}]")
_HIGH = "\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_AS_LATIN = re.compile(f"[{_HIGH}]{{6}}")
_SAMPLE = 2000
_PAIRS = (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"))


def misread_charsets(text: str) -> tuple[str, str] | None:
    """(the charset that the text was read with, the one it was written in) where that is plain, or None."""
    head = text[:_SAMPLE]
    if len(_RARE.findall(head)) * 10 < len(head) and not _AS_LATIN.search(text):
        return None
    sample = re.sub("[\x00-\x7f]+", " ", text)[:_SAMPLE]
    return next((pair for pair in _PAIRS if _makes_chinese(sample, *pair)), None)


def _makes_chinese(sample: str, read_with: str, written_in: str) -> bool:
    restored = sample.encode(read_with, "replace").decode(written_in, "replace")
    chinese = len(re.findall(f"[{HANZI}，。、；：（）《》“”]", restored))
    broken = restored.count("\ufffd") + restored.count("?")
    strange = len(re.findall(f"[^{HANZI}\\s\\x00-\\x7f\u3000-\u303f\uff00-\uffef“”‘’…—·\ufffd]", restored))
    return chinese >= 4 and chinese > 2 * (broken + strange)
