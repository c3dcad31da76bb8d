"""Running an extractor over the corpus, and what is shown of the two halves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.evaluation import evaluate as evaluation
from benchmarks.evaluation.evaluate import Extractor, evaluate, half_scores, stored_records
from benchmarks.evaluation.judge import Json
from benchmarks.evaluation.report import GAP, Tally, as_json, report
from benchmarks.evaluation.sources import HALVES, ROOT
from tests.evaluation.perfect import record_of

GOLD: dict[str, Json] = {
    gold["file"]: gold
    for half in HALVES
    for path in (ROOT / half / "gold").glob("*.json")
    for gold in [json.loads(path.read_text("utf-8"))]
}


def perfect(data: bytes, uri: str) -> Json:
    """An extractor that knows the truth."""
    return record_of(GOLD[uri])


def blind(data: bytes, uri: str) -> Json:
    """An extractor that finds nothing."""
    return {}


def only(half: str) -> Extractor:
    """An extractor that knows the truth of one half."""
    return lambda data, uri: record_of(GOLD[uri]) if GOLD[uri]["half"] == half else {}


def test_an_extractor_that_knows_the_truth_scores_one_everywhere() -> None:
    assert set(half_scores(evaluate(perfect))["sealed"].values()) == {1.0}


def test_one_that_finds_nothing_scores_nothing() -> None:
    scores = half_scores(evaluate(blind))["open"]
    assert scores == {"f1": 0.0, "recall": 0.0, "deadlines": 0.0}


def test_the_extractor_gets_the_documents_bytes_and_name() -> None:
    seen: dict[str, bytes] = {}

    def extractor(data: bytes, uri: str) -> Json:
        seen[uri] = data
        return {}

    evaluate(extractor)
    assert seen["open_01.txt"] == (ROOT / "open" / "docs" / "open_01.txt").read_bytes()
    assert set(seen) == set(GOLD)


def test_scores_are_given_by_half_genre_and_degradation() -> None:
    groups = evaluate(perfect)
    assert {"open", "sealed", "open/genre: guide", "sealed/degradation: pinyin_gloss"} <= set(groups)
    assert (
        sum(t.all["recall"] for n, t in groups.items() if n.startswith("open/genre"))
        == groups["open"].all["recall"]
    )


def test_misses_of_the_sealed_half_are_not_shown() -> None:
    shown = "\n".join(report(evaluate(blind), misses=1000))
    assert "open_01.txt" in shown and "sealed_" not in shown


def test_they_are_shown_when_the_half_is_unsealed() -> None:
    assert "sealed_01.txt" in "\n".join(report(evaluate(blind), misses=1000, unseal=True))


def test_no_miss_is_in_the_json() -> None:
    assert "sealed_" not in json.dumps(as_json(evaluate(blind)), ensure_ascii=False)


def test_only_so_many_misses_are_shown() -> None:
    lines = [line for line in report(evaluate(blind), misses=3) if line.startswith("  open_")]
    assert len(lines) == 6, "three numbers and three deadlines"


def test_a_gap_between_the_halves_is_called_what_it_is() -> None:
    assert any("overfitted" in line for line in report(evaluate(only("open"))))
    assert not any("overfitted" in line for line in report(evaluate(perfect)))
    assert not any("overfitted" in line for line in report(evaluate(only("sealed"))))
    assert GAP == 0.03


def test_f1_is_the_harmonic_mean_of_recall_and_precision() -> None:
    tally = Tally()
    tally.all |= {"recall": 10, "precision": 5}
    tally.right |= {"recall": 4, "precision": 4}
    assert tally.scores()["f1"] == pytest.approx(2 * 0.4 * 0.8 / 1.2)


def test_stored_records_are_found_by_the_end_of_their_uri(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(record_of(g), ensure_ascii=False) for g in GOLD.values()), "utf-8")
    assert set(half_scores(evaluate(stored_records(path)))["open"].values()) == {1.0}


def test_a_missing_extractor_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> Extractor:
        raise ImportError("No module named 'extract.extract'")

    monkeypatch.setattr(evaluation, "project_extractor", absent)
    monkeypatch.setattr("sys.argv", ["evaluate"])
    assert evaluation.main() == 1
    assert "extract.extract" in capsys.readouterr().err
