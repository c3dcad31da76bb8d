"""Links between the documents of a collection: an attachment's own record, and a document that is cited.

No document knows them by itself, and either of two may come first.  So the store keeps them in its
tables and brings them up to date with each write; a record that is read has them filled in.

An attachment is the document at its address, however that is escaped, by http or https.  A citation
is the one other document that has its number or, where it prints none, its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    func,
    null,
    select,
    union,
    update,
)

from output import tables
from output.jsonl import Json
from output.packing import LINKS, unpacked

_PAGE = 100
"""Documents whose links are set together."""

_KEPT = "/:?#[]@!$&'()*+,;=%~"
"""Characters of an address that are not escaped."""

_SCHEMES = (("http://", "https://"), ("https://", "http://"))

_d = tables.documents.c
_attachments, _references = tables.children["attachments"], tables.children["references"]
_a, _r = _attachments.c, _references.c


@dataclass(frozen=True, slots=True)
class _Linking:
    """A list of the record whose items may link: its name, the link's key in an item, the link's column."""

    name: str
    key: str
    column: Column[Any]


_COLUMNS = (_a.attached_document_id, _r.target)
_LINKING = tuple(_Linking(name, key, column) for (name, key), column in zip(LINKS, _COLUMNS, strict=True))


@contextmanager
def kept(connection: Connection, there: ColumnElement[bool]) -> Iterator[None]:
    """Keep all links true while the documents that meet a condition are replaced in the block."""
    these = select(_d.id).where(there)
    going = list(connection.scalars(these))
    cited = _cited(connection, going)
    for linking in _LINKING:
        leads = linking.column.in_(going)
        connection.execute(update(linking.column.table).where(leads).values({linking.column: None}))
    yield
    _set_links(connection, list(connection.scalars(these)), cited)


def set_all(connection: Connection) -> None:
    """Set every link of a database."""
    ids = list(connection.scalars(select(_d.id)))
    for start in range(0, len(ids), _PAGE):
        _set_links(connection, ids[start : start + _PAGE], (set(), set()))


def _set_links(connection: Connection, ids: Sequence[str], cited: tuple[set[str], set[str]]) -> None:
    numbers, titles = (old | new for old, new in zip(cited, _cited(connection, ids), strict=True))
    _link_references(connection, and_(_r.number.is_not(None), _r.number.in_(numbers)), _d.document_number == _r.number)
    _link_references(connection, and_(_r.number.is_(None), _r.title.in_(titles)), _d.title == _r.title)
    _link_attachments(connection, ids)


def _cited(connection: Connection, ids: Sequence[str]) -> tuple[set[str], set[str]]:
    """The numbers and the titles that documents have and cite."""
    numbers = union(
        select(_d.document_number).where(_d.id.in_(ids)), select(_r.number).where(_r.document_id.in_(ids))
    )
    titles = union(select(_d.title).where(_d.id.in_(ids)), select(_r.title).where(_r.document_id.in_(ids)))
    return set(filter(None, connection.scalars(numbers))), set(filter(None, connection.scalars(titles)))


def _link_references(connection: Connection, which: Any, same: Any) -> None:
    one = case((func.count() == 1, func.min(_d.id)), else_=null())
    target = select(one).where(same, _d.id != _r.document_id).scalar_subquery()
    connection.execute(update(_references).where(which).values(target=target))


def _link_attachments(connection: Connection, ids: Sequence[str]) -> None:
    """Set the links of documents' attachments, and of others' attachments to the documents."""
    uris = connection.execute(select(_d.source_uri, _d.id).where(_d.id.in_(ids)))
    known = {spelling: document_id for uri, document_id in uris for spelling in spellings(uri)}
    named = select(_a.document_id, _a.position, _a.url).where(_a.url.is_not(None))
    mine = connection.execute(named.where(_a.document_id.in_(ids))).all()
    theirs = connection.execute(named.where(_a.url.in_(known))).all()
    asked = {spelling for row in mine for spelling in spellings(row.url)}
    there = select(_d.source_uri, _d.id).where(_d.source_uri.in_(asked))
    known |= {row.source_uri: row.id for row in connection.execute(there)}
    found = []
    for owner, position, url in {*mine, *theirs}:
        linked = next((known[spelling] for spelling in spellings(url) if spelling in known), None)
        if linked not in (None, owner):
            found.append({"owner": owner, "at": position, "linked": linked})
    if found:
        one = and_(_a.document_id == bindparam("owner"), _a.position == bindparam("at"))
        connection.execute(update(_attachments).where(one).values(attached_document_id=bindparam("linked")), found)


def spellings(url: str) -> tuple[str, ...]:
    """An address as it may be written otherwise, itself first."""
    plain = unquote(url)
    same = (url, plain, quote(plain, safe=_KEPT))
    swapped = (new + s.removeprefix(old) for old, new in _SCHEMES for s in same if s.startswith(old))
    return tuple(dict.fromkeys(s for s in (*same, *swapped) if "\x00" not in s))


# reading


def records(connection: Connection, pages: Iterable[Sequence[Any]]) -> Iterator[Json]:
    """Records from pages of rows (id, packed record, text), their links filled in."""
    for page in pages:
        found = [_links(connection, [row[0] for row in page], linking) for linking in _LINKING]
        for document_id, packed, text in page:
            record = unpacked(packed, text)
            for linking, links in zip(_LINKING, found, strict=True):
                for position, linked in links.get(document_id, {}).items():
                    item = record[linking.name][position]
                    item[linking.key] = item[linking.key] or linked
            yield record


def _links(connection: Connection, ids: Sequence[str], linking: _Linking) -> Mapping[str, dict[int, str]]:
    """The links of documents by position."""
    owned = linking.column.table.c
    query = select(owned.document_id, owned.position, linking.column).where(owned.document_id.in_(ids))
    found: dict[str, dict[int, str]] = {}
    for document_id, position, linked in connection.execute(query.where(linking.column.is_not(None))):
        found.setdefault(document_id, {})[position] = linked
    return found
