"""The judge's measures on the real documents beside the checkout never fall below tests/floors.toml."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.extract import extract_record
from extract.record import Record, to_json
from tests.shared import ROOT, SHARED, judge, needs_shared

FLOORS: dict[str, dict[str, float]] = tomllib.loads((ROOT / "tests/floors.toml").read_text("utf-8"))
FOLDERS = {"seeds": ("seeds", "gold"), "narrative": ("narrative/docs", "narrative/gold")}


@cache
def records(corpus: str) -> dict[str, Record]:
    folder = SHARED / FOLDERS[corpus][0]
    return {p.name: extract_record(p.read_bytes(), uri=p.as_uri()) for p in sorted(folder.glob("*.txt"))}


@cache
def measured(corpus: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Share of hits and the misses by measure, over all documents of a corpus together."""
    score, hit, all_, misses = judge(), Counter[str](), Counter[str](), {}
    for path in sorted((SHARED / FOLDERS[corpus][1]).glob("*.gold.json")):
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if gold["file"] not in records(corpus):
            continue
        tally = score.score(gold, to_json(records(corpus)[gold["file"]]))
        hit.update(tally.hit)
        all_.update(tally.all)
        for measure, what in tally.miss.items():
            misses.setdefault(measure, []).extend(what)
    return {m: hit[m] / all_[m] for m in all_}, misses


@needs_shared
@pytest.mark.parametrize(("corpus", "measure"), [(c, m) for c, floors in FLOORS.items() for m in floors])
def test_a_measure_of_the_judge_does_not_fall(corpus: str, measure: str) -> None:
    shares, misses = measured(corpus)
    assert shares[measure] >= FLOORS[corpus][measure], misses.get(measure, [])[:10]


@needs_shared
def test_the_departments_of_a_real_report_sum_to_its_total() -> None:
    checks = [c for r in records("seeds").values() for c in r.checks if c.rule == "narrative.sum" and len(c.refs) == 19]
    assert [(c.left, c.right, c.holds) for c in checks] == [(49630.0, 49630.0, True)]


@needs_shared
def test_shares_that_rounding_does_not_give_are_named() -> None:
    failed = [c for r in records("seeds").values() for c in r.checks if c.rule == "narrative.share" and not c.holds]
    assert [(c.left, c.right) for c in failed] == [(24.0, 23.0), (82.0, 83.0)]


@needs_shared
def test_every_identity_of_a_real_reports_tables_is_checked_and_holds() -> None:
    (record,) = [r for r in records("seeds").values() if r.tables]
    checks = [c for c in record.checks if not c.rule.startswith("narrative.")]
    assert len(checks) >= 25 + 7 + 7 + 3 and all(c.holds for c in checks)


@needs_shared
def test_every_statistics_span_holds_the_printed_number() -> None:
    for record in [*records("seeds").values(), *records("narrative").values()]:
        for s in record.statistics:
            printed = record.text[slice(*s.span)]
            assert any(c.isdigit() or c in "一二三四五六七八九十百千两零〇" for c in printed), (record.source.uri, s)
            assert s.sentence[0] <= s.span[0] < s.span[1] <= s.sentence[1]


def test_floors_name_measures_that_the_judge_has() -> None:
    assert set(FLOORS) == set(FOLDERS) and all(0 < f <= 1 for floors in FLOORS.values() for f in floors.values())


def test_fixtures_are_not_real_documents() -> None:
    """Real documents of others stay outside the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside the checkout")
    real = {line for p in (SHARED / "seeds").glob("*.txt") for line in p.read_text("utf-8").splitlines() if len(line) > 60}
    for path in ROOT.rglob("*"):
        if path.suffix in {".txt", ".html", ".yaml", ".md"} and not any(part.startswith(".") for part in path.relative_to(ROOT).parts):
            found = real & set(Path(path).read_text("utf-8", errors="replace").splitlines())
            assert not found, f"{path}: copies {found}"
