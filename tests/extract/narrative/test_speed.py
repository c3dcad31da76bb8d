"""The narrative part keeps its pace: held against spaCy's own in the same run, and against itself at length."""

from __future__ import annotations

from benchmarks.narrative import CHARACTERS, baseline_ratio, length_ratio, statistics_of, texts

MOST = 6.0
"""Times what spaCy's blank pipeline takes; 3 to 4 when this was written."""
MOST_AT_LENGTH = 1.3
"""1.0 when this was written; what a quadratic step would make of it is above 2."""


def test_texts_are_as_long_and_as_dense_as_real_reports() -> None:
    docs = texts(8)
    assert {len(text) for text in docs} == {CHARACTERS} and len(set(docs)) == 8
    assert 25 <= sum(map(statistics_of, docs)) / len(docs) <= 70


def test_reading_costs_no_more_than_a_few_times_tokenizing() -> None:
    _, ratio = baseline_ratio(8)
    assert ratio < MOST


def test_the_cost_is_linear_in_the_length() -> None:
    assert length_ratio(120_000) < MOST_AT_LENGTH
