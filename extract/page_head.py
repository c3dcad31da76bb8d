"""What a page prints above a document: columns, menus, properties, headlines, abstracts.

A rule takes the lines that no earlier one took, and gives the place of each that goes, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.boilerplate_words import LONGEST, Kept, is_menu, patterns
from extract.document import Document, Line
from extract.numbering import read_numbering
from extract.properties import begins_with_label, property_lines
from extract.title import SITE_NAME, ends_as_title

HEAD_LINES = 40
"""How many lines of a page may be its header."""
FEWEST_COLUMNS = 3
"""Names of columns, one below the other, that make a list of them."""
SHORTEST_CUT = 12
"""Shortest headline that may be the beginning of the title below it."""
SHORTEST_ABSTRACT, LONGEST_ABSTRACT = 20, 2000

_OFFICIAL = re.compile(r"文\s*件$|号[)）]?$")
"""A letterhead or a document's number: a document's own, wherever it stands."""
_COUNTED = re.compile(r"^第[一二三四五六七八九十\d]{1,3}篇[:：]")
"""How a mirror counts the documents of its page."""
_QUOTED = re.compile(r"(?:[一-鿿]{2,14}[〔【\[(（]\d{4}[〕】\])）]\d{1,5}号)?《([^《》]+)》")
_SENTENCE = re.compile(r"[^。！？]+")


def find_columns(doc: Document, kept: Kept) -> dict[int, str]:
    """Lists of columns near the top: three or more lines that are each the name of one."""
    run: list[int] = []
    found: dict[int, str] = {}
    for i, line in kept[:HEAD_LINES]:
        if patterns().columns.fullmatch("".join(doc.line_text(line).split())):
            run.append(i)
            continue
        if len(run) >= FEWEST_COLUMNS:
            found |= dict.fromkeys(run, "navigation")
        run.clear()
    return found


def _is_column(doc: Document, kept: Kept, at: int) -> bool:
    """Whether the line `kept[at]` is the name of a column, 政府信息公开, above the document's title."""
    text = doc.line_text(kept[at][1])
    below = (doc.line_text(line) for _, line in kept[at + 1 : at + 5])
    return bool(patterns().menu.fullmatch(text)) and any(ends_as_title(line) for line in below)


def find_header(doc: Document, kept: Kept) -> dict[int, str]:
    """All short lines above the breadcrumb, or a headline printed twice, that are no title; menus and a
    site's contacts at the very top."""
    crumb = next((i for i, line in enumerate(doc.lines[:HEAD_LINES]) if _is_breadcrumb(doc, line)), 0)
    top = max(crumb, min(find_repeated_title(doc, kept), default=0))
    found = {i: "header" for i, line in kept if i < top and _is_header(doc.line_text(line))}
    for at, (i, line) in enumerate(kept[:HEAD_LINES]):
        if i in found:
            continue
        text = doc.line_text(line)
        if is_menu(text) or _is_column(doc, kept, at):
            found[i] = "navigation"
        elif "。" not in text and patterns().contacts.match(text):
            found[i] = "header"
        else:
            break
    return found


def _is_breadcrumb(doc: Document, line: Line) -> bool:
    return bool(patterns().breadcrumb.match(doc.line_text(line)))


def _is_header(text: str) -> bool:
    if len(text) > LONGEST or "。" in text or _OFFICIAL.search(text) or begins_with_label(text):
        return False
    return " " in text or not ends_as_title(text)


def find_property_table(doc: Document, kept: Kept) -> dict[int, str]:
    """The catalogue's table of properties over the document, label and value on one line or on two."""
    listed = property_lines(doc)
    found = {}
    for i, line in kept[:HEAD_LINES]:
        text = doc.line_text(line)
        if i in listed:
            found[i] = "properties"
        elif "。" in text or read_numbering(text):
            break
    return found


def find_repeated_title(doc: Document, kept: Kept) -> dict[int, str]:
    """A headline above the title itself, which may be cut short or stand on several lines: the first goes."""
    head = [_headline(doc.line_text(line)) for _, line in kept[:HEAD_LINES]]
    texts = head[: next((n for n, text in enumerate(head) if "。" in text or read_numbering(text)), len(head))]
    found = {}
    for n, text in enumerate(texts):
        if len(text) < 6 or kept[n][1].kind == "cell":
            continue
        if n + 1 < len(texts) and _COUNTED.match("".join(doc.line_text(kept[n][1]).split())):
            found[kept[n][0]] = "header"
            continue
        below = ("".join(texts[k : k + 3]) for k in range(n + 1, len(texts)))
        if text in texts[n + 1 :] or (len(text) >= SHORTEST_CUT and any(whole.startswith(text) for whole in below)):
            found[kept[n][0]] = "repeated_title"
    return found


def _headline(text: str) -> str:
    """A line as a headline repeats it: without spaces, the name of the site, a mirror's count (第一篇：), the
    document's number before it, and 《》 around it."""
    headline = SITE_NAME.sub("", _COUNTED.sub("", "".join(text.split())))
    quoted = _QUOTED.fullmatch(headline)
    return quoted[1] if quoted else headline


def find_abstract(doc: Document, kept: Kept) -> dict[int, str]:
    """The paragraphs at the top, before any number, all of whose sentences come again, word for word."""
    found = {}
    for i, line in kept[:HEAD_LINES]:
        text = doc.line_text(line)
        if read_numbering(text):
            break
        if "。" in text:
            if not _recurs(doc, text, line.end):
                break
            found[i] = "abstract"
    return found


def _recurs(doc: Document, text: str, after: int) -> bool:
    if not SHORTEST_ABSTRACT <= len(text) <= LONGEST_ABSTRACT:
        return False
    return all(doc.text.find(sentence, after) >= 0 for sentence in _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    for m in _SENTENCE.finditer(text):
        sentence = m.group().strip().rstrip("….")
        if sentence:
            yield sentence
