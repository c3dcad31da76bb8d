"""The pages: nothing unreachable, no broken link, no command that the tests would not see."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import click
import pytest

from haiguan.cli import main
from tests.docs.pages import DOCS, Block, blocks, name, pages, says

LANGUAGES = {"sh", "python", "sql", "r", "text", "yaml", "crontab", "ini", "logrotate"}
GENERATED = {"docs/commands.md", "docs/fields.md", "docs/panel.md", "docs/evaluation.md"}
FIRST_COMMANDS = ("    make demo ", "    make test ")
"""What the README begins with; the demo's own tests run the one, and the other runs this."""

_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        aim = page.parent / path if path else page
        assert aim.exists(), target
        if anchor and aim.suffix == ".md":
            assert anchor in anchors(aim.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [p for p in pages() if p.is_relative_to(DOCS)], ids=name)
def test_every_page_is_reached_from_the_first(page: Path) -> None:
    first = DOCS / "README.md"
    reached = {(DOCS / target.partition("#")[0]).resolve() for target in _LINK.findall(first.read_text("utf-8"))}
    assert page == first or page in reached


@pytest.mark.parametrize("page", [p for p in pages() if name(p) not in GENERATED], ids=name)
def test_commands_stand_in_blocks_that_the_tests_run(page: Path) -> None:
    text = page.read_text("utf-8")
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    hidden = re.findall(r"^(?: {4}|\t)(?:\$ )?(?:haiguan|make|pip|python|\.venv)\b.*$", outside, re.MULTILINE)
    assert [line for line in hidden if name(page) != "README.md" or not line.startswith(FIRST_COMMANDS)] == []
    assert {block.language for block in blocks(text)} <= LANGUAGES


@pytest.mark.parametrize("page", [p for p in pages() if name(p) not in GENERATED], ids=name)
def test_commands_in_a_sentence_have_the_options_that_they_name(page: Path) -> None:
    for said in re.findall(r"`haiguan ([a-z][^`]*)`", " ".join(page.read_text("utf-8").split())):
        found, rest = command_of(shlex.split(said))
        known = {option for parameter in found.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= known, said


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, subcommands followed, and the words behind its name."""
    found: click.Command = main
    while isinstance(found, click.Group) and words:
        inner = found.get_command(click.Context(found), words[0])
        assert inner is not None or found is not main, words[0]
        if inner is None:
            break
        found, words = inner, words[1:]
    return found, words


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_has_one_title_and_leaves_out_no_level(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1 and (levels.count(1) == 1 or name(page) in GENERATED)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_blocks_are_found_with_their_lines() -> None:
    text = "# Page\n\n```sh\nhaiguan check\n```\n\n```text\nall holds\n```\n"
    assert blocks(text) == [Block("sh", "haiguan check\n", 3), Block("text", "all holds\n", 7)]


@pytest.mark.parametrize(
    ("expected", "held"),
    [("a b", True), ("a  b\n...\nd", True), ("d\na b", False), ("a", False), ("a ...", True), ("", True)],
    ids=["a line", "lines in order", "wrong order", "a part of a line", "the beginning of one", "nothing"],
)
def test_an_output_is_compared_line_by_line(expected: str, held: bool) -> None:
    assert says("a b\nc\n d \n", expected) == held
