"""Invented annual reports: every form and edition, printed and damaged as a recipe says, with the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from opencc import OpenCC

from extract.forms.layout import Form, load_forms
from extract.model import Block, Grid, GridCell, Reading
from tests.generator.damage import DAMAGES
from tests.generator.flatten import BARRED, CANCELLING, FLATTEN, LOSSY, MANGLE, RARE
from tests.generator.misplace import MUTATIONS
from tests.generator.printed import PrintedForm, as_table, print_form
from tests.generator.regrid import REGRID, one_grid
from tests.generator.render.model import Document, Table

Truth = dict[tuple[str, str, str], tuple[float | None, float]]
"""Form, row and column to the printed number (None: blank) and the one that belongs there."""

_OWN = ("other_withdrawn", "other_consultation", "other_not_corrected_in_time")


@dataclass(frozen=True)
class Recipe:
    """How a report is printed: `layout` is a way to flatten it, or to lay out its grids; the rest in order.

    `one_grid`: the blocks of a form stand in one grid.
    """

    year: int
    layout: str
    damages: tuple[str, ...] = ()
    mangles: tuple[str, ...] = ()
    own_rows: bool = False
    traditional: bool = False
    one_grid: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Report:
    """A report as prose and tables, with its truth; `editions` by form."""

    recipe: Recipe
    document: Document
    truth: Truth
    editions: dict[str, int]

    def lossy_rows(self) -> set[tuple[str, str]]:
        """The rows (form and row code) some of whose cells are blank, where the layout loses blanks."""
        if self.recipe.layout not in LOSSY:
            return set()
        blank = {(form, row) for (form, row, _), (printed, _) in self.truth.items() if printed is None}
        return {(form, row) for (form, row, _), (printed, _) in self.truth.items()
                if printed is not None and (form, row) in blank}  # fmt: skip


def recipe(seed: int) -> Recipe:
    """A recipe drawn from everything that can happen; the same for the same seed."""
    rng = Random(seed)
    damages = [name for name in DAMAGES if rng.random() < 0.18]
    mangles = [name for name in MANGLE if name not in RARE and rng.random() < 0.25]
    mangles += rng.sample(sorted(RARE), 1) if rng.random() < 0.25 else []
    layout = rng.choice([*FLATTEN, *FLATTEN, *REGRID])
    year = rng.choice([2014, 2016, 2018, 2019, 2020, 2020, 2021, 2022, 2024])
    own_rows, script, one = rng.random() < 0.25, rng.random() < 0.15, rng.random() < 0.3
    return knowable(Recipe(year, layout, tuple(damages), tuple(mangles), own_rows, script, one, seed))


def knowable(made: Recipe) -> Recipe:
    """The recipe without what nobody could tell apart in its layout.

    A stray number fills the very place of a blank that the layout loses; beside a column of blank
    totals, labels that stand beside their columns may be either's.
    """
    damages, mangles = made.damages, made.mangles
    if made.layout in LOSSY | BARRED and {"blank_zeros", "blank_totals"} & set(damages):
        mangles = tuple(name for name in mangles if name not in CANCELLING)
    if made.layout == "header_shifted":
        damages = tuple(name for name in damages if name != "blank_totals")
    return replace(made, damages=damages, mangles=mangles)


def make_report(made: Recipe) -> Report:
    """The report of a recipe."""
    rng = Random(made.seed + 1)
    own = _OWN if made.own_rows and made.year in (2019, 2020) else ()
    forms = [print_form(form, number, rng, own) for form, number in forms_of(made.year)]
    for name in made.damages:
        damage = {**DAMAGES, **MUTATIONS}[name]
        forms = [damage(printed, rng) for printed in forms]
    document: list[str | Table] = list(_opening(made.year))
    for printed in forms:
        document.append(f"{printed.number}、{printed.form.title}")
        document += _body(made, printed, rng)
    document += [
        "五、存在的主要问题及改进情况",
        "一年来，本关政府信息公开工作仍有不足，将从三个方面加以改进。",
    ]
    if made.traditional:
        document = [traditional(part) if isinstance(part, str) else part for part in document]
    truth = {(p.form.form, *place): told for p in forms for place, told in p.truth.items()}
    return Report(made, document, truth, {p.form.form: p.form.edition for p in forms})


def forms_of(year: int) -> list[tuple[Form, str]]:
    """The forms of a year's report and the numbers of their sections."""
    edition = 2014 if year < 2019 else 2019 if year < 2021 else 2021
    names = ("active_disclosure", "applications", "review_litigation")
    forms = {form.form: form for form in load_forms() if form.edition <= edition}
    if year < 2019:
        return [(forms["disclosure_statistics"], "七")]
    return [(forms[name], number) for name, number in zip(names, "二三四", strict=True)]


def _opening(year: int) -> Sequence[str]:
    return (
        f"青屿海关{year}年政府信息公开工作年度报告",
        f"本报告由青屿海关编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "一、总体情况",
        "全年通过门户网站发布各类信息312条，接听热线2041次，受理的申请均按时答复。",
    )


def _body(made: Recipe, printed: PrintedForm, rng: Random) -> list[str | Table]:
    if made.layout in REGRID:
        tables = [as_table(printed, block) for block in printed.blocks]
        tables = [one_grid(tables)] if made.one_grid else tables
        return [grid for table in tables for grid in REGRID[made.layout](table, rng)]
    lines = FLATTEN[made.layout](printed)
    for name in made.mangles:
        lines = MANGLE[name](lines, rng)
    return list(lines)


def traditional(text: str) -> str:
    """The text in traditional script."""
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


def as_reading(report: Report) -> Reading:
    """What a perfect reader gives for a report: its lines, and its tables as grids."""
    return reading_of(report.document)


def reading_of(document: Document) -> Reading:
    """The reading of lines and tables, each block on a line of its own."""
    text, blocks, grids = "", [], []
    for part in document:
        if isinstance(part, str):
            blocks.append(Block((len(text), len(text) + len(part))))
            text += part + "\n"
            continue
        start, cells = len(text), []
        for cell in sorted(part.cells, key=lambda cell: (cell.row, cell.column)):
            span = (len(text), len(text) + len(cell.text))
            cells.append(GridCell(cell.row, cell.column, span, cell.rowspan, cell.colspan))
            blocks.append(Block(span, "cell"))
            text += cell.text + "\n"
        grids.append(Grid((start, len(text)), tuple(cells)))
    return Reading(text, "text/plain", tuple(blocks), tuple(grids))
