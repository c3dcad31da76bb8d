"""The title as the document prints it, and the kind of document that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.document import Document, Line
from extract.numbering import BULLETS, RANK, read_numbering
from extract.rules import Rules, either, load_rules
from normalize.document_numbers import find_document_numbers

HEAD_LINES = 20
TITLE_LINES = 4
SHORTEST, LONGEST = 4, 120
SHORTEST_ALONE = 8
"""How many lines a head has at most, and a title; characters of a title's first line, of any line, and of a
line that nothing but its place calls a title."""

_LETTERHEAD = re.compile(r".{2,40}文\s*件$")
_NUMBER_OR_DATE = re.compile(
    r"[(（]?\S{0,14}\s*[〔\[【(（﹝]\s*\d{4}\s*[〕\]】)）﹞]\s*第?\s*\d+\s*号[)）]?"
    r"|[(（]?[\d〇○零一二三四五六七八九十年月日\s./:-]+[)）]?"
)
_NUMBER_BEHIND = re.compile(
    r"(?<=[》知告见点案法定令函])\s*[(（](?:[^()（）]{2,14}[〔\[【]\d{4}[〕\]】]|[^()（）]{1,12}令第?)\d{1,5}号[)）]$"
)
"""A document's number behind its title, in parentheses."""
_CLOSES_NOTICE = re.compile(rf"[(（]此件|(?:{_NUMBER_OR_DATE.pattern})$")
"""The last line of a notice: its date, or （此件公开发布）."""
_WORD = re.compile(r"\w{2}")
_LABELLED = re.compile(r"【[^】]{2,8}】|[^，。《]{2,8}[：:]")
_AGENCY = re.compile(r".{2,30}(?:海关|检验检疫局|人民政府|[局厅署委部院]|办公室|委员会|办事处)")
_CONTINUES = re.compile(r"关于|\d|二[〇○零]|政府信息|政务|关务|信息公开|年度")
_YEAR = re.compile(r"[(（]\s*\d{4}\s*年?度?\s*[)）]")
_SIGNED_BY = re.compile(r"\s*签发人?\s*[:：].{0,20}$")
_COMMA = re.compile("[，,]")
_TAG = re.compile(rf"^(?:[{BULLETS}]\s*|【(?:图文|组图|视频|图解|转载|原创)】)")
"""What a list or a site puts before a title."""
_YEAR_LINE = re.compile(r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年度?")
SITE_NAME = re.compile(r"\s*(?<![-_|｜—–])[-_|｜—–]+\s*[^\s\d《》-]{2,20}$")
"""What a page's headline has behind the title: _云州海关, -某网站."""
_TAIL = re.compile(r"[(（][^（）()]*[)）]$")


class _Kind(Rules):
    kind: str
    title: str


class _Preface(Rules):
    kind: str
    text: str


class _TitleRules(Rules):
    endings: list[str]
    issued_by_notice: str
    prefaces: list[_Preface]
    kinds: list[_Kind]


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it is printed, `[start, end)` of the clean text."""

    start: int
    end: int
    text: str


@cache
def _rules() -> _TitleRules:
    return load_rules(_TitleRules, Path(__file__).with_name("kinds.yaml"))


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(either(_rules().endings) + r"[》〉]?$")


def ends_as_title(text: str) -> bool:
    """Whether a line ends as titles do: …的通知, …年度报告（试行）; the name of a site may follow."""
    return bool(_ending().search(_TAIL.sub("", _tight(SITE_NAME.sub("", text)))))


def kind_of(title: str) -> str:
    """The kind that a title names, `other` where it names none that is known."""
    tight = _TAIL.sub("", _tight(title))
    issued = re.search(_rules().issued_by_notice, tight)
    if issued:
        return _first_kind(_TAIL.sub("", issued[1].strip("《》〈〉"))) or "notice"
    return _first_kind(tight) or "other"


def kind_of_preface(text: str) -> str:
    """The kind that the first lines of a text without a title name, or `other`."""
    return next((rule.kind for rule in _rules().prefaces if re.search(rule.text, text)), "other")


def _first_kind(title: str) -> str | None:
    return next((rule.kind for rule in _rules().kinds if re.search(rule.title, title)), None)


def _tight(text: str) -> str:
    return "".join(text.split())


def read_title(doc: Document) -> Title | None:
    """The title at the head of a document without boilerplate; None where none is printed.

    A line that ends as titles do, joined with the lines before it that do not; else what the
    format marks as a heading; else the first line that could be one, a colon behind it or not.
    """
    head = list(head_lines(doc))
    runs = [run for i in range(len(head)) if (run := _run(doc, head, i))]
    whole = next((run for run in runs if _is_whole(doc, run)), None)
    marked = next((run for run in runs if run[0].kind == "heading"), None)
    first = next((run[:1] for run in runs if run[0].end - run[0].start >= SHORTEST_ALONE), None)
    lines = whole or marked or first or _before_colon(doc, head[:1])
    return Title(lines[0].start, lines[-1].end, _join(doc, lines)) if lines else None


def _before_colon(doc: Document, first: list[Line]) -> list[Line]:
    """The first line without its colon, where it ends as titles do: 政府信息公开指南："""
    lines = [replace(line, end=line.end - 1) for line in first if doc.line_text(line)[-1] in "：:"]
    return [line for line in lines if line.end - line.start >= SHORTEST_ALONE and ends_as_title(doc.line_text(line))]


def later_title(doc: Document) -> str | None:
    """The title of the document that a notice without a title of its own issues: below its signature,
    or named in 《》 by it."""
    lines = list(doc.lines[: 2 * HEAD_LINES])
    for i, line in enumerate(lines[1:], 1):
        if read_numbering(doc.line_text(line)):
            return None
        run = _run(doc, lines, i)
        if run and _is_whole(doc, run):
            title = _join(doc, run)
            above = doc.line_text(lines[i - 1])
            if _CLOSES_NOTICE.match(above) or f"《{title}》" in doc.text:
                return title
    return None


def _is_whole(doc: Document, run: list[Line]) -> bool:
    return any(ends_as_title(doc.line_text(line)) for line in run)


def head_lines(doc: Document) -> Iterator[Line]:
    """The lines before the first heading with a number and the first paragraph."""
    for line in doc.lines[:HEAD_LINES]:
        text = doc.line_text(line)
        number = read_numbering(text)
        if "。" in text or len(text) > LONGEST or (number and RANK[number.kind] <= RANK["chinese_paren"]):
            return
        yield line


def _run(doc: Document, head: list[Line], at: int) -> list[Line] | None:
    """The lines from `head[at]` on that make one title, or None where no title begins there."""
    run: list[Line] = []
    for line in head[at : at + TITLE_LINES]:
        text = doc.line_text(line)
        if not _may_be_title(text) or (run and _stands_apart(doc.line_text(run[-1]), text)):
            break
        if (not run and len(text) < SHORTEST) or (run and _are_two(doc, run[-1], line)):
            break
        run.append(line)
        if ends_as_title(text):
            following = head[at + len(run) : at + len(run) + 1]
            return [*run, *(n for n in following if _YEAR.fullmatch(doc.line_text(n)))]
    return run or None


def _are_two(doc: Document, above: Line, below: Line) -> bool:
    """Whether the format marks one line or both as headings, and they are not one broken behind the agency."""
    if "heading" not in (above.kind, below.kind):
        return False
    agency, rest = doc.line_text(above), doc.line_text(below)
    return above.kind != below.kind or not (_AGENCY.fullmatch(agency) and _CONTINUES.match(rest))


def _may_be_title(text: str) -> bool:
    if not 2 <= len(text) <= LONGEST or text[-1] in "：:，,；;！!?？" or not _WORD.search(text):
        return False
    if text[0] in "(（" and text[-1] in ")）":
        return False
    if _YEAR_LINE.fullmatch(text):
        return True
    if len(_COMMA.findall(text)) > 2:
        return False
    text = _TAG.sub("", text)
    text = _SIGNED_BY.sub("", text)
    return not (_LETTERHEAD.fullmatch(text) or _NUMBER_OR_DATE.fullmatch(text) or _LABELLED.match(text))


def _stands_apart(above: str, below: str) -> bool:
    """Whether an agency's name stands alone over a title that does not begin with it."""
    return bool(_AGENCY.fullmatch(above)) and not _CONTINUES.match(below)


def _join(doc: Document, lines: list[Line]) -> str:
    """The title in one piece, without 《》 around it, its number beside it, or spaces beside digits."""
    text = ""
    for part in (doc.line_text(line) for line in lines):
        apart = text[-1:].isascii() and text[-1:].isalpha() and part[:1].isascii()
        text += f" {part}" if apart else part
    numbers = find_document_numbers(text[:40])
    if numbers and numbers[0].start == 0 and text[numbers[0].end :].strip().startswith("《"):
        text = text[numbers[0].end :].strip()
    text = _NUMBER_BEHIND.sub("", SITE_NAME.sub("", _TAG.sub("", text)))
    if text.startswith("《") and text.endswith("》") and "》" not in text[:-1]:
        text = text[1:-1]
    return re.sub(r" (?=\d)|(?<=\d) ", "", " ".join(text.split()))
