"""Text set downwards beside rows (三、本年度办理结果), lifted out of the lines that it interleaves with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Box
from extract.readers.layout.lines import PrintedLine, is_wide, line_of
from extract.readers.layout.marks import Char, hull

MIN_STACK = 4
"""Characters one under the other that are text set downwards; fewer may be chance."""

STEP = 2.2
"""Ems from one character down to the next, at most."""

APART = 0.8
"""Ems of white on both sides of a character that stands alone on its line."""


def lift_stacks(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Texts set downwards, each as one line, and the lines without their characters."""
    stacks = [stack for stack in _stacks(_lone(lines)) if _is_text(stack)]
    taken = {char for stack in stacks for char in stack}
    if not taken:
        return [], list(lines)
    left = [line_of([char for char in line.chars if char not in taken]) for line in lines]
    return [_upright(stack) for stack in stacks], [line for line in left if line.text]


def _is_text(stack: Sequence[Char]) -> bool:
    """Whether characters one below the other are a text, not the same unit (件) row by row."""
    return len(stack) >= MIN_STACK and 2 * len({char.text for char in stack}) > len(stack)


def _lone(lines: Sequence[PrintedLine]) -> list[Char]:
    """The wide characters with white on both sides, from top to bottom."""
    lone = []
    for line in lines:
        chars = [char for char in line.chars if not char.text.isspace()]
        gaps = [True, *(b.x0 - a.x1 > APART * a.size for a, b in pairwise(chars)), True]
        lone += [char for char, before, after in zip(chars, gaps, gaps[1:], strict=False) if before and after]
    return [char for char in lone if is_wide(char.text)]


def _stacks(chars: Sequence[Char]) -> list[list[Char]]:
    stacks: list[list[Char]] = []
    for char in chars:
        for stack in stacks:
            last = stack[-1]
            below = 0 < char.centre[1] - last.centre[1] <= STEP * last.size
            if below and abs(char.centre[0] - last.centre[0]) <= 0.3 * last.size:
                stack.append(char)
                break
        else:
            stacks.append([char])
    return stacks


def is_upright(line: PrintedLine) -> bool:
    """Whether a line is a text set downwards."""
    return line.box[3] - line.box[1] > line.box[2] - line.box[0] and len(line.chars) > 1


def _upright(stack: Sequence[Char]) -> PrintedLine:
    """The stack as one line: its characters in order, its box around them all."""
    box: Box = hull((char.x0, char.top, char.x1, char.bottom) for char in stack)
    return PrintedLine(tuple(stack), "".join(char.text for char in stack), box)
