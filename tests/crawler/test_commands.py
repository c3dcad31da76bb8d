"""`haiguan sites` and `haiguan ingest`, as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.archive import read_captures
from haiguan.cli import main
from tests.crawler.crawling import fetches, site_file
from tests.crawler.imitation import COLUMN, Imitation, office, serving
from tests.crawler.test_ingest import URL, common_crawl, internet_archive

ROOT = Path(__file__).parents[2]
PAGE = "<html><body>" + "广州海关2020年年报。" * 30 + "</body></html>"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def spawn(*arguments: object) -> subprocess.CompletedProcess[str]:
    """As cron would: next to no environment, no terminal."""
    command = [sys.executable, "-m", "haiguan", *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_sites_lists_all_offices_with_how_they_stand(tmp_path: Path) -> None:
    result = run("sites", "--archive", tmp_path / "none")
    lines = result.output.splitlines()
    assert (result.exit_code, len(lines)) == (0, 43)
    assert any(line.split() == ["5100", "guangzhou", "0", "never", "广州海关"] for line in lines)


def test_sites_probe_says_what_a_crawl_would_do(tmp_path: Path) -> None:
    with serving(office(count=4, per_page=3)) as site:
        done = spawn("sites", "probe", site_file(tmp_path, site.base), "--delay", 0)
    assert done.returncode == 0, done.stderr
    assert "column 政府信息公开年报: 3 documents on" in done.stdout and "5f3c9a1e-2.html" in done.stdout


def test_sites_probe_of_an_unknown_office_says_what_was_expected() -> None:
    result = run("sites", "probe", "临海海关")
    assert result.exit_code == 1 and "no such site" in result.output


def test_ingest_files_fills_the_archive(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGE)
    result = run("ingest", "files", tmp_path / "x.html", "--archive", tmp_path / "a")
    assert result.exit_code == 0 and "1 new, 0 known" in result.output
    assert len(list(read_captures(tmp_path / "a"))) == 1


@pytest.mark.parametrize(("good", "code"), [(True, 2), (False, 1)])
def test_ingest_files_lists_what_failed_in_its_exit_code(tmp_path: Path, good: bool, code: int) -> None:
    (tmp_path / "x.html").write_text(PAGE)
    names = [tmp_path / "missing.pdf", *([tmp_path / "x.html"] if good else [])]
    result = run("ingest", "files", *names, "--archive", tmp_path / "a")
    assert result.exit_code == code and "missing.pdf: cannot be read" in result.output


def test_ingest_urls_fetches_the_documents_named(tmp_path: Path) -> None:
    with serving(office(count=3)) as site:
        (tmp_path / "urls.txt").write_text(f"{site.base}{COLUMN}/1000002/index.html\n")
        done = spawn("ingest", "urls", tmp_path / "urls.txt", "--archive", tmp_path / "a", "--delay", 0)
    assert done.returncode == 0, done.stderr
    assert [c.url.rsplit("/", 2)[1] for c in read_captures(tmp_path / "a")] == ["1000002"]


def test_ingest_urls_without_urls_says_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("# none\n")
    result = run("ingest", "urls", tmp_path / "urls.txt", "--archive", tmp_path / "a")
    assert result.exit_code == 1 and "expected URLs, one a line, found none" in result.output


@pytest.mark.parametrize("door", ["wayback", "commoncrawl"])
def test_other_archives_of_an_unknown_office_are_refused_by_name(tmp_path: Path, door: str) -> None:
    more = ["--crawl", "CC-MAIN-2024-10"] if door == "commoncrawl" else []
    result = run("ingest", door, "临海海关", "--archive", tmp_path / "a", *more)
    assert result.exit_code == 1 and "no such site" in result.output


def test_ingest_wayback_takes_what_another_archive_holds(tmp_path: Path) -> None:
    with serving(internet_archive({URL: {"20200102030405": PAGE.encode()}})) as site:
        done = [run("ingest", "wayback", "广州海关", "--base", site.base, "--delay", 0, "--archive", tmp_path / "a") for _ in range(2)]
    assert [result.exit_code for result in done] == [0, 0]
    assert "1 new, 0 known" in done[0].output and "0 new" in done[1].output
    assert [(c.url, c.site) for c in read_captures(tmp_path / "a")] == [(URL, "guangzhou")]


def test_ingest_commoncrawl_reads_records_by_their_ranges(tmp_path: Path) -> None:
    with serving(common_crawl()) as site:
        result = run("ingest", "commoncrawl", "guangzhou.customs.gov.cn/", "--crawl", "CC-MAIN-2022-10", "--index", site.base,
                     "--data", site.base, "--delay", 0, "--archive", tmp_path / "a")  # fmt: skip
    assert result.exit_code == 0 and "2 new" in result.output
    assert {f.source for f in fetches(tmp_path / "a")} == {"commoncrawl"}


def test_an_archive_elsewhere_that_fails_is_listed_and_is_the_exit_code(tmp_path: Path) -> None:
    with serving(Imitation()) as site:
        result = run("ingest", "wayback", "广州海关", "--base", site.base, "--delay", 0, "--archive", tmp_path / "a")
    assert result.exit_code == 1 and "expected HTTP 200, found 404" in result.output
