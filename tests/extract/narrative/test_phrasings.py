"""Phrasings that the rules were not made from, and the column that each number belongs in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.evaluation.judge import LIKE, similar
from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("phrasings.yaml").read_text("utf-8"))


def params() -> list[Any]:
    """The cases; `unread` says why one is not read right yet, and fails when it is."""
    return [
        pytest.param(c, id=c["text"][:24], marks=[pytest.mark.xfail(reason=c["unread"], strict=True)] if "unread" in c else [])
        for c in CASES
    ]


@pytest.mark.parametrize("case", params())
def test_a_number_is_labelled_with_what_it_counts(case: dict[str, Any]) -> None:
    narrative: Narrative = read_narrative(case["text"], topic=case.get("topic", ""))._.haiguan
    found = [(narrative.text[f.number.start : f.number.end], f.label) for f in narrative.findings]
    wanted = [pair for labels in case["labels"] for pair in labels.items()]
    assert [figure for figure, _ in found] == [figure for figure, _ in wanted]
    wrong = [(figure, label, got) for (figure, label), (_, got) in zip(wanted, found, strict=True) if similar(label, got) < LIKE]
    assert not wrong
