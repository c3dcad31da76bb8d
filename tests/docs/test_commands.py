"""The commands that the pages print run as they are printed, and print what the pages show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from extract.record import Issuer
from haiguan.demo.site import answers, serve
from output.store import open_store
from tests.docs import stand_in
from tests.docs.checkout import make_checkout, run_blocks
from tests.docs.pages import DOCS, Block, blocks, name, pages, says
from tests.output.records import many, sample

RUN = ("sh", "python")
ELSEWHERE = {"docs/how-to/postgresql.md": "tests/output/test_how_to.py has a server"}
REAL_SITE = "http://www.lanzhou.example"
"""What pages call the site of an office of one's own; the demo's site stands in for it."""


def with_commands() -> list[Path]:
    return [
        page
        for page in pages()
        if name(page) not in ELSEWHERE and any(b.language in RUN for b in blocks(page.read_text("utf-8")))
    ]


@contextmanager
def prepared(folder: Path) -> Iterator[dict[str, str]]:
    """What pages take for granted: a database, documents to read, and a site that answers."""
    with open_store(folder / "haiguan.sqlite") as store:
        store.write([*many(3), sample("http://customs.example/", issuer=Issuer("重庆海关", "8000"))])
    (folder / "reports").mkdir()
    text = "澜州海关2020年政府信息公开年报\n一、总体情况\n全年发布公告12条。\n"
    for file in ("report.txt", "reports/a.txt", "reports/b.txt"):
        (folder / file).write_text(text.replace("12", str(len(file))), "utf-8")
    with serve(answers()) as base:
        yield {REAL_SITE: base, REAL_SITE.removeprefix("http://"): base.removeprefix("http://")}


@pytest.mark.parametrize("page", with_commands(), ids=name)
def test_the_commands_of_a_page_run_and_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="needs the extra `serve`")
    pytest.importorskip("polars", reason="needs the extra `tables`")
    found = blocks(page.read_text("utf-8"))
    to_run = [block for block in found if block.language in RUN]
    folder = make_checkout(tmp_path / "haiguan")
    with prepared(folder) as replaced:
        printed = dict(zip(to_run, run_blocks(folder, to_run, replaced), strict=True))
    for block, after in pairwise(found):
        if block.language in RUN and after.language == "text":
            assert says(printed[block], after.text), f"line {after.line}: {printed[block]}"


def test_pages_that_are_run_elsewhere_are_there() -> None:
    assert all((DOCS.parent / page).exists() for page in ELSEWHERE)


@pytest.mark.parametrize("language", ["crontab", "ini"])
def test_what_cron_and_systemd_run_is_a_command(language: str) -> None:
    found = [block.text for page in pages() for block in blocks(page.read_text("utf-8")) if block.language == language]
    commands = re.findall(r"/bin/haiguan (.*)$", "".join(found), re.MULTILINE)
    assert commands
    assert [stand_in.haiguan(shlex.split(command)) for command in commands] == [0] * len(commands)


@pytest.mark.parametrize("command", ["make nothing", "pip install haiguan[nothing]", "haiguan crawl nowhere"])
def test_a_page_cannot_print_what_does_not_exist(command: str) -> None:
    program, *arguments = command.split()
    with pytest.raises((AssertionError, ValueError, SystemExit)):
        stand_in.PROGRAMS[program](arguments)


def test_a_command_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="the block on line 7 failed"):
        run_blocks(make_checkout(tmp_path / "a"), [Block("sh", "true\n", 3), Block("sh", "false\n", 7)], {})
