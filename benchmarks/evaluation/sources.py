"""An evaluation document as authored: a header of YAML between two lines of ---, then the marked text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benchmarks.evaluation.degrade import TRANSFORMS, degrade
from benchmarks.evaluation.implicit import mark_implicit
from benchmarks.evaluation.markup import MarkupError, Segment, parse

ROOT = Path(__file__).parent
HALVES = ("open", "sealed")
Genre = Literal["foi_report", "rule_of_law", "statistics", "notice", "work_points", "guide", "summary"]


class Header(BaseModel):
    """What is known of a document beside its text.

    `damage` names what is broken in the text as authored, `degrade` the transforms that the compiler
    applies; `checks` are sums over mark ids that must hold, `misprints` the ids of shares that do not;
    `period` is that of every number that names none, in a document about less or more than its year.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    genre: Genre
    year: int = Field(ge=2008, le=2025)
    issuer: str
    script: Literal["Hans", "Hant"] = "Hans"
    damage: tuple[str, ...] = ()
    degrade: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One authored document: `segments` as written, implicit numbers marked, before any transform."""

    name: str
    half: str
    header: Header
    segments: list[Segment]

    @property
    def degradations(self) -> tuple[str, ...]:
        """All that is broken in the finished document, authored and applied; `clean` where nothing is."""
        broken = dict.fromkeys(self.header.damage + self.header.degrade)
        broken.pop("ascii_punctuation", None)
        return tuple(broken) or ("clean",)

    def finished(self) -> list[Segment]:
        """The segments of the document as the extractor gets it."""
        return degrade(self.segments, self.header.degrade, self.name)


def read_source(path: Path, half: str) -> Source:
    """Read one authored document; MarkupError names the file and what is wrong in it."""
    text = path.read_text("utf-8")
    try:
        _, head, body = text.split("---\n", 2)
        header = Header.model_validate(yaml.safe_load(head))
    except (ValueError, yaml.YAMLError, ValidationError) as error:
        raise MarkupError(f"{path}: expected a YAML header between two lines of ---: {error}") from error
    unknown = set(header.degrade) - set(TRANSFORMS)
    if unknown:
        raise MarkupError(
            f"{path}: no transform {', '.join(sorted(unknown))}; there are {', '.join(TRANSFORMS)}"
        )
    segments = mark_implicit(parse(body.strip("\n") + "\n", path.name))
    return Source(path.stem, half, header, _with_shares([_dated(s, header.period) for s in segments]))


def _with_shares(segments: list[Segment]) -> list[Segment]:
    """A percentage that names the number it describes is that number's share."""
    shares = {s.mark.share_of: s.mark.value for s in segments if s.mark and s.mark.share_of}
    return [
        replace(s, mark=replace(s.mark, share=shares[s.mark.id])) if s.mark and s.mark.id in shares else s
        for s in segments
    ]


def _dated(segment: Segment, period: str | None) -> Segment:
    mark = segment.mark
    if mark is None or not mark.counts:
        return segment
    return replace(
        segment, mark=replace(mark, period=None if mark.period == "year" else mark.period or period)
    )


def read_sources(root: Path = ROOT) -> list[Source]:
    """All authored documents, the open half first."""
    return [read_source(p, half) for half in HALVES for p in sorted((root / half / "source").glob("*.txt"))]
