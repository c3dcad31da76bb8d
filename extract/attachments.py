"""Files and annexes that a document names: 附件：1. …, 附表, and links to files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from extract.document import Document
from extract.numbering import read_numbering
from extract.record import Attachment
from extract.rules import Rules, load_rules
from extract.sections import SectionRange

LONGEST = 100
"""Longest title of an attachment, in characters."""

_LIST = re.compile(r"(?:相关)?附\s*(?:件|表|录)?(?:下载|列表|清单|目录)?(?:\s*[:：]\s*|$)")
_ANNEX = re.compile(r"附\s*(?:件|表|录)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?!\d)\s*[、.:：]?\s*")
_ANNEX_SECTION = re.compile(r"附\s*(?:件|表|录)(?:目录|列表|清单)?")
_INLINE_NUMBER = re.compile(r"(?:^|(?<=[\s；;]))\d{1,2}\s*[、．.](?!\d)\s*")
_NAMELESS = re.compile(r"(?:(?:点击|请点击|点此|文件|附件|原文)*(?:下载|查看|打开|此处|链接)?|附件\s*\d*|\d*)")
_VERSION = re.compile(r"[（(](?:试行|暂行|修订|草案|样式|样表)[）)]$")
_SIZE = re.compile(r"\s*[(（\[]\s*[\d.]+\s*[KMG]B?\s*[)）\]]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """An attachment's title as printed, in the clean text; `ending` that of a file name, or empty."""

    start: int
    end: int
    title: str
    ending: str
    url: str | None = None


class _MediaTypes(Rules):
    endings: dict[str, str]


@cache
def _media_types() -> dict[str, str]:
    return load_rules(_MediaTypes, Path(__file__).with_name("media_types.yaml")).endings


def find_attachments(doc: Document, sections: Sequence[SectionRange] = ()) -> tuple[Attachment, ...]:
    """The attachments of a document without boilerplate: listed, linked, or heads of annexes."""
    listed = [named for i, n in _listed_lines(doc) for named in _names(doc, i, n)]
    listed += _annex_sections(doc, sections)
    found = _with_links(doc, sorted(listed, key=lambda named: named.start))
    return tuple(
        Attachment(n.title, n.url, _media_types().get(n.ending), None, doc.span(n.start, n.end))
        for n in _distinct(found)
    )


def attachment_lines(doc: Document) -> frozenset[int]:
    """Places in `doc.lines` of the lines that list attachments."""
    return frozenset(i for i, _ in _listed_lines(doc))


def _listed_lines(doc: Document) -> Iterator[tuple[int, int]]:
    """Lines of lists of attachments, each with the length of what stands before its titles."""
    i = 0
    while i < len(doc.lines):
        text = doc.line_text(doc.lines[i])
        head = _LIST.match(text) if text.startswith(("附", "相关附")) else None
        annex = _ANNEX.match(text) if text.startswith("附") and not head else None
        i += 1
        if annex and len(text) <= LONGEST and "。" not in text:
            yield i - 1, annex.end()
        elif head and len(text) <= 5 * LONGEST:
            yield i - 1, head.end()
            for lead in _items_below(doc, i, bare=head.end() == len(text)):
                yield i, lead
                i += 1


def _items_below(doc: Document, at: int, *, bare: bool) -> Iterator[int]:
    """The lines from `at` on that go on with a list; for each, where its title begins.

    Numbered lines and names of files do; another short line only as the one title under a bare 附件：.
    """
    for i in range(at, len(doc.lines)):
        text = doc.line_text(doc.lines[i])
        number = read_numbering(text)
        numbered = number is not None and number.kind in ("arabic", "arabic_paren", "chinese_paren", "circled")
        listed = numbered or bool(_ending(text))
        if len(text) > LONGEST or "。" in text or not (listed or bare):
            return
        yield number.end if number else 0
        if not listed:
            return
        bare = False


def _names(doc: Document, index: int, lead: int) -> Iterator[_Named]:
    """The titles on a line of a list; the head of an annex that has none is followed by it."""
    line = doc.lines[index]
    start = line.start + lead
    if start == line.end:
        annex = _ANNEX.fullmatch(doc.line_text(line))
        if not annex or index + 1 == len(doc.lines):
            return
        line = doc.lines[index + 1]
        start = line.start
        if len(doc.line_text(line)) > LONGEST or "。" in doc.line_text(line):
            return
    starts = [start, *(start + m.start() for m in _INLINE_NUMBER.finditer(doc.text[start : line.end]))]
    for begin, stop in zip(starts, [*starts[1:], line.end], strict=True):
        number = _INLINE_NUMBER.match(doc.text[begin:stop])
        named = _name(doc, begin + (number.end() if number else 0), stop)
        if named:
            yield named


def _name(doc: Document, start: int, end: int) -> _Named | None:
    printed = _SIZE.sub("", doc.text[start:end].strip()).strip(" 。；;，,《》")
    if len(printed) < 2:
        return None
    ending = _ending(printed)
    title = printed[: -len(ending) - 1] if ending else printed
    return _Named(start, start + len(doc.text[start:end].rstrip()), title.strip(" 《》"), ending)


def _ending(name: str) -> str:
    name = name.replace("．", ".")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending if ending in _media_types() else ""


def _annex_sections(doc: Document, sections: Sequence[SectionRange]) -> Iterator[_Named]:
    """The entries of a section 附表 or 附件: its subsections."""
    heads = {s.id for s in sections if _ANNEX_SECTION.fullmatch(s.title)}
    for section in sections:
        if section.parent in heads:
            start = section.heading[0] + len(section.number)
            named = _name(doc, start, section.heading[1])
            if named:
                yield named


def _with_links(doc: Document, listed: list[_Named]) -> list[_Named]:
    """The list with the URLs of the files that it names, and the linked files that it does not."""
    found = list(listed)
    names, lines = [named.start for named in listed], [line.start for line in doc.lines]
    for link in doc.reading.links:
        name = _file_name(link.url)
        start, end = doc.clean_span(link.span)
        at = bisect_right(lines, start) - 1
        if not _ending(name) or at < 0 or start >= doc.lines[at].end:
            continue
        i = bisect_right(names, max(start, end - 1)) - 1
        if i >= 0 and start < found[i].end and not found[i].url:
            found[i] = replace(found[i], url=link.url, ending=_ending(name))
        else:
            found.append(_linked(doc, start, end, name, link.url))
    return found


def _file_name(url: str) -> str:
    """The last part of a URL's path, or nothing where it is no URL."""
    try:
        return PurePosixPath(unquote(urlsplit(url).path)).name
    except ValueError:
        return ""


def _linked(doc: Document, start: int, end: int, name: str, url: str) -> _Named:
    """A linked file under the name that its link prints, or, where that says nothing, its own."""
    ending = _ending(name)
    named = _name(doc, start, end)
    title = named.title if named and not _NAMELESS.fullmatch(named.title) else name[: -len(ending) - 1]
    return _Named(start, max(start, end), title, ending, url)


def _distinct(found: Sequence[_Named]) -> Iterator[_Named]:
    """Each once: an annex whose head repeats what the list names is the same, （试行） behind it or not."""
    titles: set[str] = set()
    files: set[tuple[str, str, str | None]] = set()
    for named in found:
        title = _VERSION.sub("", "".join(named.title.split()))
        file = (title, named.ending, named.url)
        if title not in titles or (named.ending and file not in files):
            yield named
        titles.add(title)
        files.add(file)
