"""How well the forms of generated reports are read: cells right, and wrong ones that nothing flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.document import open_document
from extract.forms import Forms, read_forms
from extract.model import Problem
from extract.record import Cell
from tests.generator.reports import Recipe, Report, as_reading, make_report

Place = tuple[str, str, str]


@dataclass
class Score:
    """Cells in all, right, wrong but marked, and wrong and silent (with where and what).

    `lossy` are wrong and marked cells of rows whose blanks the layout lost: what stood where may
    be beyond anyone's knowing.  They are not counted among `cells`.
    """

    cells: int = 0
    right: int = 0
    flagged: int = 0
    lossy: int = 0
    silent: list[tuple[Recipe, Place, float | None, float | None]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    editions_wrong: list[tuple[Recipe, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the cells that are right."""
        return self.right / max(1, self.cells)

    def worst(self, n: int = 12) -> list[tuple[str, int]]:
        """The recipes that most of the wrong cells come from."""
        return self.wrong.most_common(n)


def measure(recipes: Iterable[Recipe]) -> Score:
    """Read a report of each recipe and compare it with its truth."""
    score = Score()
    for recipe in recipes:
        report = make_report(recipe)
        add(score, report, read_forms(open_document(as_reading(report))))
    return score


def add(score: Score, report: Report, forms: Forms, problems: Sequence[Problem] = ()) -> None:
    """Count the cells of one report; `problems` are those of its reading."""
    found = {(t.form, c.row, c.column): c for t in forms.tables for c in t.cells}
    suspect = suspected(forms, problems)
    lossy = report.lossy_rows()
    for place, (printed, meant) in report.truth.items():
        cell = found.get(place)
        score.cells += 1
        read = cell.value if cell else None
        if same(read, printed) or (cell and cell.state == "inferred" and same(read, meant)):
            score.right += 1
            continue
        if not (
            (cell and cell.state != "read")
            or place in suspect
            or (cell is None and _lost(report, forms, place))
        ):
            score.silent.append((report.recipe, place, printed, read))
        elif place[:2] in lossy:
            score.lossy += 1
            score.cells -= 1
            continue
        else:
            score.flagged += 1
        score.wrong[
            f"{report.recipe.layout} {report.recipe.damages} {report.recipe.mangles} {report.recipe.seed}"
        ] += 1
    for table in forms.tables:
        if table.edition != report.editions.get(table.form):
            score.editions_wrong.append((report.recipe, table.form))


def suspected(forms: Forms, problems: Sequence[Problem] = ()) -> set[Place]:
    """The cells that a failed check or a problem at their place casts doubt on."""
    told = [p for p in (*forms.problems, *problems) if p.span and p.code in _TELLING]
    refs = {(c.rule.split(".")[0], ref) for c in forms.checks if not c.holds for ref in c.refs}
    found: set[Place] = set()
    for table in forms.tables:
        for cell in table.cells:
            place = (table.form, cell.row, cell.column)
            if (table.form, f"{cell.row}/{cell.column}") in refs or _problem_at(told, cell):
                found.add(place)
    return found


def _problem_at(told: Sequence[Problem], cell: Cell) -> bool:
    return any(p.span and cell.span and p.span[0] < cell.span[1] and cell.span[0] < p.span[1] for p in told)


_TELLING = {
    "unclear_label",
    "unknown_row",
    "unread_region",
    "missing_column",
    "truncated_header",
    "repeated_table",
    "low_confidence",
    "merged_cells",
}


_ABSENT = {"missing_row", "missing_column", "unknown_row", "unread_region"}


def _lost(report: Report, forms: Forms, place: Place) -> bool:
    """Whether a problem says that the row or the column of an absent cell is missing, or that the form is."""
    return any(p.code in _ABSENT for p in forms.problems)


def same(found: float | None, truth: float | None) -> bool:
    """Whether two numbers are the same, or both are not there."""
    if found is None or truth is None:
        return found is truth
    return abs(found - truth) < 0.005 * max(1.0, abs(truth) / 1000)
