"""The ratchet: what each half has reached, pinned with the corpus it was reached on; it may only rise."""

from __future__ import annotations

import hashlib
import math
import tomllib
from pathlib import Path

from benchmarks.evaluation.compile import MANIFEST
from benchmarks.evaluation.sources import HALVES, ROOT

FLOORS = ROOT / "floors.toml"
Scores = dict[str, dict[str, float]]
"""Measure to score, by half."""

HEAD = """# The least that each half must reach (tests/evaluation/test_floors.py); may only rise.
# Written by: python -m benchmarks.evaluation.evaluate --raise-floors
# `corpus` is the sha256 of corpus.sha256: floors hold for the corpus that they were measured on.
"""


class FloorError(ValueError):
    """Floors that cannot be trusted: pinned on another corpus, or unreadable."""


def corpus_hash(root: Path = ROOT) -> str:
    """The sha256 of the manifest, which names the sha256 of every file of the corpus."""
    return hashlib.sha256((root / MANIFEST).read_bytes()).hexdigest()


def read_floors(text: str, corpus: str) -> Scores:
    """Floors from TOML; FloorError where they were pinned on another corpus than `corpus`."""
    data = tomllib.loads(text)
    if data.get("corpus") != corpus:
        raise FloorError(
            f"floors.toml: expected corpus {corpus[:12]}…, found {str(data.get('corpus'))[:12]}…: the corpus changed; "
            "measure again, review the difference and pin the floors anew with --raise-floors --repin"
        )
    return {half: {m: float(v) for m, v in data.get(half, {}).items()} for half in HALVES}


def broken(floors: Scores, scores: Scores) -> list[str]:
    """Every measure that fell under its floor, in words."""
    return [
        f"{half} {measure}: {scores[half].get(measure, 0.0):.4f} is under its floor {floor:.3f}"
        for half, measures in floors.items()
        for measure, floor in measures.items()
        if scores[half].get(measure, 0.0) < floor
    ]


def raised(floors: Scores, scores: Scores) -> Scores:
    """Floors at what was reached, rounded down to a thousandth, and never under what they were."""
    return {
        half: {
            m: max(floors.get(half, {}).get(m, 0.0), math.floor(1000 * score) / 1000)
            for m, score in scores[half].items()
        }
        for half in HALVES
    }


def written(floors: Scores, corpus: str) -> str:
    """Floors as TOML."""
    tables = [
        f"\n[{half}]\n" + "".join(f"{m} = {v:.3f}\n" for m, v in floors[half].items()) for half in HALVES
    ]
    return f'{HEAD}corpus = "{corpus}"\n' + "".join(tables)
