"""The schema of a database: made where there is none, brought up to date where it is older, refused otherwise."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, func, insert, inspect, select, update
from sqlalchemy.schema import CreateIndex, CreateTable, SetColumnComment, SetTableComment

from output import links, search, tables, views
from output.connect import StoreError, shown, writing
from output.migrations import migrate
from output.migrations.completion import completed
from output.packing import content_hash, packed, unpacked


def prepare(engine: Engine, where: str) -> None:
    """Make the schema where there is none, bring an older one up to date; raises StoreError for another's."""
    with engine.begin() as connection:
        version = _version(connection, where)
    if version != tables.VERSION:
        with writing(engine) as connection:
            version = _version(connection, where)  # another process may have been quicker
            if version is None:
                _create(connection)
            elif version < tables.VERSION:
                _upgrade(connection, version)


def upgrade(engine: Engine, where: str) -> int:
    """Bring a database up to date; gives the version that it had.  Raises StoreError for an empty one."""
    with engine.begin() as connection:
        version = _version(connection, where)
    if version is None:
        raise StoreError(f"{shown(where)}: expected a database written by haiguan, found an empty one")
    prepare(engine, where)
    return version


def require(engine: Engine, where: str) -> None:
    """Raise StoreError unless the database has our schema."""
    with engine.begin() as connection:
        version = _version(connection, where)
    if version is None:
        raise StoreError(f"{shown(where)}: expected a database written by haiguan, found an empty one")
    if version < tables.VERSION:
        raise StoreError(
            f"{shown(where)}: the database has schema version {version}, this haiguan reads {tables.VERSION}."
            f" `haiguan upgrade {shown(where)}` brings it up to date, its data kept"
        )


def _version(connection: Connection, where: str) -> int | None:
    """The version of the schema, None in an empty database; raises StoreError for one that we do not know."""
    names = inspect(connection).get_table_names()
    if tables.schema_version.name not in names:
        if names:
            raise StoreError(f"{shown(where)}: expected a database written by haiguan, found another's tables")
        return None
    version: int = connection.scalar(select(func.max(tables.schema_version.c.version))) or 0
    if not 1 <= version <= tables.VERSION:
        raise StoreError(
            f"{shown(where)}: the database has schema version {version}, this haiguan knows {tables.VERSION}."
            " Use the haiguan that wrote it, or write a new database"
        )
    return version


def _create(connection: Connection) -> None:
    for table in tables.metadata.sorted_tables:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index))
    _finish(connection)


def _upgrade(connection: Connection, version: int) -> None:
    migrate(connection, version)
    _finish(connection)
    _read_again(connection)
    links.set_all(connection)


def _finish(connection: Connection) -> None:
    """What follows the tables: views, search index, comments, the version."""
    views.create(connection)
    connection.execute(delete(tables.column_comments))
    connection.execute(insert(tables.column_comments), tables.comments())
    if connection.dialect.supports_comments:
        for table in tables.metadata.sorted_tables:
            connection.execute(SetTableComment(table))
            for column in table.columns:
                connection.execute(SetColumnComment(column))
    connection.execute(delete(tables.schema_version))
    connection.execute(insert(tables.schema_version), [{"version": tables.VERSION}])


def _read_again(connection: Connection) -> None:
    """Complete the records that are stored with the fields of today, and index them, one at a time."""
    d = tables.documents
    names = tables.search_texts.columns.keys()[1:]
    connection.execute(delete(tables.search_texts))
    for document_id in list(connection.scalars(select(d.c.id).order_by(d.c.source_uri))):
        found = connection.execute(select(d.c.record, d.c.text).where(d.c.id == document_id)).one()
        record = completed(unpacked(*found))
        now = {"record": packed(record), "content_hash": content_hash(record)}
        connection.execute(update(d).where(d.c.id == document_id).values(now))
        connection.execute(insert(tables.search_texts), dict(zip(names, search.row(record), strict=True)))
