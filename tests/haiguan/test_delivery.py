"""Delivery: records pass to file and database as they come, failures are counted and said."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from extract.isolated import Failure
from haiguan import exits
from haiguan.delivery import Delivered, deliver, report, summary
from output import jsonl
from output.store import StoreError, Written, read_store
from tests.output.records import as_json, many, sample

FAILURE = Failure("file:///a.txt", "it is empty", "retrieve it again", "unreadable")


def outcomes(*some: bytes | Failure) -> Generator[bytes | Failure, None, None]:
    yield from some


LINES = [jsonl.encode(record) for record in many(3)]


def test_records_go_to_a_file(tmp_path: Path) -> None:
    delivered = deliver(outcomes(*LINES), str(tmp_path / "a.jsonl"), None)
    assert delivered == Delivered(3, (), None)
    assert list(jsonl.read(tmp_path / "a.jsonl")) == [as_json(record) for record in many(3)]


def test_records_go_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    deliver(outcomes(*LINES, FAILURE), "-", None)
    assert capfdbinary.readouterr().out == b"\n".join(LINES) + b"\n"


def test_records_go_to_a_database_with_what_failed(tmp_path: Path) -> None:
    delivered = deliver(outcomes(*LINES, FAILURE), None, str(tmp_path / "a.sqlite"))
    assert delivered == Delivered(3, (FAILURE,), Written(new=3))
    with read_store(tmp_path / "a.sqlite") as store:
        assert len(store.ids("")) == 3
        assert list(store.failures()) == [FAILURE]


def test_records_go_to_both(tmp_path: Path) -> None:
    deliver(outcomes(*LINES), str(tmp_path / "a.jsonl"), str(tmp_path / "a.sqlite"))
    with read_store(tmp_path / "a.sqlite") as store:
        assert list(store.records()) == list(jsonl.read(tmp_path / "a.jsonl"))


def test_what_the_database_rejects_is_a_failure(tmp_path: Path) -> None:
    twice = sample(statistics=(sample().statistics[0],) * 2)
    delivered = deliver(outcomes(jsonl.encode(twice), *LINES), None, str(tmp_path / "a.sqlite"))
    assert [(failure.uri, failure.kind) for failure in delivered.failures] == [(twice.source.uri, "error")]
    assert delivered.exit_code == exits.INCOMPLETE


def test_an_error_on_the_way_ends_the_workers_and_leaves_the_old_file(tmp_path: Path) -> None:
    path, closed = tmp_path / "a.jsonl", []
    path.write_text("old")

    def working() -> Generator[bytes | Failure, None, None]:
        try:
            yield LINES[0]
            raise InterruptedError
        finally:
            closed.append(True)

    with pytest.raises(InterruptedError):
        deliver(working(), str(path), None)
    assert closed == [True] and path.read_text() == "old"


def test_workers_are_ended_where_the_database_cannot_be_opened(tmp_path: Path) -> None:
    working = outcomes(*LINES)
    with pytest.raises(StoreError):
        deliver(working, None, str(tmp_path / "none" / "a.sqlite"))
    assert list(working) == []


@pytest.mark.parametrize(
    ("delivered", "code"),
    [
        (Delivered(3, (), None), exits.OK),
        (Delivered(3, (FAILURE,), None), exits.INCOMPLETE),
        (Delivered(0, (FAILURE,), None), exits.FAILED),
        (Delivered(0, (), None), exits.FAILED),
    ],
)
def test_the_exit_code_says_what_came_of_it(delivered: Delivered, code: int) -> None:
    assert delivered.exit_code == code


def test_the_summary_is_one_line() -> None:
    assert summary(Delivered(3, (FAILURE,), None)) == "3 read, 1 failed"
    assert (
        summary(Delivered(3, (), Written(1, 1, 1)))
        == "3 read, 0 failed; database: 1 new, 1 changed, 1 unchanged"
    )


@pytest.mark.parametrize(
    ("failures", "quiet", "said"), [((), True, ""), ((), False, "1 read"), ((FAILURE,), True, "1 read")]
)
def test_quiet_is_silent_while_all_is_well(
    failures: tuple[Failure, ...], quiet: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report(Delivered(1, failures, None), None, quiet=quiet)
    err = capsys.readouterr().err
    assert said in err and bool(said) == bool(err)


def test_failures_are_written_as_json_lines(tmp_path: Path) -> None:
    report(Delivered(1, (FAILURE,), None), tmp_path / "failed.jsonl", quiet=True)
    assert list(jsonl.read(tmp_path / "failed.jsonl")) == [
        {
            "uri": "file:///a.txt",
            "reason": "it is empty",
            "advice": "retrieve it again",
            "kind": "unreadable",
            "debug": "",
        }
    ]
