"""The house keeps its order: rooms import one way, modules and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import ROOT

ROOMS = ("normalize", "extract", "output", "crawler", "haiguan")
MAY_IMPORT = {
    "normalize": {"normalize"},
    "extract": {"normalize", "extract"},
    "output": {"normalize", "extract", "output"},
    "crawler": {"normalize", "crawler"},
    "haiguan": set(ROOMS),
}
NETWORK = {"scrapy", "twisted", "requests", "urllib3", "httpx", "aiohttp", "socket", "http", "ftplib"}


def modules(room: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / room).rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_before_it(room: str) -> None:
    for path, tree in modules(room):
        others = {name for name in imported(tree) if name in ROOMS} - MAY_IMPORT[room]
        assert not others, f"{path.relative_to(ROOT)} imports {sorted(others)}"


@pytest.mark.parametrize("room", ["normalize", "extract"])
def test_reading_opens_no_connection(room: str) -> None:
    for path, tree in modules(room):
        assert not NETWORK & set(imported(tree)), path.relative_to(ROOT)


@pytest.mark.parametrize("room", ROOMS)
def test_every_package_says_what_it_is_for(room: str) -> None:
    for path in (ROOT / room).rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path.relative_to(ROOT)


@pytest.mark.parametrize("room", ROOMS)
def test_modules_and_functions_fit_on_a_screen(room: str) -> None:
    for path, tree in modules(room):
        assert len(path.read_text("utf-8").splitlines()) <= 500, path.relative_to(ROOT)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= 60, f"{path.relative_to(ROOT)}: {node.name} has {length} lines"


def test_nothing_names_a_machine_or_a_registry() -> None:
    forbidden = ("/work/", "/tmp/v", "pypi.org", "files.pythonhosted")
    named = [*ROOMS, "tests", "docs", "benchmarks", ".ci", "README.md", "Makefile", "pyproject.toml", "requirements.lock"]
    for name in named:
        top = ROOT / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".lock", ""} and path.is_file():
                text = path.read_text("utf-8", errors="replace")
                if path != Path(__file__).resolve():
                    assert not [f for f in forbidden if f in text], path.relative_to(ROOT)
