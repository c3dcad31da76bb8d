"""`haiguan metrics`: the dictionary, and what it should learn next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.narrative.metrics import metrics
from extract.record import Record, Statistic, to_json
from haiguan import exits
from haiguan.unmatched import Unmatched, unmatched
from output import jsonl
from output.store import open_store
from tests.haiguan.command import records_file, run
from tests.output.records import sample

TEXT = "全年张贴海报36张。"


def with_labels(uri: str, *labels: tuple[str, str | None]) -> Record:
    """A document that holds statistics with these labels and metrics."""
    told = [
        Statistic(f"s{i}", (6, 8), (0, len(TEXT)), label, metric, 36, "张") for i, (label, metric) in enumerate(labels)
    ]
    return replace(sample(uri), id=uri, text=TEXT, statistics=tuple(told))


def test_labels_without_a_metric_are_counted_by_documents_then_by_times() -> None:
    records = [
        with_labels("a", ("海报", None), ("横幅", None), ("横幅", None), ("横幅", None)),
        with_labels("b", ("海报", None), ("公告", "announcements")),
    ]
    assert unmatched(map(to_json, records)) == [
        Unmatched("海报", "张", 2, 2, TEXT),
        Unmatched("横幅", "张", 3, 1, TEXT),
    ]


def test_shares_and_changes_are_not_listed() -> None:
    record = with_labels("a", ("海报占比", None), ("海报增长", None))
    share, change = record.statistics
    told = (replace(share, share_of="s9"), replace(change, change_of="s9"))
    assert unmatched([to_json(replace(record, statistics=told))]) == []


def test_it_lists_the_most_frequent_of_a_file_with_a_sentence(tmp_path: Path) -> None:
    path = records_file(tmp_path, with_labels("a", ("海报", None), ("横幅", None)), with_labels("b", ("海报", None)))
    result = run("metrics", "--unmatched", path, "--limit", 1)
    assert result.exit_code == exits.OK
    assert result.output.splitlines() == [
        "documents  times  label",
        f"        2      2  海报 (张)  | {TEXT}",
        "2 labels without a metric; 1 shown",
    ]


def test_it_reads_a_database(tmp_path: Path) -> None:
    with open_store(tmp_path / "haiguan.sqlite") as store:
        store.write([with_labels("a", ("海报", None))])
    result = run("metrics", "-u", tmp_path / "haiguan.sqlite")
    assert "海报 (张)" in result.output and result.exit_code == exits.OK


def test_it_reads_standard_input() -> None:
    line = jsonl.encode(with_labels("a", ("海报", None)))
    assert "海报 (张)" in run("metrics", "-u", "-", stdin=line).output


def test_a_file_that_is_not_there_is_one_line_of_error(tmp_path: Path) -> None:
    result = run("metrics", "--unmatched", tmp_path / "none.jsonl")
    assert result.exit_code == exits.FAILED and "none.jsonl" in result.output


def test_without_a_file_it_lists_the_dictionary() -> None:
    lines = run("metrics").output.splitlines()
    assert len(lines) == len(metrics())
    assert any(line.startswith("announcements ") and "公告" in line for line in lines)
