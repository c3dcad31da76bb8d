"""Damage of any kind, seeded: bytes flipped, cut and doubled; in XML, numbers that mean harm and misplaced elements."""

from __future__ import annotations

import re
from copy import deepcopy
from random import Random

from lxml import etree

from tests.generator.render.rezip import rewritten

EXTREMES = (
    b"-1", b"0", b"1.5", b"1e999", b"nan", b"x", b"", b"99999999999", b"2147483647",
    b"9" * 5000, "²".encode(), "５".encode(), "一".encode(),
)  # fmt: skip
"""What a place for a number may hold instead."""

_NUMBER = re.compile(rb'(?<=")[-\d.]+(?=")|(?<=[ >])-?\d+\.?\d*(?=[ <])')
_TAG = re.compile(rb"<[^<>]*>")


def mutated(data: bytes, random: Random) -> bytes:
    """The bytes with one to ten faults."""
    faults = (_flip, _cut, _double, _insert, _extreme, _extreme, _tag, _tag)
    target = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 10))):
        if target:
            random.choice(faults)(target, random)
    return bytes(target)


def mutated_archive(data: bytes, random: Random) -> bytes:
    """The zip with faults in some of its members, mostly such that they stay XML; or in the zip itself."""
    if random.random() < 0.15:
        return mutated(data, random)
    return rewritten(data, lambda _, content: _mutated_member(content, random) if random.random() < 0.3 else content)


def _mutated_member(content: bytes, random: Random) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return mutated(content, random)
    for _ in range(random.choice((1, 2, 5, 20))):
        random.choice((_attribute, _attribute, _text, _remove, _repeat, _nest, _rename))(root, random)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) if random.random() < 0.9 else mutated(content, random)


def _flip(target: bytearray, random: Random) -> None:
    target[random.randrange(len(target))] = random.randrange(256)


def _cut(target: bytearray, random: Random) -> None:
    at = random.randrange(len(target))
    del target[at : at + random.choice((1, 4, 50, 500))]


def _double(target: bytearray, random: Random) -> None:
    at, start = random.randrange(len(target)), random.randrange(len(target))
    target[at:at] = target[start : start + random.choice((1, 8, 100, 2000))]


def _insert(target: bytearray, random: Random) -> None:
    at = random.randrange(len(target))
    target[at:at] = random.randbytes(random.choice((1, 4, 16)))


def _extreme(target: bytearray, random: Random) -> None:
    if found := list(_NUMBER.finditer(bytes(target))):
        match = random.choice(found)
        target[match.start() : match.end()] = random.choice(EXTREMES)


def _tag(target: bytearray, random: Random) -> None:
    if found := list(_TAG.finditer(bytes(target))):
        match = random.choice(found)
        target[match.start() : match.end()] = match[0] * random.choice((0, 2, 300))


def _some(root: etree._Element, random: Random) -> etree._Element:
    return random.choice([item for item in root.iter() if isinstance(item.tag, str)])


def _attribute(root: etree._Element, random: Random) -> None:
    if with_some := [item for item in root.iter() if item.attrib]:
        item = random.choice(with_some)
        item.set(random.choice(list(item.attrib)), random.choice(EXTREMES).decode())


def _text(root: etree._Element, random: Random) -> None:
    _some(root, random).text = random.choice(EXTREMES).decode()


def _remove(root: etree._Element, random: Random) -> None:
    item = _some(root, random)
    if (parent := item.getparent()) is not None:
        parent.remove(item)


def _repeat(root: etree._Element, random: Random) -> None:
    item = _some(root, random)
    if item.getparent() is not None and len(list(root.iter())) < 10_000:
        for _ in range(random.choice((1, 30))):
            item.addnext(deepcopy(item))


def _nest(root: etree._Element, random: Random) -> None:
    if len(list(root.iter())) < 10_000:
        _some(root, random).append(deepcopy(_some(root, random)))


def _rename(root: etree._Element, random: Random) -> None:
    _some(root, random).tag = _some(root, random).tag
