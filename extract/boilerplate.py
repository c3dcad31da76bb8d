"""Taking away what a page prints around a document: menus, breadcrumbs, tools, footers, abstracts.

Word lists stand in boilerplate.yaml.  A line goes for its shape and its place, never for a word
inside it: a sentence of the body that speaks of 版权 or gives a 联系电话 stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.document import Document, Line
from extract.numbering import RANK, read_numbering
from extract.properties import begins_with_label, property_lines
from extract.rules import Rules, either, load_rules
from extract.title import SITE_NAME, ends_as_title

HEAD_LINES = 40
"""How many lines of a page may be its header."""
LONGEST = 160
"""A line with more characters than this is none of the page's own, a breadcrumb apart."""
LONGEST_ENTRY = 40
"""Longest name of a related entry."""
FEWEST_COLUMNS = 3
SHORTEST_CUT = 12
"""Shortest headline that may be the beginning of the title below it."""
SHORTEST_ABSTRACT, LONGEST_ABSTRACT = 20, 2000

_SEPARATORS = re.compile(r"[\s|｜丨·•,，、/\\()（）【】\[\]<>《》:：-]+")
_OPENING = r"[|｜【\[(（\s]*"
_OFFICIAL = re.compile(r"文\s*件$|号[)）]?$")
"""A letterhead or a document's number: a document's own, wherever it stands."""
_COUNTED = re.compile(r"^第[一二三四五六七八九十]{1,3}篇[:：]")
_QUOTED = re.compile(r"(?:[一-鿿]{2,14}[〔【\[(（]\d{4}[〕】\])）]\d{1,5}号)?《([^《》]+)》")
_SENTENCE = re.compile(r"[^。！？]+")


@dataclass(frozen=True, slots=True)
class Removed:
    """A range of the clean text that is not the document's, and why."""

    start: int
    end: int
    why: str


class _Menu(Rules):
    sure: list[str]
    possible: list[str]


class _Footer(Rules):
    sure: list[str]
    sponsors: list[str]
    contacts: list[str]


class _Words(Rules):
    breadcrumb: list[str]
    tools: list[str]
    neighbours: list[str]
    menu: _Menu
    columns: list[str]
    footer: _Footer
    related: list[str]


@dataclass(frozen=True, slots=True)
class _Patterns:
    breadcrumb: re.Pattern[str]
    tools: re.Pattern[str]
    neighbours: re.Pattern[str]
    any_tool: re.Pattern[str]
    menu_sure: re.Pattern[str]
    menu: re.Pattern[str]
    columns: re.Pattern[str]
    footer: re.Pattern[str]
    sponsors: re.Pattern[str]
    contacts: re.Pattern[str]
    related: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = load_rules(_Words, Path(__file__).with_name("boilerplate.yaml"))
    return _Patterns(
        breadcrumb=re.compile(either(words.breadcrumb)),
        tools=re.compile(either(words.tools)),
        neighbours=re.compile(either(words.neighbours)),
        any_tool=re.compile(_OPENING + either([*words.breadcrumb, *words.neighbours, *words.tools])),
        menu_sure=re.compile(either(words.menu.sure)),
        menu=re.compile(either([*words.menu.sure, *words.menu.possible])),
        columns=re.compile(r"(?:[•·●■◆>]\s*)?" + either([*words.columns, *words.menu.sure, *words.menu.possible])),
        footer=re.compile(either(words.footer.sure), re.IGNORECASE),
        sponsors=re.compile(either(words.footer.sponsors)),
        contacts=re.compile(either(words.footer.contacts), re.IGNORECASE),
        related=re.compile(either(words.related) + r"\s*[:：]?"),
    )


def strip_boilerplate(doc: Document) -> tuple[Document, tuple[Removed, ...]]:
    """The document with the lines of its body only (text and offsets unchanged), and what went."""
    why: dict[int, str] = {}
    for find in (_marked, _tools, _related, _footer, _columns, _properties, _header, _repeated_title, _abstract):
        kept = [(i, line) for i, line in enumerate(doc.lines) if i not in why]
        why |= find(doc, kept)
    lines = tuple(line for i, line in enumerate(doc.lines) if i not in why)
    removed = (Removed(doc.lines[i].start, doc.lines[i].end, why[i]) for i in sorted(why))
    return replace(doc, lines=lines), tuple(removed)


Kept = Sequence[tuple[int, Line]]
"""Lines that no earlier rule took, each with its place in `Document.lines`."""


def _marked(doc: Document, kept: Kept) -> dict[int, str]:
    """What the format itself marks as navigation."""
    return {i: "navigation" for i, line in kept if line.kind == "navigation"}


def _tools(doc: Document, kept: Kept) -> dict[int, str]:
    """Breadcrumbs, page tools, and links to the documents before and after, wherever they stand."""
    return {i: found for i, line in kept if (found := _tool(doc.line_text(line)))}


def _tool(text: str) -> str | None:
    patterns = _patterns()
    if not patterns.any_tool.match(text):
        return None
    if patterns.breadcrumb.match(text) and "。" not in text:
        return "breadcrumb"
    if len(text) > LONGEST:
        return None
    if patterns.neighbours.match(text):
        return "related"
    return "page_tools" if _consists_of(text, patterns.tools) else None


def _consists_of(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether nothing but matches of `pattern` and separators is in the text."""
    return bool(pattern.match(text.lstrip("|｜【[(（ "))) and not _SEPARATORS.sub("", pattern.sub("", text))


def _related(doc: Document, kept: Kept) -> dict[int, str]:
    """All from the head of a list of related entries on, where nothing below it is a body's."""
    found: dict[int, str] = {}
    below: dict[int, str] = {}
    for i, line in reversed(kept):
        text = doc.line_text(line)
        number = read_numbering(text)
        heading = number is not None and RANK[number.kind] <= RANK["chinese_paren"]
        if heading or ("。" in text and len(text) > LONGEST_ENTRY):
            break
        below[i] = "related"
        if _patterns().related.fullmatch(text):
            found |= below
            below.clear()
    return found


def _footer(doc: Document, kept: Kept) -> dict[int, str]:
    """From the end upwards as long as the lines are a footer's, a menu's or related entries'.

    Lines that could as well be body wait until a line above them proves them: a telephone number
    until a footer or a menu, a short name until a sure footer over this one, or the head of a list.
    """
    found: dict[int, str] = {}
    waiting: dict[int, str] = {}
    for i, line in reversed(kept):
        kind = _footer_kind(doc.line_text(line))
        if kind in ("contact", "entry"):
            waiting[i] = kind
            continue
        if kind is None or not _proves(kind, set(waiting.values()), bool(found)):
            break
        why = "site_footer" if kind == "sponsor" else kind
        found |= dict.fromkeys([*waiting, i], why)
        waiting.clear()
    return found


def _proves(kind: str, waiting: set[str], footer_below: bool) -> bool:
    """Whether a line of `kind` takes the lines that wait below it along."""
    if kind == "sponsor":
        return footer_below and "entry" not in waiting
    if "entry" in waiting:
        return kind == "related" or (kind == "site_footer" and footer_below)
    return kind != "related" or not waiting


def _footer_kind(text: str) -> str | None:
    """What a line near the end of a page could be, or None where it is body."""
    patterns = _patterns()
    if len(text) > LONGEST or text.endswith("。") or read_numbering(text):
        return None
    if patterns.related.fullmatch(text):
        return "related"
    if patterns.footer.search(text):
        return "site_footer"
    if _is_menu(text):
        return "navigation"
    if patterns.sponsors.match(text):
        return "sponsor"
    if patterns.contacts.match(text):
        return "contact"
    return "entry" if len(text) <= LONGEST_ENTRY and not re.search("[。；，,]", text) else None


def _columns(doc: Document, kept: Kept) -> dict[int, str]:
    """Lists of columns near the top: three or more lines that are each the name of one."""
    run: list[int] = []
    found: dict[int, str] = {}
    for i, line in kept[:HEAD_LINES]:
        if _patterns().columns.fullmatch("".join(doc.line_text(line).split())):
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
    return bool(_patterns().menu.fullmatch(text)) and any(ends_as_title(line) for line in below)


def _is_menu(text: str) -> bool:
    patterns = _patterns()
    if not _consists_of(text, patterns.menu):
        return False
    return bool(patterns.menu_sure.search(text)) or len(patterns.menu.findall(text)) > 1


def _header(doc: Document, kept: Kept) -> dict[int, str]:
    """All short lines above the breadcrumb, or a headline printed twice, that are no title; menus and a
    site's contacts at the very top."""
    crumb = next((i for i, line in enumerate(doc.lines[:HEAD_LINES]) if _is_breadcrumb(doc, line)), 0)
    top = max(crumb, min(_repeated_title(doc, kept), default=0))
    found = {i: "header" for i, line in kept if i < top and _is_header(doc.line_text(line))}
    for at, (i, line) in enumerate(kept[:HEAD_LINES]):
        if i in found:
            continue
        text = doc.line_text(line)
        if _is_menu(text) or _is_column(doc, kept, at):
            found[i] = "navigation"
        elif "。" not in text and _patterns().contacts.match(text):
            found[i] = "header"
        else:
            break
    return found


def _is_breadcrumb(doc: Document, line: Line) -> bool:
    return bool(_patterns().breadcrumb.match(doc.line_text(line)))


def _is_header(text: str) -> bool:
    if len(text) > LONGEST or "。" in text or _OFFICIAL.search(text) or begins_with_label(text):
        return False
    return " " in text or not ends_as_title(text)


def _properties(doc: Document, kept: Kept) -> dict[int, str]:
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


def _repeated_title(doc: Document, kept: Kept) -> dict[int, str]:
    """A headline above the title itself, which may be cut short or stand on several lines: the first goes."""
    head = [_headline(doc.line_text(line)) for _, line in kept[:HEAD_LINES]]
    texts = head[: next((n for n, text in enumerate(head) if "。" in text or read_numbering(text)), len(head))]
    found = {}
    for n, text in enumerate(texts):
        if len(text) < 6 or kept[n][1].kind == "cell":
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


def _abstract(doc: Document, kept: Kept) -> dict[int, str]:
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
