"""Whether a name is the issuer's own, and what another's is called in the gazetteer."""

from __future__ import annotations

from extract.narrative.lexicon import compiled, words
from normalize.agencies import resolve

OWN = ""
"""The scope of a number that the text says to be the issuer's own."""


def foreign(name: str | None, issuer_names: frozenset[str]) -> str | None:
    """The scope, by the gazetteer's name where it is listed; OWN where it is the issuer under any of its names."""
    if not name:
        return name
    if name in ("总署", "我署", "本署") and issuer_names and not any("总署" in own for own in issuer_names):
        return "海关总署"
    agency = resolve(name)
    full = agency.name if agency else name
    return OWN if _is_own(full, issuer_names) or _is_own_region(full, issuer_names) else full


def _is_own(name: str, issuer_names: frozenset[str]) -> bool:
    """Whether a name is the issuer's: we, its own name, or a short form of it."""
    if name == "我国":
        return not any(own.endswith("海关") for own in issuer_names)
    if name in (*words("ourselves"), *words("ours", "scopes")):
        return True
    if name in words("governments", "scopes") and (not issuer_names or any("政府" in own for own in issuer_names)):
        return True
    short = name.replace("出入境", "")
    return any(own.replace("出入境", "").endswith((short, f"{name}办事处")) for own in issuer_names)


def _is_own_region(name: str, issuer_names: frozenset[str]) -> bool:
    """Whether a name is that of the issuer's district or region: 云泽关区 of 云泽海关, 白鹿市 of 白鹿市教育局."""
    stem = compiled("(?:关区|{scopes:regions})$").sub("", name)
    if stem == name or compiled("{extents}$").search(name):
        return False
    if not issuer_names:
        return name.endswith(("关区", "省", "市", "州"))  # whose figures they would be else, nobody knows
    return not {stem, f"{stem}海关", f"{name}海关"}.isdisjoint(issuer_names) or any(
        own.startswith(name) and not compiled("{scopes:regions}").search(own[len(name) : -2]) for own in issuer_names
    )
