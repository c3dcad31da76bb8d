"""`haiguan crawl` and `haiguan run` on the demo site over HTTP, each a process, as cron starts them."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from haiguan import exits
from haiguan.demo.site import Answer, answers, serve
from output.store import read_store
from tests.haiguan.command import run, spawn

FAST = ("--delay", 0)


@pytest.fixture(scope="module")
def pages() -> dict[str, Answer]:
    return answers()


@pytest.fixture
def site(pages: dict[str, Answer], tmp_path: Path) -> Iterator[Path]:
    """The file of the demo site while it is served."""
    with serve(pages) as base:
        path = tmp_path / "yunze.yaml"
        site = {"name": "云泽海关", "hosts": [base.removeprefix("http://")], "starts": [{"url": f"{base}/"}],
                "paths": ["/"], "verified": "never", "evidence": "the demo's own site"}  # fmt: skip
        path.write_text(yaml.safe_dump(site, allow_unicode=True), "utf-8")
        yield path


def test_a_crawl_s_archive_is_extracted(site: Path, tmp_path: Path) -> None:
    crawled = spawn("crawl", site, "--archive", "archive", *FAST, cwd=tmp_path)
    assert crawled.returncode == exits.INCOMPLETE, crawled.stderr.decode()
    assert "云泽海关: 9 new, 0 replaced, 0 unchanged, 1 refused, 1 failed" in crawled.stderr.decode()
    assert "1 of 15 requests were refused" in crawled.stderr.decode()
    assert "bring pages saved from one (haiguan ingest)" in crawled.stderr.decode()
    assert (tmp_path / "archive" / "crawl.log").stat().st_size > 0
    extracted = run("extract", tmp_path / "archive")
    records = [json.loads(line) for line in extracted.stdout.splitlines()]
    assert extracted.exit_code == exits.OK
    assert len(records) == 9
    assert all(record["source"]["retrieved_at"] and record["source"]["capture"] for record in records)


def test_a_run_fills_a_folder_and_again_changes_nothing(site: Path, tmp_path: Path) -> None:
    first, again = (spawn("run", site, "--folder", "data", *FAST, cwd=tmp_path) for _ in range(2))
    data = tmp_path / "data"
    assert (first.returncode, again.returncode) == (exits.INCOMPLETE, exits.INCOMPLETE), first.stderr.decode()
    assert "9 read, 0 failed; database: 9 new" in first.stderr.decode()
    assert "9 read, 0 failed; database: 0 new, 0 changed, 9 unchanged" in again.stderr.decode()
    assert {"archive", "haiguan.sqlite", "failures.jsonl", "haiguan.log"} <= {
        path.name for path in data.iterdir()
    }
    with read_store(data / "haiguan.sqlite") as store:
        assert {document.kind for document in store.documents()} >= {"annual_report"}


def test_a_run_may_name_its_database(site: Path, tmp_path: Path) -> None:
    spawn("run", site, "--folder", "data", "--database", "other.sqlite", *FAST, cwd=tmp_path)
    assert not (tmp_path / "data" / "haiguan.sqlite").exists()
    with read_store(tmp_path / "other.sqlite") as store:
        assert len(list(store.documents())) == 9


def test_two_runs_on_one_folder_do_not_mix(tmp_path: Path) -> None:
    with (tmp_path / "run.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = run("run", "广州海关", "--folder", tmp_path)
    assert result.exit_code == exits.FAILED
    assert "another run is at work there" in result.stderr


@pytest.mark.parametrize("command", [("crawl", "--archive"), ("run", "--folder")])
def test_a_site_that_is_none_is_said(command: tuple[str, str], tmp_path: Path) -> None:
    name, folder = command
    result = run(name, "无此海关", folder, tmp_path / "a")
    assert result.exit_code == exits.FAILED
    assert "无此海关" in result.stderr and "Traceback" not in result.output


def test_a_site_that_does_not_answer_has_failed(tmp_path: Path) -> None:
    with serve({}) as base:
        path = tmp_path / "silent.yaml"
        site = {"name": "静海关", "hosts": [base.removeprefix("http://")], "starts": [{"url": f"{base}/"}],
                "paths": ["/"], "verified": "never"}  # fmt: skip
        path.write_text(yaml.safe_dump(site, allow_unicode=True), "utf-8")
        done = spawn("crawl", path, *FAST, cwd=tmp_path)
    assert done.returncode == exits.FAILED
    assert "no column was found by name" in done.stderr.decode()
