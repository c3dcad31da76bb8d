"""A ratchet on the five real documents, where the shared folder is there: these thresholds only rise."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract.boilerplate import strip_boilerplate
from extract.document import open_document
from extract.measures import find_measures
from extract.metadata import read_metadata
from extract.model import Block, Reading
from extract.record import to_json
from extract.references import find_references
from extract.sections import find_sections, to_record

SHARED = Path(__file__).parents[4] / "shared"
GOLD = sorted((SHARED / "gold").glob("00*.gold.json"))
FLOORS = {
    "metadata": 1.0,
    "headings.found": 1.0,
    "headings.level": 1.0,
    "references": 1.0,
    "measures": 1.0,
    "attachments": 1.0,
    "boilerplate": 1.0,
}


def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(gold: dict[str, Any]) -> dict[str, Any]:
    """The structural part of a record; the regions of its tables are taken from the truth."""
    text = (SHARED / "seeds" / gold["file"]).read_bytes().decode("utf-8")
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    blocks = tuple(Block((s, e)) for s, e in zip(starts, [*starts[1:], len(text)], strict=True) if text[s:e].strip())
    doc = open_document(Reading(text, "text/plain", blocks))
    body, _ = strip_boilerplate(doc)
    regions = [doc.clean_span((t["start"], t["end"])) for t in gold["tables"] if t.get("start") is not None]
    sections = find_sections(body, regions)
    found = read_metadata(doc, body, sections, {})
    parts = {
        "sections": to_record(body, sections),
        "references": find_references(body),
        "measures": find_measures(body, sections, found.kind),
    }
    fields = {name: getattr(found, name) for name in found.__slots__}
    return {"script": doc.cleaned.script, **{k: to_json(v) for k, v in {**fields, **parts}.items()}}


@pytest.mark.skipif(not GOLD, reason=f"no gold files under {SHARED}: the shared folder is not here")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_the_real_documents_stay_read(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    score = judge()
    tally, found = score.Tally(), record(gold)
    score.score_metadata(gold, found, tally)
    score.score_spans(gold, found, tally)
    reached = {m: tally.hit[m] / tally.all[m] for m in FLOORS if tally.all[m]}
    assert {m: tally.miss[m] for m, value in reached.items() if value < FLOORS[m]} == {}
