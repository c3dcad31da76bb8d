"""The one way in: a source text becomes clean simplified text that remembers its places."""

from __future__ import annotations

from dataclasses import dataclass

from normalize import charset, script
from normalize.aligned import AlignedText
from normalize.glosses import remove_glosses
from normalize.hidden import reveal
from normalize.jammers import remove_jammers
from normalize.mojibake import repair_mojibake
from normalize.repair import Repair
from normalize.spaces import tidy
from normalize.width import narrow
from normalize.wording import localize

__all__ = ["Cleaned", "Repair", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A source text made plain, with what was found on the way."""

    aligned: AlignedText
    script: str
    variants: tuple[str, ...]
    repairs: tuple[Repair, ...]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.aligned.text


def clean(source: str) -> Cleaned:
    """Clean text of `source`: simplified, mainland wording, half-width digits, no glosses.

    Line breaks stay.  `script` is that of the source: `Hans` or `Hant`.
    """
    printed, noise = remove_jammers(narrow(reveal(AlignedText.of(source))))
    found = script.detect(printed.text)
    readable, damage = repair_mojibake(printed, traditional=found == "Hant")
    unglossed, glosses = remove_glosses(readable)
    simple = script.simplify(unglossed)
    worded, taiwan = localize(simple) if found == "Hant" else (simple, False)
    damage = _misread(source) or damage
    variants = {
        "mainland": not taiwan,
        "taiwan_phrases": taiwan,
        "naive_s2t": found == "Hant" and script.is_naive(unglossed.text),
        "pinyin_gloss": bool(glosses),
        "mojibake": bool(damage),
    }
    repairs = sorted(damage + glosses + noise, key=lambda repair: (repair.start, repair.end))
    return Cleaned(
        tidy(worded), found, tuple(name for name, seen in variants.items() if seen), tuple(repairs)
    )


def _misread(source: str) -> list[Repair]:
    """One repair for the whole text where it was read with the wrong charset."""
    charsets = charset.misread_charsets(source)
    if charsets is None:
        return []
    message = "the text was read as {} but written as {}: read it again with the right charset".format(
        *charsets
    )
    return [Repair("lossy_mojibake", 0, len(source), message)]
