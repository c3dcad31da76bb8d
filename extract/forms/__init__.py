"""The standard forms of a report: every cell read, proved by the form's own arithmetic, or marked."""

from __future__ import annotations

from extract.forms.read import Forms, read_forms

__all__ = ["Forms", "read_forms"]
