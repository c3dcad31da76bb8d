"""Whole small documents of all kinds, invented: what each must show stands beside its text, in cases/."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.boilerplate import strip_boilerplate
from extract.measures import find_measures
from extract.metadata import read_metadata
from extract.references import find_references
from extract.sections import find_sections
from tests.extract.structure.documents import document, outline

CASES = [case for path in sorted(Path(__file__).with_name("cases").glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


def read(case: dict[str, Any]) -> dict[str, Any]:
    """Everything that a case may expect, by the name that it has there."""
    doc = document(case["text"], kinds=case.get("kinds"), links=case.get("links"), metadata=case.get("metadata"))
    body, removed = strip_boilerplate(doc)
    sections = find_sections(body)
    found = read_metadata(doc, body, sections, {}, as_of=date(2026, 11, 1))
    measures = find_measures(body, sections, found.kind)
    return {
        "title": found.title,
        "kind": found.kind,
        "issuer": found.issuer.name,
        "code": found.issuer.code,
        "number": found.document_number,
        "issued_on": found.issued_on,
        "year": found.year,
        "period": found.period and [found.period.start, found.period.end],
        "script": doc.cleaned.script,
        "recipients": list(found.recipients),
        "address": found.contacts.address,
        "postcode": found.contacts.postcode,
        "phones": list(found.contacts.phones),
        "emails": list(found.contacts.emails),
        "attachments": [a.title for a in found.attachments],
        "urls_of_attachments": [a.url for a in found.attachments],
        "problems": [p.code for p in found.problems],
        "outline": [line.strip() for line in outline(body, sections)],
        "measures": [m.text for m in measures],
        "responsible": [m.responsible for m in measures],
        "references": [" ".join(filter(None, (r.title, r.number))) for r in find_references(body)],
        "removed": [r.why for r in removed],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_invented_document_is_read_as_it_should_be(case: dict[str, Any]) -> None:
    found, expected = read(case), case["expect"]
    expected = {k: [str(v) for v in value] if k == "period" else value for k, value in expected.items()}
    if "measures" in expected and len(found["measures"]) == len(expected["measures"]):
        found["measures"] = [m[: len(e)] for m, e in zip(found["measures"], expected["measures"], strict=True)]
    assert {name: found[name] for name in expected} == expected


def test_there_are_enough_invented_documents() -> None:
    assert len(CASES) >= 25
