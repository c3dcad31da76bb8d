"""Picture files unpacked: grey, upright as their camera says, no larger than they need be."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image as Pictures
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from extract.limits import FormatLimits
from extract.readers.errors import UnreadableSource
from extract.readers.ocr.engine import Image

PAGE_WIDTH = 8.27
"""Inches of the shorter side of a picture that does not say its resolution: an A4 page's."""

MAX_SIDE = 3_500
"""Pixels of the longer side beyond which a picture gets no clearer (300 dpi of A4)."""

STATED = (90.0, 650.0)
"""Resolutions that a scanner states; others (72, 96 of a screen) say nothing of paper."""


def frames(data: bytes, limits: FormatLimits) -> Iterator[tuple[Image, float]]:
    """Each frame in grey, with its pixels to the inch.

    Raises UnreadableSource on a damaged picture and on one larger than the limit `image_pixels`.
    """
    advice = "fetch the picture again, or scan the page at 200 to 300 dpi"
    try:
        with _opened(data) as picture:
            if picture.width * picture.height > limits.image_pixels:
                size = f"{picture.width} x {picture.height} pixels (at most {limits.image_pixels} in all)"
                raise UnreadableSource(f"a picture of {size}", advice)
            for frame in ImageSequence.Iterator(picture):
                yield _grey(frame)
    except Pictures.DecompressionBombError as error:
        raise UnreadableSource(f"a picture too large to unpack ({error})", advice) from error
    except UnidentifiedImageError as error:  # which names an address in memory, another in each run
        raise UnreadableSource("a damaged picture, or one in no known format", advice) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnreadableSource(f"a damaged picture ({error})", advice) from error


def _opened(data: bytes) -> Pictures.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)  # the limit is ours
        return Pictures.open(BytesIO(data))


def _grey(frame: Pictures.Image) -> tuple[Image, float]:
    """A frame upright as its camera says, on white, without its seals, no larger than it need be."""
    from extract.readers.ocr.seals import grey

    turned = _eight_bits(ImageOps.exif_transpose(frame))
    if "A" in turned.getbands() or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        paper = Pictures.new("RGBA", turned.size, "white")
        turned = Pictures.alpha_composite(paper, turned)
    flat = turned.convert("L" if len(turned.getbands()) == 1 and turned.mode != "P" else "RGB")
    stated = float(frame.info.get("dpi", (0.0, 0.0))[0])
    dpi = stated if STATED[0] <= stated <= STATED[1] else min(flat.size) / PAGE_WIDTH
    shrink = min(1.0, MAX_SIDE / max(flat.size))
    if shrink < 1.0:
        flat = flat.resize((round(flat.width * shrink), round(flat.height * shrink)), Pictures.Resampling.LANCZOS)
    pixels = np.asarray(flat, dtype=np.uint8)
    return pixels if pixels.ndim == 2 else grey(pixels), dpi * shrink


def _eight_bits(picture: Pictures.Image) -> Pictures.Image:
    """A picture of more than 256 shades (16 bits, floating point) in 256, where Pillow cuts off what is lighter."""
    if picture.mode[0] not in "IF":
        return picture
    values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
    most = max(float(values.max(initial=0.0)), 1.0)
    top = 65535.0 if 255 < most <= 65535 else most
    return Pictures.fromarray(np.clip(values * (255 / top), 0, 255).astype(np.uint8))
