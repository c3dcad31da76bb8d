"""The house to look around in: Datasette over the database, with pages of our own; and a report to mail."""
