"""How to reach the issuer, and whom a document is addressed to."""

from __future__ import annotations

import pytest

from extract.contacts import find_contacts
from extract.recipients import find_recipients
from extract.record import Contacts
from tests.extract.structure.documents import body_of

HEAD = "云州海关2020年年度报告\n"


def contacts(text: str) -> Contacts:
    return find_contacts(body_of(HEAD + text))


def test_the_contact_paragraph_of_a_report() -> None:
    assert contacts(
        "本年报电子版可在云州海关门户网站（http://yunzhou.example.cn/）获取。如有疑问，请与云州海关办公室联系"
        "（云州市滨江区滨江一路1号，邮编：600000，电话：0999-12360、0999-67700000；电子邮箱：yzhg@example.cn）。"
    ) == Contacts(
        "云州市滨江区滨江一路1号",
        "600000",
        ("0999-12360", "0999-67700000"),
        ("yzhg@example.cn",),
        ("http://yunzhou.example.cn/",),
    )


def test_the_site_that_a_guide_names_is_a_contact() -> None:
    assert contacts("公众可以在云州市公众信息网站（www.example.cn）上查阅《指南》。").urls == ("www.example.cn",)


def test_lines_give_the_address_where_a_sentence_gives_only_another_number() -> None:
    found = contacts("办公地址：云州市滨江路1号\n联系电话：0999-1234567\n可以举报，电话：010-1234567。")
    assert (found.address, found.phones) == ("云州市滨江路1号", ("0999-1234567", "010-1234567"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("联系地址：云州市滨江路1号", "云州市滨江路1号"),
        ("办公地址：云州市滨江路1号口岸大厦12楼1203室，邮政编码：600000", "云州市滨江路1号口岸大厦12楼1203室"),
        ("如有疑问请联系我们（地址：云州市洪湖区洪湖大道90号，邮编：600000）。", "云州市洪湖区洪湖大道90号"),
        ("在网站公开办公地址、电话和传真，方便群众联系。", None),
        ("通讯地址为云州市滨江路1号。电话：0999-1234567", "云州市滨江路1号"),
        ("地址：云州市滨江路1号 邮编：600000 电话：0999-1234567", "云州市滨江路1号"),
        ("如有疑问请联系我们（地址：云州市洪湖区洪湖大道 90\n号，邮编：600000）。", "云州市洪湖区洪湖大道 90号"),
        ("电子邮箱地址：yzhg@example.cn", None),
        ("网站地址：www.example.cn", None),
        ("汇总并发布了各隶属海关的受理联系地址，落实主体责任。", None),
    ],
)
def test_addresses(text: str, address: str | None) -> None:
    assert contacts(text).address == address


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("联系电话：0999-1234567", ("0999-1234567",)),
        ("咨询电话：（0999）1234567，传真：0999-7654321", ("（0999）1234567",)),
        ("电话：12360", ("12360",)),
        ("监督电话：0999－1234567转801", ("0999-1234567转801",)),
        ("联系人：张三，电话13800000000", ("13800000000",)),
        ("电话：0999-1234567；0999-7654321", ("0999-1234567", "0999-7654321")),
        ("全年接听咨询电话16653人次，日均46次。", ()),
        ("12360热线为社会各界解决了40多万个难题。", ()),
        ("公开了监督举报电话，接受监督。", ()),
    ],
)
def test_telephone_numbers(text: str, phones: tuple[str, ...]) -> None:
    assert contacts(text).phones == phones


def test_a_footer_s_contacts_are_not_the_document_s() -> None:
    footer = "版权所有：云州海关\n联系电话：0999-12360 地址：云州市滨江路1号 邮编：600000\n云ICP备1号"
    assert contacts("一、概述\n公开了信息。\n" + footer) == Contacts()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("关区各关，关内各部门，各派驻机构：", ["关区各关", "关内各部门", "各派驻机构"]),
        (
            "主送机关: 广东分署，天津、上海特派办，各直属海关、院校，总署各部门、各在京直属海关单位:",
            ["广东分署", "天津、上海特派办", "各直属海关、院校", "总署各部门", "各在京直属海关单位"],
        ),
        ("各处室、各隶属海关：", ["各处室", "各隶属海关"]),
        ("机关各处（室、中心）、各办事处：", ["机关各处（室、中心）", "各办事处"]),
        ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]),
        ("各隶属海关、云州海关缉私局:", ["各隶属海关", "云州海关缉私局"]),
        ("云州海关：", ["云州海关"]),
        ("为做好此项工作，现将有关事项通知如下：", []),
        ("各单位要根据部署，重点抓好以下几项工作：", []),
    ],
)
def test_recipients(line: str, names: list[str]) -> None:
    assert list(find_recipients(body_of(f"云州海关关于公开工作的通知\n{line}\n请执行。"), 13)) == names


def test_only_the_line_before_the_text_is_an_address() -> None:
    assert find_recipients(body_of("云州海关通知\n请执行。\n各单位：\n附件"), 6) == ()
