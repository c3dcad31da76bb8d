"""What a sentence's numbers are to one another, side by side with the sentence in relations.yaml."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.narrative.pipeline import Narrative, read_narrative

CASES = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text("utf-8"))


def links(narrative: Narrative) -> list[str]:
    """The relations in the notation of relations.yaml, in the order of the text."""
    totals = {part: b.total for b in narrative.breakdowns for part in b.parts}
    printed = figures(narrative)
    rows = []
    for i, f in enumerate(narrative.findings):
        if i in totals:
            rows.append(f"{printed[i]} part_of {printed[totals[i]]}")
        if f.of is not None and f.relation != "average":
            rows.append(f"{printed[i]} {f.relation}_of {printed[f.of]}" + (f" {f.direction}" if f.direction else ""))
    return rows


def figures(narrative: Narrative) -> list[str]:
    """The numbers as printed; one that is printed again is 9#2."""
    seen: Counter[str] = Counter()
    names = []
    for f in narrative.findings:
        figure = narrative.text[f.number.start : f.number.end]
        seen[figure] += 1
        names.append(figure if seen[figure] == 1 else f"{figure}#{seen[figure]}")
    return names


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_the_numbers_of_a_sentence_are_related_as_it_says(case: dict[str, Any]) -> None:
    assert links(read_narrative(case["text"])._.haiguan) == case["links"]
