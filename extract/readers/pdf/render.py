"""A PDF page as a picture."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium

from extract.limits import FormatLimits
from extract.readers.ocr.engine import Image

DPI = 200.0
"""Pixels to the inch at which small print is still read well."""


def rendered(page: pdfium.PdfPage, limits: FormatLimits) -> tuple[Image, float]:
    """The page in grey without its seals, and its pixels to the inch: fewer where the page is a poster."""
    from extract.readers.ocr.seals import grey

    width, height = page.get_size()
    pixels = width * height * (DPI / 72) ** 2
    dpi = DPI * min(1.0, (limits.image_pixels / max(pixels, 1.0)) ** 0.5)
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
    try:
        return grey(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])), dpi
    finally:
        bitmap.close()
