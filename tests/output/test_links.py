"""Documents of a collection find each other, in whichever order they come."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import text

from extract.record import Attachment, Record, Reference
from output import jsonl
from output.export import write_jsonl
from output.frames import snapshot
from output.links import spellings
from output.packing import content_hash
from output.runs import Wanted, export_run
from output.store import Store
from tests.output.records import as_json, many, sample, span

PAGE, FORM = "http://lanzhou.example/1.html", "http://lanzhou.example/form.doc"


def page(url: str = FORM, **changes: object) -> Record:
    return sample(PAGE, id="page", attachments=(Attachment("申请表", url),), references=(), **changes)


def file(uri: str = FORM, **changes: object) -> Record:
    return sample(uri, **{"id": "file", "attachments": (), "references": (), "document_number": None, "title": "表", **changes})


def citing(number: str | None, title: str = "信息公开办法", **changes: object) -> Record:
    cited = (Reference(span("信息公開辦法"), title, number),)
    given = {"id": "citing", "references": cited, "attachments": (), "document_number": None, "title": "甲", **changes}
    return sample("http://lanzhou.example/citing", **given)


def linked(store: Store, document_id: str = "page") -> str | None:
    """The document that the record's attachment or reference leads to; the table says the same."""
    record = store.record(document_id)
    (found,) = [a["document_id"] for a in record["attachments"]] + [r["target"] for r in record["references"]]
    query = (
        "SELECT attached_document_id FROM attachments WHERE document_id = :id"
        " UNION SELECT target FROM document_references WHERE document_id = :id"
    )
    with store.engine.begin() as connection:
        assert list(connection.scalars(text(query), {"id": document_id})) == [found]
    return str(found) if found else None


@pytest.mark.parametrize("order", list(permutations([page(), file(), sample("http://z.example/")])))
def test_an_attachment_is_the_document_at_its_address(store: Store, order: tuple[Record, ...]) -> None:
    for record in order:
        store.write([record])
    assert linked(store) == "file"


def test_both_may_come_together(store: Store) -> None:
    store.write([page(), file()])
    assert linked(store) == "file"


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("http://a.example/附件 1.doc", "http://a.example/%E9%99%84%E4%BB%B6%201.doc"),
        ("http://a.example/%E9%99%84%E4%BB%B6.doc", "http://a.example/附件.doc"),
        ("http://a.example/a.doc", "https://a.example/a.doc"),
        ("file:///reports/%E9%99%84.doc", "file:///reports/附.doc"),
    ],
)
@pytest.mark.parametrize("first", ["page", "file"])
def test_an_address_may_be_written_otherwise(store: Store, url: str, uri: str, first: str) -> None:
    records = [page(url), file(uri)]
    for record in records if first == "page" else reversed(records):
        store.write([record])
    assert linked(store) == "file"


@pytest.mark.parametrize("url", ["http://a.example/other.doc", "http://a.example/%00", PAGE, "", "http://a.example/" + "x" * 9000])
def test_an_attachment_of_nowhere_or_of_itself_leads_nowhere(store: Store, url: str) -> None:
    store.write([page(url), file()])
    assert linked(store) is None


def test_a_link_follows_a_new_version_of_the_file(store: Store) -> None:
    store.write([page(), file()])
    store.write([file(id="newer", title="改")])
    assert linked(store) == "newer"


def test_a_page_that_is_replaced_keeps_its_link(store: Store) -> None:
    store.write([page(), file()])
    store.write([page(title="改")])
    assert linked(store) == "file"


@pytest.mark.parametrize("order", list(permutations([citing("署发〔2019〕3号"), file(document_number="署发〔2019〕3号"), sample()])))
def test_a_citation_is_the_document_of_its_number(store: Store, order: tuple[Record, ...]) -> None:
    for record in order:
        store.write([record])
    assert linked(store, "citing") == "file"


def test_a_citation_without_number_is_the_document_of_its_title(store: Store) -> None:
    store.write([citing(None), file(title="信息公开办法")])
    assert linked(store, "citing") == "file"


def test_a_title_does_not_stand_for_another_number(store: Store) -> None:
    store.write([citing("署发〔2019〕3号"), file(title="信息公开办法")])
    assert linked(store, "citing") is None


def test_of_two_documents_none_is_taken(store: Store) -> None:
    store.write([citing(None), file(title="信息公开办法"), file("http://b.example/", id="b", title="信息公开办法")])
    assert linked(store, "citing") is None


def test_one_is_taken_again_when_the_other_is_called_otherwise(store: Store) -> None:
    store.write([citing(None), file(title="信息公开办法"), file("http://b.example/", id="b", title="信息公开办法")])
    store.write([file("http://b.example/", id="b", title="乙")])
    assert linked(store, "citing") == "file"


def test_a_document_does_not_cite_itself(store: Store) -> None:
    store.write([citing(None, title="信息公开办法")])
    store.write([citing("署发〔2019〕3号", document_number="署发〔2019〕3号")])
    assert linked(store, "citing") is None


def test_links_are_no_change_of_a_document(store: Store, tmp_path: Path) -> None:
    store.write([page()])
    export_run(store, tmp_path, Wanted())
    store.write([file()])
    export_run(store, tmp_path, Wanted())
    assert [change["id"] for change in jsonl.read(tmp_path / "latest" / "changes.jsonl")] == ["file"]
    assert store.write([page()]).unchanged == 1


def test_exports_have_the_links(store: Store, tmp_path: Path) -> None:
    store.write([page(), file(), *many(70)])
    with snapshot(store) as shot:
        (path,) = write_jsonl(shot, tmp_path)
    found = {record["id"]: record for record in jsonl.read(path)}
    assert found["page"]["attachments"][0]["document_id"] == "file"
    assert store.write(found.values()).unchanged == 72


def test_a_record_and_its_json_have_one_hash_whatever_they_link_to() -> None:
    linking = page(FORM)
    other = as_json(linking)
    other["attachments"][0]["document_id"] = "file"
    assert content_hash(linking) == content_hash(other) == content_hash(as_json(linking))


def test_spellings_have_each_once_and_themselves_first() -> None:
    assert spellings("http://a.example/a b") == (
        "http://a.example/a b", "http://a.example/a%20b", "https://a.example/a b", "https://a.example/a%20b",
    )  # fmt: skip
    assert spellings("") == ("",)
