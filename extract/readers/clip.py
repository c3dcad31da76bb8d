"""A reading that is too long for what comes after, cut."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Block, Problem, Reading


def clipped(reading: Reading, limit: int) -> Reading:
    """The first `limit` characters of a reading, with the problem `unread_region` for the rest.

    A block is cut where the text is; a grid or link that is not all within the limit is left out.
    """
    length = len(reading.text)
    if length <= limit:
        return reading
    message = f"kept the first {limit} of {length} characters; raise the limit max_characters to keep all"
    return replace(
        reading,
        text=reading.text[:limit],
        blocks=tuple(
            Block((block.span[0], min(block.span[1], limit)), block.kind)
            for block in reading.blocks
            if block.span[0] < limit
        ),
        grids=tuple(grid for grid in reading.grids if grid.span[1] <= limit),
        links=tuple(link for link in reading.links if link.span[1] <= limit),
        problems=(
            *(problem for problem in reading.problems if problem.span is None or problem.span[1] <= limit),
            Problem("unread_region", (limit, limit), message),
        ),
    )
