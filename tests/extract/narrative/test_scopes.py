"""Whose each number of a sentence is, side by side in scopes.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.narrative.pipeline import Narrative, read_narrative
from extract.narrative.relations import settled_scopes

CASES = yaml.safe_load(Path(__file__).with_name("scopes.yaml").read_text("utf-8"))


def scopes(case: dict[str, Any]) -> list[list[str | None]]:
    """Figure and scope of each finding, in the notation of scopes.yaml."""
    issuer = frozenset({case.get("issuer", "云泽海关")})
    narrative: Narrative = read_narrative(case["text"], issuer_names=issuer)._.haiguan
    figures = [narrative.text[f.number.start : f.number.end] for f in narrative.findings]
    settled = settled_scopes(narrative.findings, narrative.breakdowns)
    return [[figure, scope] for figure, scope in zip(figures, settled, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_a_number_is_of_whom_the_text_says(case: dict[str, Any]) -> None:
    assert scopes(case) == case["gives"]
