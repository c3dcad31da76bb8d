"""Documents, what they own, and failures: the first schema, which `output.versions` made."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing: a new database is made whole, with the newest schema."""
