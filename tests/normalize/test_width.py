"""Full width to half width."""

import pytest

from normalize.aligned import AlignedText
from normalize.width import narrow


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("受理１２３件", "受理123件"),
        ("ＡＥＯ企业", "AEO企业"),
        ("占５９％", "占59%"),
        ("９８．２８％", "98.28%"),
        ("98．28", "98.28"),
        ("０２３－６７７", "023-677"),
        ("ａ＠ｂ．ｃｎ", "a@b.cn"),
    ],
)
def test_digits_letters_and_the_signs_between_become_half_width(printed: str, plain: str) -> None:
    assert narrow(AlignedText.of(printed)).text == plain


@pytest.mark.parametrize("printed", ["（一）总体情况：公开，", "１．"[1:], "主动公开．", "〔2016〕", "～"])
def test_punctuation_stays_as_printed(printed: str) -> None:
    assert narrow(AlignedText.of(printed)).text == printed


def test_places_stay_one_for_one() -> None:
    assert narrow(AlignedText.of("共１２件")).source_span(1, 3) == (1, 3)
