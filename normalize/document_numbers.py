"""Document numbers: 署办发〔2016〕30号, 海关总署公告2020年第5号, 国务院令第711号, 海关总署第240号令.

The form is that of GB/T 9704 (agency's sign, year in 〔〕, serial number); pages print any bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.patterns import HANZI

_SERIAL = re.compile(
    r"(?:[〔【﹝［\[(（] ?|(?<![\d ])(?=\d{4} ?[〕】﹞］\]]))(?P<year>(?:19|20)\d{2})(?: ?[〕】﹞］\])）] ?| )"
    r"(?P<serial>第? ?\d{1,5})[ \n]?号"
)
"""One of the two brackets may be lost: 闽政办2018〕43号."""
_DECREE = re.compile(
    r"(?=[令公通第12])(?:"
    r"(?:令|公告|通告|通报)(?: ?(?:19|20)\d{2} ?年)? ?第 ?\d{1,5} ?号|令 ?\d{1,5} ?号"
    r"|(?:(?:19|20)\d{2} ?年 ?)?第 ?\d{1,5} ?号 ?(?:令|公告|通告))"
)
_NAMES = re.compile(f"(?:[{HANZI}]+[、 ])*[{HANZI}]+ ?$")
_NAME = re.compile(f"[{HANZI}]+")
_AGENCY = re.compile(f"[{HANZI}]+[署院部委局会厅府行关办社]|(?:国家)?主席|[国署]")
_BEFORE = re.compile(
    "根据|按照|依据|依照|遵照|参照|参见|详见|按|见|转发|印发|下发|颁布|公布|发布|执行|落实|贯彻|废止|修订|违反|适用|通知|文件|文号|"
    "规定|办法|条例|学习|传达|组织|对照|结合|要求|精神|收到|以下简称|简称|(?<!海)关于|以及|以|及|(?<!共)和|与|或|由|为|是|的|了|在|从|自|至|即|号|年|月|日"
)
"""What ends before a number's sign begins, where no punctuation does."""

_SPACES = re.compile("(?<=[0-9年第]) | (?=[0-9年第])")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in `text[start:end]`; `value` has 〔〕 brackets and no spaces."""

    start: int
    end: int
    value: str


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Every document number of the text, left to right; one without an agency's sign is none."""
    return sorted([*_numbered(text), *_decrees(text)], key=lambda number: number.start)


def _numbered(text: str) -> Iterator[DocumentNumber]:
    for m in _SERIAL.finditer(text):
        start = _names_start(text, m.start())[-1]
        if start < m.start():
            sign = text[start : m.start()].rstrip()
            yield DocumentNumber(start, m.end(), f"{sign}〔{m['year']}〕{m['serial'].replace(' ', '')}号")


def _decrees(text: str) -> Iterator[DocumentNumber]:
    for m in _DECREE.finditer(text):
        start = m.start()
        for name in reversed(_names_start(text, start)):
            if not _AGENCY.fullmatch(text[name:start].rstrip("、 ")):
                break
            start = name
        if start < m.start():
            yield DocumentNumber(start, m.end(), _SPACES.sub("", text[start : m.end()]))


def _names_start(text: str, end: int) -> list[int]:
    """Where each of the names (海关总署、商务部) that stand before `end` begins; `end` where none does."""
    before = text[max(0, end - _LONGEST) : end]
    before = before[max((m.end() for m in _BEFORE.finditer(before)), default=0) :]
    names = _NAMES.search(before)
    if names is None:
        return [end]
    offset = end - len(before)
    return [offset + m.start() for m in _NAME.finditer(before, names.start())]
