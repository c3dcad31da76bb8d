"""Text whose every character remembers where in the source it came from."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Replace `text[start:end]` by a string: (start, end, replacement)."""


@dataclass(frozen=True, slots=True, eq=False)
class AlignedText:
    """A text and, for each of its characters, the source range `[starts[i], ends[i])`.

    Offsets are code points of the source.  Both arrays never decrease, so a span of the text
    always maps to one span of the source, and the source's characters there are the evidence.
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, source: str) -> AlignedText:
        """The source itself, every character standing for itself."""
        places = _places(len(source) + 1)
        return cls(source, places[: len(source)], places[1 : len(source) + 1])

    def __len__(self) -> int:
        return len(self.text)

    def replace(self, edits: Iterable[Edit]) -> AlignedText:
        """A new text with the edits applied (sorted by start, not overlapping).

        A replacement of the same length maps character to character; any other length maps
        every new character to the whole of what it replaces.  Raises ValueError on edits out
        of order.
        """
        pieces: list[str] = []
        starts, ends = array("i"), array("i")
        at = 0
        for start, end, new in edits:
            if start < at or end < start:
                raise ValueError(f"edit [{start}, {end}) is out of order: the last one ended at {at}")
            pieces += (self.text[at:start], new)
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if len(new) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif new:
                first, last = self.source_span(start, end)
                starts.extend([first] * len(new))
                ends.extend([last] * len(new))
            at = end
        if at == 0 and not pieces:
            return self
        pieces.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return AlignedText("".join(pieces), starts, ends)

    def with_text(self, text: str) -> AlignedText:
        """The same places with other characters, one for one (raises ValueError otherwise)."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        return AlignedText(text, self.starts, self.ends)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source; an empty range gives an empty span.

        Only between characters that came from one replaced phrase does it give that whole phrase.
        """
        if start < end:
            return self.starts[start], self.ends[end - 1]
        before = self.ends[start - 1] if start else 0
        after = self.starts[start] if start < len(self.starts) else before
        return after, max(before, after)

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """The range of this text that came from the source's `[start, end)`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


_counted = array("i")


def _places(count: int) -> array[int]:
    """0, 1, 2 … at least `count` of them, kept from call to call: a slice costs far less than a count."""
    if len(_counted) < count:
        _counted.extend(range(len(_counted), max(count, 2 * len(_counted))))
    return _counted
