"""What hostile or broken sources bring is stored and exported whole, or refused by name: in both databases."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest

from extract.record import Attachment, Reference
from output.export import write_csv
from output.frames import snapshot
from output.store import Store
from tests.output.records import as_json, many, sample

LONG = "".join(random.Random(7).choices([chr(code) for code in range(0x4E00, 0x9000)], k=20_000))
"""More than PostgreSQL's trees hold, and not to be compressed."""


@pytest.mark.parametrize(
    "changes",
    [
        {"title": LONG},
        {"document_number": LONG},
        {"text": LONG * 20},
        {"references": (Reference((0, 1), LONG, LONG),)},
        {"attachments": (Attachment("表", f"http://a.example/{LONG}"),)},
        {"statistics": (replace(sample().statistics[0], label=LONG),)},
        {"title": "a\x00b", "text": "a\x00b"},
        {"attachments": (Attachment("表\x00", "http://a.example/\x00"),)},
    ],
    ids=["title", "number", "text", "citation", "address", "label", "NUL", "NUL in an address"],
)
def test_text_of_any_length_and_kind_is_stored(store: Store, changes: dict[str, object]) -> None:
    record = sample(**changes)
    assert store.write([record]).rejected == ()
    assert store.record(record.id) == as_json(record)
    assert store.write([record]).unchanged == 1


def test_a_document_with_another_s_id_is_refused_and_the_other_stays(store: Store) -> None:
    store.write([sample(id="one")])
    written = store.write([*many(3), sample("http://b.example/", id="one")])
    assert [rejected.uri for rejected in written.rejected] == ["http://b.example/"]
    assert store.record("one")["source"]["uri"] == sample().source.uri


def test_of_one_address_the_last_version_stands_alone(store: Store) -> None:
    for version in ("一", "二"):
        store.write([sample(id=version, title=version)])
    assert [(document.id, document.title) for document in store.documents()] == [("二", "二")]


def test_a_label_in_another_record_s_words_runs_nothing_in_a_spreadsheet(store: Store, tmp_path: Path) -> None:
    store.write([sample(title="=HYPERLINK(\"http://evil.example\")", document_number="@SUM(1)")])
    with snapshot(store) as shot:
        write_csv(shot.frames()[:1], tmp_path)
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"][:2], row["document_number"][:2]) == ("'=", "'@")
