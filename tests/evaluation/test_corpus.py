"""The corpus itself: complete, current, proven, and as the documentation describes it."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from benchmarks.evaluation.compile import MANIFEST, differences, manifest
from benchmarks.evaluation.judge import Json
from benchmarks.evaluation.numerals import value_of
from benchmarks.evaluation.proofs import faults
from benchmarks.evaluation.sources import HALVES, ROOT, Source, read_sources
from tests.evaluation.perfect import record_of
from tests.shared import SHARED, judge, needs_shared

SOURCES = read_sources()
GOLD: list[Json] = [
    json.loads(p.read_text("utf-8")) for half in HALVES for p in sorted((ROOT / half / "gold").glob("*.json"))
]
names = pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["file"])


def document(gold: Json) -> str:
    """The plain text of a gold file's document."""
    return Path(ROOT / gold["half"] / "docs" / gold["file"]).read_text("utf-8")


@pytest.mark.skipif(
    set(packages_distributions().get("opencc", ())) != {"opencc-python-reimplemented"},
    reason="compiled with opencc-python-reimplemented; another converter may choose other characters",
)
def test_documents_and_gold_are_what_their_sources_give() -> None:
    assert differences() == []


def test_the_manifest_names_the_hash_of_every_file() -> None:
    assert (ROOT / MANIFEST).read_text("utf-8") == manifest()


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_every_number_is_annotated_or_explained_and_sums_hold(source: Source) -> None:
    assert faults(source) == []


@names
def test_spans_show_the_printed_number(gold: Json) -> None:
    text = document(gold)
    assert [text[n["start"] : n["end"]] for n in gold["numbers"]] == [n["surface"] for n in gold["numbers"]]


@names
def test_numbers_are_in_order_and_do_not_overlap(gold: Json) -> None:
    ends = [0, *(n["end"] for n in gold["numbers"])]
    assert all(end <= n["start"] < n["end"] for end, n in zip(ends, gold["numbers"], strict=False))


@names
def test_every_digit_of_the_finished_document_is_in_a_number(gold: Json) -> None:
    text = document(gold)
    covered = {i for n in gold["numbers"] for i in range(n["start"], n["end"])}
    assert [
        text[max(0, m.start() - 9) : m.end()] for m in re.finditer(r"\d", text) if m.start() not in covered
    ] == []


@names
def test_values_are_those_of_the_surface(gold: Json) -> None:
    counted = [n for n in gold["numbers"] if n["class"] in ("statistic", "rank")]
    given = [n["surface"] for n in counted if not _reads_as(n)]
    assert set(given) <= {"八成五"}, "only this surface needs its value given"


def _reads_as(number: Json) -> bool:
    try:
        return bool(value_of(number["surface"]) == number["value"])
    except ValueError:
        return False


@names
def test_links_lead_to_counted_numbers(gold: Json) -> None:
    for number in gold["numbers"]:
        for key in ("part_of", "share_of", "change_of"):
            if number.get(key) is not None:
                assert gold["numbers"][number[key]]["class"] in ("statistic", "rank")


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len(GOLD) >= 60
    assert sum(len(g["numbers"]) for g in GOLD) >= 900
    assert all(120 <= len(document(g)) <= 1500 for g in GOLD)


def test_a_third_is_traditional_glossed_or_damaged() -> None:
    assert sum(g["degradations"] != ["clean"] for g in GOLD) >= len(GOLD) / 3


@pytest.mark.parametrize("key", ["genre", "degraded"])
def test_the_halves_are_alike(key: str) -> None:
    halves = [
        Counter(
            g["genre"] if key == "genre" else g["degradations"] != ["clean"]
            for g in GOLD
            if g["half"] == half
        )
        for half in HALVES
    ]
    assert all(abs(halves[0][k] - halves[1][k]) <= 2 for k in halves[0] | halves[1])


def test_no_document_of_one_half_repeats_sentences_of_the_other() -> None:
    sentences = [
        {s for g in GOLD if g["half"] == half for s in re.split(r"[。；\n]", document(g)) if len(s) >= 40}
        for half in HALVES
    ]
    assert sentences[0] & sentences[1] == set()


@needs_shared
def test_no_sentence_is_taken_from_the_documents_beside_the_checkout() -> None:
    real = "\n".join(p.read_text("utf-8") for p in SHARED.glob("*/*.txt")) + "\n".join(
        p.read_text("utf-8") for p in SHARED.glob("*/docs/*.txt")
    )
    parts = {
        s
        for g in GOLD
        for s in re.split(r"[。；;，,\n]", document(g))
        if re.search(r"\d", s) and len(s) >= 14
    }
    assert sorted(s for s in parts if s in real) == []


@needs_shared
@names
def test_the_judge_beside_the_checkout_reads_the_gold(gold: Json) -> None:
    tally = judge().score(gold, record_of(gold))
    assert all(tally.hit[m] == tally.all[m] for m in tally.all), dict(tally.miss)


def test_the_manifest_can_be_checked_by_sha256sum() -> None:
    lines = (ROOT / MANIFEST).read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    assert all((ROOT / Path(line.split("  ")[1])).is_file() for line in lines)
