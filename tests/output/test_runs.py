"""Runs are published whole or not at all, say what changed, and make a valid data package."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from pathlib import Path

import frictionless
import jsonschema
import pytest

from output import frames, jsonl, parquet, runs
from output.changes import compared
from output.publish import PublishError, published
from output.runs import FORMATS, Wanted, export_run
from output.schema import change_schema
from output.store import Store, open_store
from tests.output.records import many, sample

EVERYTHING = Wanted(tuple(FORMATS))


@pytest.fixture
def full(sqlite_store: Store) -> Store:
    sqlite_store.write([sample()])
    return sqlite_store


def test_a_run_holds_every_format(full: Store, tmp_path: Path) -> None:
    paths = export_run(full, tmp_path / "out", EVERYTHING)
    assert all(path.is_file() for path in paths)
    names = {path.name for path in paths}
    assert {"documents.jsonl", "cells.csv", "cells.parquet", "haiguan.xlsx", "datapackage.json"} <= names
    assert {path.name for path in (tmp_path / "out" / "latest").iterdir()} == names


def test_latest_moves_to_the_new_run_and_the_old_one_stays(full: Store, tmp_path: Path) -> None:
    first = export_run(full, tmp_path, Wanted())[0].parent
    second = export_run(full, tmp_path, Wanted())[0].parent
    assert first != second and (tmp_path / "latest").resolve() == second.resolve()
    assert (first / "cells.csv").read_bytes() == (second / "cells.csv").read_bytes()


def test_a_run_that_fails_leaves_the_last_one(full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = export_run(full, tmp_path, Wanted())[0].parent

    def broken(*_: object) -> list[Path]:
        raise OSError("the disk is full")

    monkeypatch.setattr(runs, "write_parquet", broken)
    with pytest.raises(OSError, match="the disk is full"):
        export_run(full, tmp_path, EVERYTHING)
    assert (tmp_path / "latest").resolve() == last.resolve()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == sorted(["b.sqlite", last.name, "latest"][1:])


def test_while_a_run_is_written_readers_see_the_last_one(tmp_path: Path) -> None:
    with published(tmp_path) as first:
        (first.folder / "a").write_text("1")
        assert not (tmp_path / "latest").exists()
    with published(tmp_path) as second:
        (second.folder / "a").write_text("2")
        assert (tmp_path / "latest" / "a").read_text() == "1"
        assert second.previous == (tmp_path / first.name).resolve()
    assert (tmp_path / "latest" / "a").read_text() == "2"


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    (tmp_path / ".run.part").mkdir()
    (tmp_path / ".run.part" / "half.csv").write_text("a,b")
    with published(tmp_path) as run:
        assert list(run.folder.iterdir()) == []
    assert not (tmp_path / ".run.part").exists()


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with published(tmp_path), pytest.raises(PublishError, match="another export is at work"), published(tmp_path):
        pass


def test_a_latest_that_is_no_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    with pytest.raises(PublishError, match="expected a link to a run"), published(tmp_path):
        pass


# changes


def changes(folder: Path) -> list[dict[str, object]]:
    return list(jsonl.read(folder / "latest" / "changes.jsonl"))


def test_in_a_first_run_all_is_new(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted())
    assert [(c["change"], c["uri"]) for c in changes(tmp_path)] == [("new", sample().source.uri)]


def test_the_same_again_is_no_change(full: Store, tmp_path: Path) -> None:
    for _ in range(2):
        export_run(full, tmp_path, Wanted())
    assert changes(tmp_path) == []


def test_a_change_says_old_and_new_values(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted())
    statistics = (replace(sample().statistics[0], value=13), *sample().statistics[1:])
    full.write([sample(id="f" * 16, title="改", text=sample().text + "又一句。", statistics=statistics)])
    export_run(full, tmp_path, Wanted())
    (change,) = changes(tmp_path)
    assert change["change"] == "changed"
    assert change["values"] == [
        {"value": "title", "old": sample().title, "new": "改"},
        {"value": "statistics/公告//条", "old": 12, "new": 13},
    ]


def test_other_bytes_that_say_the_same_are_no_change(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted())
    source = replace(sample().source, sha256="f" * 64)
    full.write([sample(id="f" * 16, source=source, text=sample().text + "\n浏览次数:1024 打印本页 关闭\n")])
    export_run(full, tmp_path, Wanted())
    assert changes(tmp_path) == []


def test_the_same_wording_read_otherwise_is_reread(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted())
    full.write([sample(title="改")])
    export_run(full, tmp_path, Wanted())
    (change,) = changes(tmp_path)
    assert (change["change"], change["values"]) == (
        "reread",
        [{"value": "title", "old": sample().title, "new": "改"}],
    )


def test_what_its_site_no_longer_has_is_gone_though_the_database_keeps_it(full: Store, tmp_path: Path) -> None:
    told = []
    for gone in (frozenset(), frozenset({sample().source.uri}), frozenset({sample().source.uri}), frozenset()):
        export_run(full, tmp_path, Wanted(gone=gone))
        told.append([change["change"] for change in changes(tmp_path)])
    assert told == [["new"], ["gone"], [], ["new"]]
    assert len(list(full.records())) == 1


def test_what_is_gone_is_said(tmp_path: Path) -> None:
    for name, uris in (("a", ["http://a.example/", "http://b.example/"]), ("b", ["http://b.example/"])):
        with open_store(tmp_path / f"{name}.sqlite") as store:
            store.write(sample(uri) for uri in uris)
            export_run(store, tmp_path / "out", Wanted())
    assert [(c["change"], c["uri"]) for c in changes(tmp_path / "out")] == [("gone", "http://a.example/")]


def test_changes_are_as_their_schema_says(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted())
    full.write([sample(title="改"), sample("http://new.example/")])
    export_run(full, tmp_path, Wanted())
    validator = jsonschema.Draft202012Validator(change_schema())
    validator.check_schema(change_schema())
    for change in changes(tmp_path):
        validator.validate(change)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("ac", "abc", [("new", "b")]),
        ("abc", "b", [("gone", "a"), ("gone", "c")]),
        ("ab", "cd", [("gone", "a"), ("gone", "b"), ("new", "c"), ("new", "d")]),
    ],
)
def test_states_are_compared_in_step(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    def state(uris: str) -> list[dict[str, object]]:
        return [{"uri": uri, "id": uri, "wording": uri, "values": {}} for uri in uris]

    assert [(c["change"], c["uri"]) for c in compared(state(old), state(new))] == expected


# the data package


def test_the_package_describes_its_files(full: Store, tmp_path: Path) -> None:
    export_run(full, tmp_path, Wanted(("package",), licence="CC-BY-4.0"))
    package = json.loads((tmp_path / "latest" / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["sources"] == [{"title": "http://lanzhou.example", "path": "http://lanzhou.example"}]
    cells = next(resource for resource in package["resources"] if resource["name"] == "cells")
    assert cells["bytes"] == (tmp_path / "latest" / "cells.csv").stat().st_size
    fields = {field["name"]: field for field in cells["schema"]["fields"]}
    assert fields["state"]["constraints"]["enum"] == ["read", "blank", "inferred", "conflict"]
    share = next(r for r in package["resources"] if r["name"] == "statistics")["schema"]["fields"]
    assert next(field for field in share if field["name"] == "share")["unit"] == "%"


def test_files_of_this_machine_are_not_named_as_sources(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.write([sample("file:///home/somebody/a.html")])
    export_run(sqlite_store, tmp_path, Wanted(("package",)))
    assert json.loads((tmp_path / "latest" / "datapackage.json").read_text("utf-8"))["sources"] == []


def test_frictionless_accepts_the_package(full: Store, tmp_path: Path) -> None:
    full.write(many(3))
    export_run(full, tmp_path, Wanted(("package",)))
    report = frictionless.validate(str(tmp_path / "latest" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("kind", FORMATS)
def test_memory_is_flat(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(parquet, "_BATCH", 100)
    monkeypatch.setattr(frames, "_PAGE", 100)

    def most_memory() -> int:
        tracemalloc.start()
        export_run(sqlite_store, tmp_path / "out", Wanted((kind,)))
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    statistics = tuple(replace(sample().statistics[0], id=f"s{i}") for i in range(10))
    sqlite_store.write(many(20, statistics=statistics))
    export_run(sqlite_store, tmp_path / "out", Wanted((kind,)))  # what is read once and kept
    few = most_memory()
    sqlite_store.write(many(100, statistics=statistics))
    assert most_memory() < 2 * few + 100_000  # bytes: what an interpreter keeps of its own varies


def test_long_texts_make_short_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_CHARACTERS", 10)
    monkeypatch.setattr(parquet, "_BATCH", 3)
    rows = [("a" * 12, 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)]
    assert [len(page) for page in parquet._pages(iter(rows))] == [1, 3, 1]
