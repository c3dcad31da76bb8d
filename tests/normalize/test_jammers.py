"""Anti-copy noise of forum software."""

from random import Random

import pytest

from normalize.aligned import AlignedText
from normalize.clean import clean
from normalize.jammers import remove_jammers

NOISE = ('" s3 g/ j; h$ G9 U8 w% U', "- f0 m) V: d& d( {5 h", ", L7 K, U Q2 [* k2 o2 Z")


def without(text: str) -> str:
    return remove_jammers(AlignedText.of(text))[0].text


def jammer(random: Random) -> str:
    """What Discuz! draws, its runs of spaces made one as a browser shows them."""
    pairs = [
        (chr(random.randint(33, 59)), chr(random.randint(63, 126))) for _ in range(random.randint(7, 15))
    ]
    return "".join(f"{first} {second}" for first, second in pairs)


@pytest.mark.parametrize("noise", NOISE)
def test_noise_behind_a_line_goes(noise: str) -> None:
    line = f"2020年{noise}\n"
    assert without(line * 3) == "2020年\n" * 3


def test_noise_at_the_start_of_a_line_goes_though_its_first_space_is_lost() -> None:
    line = "K6 m D# ]' v! s一、总体情况\n"
    assert without(line * 3) == "一、总体情况\n" * 3


def test_every_run_is_reported_with_its_place_in_the_source() -> None:
    source = "".join(f"公开{n}条{noise}\n" for n, noise in enumerate(NOISE, start=11))
    repairs = clean(source).repairs
    assert [source[r.start : r.end] for r in repairs if r.code == "anti_copy_noise"] == list(NOISE)


def test_a_digit_that_may_be_of_the_noise_or_of_the_number_is_told() -> None:
    source = (
        f"公开1234{NOISE[0]}\n受理12\n"
        + "5 ^% m( x: h! O' q K# `) p\n"
        + "公开1234 ^% m( x: h! O' q K# `) p\n"
    )
    _, repairs = remove_jammers(AlignedText.of(source))
    assert [("see the page" in repair.message) for repair in repairs] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "A B C D E F G H\n" * 3,
        "1 A; 2 B; 3 C; 4 D; 5 E; 6 F\n" * 2,
        "The Customs shall publish a notice, a guide and a list.\n" * 3,
        "一、本年新收 | 2 | 1 | | | | | 3 |\n" * 3,
        "| | 2.重复申请 | | | | | | | 0 |\n" * 3,
        "0 |0 |0 |0 |0 |0 |0 |\n" * 3,
        "- a\n- b\n- c\n- d\n- e\n- f\n",
        "http://www.example.gov.cn/art/2020/1/2/art_1_2.html?a=b&c=d\n" * 3,
    ],
)
def test_what_is_no_noise_stays(text: str) -> None:
    assert without(text) == text


def test_one_run_alone_is_no_noise() -> None:
    assert without(f"2020年{NOISE[0]}\n") == f"2020年{NOISE[0]}\n"


@pytest.mark.parametrize("seed", range(20))
def test_a_text_comes_back_whole_whatever_noise_it_had(seed: int) -> None:
    random = Random(seed)
    lines = [f"全年公开信息{n}条。" for n in range(30)]
    assert without("\n".join(line + jammer(random) for line in lines)) == "\n".join(lines)
