"""Sentences of reports and what is read of them, side by side in sentences.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))


def read(text: str) -> Narrative:
    narrative: Narrative = read_narrative(text)._.haiguan
    return narrative


def as_printed(narrative: Narrative) -> list[dict[str, Any]]:
    """The findings in the notation of sentences.yaml, what is not there left out."""
    totals = {part: b.total for b in narrative.breakdowns for part in b.parts}
    rows = []
    for i, f in enumerate(narrative.findings):
        row: dict[str, Any] = {
            "figure": narrative.text[f.number.start : f.number.end],
            "value": f.number.value,
            "unit": f.number.unit,
            "label": f.label,
        }
        if f.number.bound != "exact":
            row["bound"] = f.number.bound
        if f.scope:
            row["scope"] = f.scope
        if i in totals:
            row["part_of"] = totals[i]
        if f.of is not None:
            row[f"{f.relation}_of"] = f.of
        rows.append(row)
    return rows


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_the_statistics_of_a_sentence_are_read(case: dict[str, Any]) -> None:
    assert as_printed(read(case["text"])) == case["gives"]


@pytest.mark.parametrize("case", [c for c in CASES if "others" in c], ids=lambda c: c["text"][:24])
def test_every_other_number_has_the_class_that_it_is(case: dict[str, Any]) -> None:
    narrative = read(case["text"])
    others = [{narrative.text[n.start : n.end]: n.kind} for n in narrative.numbers if not n.counts]
    assert others == case["others"]


@pytest.mark.parametrize("case", [c for c in CASES if "limits" in c], ids=lambda c: c["text"][:24])
def test_time_limits_are_read_with_actor_and_action(case: dict[str, Any]) -> None:
    found = [
        {"value": x.value, "unit": x.unit, "actor": x.actor, "action": x.action} for x in read(case["text"]).limits
    ]
    assert found == case["limits"]
