"""Search: a table of plain texts beside the documents; the direction of changes."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add `search_texts`, empty, and `statistics.direction`, unknown of what was read before."""
    owner = ForeignKey("documents.id", ondelete="CASCADE")
    names = ("title", "sections", "statistics", "body", "title_pairs", "pairs")
    op.create_table(
        "search_texts",
        Column("id", Integer, primary_key=True),
        Column("document_id", Text, owner, nullable=False, unique=True),
        *(Column(name, Text, nullable=False) for name in names),
    )
    op.add_column("statistics", Column("direction", Text))
