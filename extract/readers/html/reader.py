"""HTML: the visible text in blocks, its data tables as grids, its links, its metadata."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from extract.model import Problem, Reading
from extract.readers.charset import LOSS, Decoded, decode, losses, meta_charset
from extract.readers.context import Context
from extract.readers.html.insertion import inserted
from extract.readers.html.page import Page
from extract.readers.html.pictures import frames_unread, read_pictures
from extract.readers.html.tables import MAX_COLUMNS
from extract.readers.html.tree import MAX_DEPTH, MAX_ELEMENTS, parse
from extract.readers.text import unread_rest


def read_html(data: bytes, context: Context) -> Reading:
    """The page as a browser's innerText shows it: a block a line, the cells of a row set apart by tabs.

    The tables that its pictures show stand where the pictures do; the pictures are its pages 1, 2 ….

    Metadata: `charset`, `title`, `canonical`, `lang` and `meta.NAME` for every <meta> with a name.
    """
    limit = context.limits.max_bytes
    declared = [label for label in (context.declared_charset, meta_charset(data)) if label]
    decoded = decode(data[:limit], declared=declared, whole=len(data) <= limit)
    page = Page(context.uri)
    with _collector_at_rest():
        soup, builder = parse(decoded.text)
        page.read(soup)
        soup.decompose()  # a tree is one knot of cycles: let go of it now, not when memory is short
    text, blocks = page.lines()
    shown = read_pictures(page.pictures, context)
    problems = (
        *_charset_problems(decoded, text),
        *_structure_problems(builder.flattened, page.tables_too_wide),
        *shown.problems,
        *frames_unread(builder.framed),
        *unread_rest(data, len(text), limit),
    )
    if not (text or shown.parts):
        message = "the page shows no text of its own: a script may draw it; save it from a browser"
        problems = (*problems, Problem("empty_source", None, message))
    reading = Reading(
        text,
        context.media_type,
        blocks,
        page.grids(text),
        page.links(text),
        {"charset": decoded.charset, **page.metadata},
        problems,
    )
    return inserted(reading, shown.parts)


def _charset_problems(decoded: Decoded, text: str) -> Iterator[Problem]:
    """What went wrong with the markup's bytes, said of the visible text: losses outside it do no harm."""
    codes = {problem.code for problem in decoded.problems}
    yield from (problem for problem in decoded.problems if problem.code != LOSS)
    if LOSS in codes:
        yield from losses(text, decoded.charset)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection: while a tree grows it finds nothing, and takes as long as the tree."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _structure_problems(flattened: int, too_wide: int) -> list[Problem]:
    problems = []
    if too_wide:
        message = f"{too_wide} tables of more than {MAX_COLUMNS} columns are read as text, not as tables"
        problems.append(Problem("unread_region", None, message))
    if flattened:
        message = (
            f"{flattened} elements are nested deeper than {MAX_DEPTH} or come after the first {MAX_ELEMENTS}: their "
            "text is here, their tables and links are not; split the page to have them read"
        )
        problems.append(Problem("unread_region", None, message))
    return problems
