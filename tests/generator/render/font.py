"""A Chinese TrueType font to embed, made from the OpenType font of a PyPI package."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "pylopdf_fonts_zh_cn"
FILE = "NotoSansSC-Regular.otf"
_UNUSED = ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements")
_UNUSED += ("maxSizeOfInstructions", "maxComponentElements")


def font_file() -> Path | None:
    """The OpenType font, where the package is installed."""
    spec = find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) / FILE if places else None


@lru_cache(maxsize=4)
def truetype(characters: frozenset[str]) -> Path:
    """A TrueType file with the glyphs of `characters`: reportlab embeds no other outlines."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont, newTable

    source = font_file()
    if source is None:
        raise LookupError(f"the fonts of {PACKAGE} are not installed")
    font = TTFont(source)
    subsetter = Subsetter()
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for field in _UNUSED:
        setattr(maxp, field, 0)
    for table in ("CFF ", "VORG", "GSUB", "GPOS", "BASE", "vhea", "vmtx"):
        if table in font:
            del font[table]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    target = Path(tempfile.mkdtemp(prefix="font-")) / "noto.ttf"
    for record in font["name"].names:
        record.string = target.parent.name  # reportlab takes fonts of one name for one font
    font.save(target)
    return target
