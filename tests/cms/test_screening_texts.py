"""Screening of texts: what must be found beside what looks like it and must not be."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.screening.folding import fold
from cms.screening.issues import Issue, Severity
from cms.screening.masking import excerpt, masked
from cms.screening.rules.words import Word
from cms.screening.texts import ISSUES_A_CODE, Piece, screen

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
WORDS = [
    Word("帐户", "wrong", "账户"),
    Word("布署", "wrong", "部署"),
    Word("发布署", "allowed"),
    Word("其它", "suggested", "其他"),
    Word("台湾总统", "forbidden", note="涉台用语"),
    Word("总统", "suggested", "领导人"),
]
CJK = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。：；（）、 \n"), max_size=40
)


def identity(seventeen: str) -> str:
    """With its check digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True))
    return seventeen + "10X98765432"[total % 11]


def card(digits: str) -> str:
    """With its Luhn digit."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return digits + str(-sum(part // 10 + part % 10 for part in doubled) % 10)


def issues(text: str, *phones: str) -> list[Issue]:
    return screen([Piece("正文", text)], WORDS, set(phones))


def codes(text: str, *phones: str) -> list[str]:
    return [issue.code for issue in issues(text, *phones)]


ID = identity("41010519900307123")
ID_X = "11010519491231002X"
CARD = card("622202021100123456")
VISA = card("410100202600012")
MOBILE = "13800138000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ID, "identity-number"),
        (f"身份证号码：{ID}。", "identity-number"),
        (f"张三{ID_X}男", "identity-number"),
        (ID_X.lower(), "identity-number"),
        (f"No{ID}", "identity-number"),
        (ID.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}), "identity-number"),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", "identity-number"),
        (f"{ID[:6]}-{ID[6:14]}－{ID[14:]}", "identity-number"),
        (f"2026 {ID[:6]} {ID[6:14]} {ID[14:]}", "identity-number"),
        (" ".join(ID), "identity-number"),
        ("\u200b".join(ID), "identity-number"),
        (f"①{ID}", "identity-number"),
        ("证件 410105850307123", "old-identity-number"),
        (CARD, "bank-card"),
        (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "bank-card"),
        (f"{CARD[:6]} {CARD[6:]}", "bank-card"),
        (card("621700001000123"), "bank-card"),
        (f"卡号：{VISA}", "bank-card"),
        (VISA, "possible-bank-card"),
        (f"联系电话{MOBILE}", "mobile-number"),
        ("①１３８００１３８０００", "mobile-number"),
        ("手机:138-0013-8000", "mobile-number"),
        ("138 0013 8000", "mobile-number"),
        ("+86 13800138000", "mobile-number"),
        ("8613800138000", "mobile-number"),
        ("013838001380", "mobile-number"),
        ("0371-65709999/13800138000", "mobile-number"),
        ("13800138000@139.com", "mobile-number"),
        ("12 138 0013 8000 15", "possible-mobile-number"),
        ("绝密★30年", "secrecy-mark"),
        ("机 密 ★ 启用前", "secrecy-mark"),
        ("秘密", "secrecy-mark"),
        ("【机密】", "secrecy-mark"),
        ("秘密 10年", "secrecy-mark"),
        ("密级：秘密", "secrecy-mark"),
        ("内部资料 注意保存", "secrecy-mark"),
        ("（此件不公开）", "secrecy-mark"),
        ("本通知印发至各市县交通运输局，望遵照执行（此件不予公开）", "secrecy-mark"),
        ("各单位收到本手册后应当妥善保管，未经批准不得外传给其他人员", "possible-secrecy-mark"),
        ("在首页左上角标明“秘密★5年”字样", "possible-secrecy-mark"),
        ("请汇入下列帐户", "wrong-word"),
        ("其它事项", "better-word"),
        ("台湾总统", "forbidden-word"),
    ],
)
def test_is_found_once(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        ID[:-1] + ("1" if ID[-1] != "1" else "2"),  # wrong check digit
        identity("41010519901307123"),  # no such month
        identity("41010519900230123"),  # no such day
        identity("41010518900307123"),  # nobody lives that long
        identity("00010519900307123"),  # no such province
        f"1{ID}",
        f"{ID[:-1]}{ID[-1]}0",
        f"0.{ID}",
        "410105********1234",
        "410105199003****34",
        "统一社会信用代码 91410100MA46QXYX3H",
        "统一社会信用代码 11410000005184603J",
        "索引号 11441700007280420Y/2021-00050",
        "豫公网安备 41010202002345号",
        "410105851307123",  # 15 digits, no such month
        CARD[:-1] + str((int(CARD[-1]) + 1) % 10),
        card("102202021100123456"),  # no bank's
        "合计 6222 1000 2000",
        "6222************123",
        "138****1234",
        "1380013****",
        "138 **** 1234",
        "12800138000",
        "2026112213800138000",
        "0.13800138000",
        "13800138000元",
        "13800138000.50",
        "13800138000 万元",
        "MA46X9K13800138000",
        "01380013800",
        "保守国家秘密法",
        "依法保护商业秘密、个人隐私",
        "绝密级国家秘密的保密期限不超过三十年",
        "属于国家秘密、机密、绝密的不予公开",
        "《内部资料性出版物管理办法》",
        "保守秘密10年",
        "发布署名文章",
        "账户",
        "",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_duty_phones_may_stand() -> None:
    assert codes(f"值班电话 {MOBILE}、138-0013-8000", MOBILE) == []
    assert codes("值班电话 13900139000", MOBILE) == ["mobile-number"]


def test_the_longest_word_counts() -> None:
    assert [issue.excerpt for issue in issues("总统与台湾总统")] == ["总统与台湾总统"] * 2
    assert codes("总统与台湾总统") == ["better-word", "forbidden-word"]


def test_the_advice_says_what_to_write_instead() -> None:
    (found,) = issues("开立帐户")
    assert "账户" in found.advice
    assert found.severity is Severity.WARNING


def test_an_issue_is_said_once_for_its_place_and_not_without_end() -> None:
    assert len(issues(f"{MOBILE}\n{MOBILE}")) == 1
    assert len(issues("\n".join(str(13800000000 + 7919 * number) for number in range(1000)))) == ISSUES_A_CODE


def test_numbers_are_masked_in_excerpts_and_places() -> None:
    text = f"张三{ID},李四{ID_X},{MOBILE},{CARD}"
    found = screen([Piece(f"附件《{MOBILE}.xlsx》", text)], WORDS, set())
    assert sorted({issue.code for issue in found}) == ["bank-card", "identity-number", "mobile-number"]
    said = " ".join(f"{issue.place} {issue.excerpt} {issue.advice}" for issue in found)
    assert not re.search(r"\d{9}", said)
    assert f"{ID[:6]}********{ID[-4:]}" in said
    assert "138****8000" in said


BIRTHDAYS = st.dates(dt.date(1900, 1, 1), dt.date(2026, 11, 22))
PROVINCES = st.sampled_from(["11", "23", "37", "41", "54", "65", "71", "81"])
IDENTITIES = st.builds(
    lambda province, place, day, number: identity(f"{province}{place:04}{day:%Y%m%d}{number:03}"),
    PROVINCES,
    st.integers(0, 9999),
    BIRTHDAYS,
    st.integers(0, 999),
)


@given(IDENTITIES, CJK, CJK)
def test_every_identity_number_is_found_between_any_words(number: str, before: str, after: str) -> None:
    found = screen([Piece("正文", before + number + after)], [], set())
    assert "identity-number" in {issue.code for issue in found}
    assert not any(number in issue.excerpt for issue in found)


@given(IDENTITIES, st.integers(6, 13), st.integers(14, 17), CJK)
def test_a_masked_identity_number_never_is(number: str, start: int, end: int, words: str) -> None:
    hidden = number[:start] + "*" * (end - start) + number[end:]
    assert "identity-number" not in {issue.code for issue in screen([Piece("正文", words + hidden)], [], set())}


@given(st.text(st.sampled_from("0123456789xX -*．.１２３４秘密★绝机 内部资料帐户\n"), max_size=300))
def test_no_excerpt_ever_shows_a_whole_number(text: str) -> None:
    for issue in screen([Piece("正文", text)], WORDS, set()):
        assert not re.search(r"\d{11}", issue.excerpt)


@given(st.text(max_size=200), st.data())
def test_excerpts_of_anything(text: str, data: st.DataObject) -> None:
    line = fold(text)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    assert not re.search(r"[0-9]{9}", excerpt(line, start, end))
    assert not re.search(r"[0-9]{9}", masked(line))


@given(st.text(st.characters(codec=None), max_size=200))
def test_folded_text_can_be_stored(text: str) -> None:
    folded = fold(text)
    folded.encode()
    assert "\0" not in folded


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10**6,
        "138" * 300_000,
        "1 " * 500_000,
        "6222-" * 200_000,
        "41 " * 300_000,
        "密 " * 500_000,
        "（内" * 300_000,
        f"{MOBILE} " * 80_000,
        f"{ID}，" * 50_000,
        "帐户" * 400_000,
        "*-" * 500_000,
    ],
    ids=range(11),
)
def test_long_hostile_texts_come_to_an_end(text: str) -> None:
    # A rule that looks back and forth for every character would run here for hours, not seconds.
    assert len(issues(text)) <= 4 * ISSUES_A_CODE


def test_five_thousand_words_in_a_long_text() -> None:
    words = [Word(f"词{chr(0x4E00 + number)}条", "forbidden") for number in range(5000)]
    text = "词条" * 50_000 + "词一条"
    assert [issue.code for issue in screen([Piece("正文", text)], words, set())] == ["forbidden-word"]
