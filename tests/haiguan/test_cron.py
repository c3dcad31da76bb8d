"""`haiguan run` as cron starts it: an empty environment, no terminal, another folder; each exit code by its cause."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.monitors import Finding
from crawler.summary import CrawlSummary, SiteSummary
from haiguan import exits
from haiguan.crawling import crawl_exit_code
from tests.crawler.crawling import site_file
from tests.crawler.imitation import Imitation, office, page, serving
from tests.shared import ROOT

START = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from haiguan.cli import main; main(prog_name='haiguan')"


def cron(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as cron runs it: nothing in the environment, nobody at the keyboard, started in `/`."""
    command = [sys.executable, "-c", START, *map(str, arguments)]
    return subprocess.run(
        command, cwd="/", env={}, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=120,
        start_new_session=True, check=False,
    )  # fmt: skip


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Imitation]:
    with serving(office(count=2)) as site:
        yield site


def run(site: Imitation, folder: Path, *options: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """`haiguan run` on an imitation, as cron runs it."""
    name = site_file(folder, site.base, **more)
    return cron("run", name, "--folder", folder / "data", "--delay", 0, "--jobs", 1, *options)


def findings(folder: Path) -> list[str]:
    """What the monitors said of the last run."""
    last = max((folder / "data" / "archive" / "runs").iterdir())
    return [f["monitor"] for f in json.loads((last / "run.json").read_text("utf-8"))["findings"]]


def test_all_well_is_0_and_so_is_nothing_new(served: Imitation, tmp_path: Path) -> None:
    first, again = run(served, tmp_path), run(served, tmp_path)
    assert (first.returncode, again.returncode) == (exits.OK, exits.OK), first.stderr + again.stderr
    assert first.stdout == again.stdout == ""
    assert "nothing new" not in first.stderr and "info: nothing new" in again.stderr
    assert findings(tmp_path) == ["nothing_new"]
    log = (tmp_path / "data" / "haiguan.log").read_text("utf-8")
    assert all(line in log for line in (first.stderr + again.stderr).splitlines())


def test_a_run_that_its_ceiling_ends_is_2(served: Imitation, tmp_path: Path) -> None:
    done = run(served, tmp_path, "--ceiling", 4)
    assert (done.returncode, findings(tmp_path)) == (exits.INCOMPLETE, ["stopped"]), done.stderr


def test_fewer_documents_than_the_floor_is_3(served: Imitation, tmp_path: Path) -> None:
    done = run(served, tmp_path, floor=100)
    assert done.returncode == exits.ATTENTION and "error: 云泽海关: expected at least 100 documents" in done.stderr


def test_a_site_that_never_gave_anything_is_1(served: Imitation, tmp_path: Path) -> None:
    served.routes["/"] = page("<p>欢迎</p>")
    done = run(served, tmp_path)
    assert done.returncode == exits.FAILED and "no column was found by name; looked at http://" in done.stderr


@pytest.mark.parametrize(
    ("documents", "levels", "code"),
    [
        (5, (), exits.OK),
        (5, ("info",), exits.OK),
        (5, ("warning", "info"), exits.INCOMPLETE),
        (5, ("error", "warning", "info"), exits.ATTENTION),
        (0, ("error",), exits.FAILED),
    ],
)
def test_the_gravest_finding_is_the_exit_code(documents: int, levels: tuple[str, ...], code: int) -> None:
    site = SiteSummary("yunze", "云泽海关", "sweep", {}, documents, 0, 0, 1, (), ("年报",), True)
    found = tuple(Finding(level, None, "m", "what was seen") for level in levels)
    assert crawl_exit_code(CrawlSummary("r", Path("a"), (site,), 1, None, found)) == code


def test_a_folder_that_cannot_be_written_is_1_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = cron("run", "广州海关", "--folder", tmp_path / "data")
    assert done.returncode == exits.FAILED and "data' is a file" in done.stderr


@pytest.mark.parametrize("wrong", [("--window", "nightly"), ("--ceiling", "-1"), ("--no-such-option",)])
def test_a_wrong_command_is_1_and_not_taken_for_an_incomplete_run(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    done = cron("run", "广州海关", "--folder", tmp_path / "data", *wrong)
    assert done.returncode == exits.FAILED and "Traceback" not in done.stderr


def test_every_exit_code_and_every_finding_is_explained() -> None:
    text = (ROOT / "docs" / "how-to" / "cron.md").read_text("utf-8")
    codes = (exits.OK, exits.FAILED, exits.INCOMPLETE, exits.ATTENTION)
    assert all(f"| {code} | " in text for code in codes)
    monitors = (ROOT / "crawler" / "monitors.py").read_text("utf-8")
    named = {"discovery", "floor", "refusals", "lists", "limit", "documents", "attachments", "stopped", "new_types", "nothing_new"}
    assert all(f"`{name}`" in text and f'"{name}"' in monitors for name in named)


def test_no_setting_of_the_shell_is_needed_for_chinese(tmp_path: Path) -> None:
    done = cron("sites", "--archive", tmp_path / "none")
    assert done.returncode == exits.OK and "广州海关" in done.stdout
