"""The ratchet: what was reached once is never given up, and floors belong to one corpus."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluation.evaluate import evaluate, half_scores, project_extractor
from benchmarks.evaluation.floors import FLOORS, FloorError, broken, corpus_hash, raised, read_floors, written

LOW = {"open": {"recall": 0.9}, "sealed": {"recall": 0.8}}
HIGH = {"open": {"recall": 0.95678, "unit": 1.0}, "sealed": {"recall": 0.85}}
scores = st.fixed_dictionaries({"recall": st.floats(0, 1), "unit": st.floats(0, 1)})
both = st.fixed_dictionaries({"open": scores, "sealed": scores})


def test_floors_are_pinned_on_the_corpus_as_it_is() -> None:
    assert read_floors(FLOORS.read_text("utf-8"), corpus_hash())


def test_the_extractor_reaches_its_floors() -> None:
    floors = read_floors(FLOORS.read_text("utf-8"), corpus_hash())
    if not any(floors.values()):
        pytest.skip("no floors pinned yet: run python -m benchmarks.evaluation.evaluate --raise-floors")
    assert broken(floors, half_scores(evaluate(project_extractor()))) == []


def test_floors_are_never_under_those_of_the_last_commit() -> None:
    name = FLOORS.relative_to(FLOORS.parents[2]).as_posix()
    shown = subprocess.run(
        ["git", "-C", str(FLOORS.parents[2]), "show", f"HEAD:{name}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if shown.returncode:
        pytest.skip("no floors in the last commit, or no git here")
    try:
        committed = read_floors(shown.stdout, corpus_hash())
    except FloorError:
        pytest.skip("the last commit had another corpus")
    assert broken(committed, read_floors(FLOORS.read_text("utf-8"), corpus_hash())) == []


def test_a_score_under_its_floor_is_named() -> None:
    assert broken(HIGH, LOW) == [
        "open recall: 0.9000 is under its floor 0.957",
        "open unit: 0.0000 is under its floor 1.000",
        "sealed recall: 0.8000 is under its floor 0.850",
    ]


def test_floors_rise_to_what_was_reached_rounded_down() -> None:
    assert raised(LOW, HIGH) == {"open": {"recall": 0.956, "unit": 1.0}, "sealed": {"recall": 0.85}}


@given(both, both)
def test_floors_never_fall(first: dict[str, dict[str, float]], second: dict[str, dict[str, float]]) -> None:
    floors = raised({}, first)
    assert broken(floors, raised(floors, second)) == []


@given(both)
def test_what_was_reached_holds_its_own_floors(reached: dict[str, dict[str, float]]) -> None:
    assert broken(raised({}, reached), reached) == []


@given(both)
def test_floors_are_read_back_as_written(reached: dict[str, dict[str, float]]) -> None:
    floors = raised({}, reached)
    assert read_floors(written(floors, "abc"), "abc") == floors


def test_floors_of_another_corpus_are_refused() -> None:
    with pytest.raises(FloorError, match="the corpus changed"):
        read_floors(written(LOW, "abc"), "abd")
