"""The pages of the documentation, and the blocks of code that they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.shared import ROOT

DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language and text, and the line on which it begins."""

    language: str
    text: str
    line: int


def pages() -> list[Path]:
    """The README and every page of docs/."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def name(page: Path) -> str:
    """A page as tests name it."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in _FENCE.finditer(text)]


def says(output: str, expected: str) -> bool:
    """Whether lines stand in an output in their order.

    A line `...` stands for any lines, and at the end of a line for any words; spaces count once.
    """
    wanted = [line for line in map(_folded, expected.splitlines()) if line not in ("", "...")]
    shown = iter(map(_folded, output.splitlines()))
    return all(any(_is(line, other) for other in shown) for line in wanted)


def _is(line: str, shown: str) -> bool:
    return shown.startswith(line[: -len(" ...")]) if line.endswith(" ...") else shown == line


def _folded(line: str) -> str:
    return " ".join(line.split())
