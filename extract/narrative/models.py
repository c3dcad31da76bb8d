"""A user's own spaCy model for Chinese, which may add entities to a record; nothing else asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import spacy
from spacy.language import Language

from extract.record import Entity, Record
from normalize.clean import clean

TYPES = {
    "PERSON": "person", "PER": "person",
    "ORG": "organisation",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
"""Labels of spaCy's models, and the entity's type in the record; other labels add nothing."""


class ModelError(ValueError):
    """A model that cannot be used; says which, what was expected and what to do."""


@cache
def load_model(name: str) -> Language:
    """An installed model, or one in a folder, loaded once a process (raises ModelError)."""
    expected = "expected the name of an installed spaCy model for Chinese, or a folder that holds one"
    advice = "install it (python -m spacy download zh_core_web_sm), or leave --model out"
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"{name}: {expected}, found none that loads ({error}); {advice}") from error
    if nlp.lang != "zh":
        raise ModelError(f"{name}: {expected}, found one for the language {nlp.lang!r}; {advice}")
    return nlp


def with_entities(record: Record, model: str) -> Record:
    """The record with the model's entities behind its own, in order; none where its own name the place already."""
    taken = [entity.span for entity in record.entities]
    added = [e for e in _entities(record.text, load_model(model)) if not any(_meet(e.span, span) for span in taken)]
    return replace(record, entities=(*record.entities, *added))


def _entities(text: str, nlp: Language) -> Iterator[Entity]:
    """Line by line, so that a long text costs no more than its lines; spans of the source text."""
    aligned = clean(text).aligned
    at = 0
    for line in aligned.text.split("\n"):
        if line.strip():
            for ent in nlp(line).ents:
                if ent.label_ in TYPES:
                    start, end = at + ent.start_char, at + ent.end_char
                    yield Entity(aligned.source_span(start, end), TYPES[ent.label_], ent.text)
        at += len(line) + 1


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return max(a[0], b[0]) < min(a[1], b[1])
