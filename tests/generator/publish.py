"""Generated reports as files: every format that reports are published in, its manner drawn from the seed.

The recipe of a report says what is printed; what is drawn here is how the format shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from PIL.Image import Image

from tests.generator.flatten import FLATTEN
from tests.generator.regrid import REGRID
from tests.generator.render.docx import render_docx
from tests.generator.render.html import Markup, render_html
from tests.generator.render.model import PAGE_END, Document, Table
from tests.generator.render.ofd import render_ofd
from tests.generator.render.pdf import RULES, Style, render_pdf
from tests.generator.render.scan import Scanner, scan, scanned_pdf, searchable_pdf, tiff
from tests.generator.render.xlsx import render_xlsx
from tests.generator.reports import Recipe, Report, knowable, make_report, recipe

NARROW = (1.0, 3.0, 5.0, 1.4, 1.3, 1.3, 1.3, 1.3, 1.3, 1.4)
"""Widths of the table of applications as agencies set them: its group label runs downwards."""

BROKEN = frozenset({"page_break", "page_break_with_header", "row_cut"})
"""Layouts whose grids are parts of one that pages part."""

LINES = frozenset({"one_cell_a_line", "values_on_a_line", "row_on_a_line", "values_first"})
"""Flattened layouts that stand on pages as they are."""

TURNED_FROM = 2019
"""The form of the years before has too many rows to be printed as columns of a page."""

SCANNED = frozenset(REGRID) - {"one_column"}
"""Layouts that stand on paper."""

NEEDS_RULES = frozenset({"turned", "header_shifted", "repeated_text"})
"""Layouts that only rulings make legible: narrow columns, labels that do not stand above theirs, or side by side."""

LOOSE = frozenset({"one_column", "turned", "repeated_text", *BROKEN})
"""Layouts whose first rows are no header to be printed again on each page, or one as high as the page."""


@dataclass(frozen=True)
class Publication:
    """A report as a file, and the truth of it; `manner` says how the format shows it."""

    report: Report
    name: str
    data: bytes
    manner: object = None


def publish(form: str, seed: int) -> Publication:
    """The report of a seed in a format; the same for the same seed."""
    rng = Random(f"{form} {seed}")
    return FORMATS[form](recipe(seed), rng)


def _text(made: Recipe, rng: Random) -> Publication:
    report = make_report(_laid_out(made, rng, FLATTEN))
    charset = rng.choice(["utf-8", "utf-8-sig", "gb18030"])
    lines = [part for part in report.document if isinstance(part, str)]
    return Publication(report, "report.txt", "\n".join(lines).encode(charset), charset)


def _html(made: Recipe, rng: Random) -> Publication:
    charset = rng.choice(["utf-8", "utf-8", "gb18030"])
    markup = Markup(
        characters=rng.random() < 0.3,
        paragraphs=rng.random() < 0.5,
        boxed=rng.random() < 0.1,
        blank=rng.choice(["", "&nbsp;", "<p>&nbsp;</p>", "<br>"]),
        nested=rng.random() < 0.3,
        declared=rng.choice(["utf-8", "gb2312"]),
        charset=charset,
    )
    report = make_report(_laid_out(made, rng, {*REGRID, *FLATTEN} - {"tabs"}))  # a page shows a tab as a space
    return Publication(report, "report.html", render_html(report.document, markup), markup)


def _docx(made: Recipe, rng: Random) -> Publication:
    report = make_report(made)
    return Publication(report, "report.docx", render_docx(report.document))


def _xlsx(made: Recipe, rng: Random) -> Publication:
    report = make_report(_laid_out(made, rng, REGRID))
    sheets: dict[str, Table] = {}
    name = "年报"
    for part in report.document:
        if isinstance(part, Table):
            sheets[name + "之" + "一二三四五六七八九十"[len(sheets) % 10]] = part
        else:
            name = part.partition("、")[2][:12] or name
    return Publication(report, "report.xlsx", render_xlsx(sheets))


def _ofd(made: Recipe, rng: Random) -> Publication:
    report = make_report(_laid_out(made, rng, {*REGRID, "row_on_a_line"} - {"turned"}))
    return Publication(report, "report.ofd", render_ofd(_widened(report, rng)))


def _pdf(made: Recipe, rng: Random) -> Publication:
    report, style = _printed(made, rng, LINES if rng.random() < 0.15 else REGRID)
    return Publication(report, "report.pdf", render_pdf(_paged(report, rng), style), style)


def _scan(made: Recipe, rng: Random) -> Publication:
    report, style = _printed(made, rng, SCANNED)
    style = replace(style, rules=rng.choice(["lines", "boxes", "path", "fills"]), shades=False)
    scanner = Scanner(
        dpi=150,
        slant=rng.choice([0.0, 0.0, 0.6, -1.0, 1.5]),
        quarters=rng.choice([0, 0, 0, 1, 2, 3]),
        grain=rng.choice([0.0, 0.0, 0.2, 0.4]),
        contrast=rng.choice([1.0, 1.0, 0.6, 0.4]),
        quality=rng.choice([60, 80, 95]),
        seed=rng.randrange(1000),
        shadow=rng.choice([0.0, 0.0, 0.0, 0.4]),
        tilt=rng.choice([0.0, 0.0, 0.0, 0.0, 0.01, 0.02]),
        sealed=rng.random() < 0.2,
    )
    pages = scan(_paged(report, rng), scanner, style)
    name, data = rng.choice([_scanned_pdf, _scanned_pdf, _searchable_pdf, _tiff])(pages, scanner)
    return Publication(report, name, data, (style, scanner))


def _scanned_pdf(pages: list[Image], scanner: Scanner) -> tuple[str, bytes]:
    return "report.pdf", scanned_pdf(pages, scanner)


def _searchable_pdf(pages: list[Image], scanner: Scanner) -> tuple[str, bytes]:
    return "report.pdf", searchable_pdf(pages, scanner)


def _tiff(pages: list[Image], scanner: Scanner) -> tuple[str, bytes]:
    return "report.tif", tiff(pages, scanner.dpi)


def _printed(made: Recipe, rng: Random, layouts: Collection[str]) -> tuple[Report, Style]:
    """A report that is drawn on pages in one of these layouts, and how."""
    made = _laid_out(made, rng, layouts)
    if made.layout == "turned" and made.year < TURNED_FROM:
        made = replace(made, layout="as_printed")
    lies, ruled = made.layout == "turned", made.layout in NEEDS_RULES
    style = Style(
        rules=rng.choice([rules for rules in (*RULES, "lines") if not ruled or rules != "none"]),
        shades=rng.random() < 0.3,
        size=6.0 if lies else rng.choice([9.0, 10.5, 10.5, 12.0]),
        numbers=rng.random() < 0.8,
        turned=rng.choice(["page", "text"] if lies else ["", "", "", "page", "text"]),
        cut_rows=rng.random() < 0.3,
    )
    return make_report(made), style


def _laid_out(made: Recipe, rng: Random, layouts: Collection[str]) -> Recipe:
    """The recipe with a layout that the format can show."""
    return made if made.layout in layouts else knowable(replace(made, layout=rng.choice(sorted(layouts))))


def _paged(report: Report, rng: Random) -> Document:
    """The document with the ends of pages where its layout has them."""
    parts = _widened(report, rng)
    if report.recipe.layout not in BROKEN:
        return parts
    paged: list[str | Table] = list(parts[:1])
    for before, part in pairwise(parts):
        paged += [PAGE_END] * (isinstance(before, Table) and isinstance(part, Table))
        paged.append(part)
    return paged


def _widened(report: Report, rng: Random) -> Document:
    """The document with its columns as wide as agencies set them or all alike, its headers repeated or not."""
    narrow, again = rng.random() < 0.5, rng.random() < 0.3 and report.recipe.layout not in LOOSE
    return [_drawn(part, narrow, again) if isinstance(part, Table) else part for part in report.document]


def _drawn(table: Table, narrow: bool, again: bool) -> Table:
    header = min((cell.row for cell in table.cells if cell.text.isdigit()), default=0)
    widths = NARROW if narrow and table.columns == len(NARROW) else ()
    if table.columns > len(NARROW):
        widths = tuple(map(_needed, range(table.columns), [table] * table.columns))
    return replace(table, widths=widths, header=header if again else 0)


def _needed(column: int, table: Table) -> float:
    """The width of a column as wide as its longest number."""
    numbers = [cell.text for cell in table.cells if cell.column == column and cell.text[:1].isdigit()]
    return max([2, *(len(text) for text in numbers if text.isascii())]) + 2.0


FORMATS: dict[str, Callable[[Recipe, Random], Publication]] = {
    "text": _text,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "ofd": _ofd,
    "pdf": _pdf,
    "scan": _scan,
}
