"""Measurements of the project: how right the records are, and how fast."""
