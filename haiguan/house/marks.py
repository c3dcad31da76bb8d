"""What a record says of its text: each item as a mark with the facts to show, and the checks that join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from output.jsonl import Json
from output.measures import measures

Span = tuple[int, int]
Fact = tuple[str, str]

_LONGEST_PROBLEM = 200
"""Characters of a problem that is still underlined; a longer one is a region, and only its start is named."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One item of a record.

    `id` names it on the page; `name` as checks refer to it; `kind` is `statistic`, `cell`,
    `reference`, `deadline` or `problem`; `span` counts in the record's text; `bbox` in points from
    the upper left corner of `page`; `sentence` is the one that a statistic stands in.
    """

    id: str
    name: str
    kind: str
    span: Span | None
    value: str
    label: str
    facts: tuple[Fact, ...] = ()
    state: str = ""
    page: int | None = None
    bbox: tuple[float, ...] | None = None
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check as the page shows it; `refs` are what it joins, each with its mark's id where there is one."""

    id: str
    rule: str
    statement: str
    holds: bool
    names: tuple[str, ...]
    refs: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A record's marks and checks, the checks that fail first."""

    marks: tuple[Mark, ...]
    checks: tuple[CheckView, ...]
    failed: frozenset[str] = field(default=frozenset())
    """Ids of the marks that take part in a check that fails."""

    def of_kind(self, kind: str) -> list[Mark]:
        """The marks of a kind, in the record's order."""
        return [mark for mark in self.marks if mark.kind == kind]


def marked(record: Json) -> Marked:
    """The marks of a record, each with the statements of its checks among its facts."""
    marks = [*_statistics(record), *_cells(record), *_references(record), *_deadlines(record)]
    checks = _checks(record, marks)
    stated: dict[str, list[Fact]] = defaultdict(list)
    for check in checks:
        for _, mark_id in check.refs:
            if mark_id:
                stated[mark_id].append(("holds" if check.holds else "FAILS", check.statement))
    known = tuple(_with_facts(mark, stated[mark.id]) for mark in marks) + tuple(_problems(record))
    failed = frozenset(ref for check in checks if not check.holds for _, ref in check.refs if ref)
    return Marked(known, tuple(checks), failed)


def number(value: float | int | None, unit: str | None = None) -> str:
    """A value as people read it: grouped digits and the unit."""
    if value is None:
        return ""
    shown = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return f"{shown} {unit}" if unit else shown


def metric_names() -> dict[str, tuple[str, str]]:
    """Chinese and English name of each variable, metrics included, by code."""
    return {variable.code: (variable.zh, variable.en) for variable in measures().variables}


def _statistics(record: Json) -> Iterator[Mark]:
    names = metric_names()
    headings = {h["id"]: f"{h['number']}{h['title']}" for h in record["sections"]}
    for s in record["statistics"]:
        metric = " ".join((s["metric"], *names.get(s["metric"], ()))) if s["metric"] else None
        keys = ("bound", "scope", "period", "part_of", "share", "share_of", "change_of")
        facts = [("label", s["label"]), ("value", number(s["value"], s["unit"])), ("metric", metric)]
        facts += [(key.replace("_", " "), s.get(key)) for key in keys]
        facts.append(("section", headings.get(s["section"])))
        yield Mark(
            s["id"], s["id"], "statistic", _span(s["span"]), number(s["value"], s["unit"]), s["label"],
            _facts(facts), sentence=_span(s["sentence"]),
        )  # fmt: skip


def _cells(record: Json) -> Iterator[Mark]:
    for t, table in enumerate(record["tables"]):
        for c, cell in enumerate(all_cells(table)):
            shown = number(cell["value"], cell["unit"]) or cell["raw"]
            label = f"{cell['row_label']} / {cell['column_label']}"
            facts = [("label", label), ("value", shown), ("printed", cell["raw"]), ("state", cell["state"])]
            facts += [("form", f"{table['form']} {table['edition'] or ''}"), ("page", cell["page"])]
            yield Mark(
                f"c{t}-{c}", f"{cell['row']}/{cell['column']}", "cell", _span(cell["span"]), shown, label,
                _facts(facts), cell["state"], cell["page"], tuple(cell["bbox"]) if cell["bbox"] else None,
            )  # fmt: skip


def all_cells(table: Json) -> list[Json]:
    """The cells of a table: those of a form, then those of a grid, row by row."""
    return [*table["cells"], *(cell for row in table["rows"] for cell in row["cells"])]


def _references(record: Json) -> Iterator[Mark]:
    for i, r in enumerate(record["references"]):
        title = r["title"] or r["number"] or ""
        facts = [("title", r["title"]), ("number", r["number"]), ("document", r["target"])]
        yield Mark(f"r{i}", "", "reference", _span(r["span"]), title, r["number"] or "", _facts(facts))


def _deadlines(record: Json) -> Iterator[Mark]:
    for i, d in enumerate(record["deadlines"]):
        shown = number(d["value"], d["unit"])
        facts = [("time limit", shown), ("action", d["action"]), ("actor", d["actor"])]
        yield Mark(f"d{i}", "", "deadline", _span(d["span"]), shown, d["action"] or "", _facts(facts))


def _problems(record: Json) -> Iterator[Mark]:
    for i, p in enumerate(record["problems"]):
        span = _span(p["span"])
        if span and span[1] - span[0] > _LONGEST_PROBLEM:
            span = (span[0], span[0])
        yield Mark(f"p{i}", "", "problem", span, p["code"], p["message"], (("problem", p["message"]),))


def _checks(record: Json, marks: Iterable[Mark]) -> list[CheckView]:
    named = _by_name(record, marks)
    views = []
    for i, check in enumerate(record["checks"]):
        form = check["rule"].partition(".")[0]
        refs = tuple((ref, named.get((form, ref)) or named.get(("", ref))) for ref in check["refs"])
        view = CheckView(
            f"k{i}", check["rule"], check["statement"], check["holds"], tuple(check["refs"]), refs
        )
        views.append(view)
    return sorted(views, key=lambda view: view.holds)


def _by_name(record: Json, marks: Iterable[Mark]) -> dict[tuple[str, str], str]:
    """Mark ids by what checks call them: a cell within its form, and anything by its name alone."""
    forms = [table["form"] for table in record["tables"]]
    found: dict[tuple[str, str], str] = {}
    for mark in marks:
        if mark.kind == "cell":
            form = forms[int(mark.id[1:].partition("-")[0])]
            found.setdefault((form, mark.name), mark.id)
        if mark.name:
            found.setdefault(("", mark.name), mark.id)
    return found


def _with_facts(mark: Mark, more: list[Fact]) -> Mark:
    return replace(mark, facts=(*mark.facts, *more)) if more else mark


def _facts(pairs: Iterable[tuple[str, object]]) -> tuple[Fact, ...]:
    """Those that say something, each on one line."""
    return tuple((name, " ".join(str(value).split())) for name, value in pairs if value not in (None, ""))


def _span(value: list[int] | None) -> Span | None:
    return (value[0], value[1]) if value else None
