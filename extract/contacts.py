"""How the issuer can be reached, as the document's own text says it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document import Document
from extract.record import Contacts

_CONTACT = re.compile("联系|电话|地址|邮编|邮政编码|邮箱|电子邮件|网址|电子版|传真|网站?[(（<“]{0,2}(?:https?:|www\\.)")
_ADDRESS_LABEL = r"(?<!邮箱)(?<!邮件)(?<!网站)(?<!网页)(?<!链接)(?<!IP)地\s?址"
_ADDRESS_END = r"(?=[,，;；。()（）\n]|\s*(?:邮\s?编|邮政编码|联系|电话|传真|电子|邮箱)|\s*$)"
_IN_ADDRESS = r"[^,，;；。()（）:：\n]"
_LABELLED_ADDRESS = re.compile(
    rf"{_ADDRESS_LABEL}\s*(?:为|是)?\s*[:：]?\s*(?![、和及与或等])(?={_IN_ADDRESS}*[省市区县州盟旗路街道巷镇乡村号楼园])"
    rf"({_IN_ADDRESS}{{4,80}}?(?:(?<=\d)\n号{_IN_ADDRESS}{{0,30}}?)?){_ADDRESS_END}"
)
_BARE_ADDRESS = re.compile(
    r"联系[^。\n]{0,8}[(（]\s*((?=[^,，()（）]*[省市区县州盟旗路街道镇])"
    rf"{_IN_ADDRESS}{{6,60}}[号楼室厦层栋座村镇路街])\s*[,，;；)）]"
)
_POSTCODE = re.compile(r"(?:邮\s?编|邮政编码|邮码)\s*(?:为|是)?\s*[:：]?\s*(\d{6})(?!\d)")
_NOT_COUNTED = r"(?![\d.]|\s*[万亿多余人次个件部条起通家宗%])"
_LANDLINE = rf"(?:[(（]?0\d{{2,3}}[)）]?\s?[-－—–]?\s?)?[1-9]\d{{4,7}}(?:[-－—转]\d{{1,5}})?{_NOT_COUNTED}"
_PHONE = rf"(?:{_LANDLINE}|1[3-9]\d{{9}}(?!\d)|[48]00[-－—]?\d{{3,4}}[-－—]?\d{{3,4}}(?!\d))"
_PHONES = re.compile(
    rf"(?:电\s?话|热线)(?:号码)?\s*(?:为|是)?\s*[:：]?\s*({_PHONE}(?:\s*[、,，;；/或和]\s*{_PHONE})*)"
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9][A-Za-z0-9./?=&%_#:~+-]*[A-Za-z0-9/]")


def find_contacts(doc: Document) -> Contacts:
    """The contacts that a document without boilerplate gives: the first address and postcode, and every
    telephone number, e-mail address and URL, as printed.

    A sentence that says whom to ask (如有疑问，请与…联系) is trusted before bare lines (电话：…), which
    a mirror may have put there; these count where no sentence gives an address, and they do, or no number.
    """
    lines = [text for line in doc.lines if _CONTACT.search(text := doc.line_text(line))]
    told, whole = _read("\n".join(text for text in lines if "。" in text)), _read("\n".join(lines))
    return told if told.address or (told.phones and not whole.address) else whole


def _read(text: str) -> Contacts:
    address = _LABELLED_ADDRESS.search(text) or _BARE_ADDRESS.search(text)
    postcode = _POSTCODE.search(text)
    phones = (m.group() for found in _PHONES.finditer(text) for m in re.finditer(_PHONE, found[1]))
    return Contacts(
        address="".join(address[1].split("\n")).strip() if address and re.search("[一-鿿]", address[1]) else None,
        postcode=postcode[1] if postcode else None,
        phones=_distinct(phones),
        emails=_distinct(m.group() for m in _EMAIL.finditer(text)),
        urls=_distinct(m.group() for m in _URL.finditer(text)),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.strip() for v in values))
