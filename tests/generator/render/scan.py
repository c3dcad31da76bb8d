"""Scans and photographs: pages of a PDF as pictures, skewed, turned, noisy, shaded and stamped; and as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin
from random import Random

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.generator.render.model import Document
from tests.generator.render.pdf import PLAIN, Style, render_pdf

SEAL = (200, 40, 40)
SEAL_SIZE = 1.65
"""Inches across a seal."""


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned: resolution, slant in degrees, quarter turns, grain and contrast (0 to 1), JPEG quality.

    `shadow`: the share of light that is lost towards a corner; `tilt`: how much shorter the far side
    of a page is that is photographed; `sealed`: a red seal stands over each page, in colour.
    """

    dpi: int = 150
    slant: float = 0.0
    quarters: int = 0
    grain: float = 0.0
    contrast: float = 1.0
    quality: int = 90
    seed: int = 0
    shadow: float = 0.0
    tilt: float = 0.0
    sealed: bool = False


CLEAN = Scanner()


def scan(document: Document, scanner: Scanner = CLEAN, style: Style = PLAIN) -> list[Image.Image]:
    """The document's pages as pictures, grey where there is no seal."""
    pdf = pdfium.PdfDocument(render_pdf(document, style))
    try:
        return [_scanned(page.render(scale=scanner.dpi / 72).to_pil().convert("L"), scanner) for page in pdf]
    finally:
        pdf.close()


def _scanned(page: Image.Image, scanner: Scanner) -> Image.Image:
    if scanner.sealed:
        page = _sealed(page, scanner)
    page = page.rotate(scanner.slant, Image.Resampling.BICUBIC, fillcolor="white")
    if scanner.tilt:
        page = _tilted(page, scanner.tilt)
    if scanner.contrast < 1:
        grey = [round(255 - (255 - grey) * scanner.contrast) for grey in range(256)]
        page = page.point(grey * len(page.getbands()))
    if scanner.shadow:
        across, down = np.linspace(0, 0.5, page.width)[None, :], np.linspace(0, 0.5, page.height)[:, None]
        page = _lit(page, 1 - scanner.shadow * (across + down))
    if scanner.grain:
        grain = np.random.default_rng(scanner.seed).normal(0, 60 * scanner.grain, (page.height, page.width))
        page = _lit(page, 0.92, 10 + grain)
    return page.rotate(90 * scanner.quarters, expand=True)


def _lit(page: Image.Image, light: object, more: object = 0.0) -> Image.Image:
    """The page with its brightness times `light`, and `more`: numbers, or arrays of the page's rows and columns."""
    values = np.asarray(page, dtype=np.float64)
    light, more = np.asarray(light), np.asarray(more)
    if values.ndim == 3:
        light, more = (array[..., None] if array.ndim else array for array in (light, more))
    return Image.fromarray((values * light + more).clip(0, 255).astype(np.uint8))


def _sealed(page: Image.Image, scanner: Scanner) -> Image.Image:
    """The page in colour under a seal: a ring, a star, and strokes for characters, somewhere on it."""
    rng = Random(f"seal {scanner.seed}")
    size = round(SEAL_SIZE * scanner.dpi)
    seal = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(seal)
    x, y = rng.randrange(size, page.width - size), rng.randrange(size, page.height - size)
    draw.ellipse((x - size // 2, y - size // 2, x + size // 2, y + size // 2), outline=SEAL, width=max(size // 32, 3))
    points = [(x + sin(n * 0.8 * pi) * size * 0.16, y - cos(n * 0.8 * pi) * size * 0.16) for n in range(5)]
    draw.polygon(points, fill=SEAL)
    for n in range(12):
        at, to = (-2.3 + n * 0.42, 0.33), (-2.3 + n * 0.42, 0.42)
        draw.line([(x + sin(a) * size * r, y - cos(a) * size * r) for a, r in (at, to)], fill=SEAL, width=max(size // 40, 3))
    return ImageChops.multiply(page.convert("RGB"), seal)


def _tilted(page: Image.Image, tilt: float) -> Image.Image:
    """The page as a camera sees it that is held at an angle: its head narrower than its foot, one side shorter."""
    width, height = page.size
    dx, dy = tilt * width / 2, tilt * height / 4
    seen = ((dx, 0.0), (width - dx, dy), (width, height - dy), (0.0, height))
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    rows = []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted = [value for corner in corners for value in corner]
    matrix = np.linalg.solve(np.array(rows, dtype=float), np.array(wanted, dtype=float))
    return page.transform(page.size, Image.Transform.PERSPECTIVE, tuple(matrix), Image.Resampling.BICUBIC, fillcolor="white")


def scanned_pdf(pages: list[Image.Image], scanner: Scanner = CLEAN) -> bytes:
    """The pictures as the pages of a PDF without text."""
    target = BytesIO()
    pages[0].save(target, "PDF", resolution=scanner.dpi, save_all=True, append_images=pages[1:], quality=scanner.quality)
    return target.getvalue()


def searchable_pdf(pages: Sequence[Image.Image], scanner: Scanner = CLEAN) -> bytes:
    """The same with a text layer of a scanner's own making: invisible, and wrong."""
    target, rng = BytesIO(), Random(f"layer {scanner.seed}")
    canvas = Canvas(target)
    for page in pages:
        width, height = (side * 72 / scanner.dpi for side in page.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(page), 0, 0, width, height)
        text = canvas.beginText(60, height - 60)
        text.setTextRenderMode(3)
        for _ in range(30):
            text.textLine(" ".join(str(rng.randrange(100)) for _ in range(7)))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def tiff(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """The pages as the frames of one TIFF that states its resolution."""
    target = BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=list(pages[1:]), dpi=(dpi, dpi), compression="tiff_lzw")
    return target.getvalue()


def png(page: Image.Image, dpi: int) -> bytes:
    """A page as PNG that states its resolution."""
    target = BytesIO()
    page.save(target, "PNG", dpi=(dpi, dpi))
    return target.getvalue()
