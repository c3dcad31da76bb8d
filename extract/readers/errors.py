"""The one way in which a reader says that it cannot read a source."""

from __future__ import annotations


class UnreadableSource(Exception):
    """A source that gives no reading: `reason` says what was found, `advice` what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}"
