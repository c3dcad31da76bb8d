"""Which lines of a document are headings, and how far each heading reaches into its line.

A number at the head of a line does not make a heading: the items of a list, the paragraphs of a
duty roster and the rows of a table are numbered too.  What decides is the shape of what follows
the number (one short phrase, or one short sentence with its text after it) and the lines around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Document, Line
from extract.duties import is_note
from extract.intervals import within
from extract.numbering import RANK, Numbering, read_numbering

WIDEST, FULL, FEWEST_FULL = 60, 0.9, 5
"""A text is broken at a width where no line has more characters, and so many, a quarter of all, have nearly as
many as the longest tenth."""
SHORTEST_TEXT = 12
"""Characters of a numbered sentence up to which it names something rather than says it."""
LONGEST = {"line": 60, "stopped": 50, "run_in": 30}
"""Longest title in characters, by shape."""

_COUNT = r"\d[\d,.]*\s*[万亿多余]*(?:件|条|次|个|人|份|期|篇|家|元|%|％)"
_ENDS_IN_COUNT = re.compile(rf"{_COUNT}次?$")
_STATEMENT = re.compile(
    rf"{_COUNT}|应当|必须|不得|予以|已经|[，,][是为]|负责(?!任|人|制)(?=[^，。]{{2}})"
    r"|(?<![响回对相适])应(?![用急对]|..?尽)|(?<![主重需必首摘纪概])要(?![求点闻素件旨务领情])"
)
"""Signs that a short sentence says something and is no title."""
_SUBJECT = re.compile(
    r"(?:为(?:适应|贯彻|加强|规范|落实|推进|保障|方便|进一步)|该|其|因|如(?!何)|若|凡|经|为了|根据|按照|申请人|[我本](?!.*(?:情况|问题|内容|形式|方式|渠道|范围|数量|措施)$))"
)
"""How sentences begin; 本年度工作情况 is a title all the same."""

_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("（", "）"))
"""What a title closes where it opens it."""
_NUMBER_INSIDE = re.compile(r"[，,][(（][一二三四五六七八九十]{1,2}[)）]")
"""A list of headings on one line."""
_STOP = re.compile("[。！？；;]")
_COMMA = re.compile("[，,]")
_LABEL = re.compile(r"[^：:，,。；;\s]{2,15}(?=\s*[：:]\s*\S)")
_GAP = re.compile(r"[^\s\d，,。；;：:]{2,12}(?=\s+\S.{20})")
"""A title with its text behind a space: 总体情况 2020年，…"""
_SPACED = re.compile(r"[^\d，,：:]{1,14}")
"""A short title that may have a space inside: 信函 申请。"""
_ROW = re.compile(r"(?:\s+[-\d][\d.,%]*){2,}\s*$|[.…·]{3,}\s*\d*\s*$")
_FIGURES = re.compile(r"[\d\s.,%/+-]+")
_ARTICLE_TITLE = re.compile(r"[(（【]([^)）】]{2,20})[)）】]")
_NAME_OR_DATE = re.compile(r"(?:海关|政府|[局厅署委关]|办公室|委员会|\d日)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the clean text: `[start, end)` from its number to the end of its title.

    `shape`: `line` (alone on its line), `stopped` (alone, with a full stop), `run_in` (its text
    follows on the line) or `plain` (no number); `index` is its line's place in the document.
    """

    start: int
    end: int
    kind: str
    ordinal: int | None
    number: str
    title: str
    shape: str
    index: int


def find_headings(doc: Document, regions: Sequence[tuple[int, int]], after: int) -> list[Heading]:
    """The headings from offset `after` (the end of the document's title) on, in order.

    `regions`: ranges of the clean text that tables of figures occupy; their row labels are none.
    """
    inside = within(regions)
    open_lines = [
        (i, line)
        for i, line in enumerate(doc.lines)
        if line.start >= after and line.kind != "cell" and not inside(line.start)
    ]
    numbered = {i: n for i, line in open_lines if (n := read_numbering(doc.line_text(line)))}
    full = _full_line(doc)
    judged = [h for i, n in numbered.items() if (h := _judge(doc, i, n)) and not _is_broken(doc, h, full)]
    standing = {h.index for h in judged if _stands(doc, h, numbered)}
    headings = [h for n, h in enumerate(judged) if h.index in standing or _continues(judged, n, standing)]
    headings = _without_articles(headings, numbered)
    listed = {i for run in _runs(numbered) if _is_list(doc, run, headings) for i in run}
    headings = _without_contents([h for h in headings if h.index not in listed])
    return sorted([*headings, *_plain(doc, open_lines, numbered, headings)], key=lambda h: h.start)


def _judge(doc: Document, index: int, number: Numbering) -> Heading | None:
    """The heading that a numbered line is by its own shape, or None."""
    line = doc.lines[index]
    rest = doc.text[line.start + number.end : line.end]
    start = line.start + number.end
    if number.kind == "article":
        named = _ARTICLE_TITLE.match(rest)
        title, end = (named[1], start + named.end()) if named else ("", line.start + len(number.text))
        if not named and _is_phrase(rest):
            title, end = rest, line.end
        return Heading(line.start, end, "article", number.ordinal, number.text, title, "run_in", index)
    found = _title(rest, number.kind)
    if found is None:
        return None
    title, shape = found
    title_end = start + len(title)
    return Heading(
        line.start, title_end, number.kind, number.ordinal, number.text, " ".join(title.split()), shape, index
    )


def _title(rest: str, kind: str) -> tuple[str, str] | None:
    """Title and shape of what follows a number, or None where it is a paragraph or a list item."""
    if len(rest) < 2 or _ROW.search(rest[-LONGEST["line"] :]):
        return None
    stop = _STOP.search(rest)
    first = rest[: stop.start()] if stop else rest
    label = _LABEL.match(rest) if RANK[kind] <= RANK["chinese_paren"] else None
    gap = _GAP.match(rest) if stop and not _SPACED.fullmatch(first) else None
    if label or gap:
        found = (label or gap).group(), "run_in"  # type: ignore[union-attr]
    elif stop is None:
        found = first.rstrip("：: "), "line"
    elif stop.group() == "？" or (stop.group() == "。" and stop.end() == len(rest)):
        found = first, "stopped"
    elif stop.group() == "。":
        found = first, "run_in"
    else:
        return None
    return found if _is_title(*found) else None


def _is_title(title: str, shape: str) -> bool:
    if not title or len(title) > LONGEST[shape] or title[-1] in "，,、" or len(_COMMA.findall(title)) > 2:
        return False
    if any(title.count(opening) > title.count(closing) for opening, closing in _PAIRS) or _NUMBER_INSIDE.search(title):
        return False
    if shape == "line":
        return not _ENDS_IN_COUNT.search(title)
    return not (_STATEMENT.search(title) or _SUBJECT.match(title))


def _stands(doc: Document, heading: Heading, numbered: dict[int, Numbering]) -> bool:
    """Whether the lines below agree: no figures of a table; under a full sentence, a text of its own,
    which is not the note of who does the task that the sentence sets.
    """
    after = doc.lines[heading.index + 1 : heading.index + 3]
    if len(after) == 2 and all(_FIGURES.fullmatch(doc.line_text(line)) for line in after):
        return False
    if heading.shape != "stopped":
        return True
    below = numbered.get(heading.index + 1)
    if not after or is_note(doc.line_text(after[0])):
        return False
    return below is None or RANK[below.kind] > RANK[heading.kind]


def _full_line(doc: Document) -> int:
    """From how many characters on a line is full, in a text that breaks its paragraphs at a width; else more
    than a line of such a text has."""
    lengths = sorted(line.end - line.start for line in doc.lines)
    if not lengths or lengths[-1] > WIDEST:
        return WIDEST + 1
    width = lengths[9 * len(lengths) // 10]
    full = sum(n >= FULL * width for n in lengths)
    return int(FULL * width) if full >= FEWEST_FULL and 4 * full >= len(lengths) else WIDEST + 1


def _is_broken(doc: Document, heading: Heading, full: int) -> bool:
    """Whether a line that ends nowhere is the first of a paragraph broken at a width, an item's: 1.制定…"""
    line = doc.lines[heading.index]
    return (
        heading.shape == "line"
        and RANK[heading.kind] > RANK["chinese_paren"]
        and line.end - line.start >= full
        and heading.index + 1 < len(doc.lines)
        and read_numbering(doc.line_text(doc.lines[heading.index + 1])) is None
    )


def _continues(judged: Sequence[Heading], at: int, standing: set[int]) -> bool:
    """Whether a short sentence without a text of its own counts on from the heading before it."""
    heading, before = judged[at], judged[at - 1] if at else None
    if heading.shape != "stopped" or len(heading.title) > SHORTEST_TEXT or before is None:
        return False
    counts_on = before.kind == heading.kind and heading.ordinal == (before.ordinal or 0) + 1
    return counts_on and before.index in standing and before.shape != "line"


def _runs(numbered: dict[int, Numbering]) -> Iterator[list[int]]:
    """Lines that follow one another directly with numbers of one kind."""
    run: list[int] = []
    for i, number in numbered.items():
        if run and (i != run[-1] + 1 or number.kind != numbered[run[-1]].kind):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _is_list(doc: Document, run: list[int], headings: Sequence[Heading]) -> bool:
    """Whether a run is a list in the text: ended by semicolons, or under a colon or 附件."""
    before = doc.line_text(doc.lines[run[0] - 1]) if run[0] else ""
    if before.startswith(("附件", "附表")):
        return True
    texts = [doc.line_text(doc.lines[i]) for i in run]
    if any(text.endswith(("；", ";")) for text in texts):
        return True
    return len(run) > 1 and before.endswith(("：", ":")) and all("。" not in text[:-1] for text in texts)


def _without_articles(headings: list[Heading], numbered: dict[int, Numbering]) -> list[Heading]:
    """Without the first sentences of paragraphs numbered 一、 where most such paragraphs begin with none:
    articles of a regulation."""
    bare = sum(h.kind == "chinese" for h in headings)
    if 2 * bare > sum(n.kind == "chinese" for n in numbered.values()):
        return headings
    return [h for h in headings if h.kind != "chinese" or h.shape != "run_in"]


def _without_contents(headings: list[Heading]) -> list[Heading]:
    """Without the entries of a table of contents: bare lines whose headings come again below."""
    last = {(h.number, h.title): h.index for h in headings}
    bare = {h.index for h, below in pairwise(headings) if below.index == h.index + 1}
    return [h for h in headings if last[h.number, h.title] == h.index or h.index not in bare]


def _plain(
    doc: Document,
    lines: list[tuple[int, Line]],
    numbered: dict[int, Numbering],
    headings: list[Heading],
) -> list[Heading]:
    """Headings without a number: those that the format marks, or short lines over text in a document
    that has no others, or whose numbers, below 一、, begin again and again."""
    found = [(i, line) for i, line in lines if i not in numbered and _is_plain(doc, i, line)]
    marked = [(i, line) for i, line in found if line.kind == "heading"]
    if not marked and len(found) > 1 and _lacks_a_level(headings):
        marked = found
    return [
        Heading(line.start, line.end, "plain", None, "", " ".join(doc.line_text(line).split()), "plain", i)
        for i, line in marked
    ]


def _lacks_a_level(headings: Sequence[Heading]) -> bool:
    """Whether headings above the numbered ones must be there: none is numbered, or the highest begin again."""
    top = min((RANK[h.kind] for h in headings), default=len(RANK))
    return top > RANK["chinese"] and sum(RANK[h.kind] == top and h.ordinal == 1 for h in headings) != 1


def _is_plain(doc: Document, index: int, line: Line) -> bool:
    text = doc.line_text(line)
    if len(text) > LONGEST["line"] or _FIGURES.fullmatch(text) or _NAME_OR_DATE.search(text):
        return False
    if line.kind == "heading":
        return not _STOP.search(text)
    below = [doc.line_text(line) for line in doc.lines[index + 1 : index + 3]]
    over_text = bool(below) and "。" in below[0]
    over_another = len(below) == 2 and _is_phrase(below[0]) and "。" in below[1]
    return _is_phrase(text) and (over_text or over_another)


def _is_phrase(text: str) -> bool:
    return 2 <= len(text) <= 25 and not re.search("[。！？；;，,：:]", text)
