"""主送机关: whom a document is addressed to (GB/T 9704-2012, 7.3.2)."""

from __future__ import annotations

import re

from extract.document import Document
from extract.title import HEAD_LINES

LONGEST = 300
"""Longest line of recipients, in characters."""

_LABEL = re.compile(r"主\s?送(?:机关|单位)?\s*[:：]\s*")
_BODY = re.compile(
    r"(?:[关办署局委厅处室司科组院校库站队所部会]|政府|部门|机构|单位|公司|中心|企业)(?:[(（][^()（）]*[)）])?$"
)
"""How the names of those addressed end."""
_OWN = re.compile("各|本|全|有关|所属|直属|关区|机关|总[署关局]|国务院|[省市区县州]")
"""With what the next of several full names begins, where only 、 sets them apart."""
_SENTENCE = re.compile("如下|以下|下列|现将|现就|为了?|根据|按照|关于|应当|可以|已经")


def find_recipients(doc: Document, after: int) -> tuple[str, ...]:
    """The bodies that the line of address behind offset `after` (the title's end) names, in order.

    Commas part them; 、 does only between names each complete in itself: 天津、上海特派办 and
    各直属海关、院校 stay one, 各处室、各隶属海关 are two.
    """
    for line in [line for line in doc.lines if line.start >= after][:HEAD_LINES]:
        text = doc.line_text(line)
        label = _LABEL.match(text[:LONGEST])
        if label:
            return _names(text[label.end() :][:LONGEST])
        if "。" in text or len(text) > LONGEST:
            return ()
        if text[-1] in "：:" and not _SENTENCE.search(text):
            names = _names(text)
            if 2 * sum(bool(_BODY.search(name)) for name in names) >= len(names) > 0:
                return names
    return ()


def _names(text: str) -> tuple[str, ...]:
    names: list[str] = []
    for group in _split(text.rstrip("：: 。"), "，,；;"):
        joined: list[str] = []
        for part in _split(group, "、"):
            if joined and not _complete(joined[-1], part):
                joined[-1] += f"、{part}"
            else:
                joined.append(part)
        names += joined
    return tuple(names)


def _split(text: str, marks: str) -> list[str]:
    """Parts between the marks that stand outside parentheses."""
    parts = [""]
    depth = 0
    for c in text:
        depth += (c in "(（") - (c in ")）")
        if c in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += c
    return [part.strip() for part in parts if part.strip()]


def _complete(before: str, after: str) -> bool:
    """Whether 、 stands between two full names: the one before ends as a body's name, the next
    begins one of its own, or is too long to be only the second half of a list under 各."""
    if not _BODY.search(before):
        return False
    return bool(_OWN.match(after)) or (len(after) >= 4 and bool(_BODY.search(after)))
