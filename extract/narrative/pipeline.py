"""The spaCy pipeline: `spacy.blank("zh")`, one token a character, and our components.

A token's index is a character's offset in the clean text, so spans of a Doc are spans of ours.
Anybody may add the factories to a pipeline of their own: `haiguan_numbers` (every number and its
class), `haiguan_statistics` (labels, scopes, breakdowns), `haiguan_periods` (when each is of),
`haiguan_deadlines`, `haiguan_entities`, `haiguan_references` (titles cited and document numbers).
What they find stands in `doc._.haiguan` and, for the eye, in `doc.spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract.narrative.bases import base_periods
from extract.narrative.deadlines import Limit, find_limits
from extract.narrative.findings import Finding
from extract.narrative.masks import Masks
from extract.narrative.moments import Interval
from extract.narrative.numbers import Number, find_numbers
from extract.narrative.periods import find_number_periods
from extract.narrative.relations import Breakdown, find_breakdowns
from extract.narrative.sentences import find_sentences
from extract.narrative.statistics import find_statistics
from extract.narrative.subjects import Owned
from extract.narrative.tone import Passage
from normalize.agencies import AgencyMatch, find_agencies
from normalize.document_numbers import find_document_numbers


@dataclass(slots=True)
class Narrative:
    """What the components found; each fills in its own part, in offsets of the doc's text."""

    text: str = ""
    tone: str = "report"
    passages: Sequence[Passage] = ()
    topic: str = ""
    issuer_names: frozenset[str] = frozenset()
    owners: Sequence[Owned] = ()
    year: int | None = None
    planned: int | None = None
    period: Interval | None = None
    sentences: Sequence[tuple[int, int]] = ()
    numbers: Sequence[Number] = ()
    masks: Masks = field(default_factory=lambda: Masks((), ()))
    findings: Sequence[Finding] = ()
    periods: Sequence[str | None] = ()
    base_periods: Sequence[str | None] = ()
    breakdowns: Sequence[Breakdown] = ()
    limits: Sequence[Limit] = ()
    agencies: Sequence[AgencyMatch] = ()


_TITLE = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){1,120}》")

if not Doc.has_extension("haiguan"):
    Doc.set_extension("haiguan", default=None)


class CharacterTokenizer:
    """One token a character, spaces and line breaks included, so that offsets are token indices.

    Sentences are set here, by punctuation and line breaks: to set them later, token by token,
    costs spaCy a look at the whole Doc for each.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is `text` to the letter."""
        sentences = tuple(find_sentences(text))
        starts: list[bool | int | None] = [-1] * len(text)
        for start, _ in sentences:
            starts[start] = 1
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text), sent_starts=starts)
        doc._.haiguan = Narrative(text, sentences=sentences)
        return doc


def _narrative(doc: Doc) -> Narrative:
    """What is known of a Doc; of one that another tokenizer made, nothing yet."""
    if doc._.haiguan is None:
        doc._.haiguan = Narrative(doc.text, sentences=tuple(find_sentences(doc.text)))
    known: Narrative = doc._.haiguan
    return known


def _mark(doc: Doc, key: str, ranges: Iterable[tuple[int, int, str]]) -> None:
    """Labelled ranges of characters as `doc.spans[key]`; they widen to whole tokens where those are words."""
    if len(doc) == len(_narrative(doc).text):
        doc.spans[key] = [Span(doc, start, end, label=label) for start, end, label in ranges]
    else:
        found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in ranges)
        doc.spans[key] = [span for span in found if span is not None]


@Language.component("haiguan_entities")
def entities(doc: Doc) -> Doc:
    """Customs and other agencies of the gazetteer; `doc.spans["agencies"]`."""
    narrative = _narrative(doc)
    narrative.agencies = tuple(find_agencies(narrative.text))
    _mark(doc, "agencies", ((m.start, m.end, "customs") for m in narrative.agencies))
    return doc


@Language.component("haiguan_references")
def references(doc: Doc) -> Doc:
    """Titles cited in 《》 and document numbers; `doc.spans["references"]`, labelled `title` and `number`."""
    text = _narrative(doc).text
    titles = [(*m.span(), "title") for m in _TITLE.finditer(text)]
    numbers = [(n.start, n.end, "number") for n in find_document_numbers(text)]
    _mark(doc, "references", sorted(titles + numbers))
    return doc


@Language.component("haiguan_numbers")
def numbers(doc: Doc) -> Doc:
    """Every number with its class; `doc.spans["numbers"]`, labelled by class."""
    narrative = _narrative(doc)
    narrative.numbers, narrative.masks = find_numbers(
        narrative.text, narrative.tone, narrative.passages, narrative.planned or narrative.year
    )
    _mark(doc, "numbers", ((n.start, n.end, n.kind) for n in narrative.numbers))
    return doc


@Language.component("haiguan_statistics")
def statistics(doc: Doc) -> Doc:
    """Labels, scopes and breakdowns of the numbers that count; reads those first where nothing has."""
    narrative = _narrative(doc if _narrative(doc).numbers else numbers(doc))
    narrative.findings = find_statistics(
        narrative.text,
        narrative.numbers,
        narrative.sentences,
        narrative.masks,
        narrative.issuer_names,
        narrative.topic,
        narrative.owners,
    )
    narrative.breakdowns = find_breakdowns(narrative.text, narrative.findings)
    return doc


@Language.component("haiguan_periods")
def periods(doc: Doc) -> Doc:
    """When each statistic is of, where that is not the document's year, and when what a change is against."""
    narrative = _narrative(doc if _narrative(doc).findings else statistics(doc))
    numbers = [finding.number for finding in narrative.findings]
    narrative.periods = find_number_periods(
        narrative.text, narrative.sentences, numbers, narrative.year, narrative.period
    )
    narrative.base_periods = base_periods(narrative.text, narrative.findings, narrative.periods, narrative.year)
    return doc


@Language.component("haiguan_deadlines")
def deadlines(doc: Doc) -> Doc:
    """Time limits among the numbers; reads those first where nothing has."""
    narrative = _narrative(doc if _narrative(doc).numbers else numbers(doc))
    narrative.limits = find_limits(narrative.text, narrative.numbers)
    return doc


COMPONENTS = ("haiguan_entities", "haiguan_references", "haiguan_numbers", "haiguan_statistics", "haiguan_periods", "haiguan_deadlines")


@cache
def pipeline() -> Language:
    """The pipeline, built once a process."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.max_length = 10**9
    return nlp


def read_narrative(
    text: str,
    *,
    tone: str = "report",
    passages: Sequence[Passage] = (),
    topic: str = "",
    issuer_names: frozenset[str] = frozenset(),
    owners: Sequence[Owned] = (),
    year: int | None = None,
    planned: int | None = None,
    period: Interval | None = None,
) -> Doc:
    """A Doc of a clean text with everything found in it (`doc._.haiguan`).

    `tone`: `report`, `notice`, `rules` or `plan`, as the document speaks; `passages`: the ranges of the
    text that speak in another (下一步工作安排 in a report); `topic`: `信息公开` where it is about disclosure,
    which completes bare labels; `issuer_names`: names under which it speaks of its own issuer, which
    are no scope; `owners`: the sections whose titles name an office or a channel; `year`: the one that
    it is about; `planned`: the first that it plans, where that is another; `period`: what its numbers are of unless it says
    otherwise, where that is not the year.
    """
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.haiguan.tone, doc._.haiguan.passages = tone, passages
    doc._.haiguan.topic = topic
    doc._.haiguan.issuer_names, doc._.haiguan.owners = issuer_names, owners
    doc._.haiguan.year, doc._.haiguan.planned, doc._.haiguan.period = year, planned, period
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
