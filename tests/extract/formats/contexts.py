"""Contexts for the readers under test."""

from __future__ import annotations

from dataclasses import replace

from extract.limits import FormatLimits, Limits
from extract.readers.context import Context


def limited(context: Context, **bounds: float) -> Context:
    """The context with some of the format limits set lower."""
    return replace(context, limits=Limits(formats=FormatLimits(**bounds)))  # type: ignore[arg-type]
