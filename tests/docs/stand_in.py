"""Stands in for the programs that a page names, so that its commands run without a network, a root or a server.

    python -m tests.docs.stand_in PROGRAM ARGUMENTS...

`haiguan` runs as it is, but for what would ask a stranger's host (then its arguments are checked) and for
`serve`, which answers one request instead of listening. Of `make` the demo runs, and other targets must
exist; `pip install` must name extras that exist.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from tests.shared import ROOT

ASKS_OTHERS = {"crawl", "run", "ingest urls", "ingest wayback", "ingest commoncrawl", "sites probe"}


def haiguan(arguments: Sequence[str]) -> int:
    """The command itself."""
    from haiguan.cli import main

    words = " ".join(arguments[:2]) if arguments[:1] in (["ingest"], ["sites"]) else "".join(arguments[:1])
    if words in ASKS_OTHERS and not _asks_this_machine(arguments):
        return _checked(main, words.split(), list(arguments[len(words.split()) :]))
    if words == "serve":
        import uvicorn

        uvicorn.run = _answers_once  # type: ignore[assignment]
    try:
        main(list(arguments), prog_name="haiguan", standalone_mode=True)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _asks_this_machine(arguments: Sequence[str]) -> bool:
    files = [Path(argument) for argument in arguments if argument.endswith(".yaml")]
    return bool(files) and all("127.0.0.1" in file.read_text("utf-8") for file in files)


def _checked(group: click.Command, names: Sequence[str], arguments: list[str]) -> int:
    """Parse a command's arguments and look up its sites, and do no more."""
    from crawler.sites import find_site

    found = group
    for name in names:
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), name)
        assert inner is not None
        found = inner
    parameters: dict[str, Any] = found.make_context(names[-1], arguments).params
    for site in parameters.get("sites") or ():
        if "/" not in site:
            find_site(site)
    return 0


def _answers_once(app: Any, **_: Any) -> None:
    """What a browser sees first, instead of a server that waits for ever."""
    import httpx

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/-/overview")

    answer = asyncio.run(ask())
    assert answer.status_code == 200, answer.text


def make(arguments: Sequence[str]) -> int:
    """`make demo` runs; other targets must be in the Makefile."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    unknown = [argument for argument in arguments if argument not in targets]
    assert not unknown, f"the Makefile has no target {unknown}"
    if "demo" in arguments:
        from haiguan.demo.run import demo

        return demo(Path("demo-out"))
    return 0


def pip(arguments: Sequence[str]) -> int:
    """`pip install 'haiguan[x]'` must name an extra that pyproject.toml has."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for extra in re.findall(r"haiguan\[(\w+)\]", " ".join(arguments)):
        assert extra in extras, f"pyproject.toml has no extra {extra}"
    return 0


PROGRAMS: dict[str, Callable[[Sequence[str]], int]] = {"haiguan": haiguan, "make": make, "pip": pip}

if __name__ == "__main__":
    sys.exit(PROGRAMS[sys.argv[1]](sys.argv[2:]))
