"""Indexes by which documents find each other, and by which the overview and the failed checks are counted."""

from alembic import op

revision = "3"
down_revision = "2"

INDEXES = (
    ("documents", "issuer_code", "issuer_name", "year", "kind"),
    ("checks", "holds", "document_id"),
    ("document_references", "target"),
    ("attachments", "attached_document_id"),
)
TEXT_INDEXES = (
    ("documents", "document_number"),
    ("documents", "title"),
    ("statistics", "label"),
    ("document_references", "title"),
    ("document_references", "number"),
    ("attachments", "url"),
)


def upgrade() -> None:
    """Make the indexes; the links themselves are set when all steps are done."""
    for table, *columns in (*INDEXES, *TEXT_INDEXES):
        using = "hash" if (table, *columns) in TEXT_INDEXES else None
        name = "_by_".join((table, "_".join(columns)))
        op.drop_index(name, table, if_exists=True)  # version 2 had two of them, as trees
        op.create_index(name, table, columns, postgresql_using=using)
