"""The real documents beside the checkout, with their hand-made truth."""

import json

import pytest

from extract.document import Document, open_document
from extract.forms import Forms, read_forms
from extract.readers import read
from extract.record import to_json
from tests.shared import SHARED, judge, needs_shared

pytestmark = needs_shared


def scored(name: str) -> tuple[dict[str, tuple[int, int]], Forms]:
    """Hits and totals by measure, and the forms that were read."""
    gold = json.loads((SHARED / "gold" / f"{name}.gold.json").read_text("utf-8"))
    path = next(path for folder in ("seeds", "documents") for path in (SHARED / folder).glob(gold["file"]))
    forms = read_forms(opened(path.name, path.read_bytes()))
    score = judge()
    tally = score.Tally()
    record = {"tables": to_json(forms.tables), "problems": to_json(forms.problems)}
    score.score_tables(gold, record, tally)
    score.score_spans({"quality": gold.get("quality") or []}, record, tally)
    return {measure: (tally.hit[measure], tally.all[measure]) for measure in tally.all}, forms


def opened(name: str, data: bytes) -> Document:
    return open_document(read(data, uri=name))


def test_the_flattened_report_is_read_cell_by_cell() -> None:
    measures, forms = scored("002")
    assert measures["tables.cells"] == (209, 209)
    assert measures["tables.edition"] == (3, 3)
    assert measures["problems.missing_row"] == (1, 1)
    assert measures["problems.truncated_header"] == (3, 3)
    assert measures["problems.merged_cells"] == (1, 1)
    assert all(check.holds for check in forms.checks)
    assert len(forms.checks) >= 25 + 7 + 7 + 3


def test_the_printed_errors_of_the_pdf_are_flagged_and_not_repaired() -> None:
    pytest.importorskip("pdfplumber")
    measures, forms = scored("hzq2023")
    assert measures["tables.cells"] == (186, 186)
    conflicts = {cell.column for table in forms.tables for cell in table.cells if cell.state == "conflict"}
    assert conflicts == {"reconsideration_total", "litigation_after_review_total"}
    assert "unclear_label" in [problem.code for problem in forms.problems]


@pytest.mark.parametrize("name", ["000", "001", "003", "004"])
def test_reports_without_the_forms_have_none(name: str) -> None:
    path = next((SHARED / "seeds").glob(f"{name}_*"))
    assert read_forms(opened(path.name, path.read_bytes())).tables == ()
