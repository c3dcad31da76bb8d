"""A PDF page as a picture."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium

from extract.limits import FormatLimits
from extract.readers.ocr.engine import Image

DPI = 200.0
"""Pixels to the inch at which small print is still read well."""

MAX_PIXELS = 30_000_000
"""Pixels of a page in colour and all that is made of it that fit into a worker's memory (A2 at 200 dpi has 15 million)."""


def rendered(page: pdfium.PdfPage, limits: FormatLimits) -> tuple[Image, float]:
    """The page in grey without its seals, and its pixels to the inch: fewer where the page is a poster."""
    from extract.readers.ocr.seals import grey

    width, height = page.get_size()
    pixels = width * height * (DPI / 72) ** 2
    dpi = DPI * min(1.0, (min(limits.image_pixels, MAX_PIXELS) / max(pixels, 1.0)) ** 0.5)
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
    try:
        return grey(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])), dpi
    finally:
        bitmap.close()
