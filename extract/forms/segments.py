"""Which form, and which edition of it, a run of labels and values belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.forms.layout import Form
from extract.forms.recognise import Label
from extract.forms.tokens import Value
from extract.forms.vocabulary import NOTHING

Token = Label | Value

_TELLING = 3
"""Shorter labels (其他, 总计) do not say by themselves that another form begins."""


def segments(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """A stretch's tokens parted by form; titles, and what stands before any form's label, are left out.

    Numbers of a grid between a title amid a form and its next label end the part before: a page break
    cuts the row that they belong to.
    """
    form, part, ended, waiting = "", list[Token](), ("", list[Token]()), list[Token]()
    for token in tokens:
        if isinstance(token, Label) and token.meaning.entries:
            named = token.meaning.forms
            title = token.meaning.kinds == {"title"}
            if form and form not in named and len(token.folded) < _TELLING:
                token = token._replace(meaning=NOTHING)
            elif title or form not in named:
                if part:
                    if ended[0]:
                        yield ended
                    ended = (form, part)
                form, part = "" if title or len(named) > 1 else min(named), []
                if form and form == ended[0]:
                    ended[1].extend(waiting)
                waiting = [] if form else waiting
        if form:
            part.append(token)
        elif isinstance(token, Value) and token.kind == "number" and token.cell:
            waiting.append(token)
    yield from (found for found in (ended, (form, part)) if found[1])


def choose_edition(forms: Sequence[Form], tokens: Sequence[Token], year: int | None) -> tuple[Form, bool]:
    """The edition of a form that the printed labels speak for, and whether anything decides it.

    Where those printed letter by letter do not, the misprinted ones do; then the year of the report: the
    latest edition that was in force.
    """
    left = forms
    for exact in (True, False):
        named = [_named(token, after, exact) for token, after in zip(tokens, [*tokens[1:], None], strict=True)]
        scores = {form.edition: sum(form.edition in editions for editions in named) for form in left}
        left = [form for form in left if scores[form.edition] == max(scores.values())]
        if len(left) == 1:
            return left[0], True
    in_force = [form for form in left if year is not None and form.edition <= year]
    return in_force[-1] if in_force else left[0], year is not None


def _named(token: Token, after: Token | None, exact: bool) -> set[int]:
    """The editions that know a label that is `exact` or is not; one with values of its own must be a row there."""
    if isinstance(token, Value) or token.exact is not exact:
        return set()
    rows = {entry.edition for entry in token.meaning.entries if entry.kind == "row"}
    if rows and isinstance(after, Value) and after.kind == "number":
        return rows
    return {entry.edition for entry in token.meaning.entries}
