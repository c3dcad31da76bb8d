"""Every code that a page shows has a Chinese name."""

from __future__ import annotations

from extract.fields import ROOT, dictionary
from haiguan.house.labels import FACTS, KINDS, fact, kind
from haiguan.house.marks import marked
from tests.output.records import as_json, sample


def test_every_kind_of_document_has_a_name() -> None:
    assert set(KINDS) == set(dictionary()[ROOT].fields["kind"].values or {})
    assert kind("work_points") == "工作要点 work points"


def test_every_fact_has_a_name() -> None:
    shown = {name for mark in marked(as_json(sample())).marks for name, _ in mark.facts}
    assert shown <= set(FACTS)
    assert fact("part of") == "属于 part of"
