"""Every problem code that a record may carry is described in the dictionary."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from extract.fields import dictionary
from tests.shared import ROOT

MAKERS = {"Problem", "Repair", "_problem"}


def codes() -> Iterator[tuple[str, str]]:
    """File and code of every problem that the rooms make with a literal code."""
    for room in ("normalize", "extract"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                first = _code_of(node)
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield str(path.relative_to(ROOT)), first.value


def _code_of(node: ast.AST) -> ast.expr | None:
    """The code in Problem("code", …), or in `yield "code", start, end, message` of the forms."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS and node.args:
        return node.args[0]
    if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 4:
        return node.value.elts[0]
    return None


def test_every_code_is_described() -> None:
    known = set(dictionary()["problem"].fields["code"].known or ())
    assert [(path, code) for path, code in codes() if code not in known] == []


def test_the_search_finds_codes_at_all() -> None:
    assert len({code for _, code in codes()}) >= 10
