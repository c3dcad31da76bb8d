"""What a change is measured against, who helps with a measure and by when, and the steps of a time limit."""

from alembic import op
from sqlalchemy import Column, Text

revision = "4"
down_revision = "3"

ADDED = (
    ("statistics", "base_period"),
    ("measures", "supporting"),
    ("measures", "due"),
    ("deadlines", "ref"),
    ("deadlines", "part_of"),
)


def upgrade() -> None:
    """Add the columns, unknown of what was read before."""
    for table, column in ADDED:
        op.add_column(table, Column(column, Text))
