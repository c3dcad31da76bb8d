"""The ratchet over formats: generated reports as files, read from their bytes.  The floors only go up."""

from __future__ import annotations

import pytest

from extract.document import open_document
from extract.forms import read_forms
from extract.readers import read
from tests.generator.measure import Score, add

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from tests.generator.publish import publish

SAMPLE = range(0, 20)
FLOORS = {"text": 0.999, "html": 0.991, "docx": 0.999, "xlsx": 0.998, "ofd": 0.998, "pdf": 0.994}


@pytest.mark.parametrize("form", sorted(FLOORS))
def test_reports_in_every_format_are_read_and_no_wrong_cell_is_silent(form: str) -> None:
    score = Score()
    for seed in SAMPLE:
        published = publish(form, seed)
        reading = read(published.data, uri=published.name)
        add(score, published.report, read_forms(open_document(reading)), reading.problems)
    assert score.silent == []
    assert score.share >= FLOORS[form], score.worst()


def test_the_same_seed_gives_the_same_file() -> None:
    assert publish("html", 3).data == publish("html", 3).data
