"""A scan's paper comes out white and its ink black, whatever the light and the toner."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="OpenCV comes with the extra haiguan[ocr]")

from extract.readers.ocr.cleaning import cleaned
from extract.readers.ocr.engine import Image

BARS = np.zeros((400, 600), dtype=bool)
"""Where strokes stand: upright bars of three pixels, one in twenty."""
for start in range(40, 560, 20):
    BARS[60:340, start : start + 3] = True


def printed(paper: float | Image, ink: float) -> Image:
    """Bars of print on paper; `ink` is the share of its light that they leave."""
    light = np.broadcast_to(np.asarray(paper, dtype=np.float32), BARS.shape)
    return np.where(BARS, light * ink, light).astype(np.uint8)


SHADOW = np.broadcast_to(np.linspace(250, 110, 600, dtype=np.float32), BARS.shape)


@pytest.mark.parametrize(
    ("what", "page"),
    [
        ("black on white", printed(255, 0.0)),
        ("pale", printed(250, 0.7)),
        ("on grey paper", printed(150, 0.2)),
        ("in a shadow", printed(SHADOW.astype(np.uint8), 0.4)),
    ],
)
def test_ink_is_black_and_paper_white(what: str, page: Image) -> None:
    found = cleaned(page)
    assert (found[BARS] < 90).mean() > 0.95
    assert (found[~BARS] > 200).mean() > 0.95


@pytest.mark.parametrize("grey", [255, 240, 130])
def test_a_page_without_ink_stays_white(grey: int) -> None:
    assert cleaned(np.full((300, 200), grey, dtype=np.uint8)).min() > 200


def test_grain_is_smoothed_away() -> None:
    grain = np.random.default_rng(1).normal(0, 20, BARS.shape)
    found = cleaned((printed(230, 0.2) + grain).clip(0, 255).astype(np.uint8))
    assert (found[200:, :30] > 200).mean() > 0.95 and (found[BARS] < 100).mean() > 0.9
