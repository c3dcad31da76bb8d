"""Scans: pages of a PDF as pictures, skewed, turned, noisy, and as a PDF of pictures."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from tests.generator.render.model import Document
from tests.generator.render.pdf import PLAIN, Style, render_pdf


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned: resolution, slant in degrees, quarter turns, grain and contrast (0 to 1), JPEG quality."""

    dpi: int = 150
    slant: float = 0.0
    quarters: int = 0
    grain: float = 0.0
    contrast: float = 1.0
    quality: int = 90
    seed: int = 0


CLEAN = Scanner()


def scan(document: Document, scanner: Scanner = CLEAN, style: Style = PLAIN) -> list[Image.Image]:
    """The document's pages as grey pictures."""
    pdf = pdfium.PdfDocument(render_pdf(document, style))
    try:
        return [_scanned(page.render(scale=scanner.dpi / 72).to_pil().convert("L"), scanner) for page in pdf]
    finally:
        pdf.close()


def _scanned(page: Image.Image, scanner: Scanner) -> Image.Image:
    page = page.rotate(scanner.slant, Image.Resampling.BICUBIC, fillcolor=255)
    if scanner.contrast < 1:
        page = page.point([round(255 - (255 - grey) * scanner.contrast) for grey in range(256)])
    if scanner.grain:
        grain = np.random.default_rng(scanner.seed).normal(0, 60 * scanner.grain, (page.height, page.width))
        page = Image.fromarray((np.asarray(page) * 0.92 + 10 + grain).clip(0, 255).astype(np.uint8))
    return page.rotate(90 * scanner.quarters, expand=True)


def scanned_pdf(pages: list[Image.Image], scanner: Scanner = CLEAN) -> bytes:
    """The pictures as the pages of a PDF without text."""
    target = BytesIO()
    pages[0].save(target, "PDF", resolution=scanner.dpi, save_all=True, append_images=pages[1:], quality=scanner.quality)
    return target.getvalue()


def png(page: Image.Image, dpi: int) -> bytes:
    """A page as PNG that states its resolution."""
    target = BytesIO()
    page.save(target, "PNG", dpi=(dpi, dpi))
    return target.getvalue()
