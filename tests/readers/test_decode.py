"""Bytes to text: the right encoding for short texts, and a record of everything that is no text."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.errors import UnreadableSource
from ebook.readers.decode import Decoded, decode
from ebook.source import Source

# Invented sentences, from which pages of any length are made.
SENTENCES = {
    "zh-Hans": (
        "昨天上午，三百多名居民来到新修的河边步道，看工人把最后一段栏杆装好。",
        "记者从市里的会议上了解到，今年还有十二所学校要建食堂，经费已经到位。",
        "“过去下雨就得绕路走。”住在附近的老人说，现在十分钟就能到医院。",
    ),
    "zh-Hant": (
        "昨天上午，三百多名居民來到新修的河邊步道，看工人把最後一段欄杆裝好。",
        "記者從縣府會議上了解，今年還有十二所學校要興建餐廳，經費已經到位。",
        "「過去下雨就得繞路走。」住在附近的老人說，現在十分鐘就能到醫院。",
    ),
    "ja": (
        "新しい橋が完成し、１６日に地元の小学生ら約２００人が渡り初めをした。",
        "市によると、工事は３年かかり、総事業費は約１２億円に上るという。",
        "「これで学校が近くなる」と、毎朝バスで通っていた６年生の男児は喜んだ。",
    ),
    "ko": (
        "새로 놓인 다리가 완공돼 지난 16일 마을 주민 200여 명이 함께 건넜다.",
        "시에 따르면 공사는 3년이 걸렸고, 모두 120억원의 예산이 들어갔다.",
        "“이제 학교 가는 길이 짧아졌어요.” 매일 버스를 타던 학생이 웃으며 말했다.",
    ),
}
ENCODINGS = (
    ("zh-Hans", "utf-8"), ("zh-Hans", "utf-8-sig"), ("zh-Hans", "gb18030"), ("zh-Hans", "gb2312"),
    ("zh-Hans", "utf-16"), ("zh-Hans", "utf-16-le"), ("zh-Hans", "utf-16-be"),
    ("zh-Hant", "big5"), ("zh-Hant", "cp950"), ("zh-Hant", "big5hkscs"), ("zh-Hant", "gb18030"),
    ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("ja", "utf-16-le"), ("ja", "utf-16"),
    ("ko", "cp949"), ("ko", "euc_kr"), ("ko", "utf-16-be"), ("ko", "utf-32"), ("zh-Hans", "hz"), ("ko", "iso2022_kr"),
)  # fmt: skip


def read(data: bytes) -> Decoded:
    return decode(Source("page.txt", data))


@pytest.mark.parametrize(("lang", "encoding"), ENCODINGS)
@given(data=st.data())
def test_any_page_of_some_sentences_is_read_right(lang, encoding, data):
    sentences = data.draw(st.lists(st.sampled_from(SENTENCES[lang]), min_size=1, max_size=8))
    text = data.draw(st.sampled_from(["\n", "\n\n"])).join(sentences)
    assert read(text.encode(encoding)).text == text


def test_a_page_of_three_hundred_characters_leaves_no_doubt():
    for lang, encoding in ENCODINGS:
        text = "\n".join(SENTENCES[lang] * 3)
        codes = [problem.code for problem in read(text.encode(encoding)).problems]
        assert "SRC-004" not in codes, (lang, encoding)


def test_an_encoding_other_than_utf_8_is_told():
    decoded = read("\n".join(SENTENCES["zh-Hans"]).encode("gb18030"))
    assert decoded.encoding == "gb18030"
    assert [problem.code for problem in decoded.problems] == ["SRC-001"]


def test_hz_is_told_and_its_look_alikes_are_left():
    found = read("昨天 ~ 上午 a{1}".encode("hz"))
    assert (found.text, found.encoding, [problem.code for problem in found.problems]) == (
        "昨天 ~ 上午 a{1}",
        "hz",
        ["SRC-001"],
    )
    for text in ("~{ not closed", "cp ~/{a,b} ~}", "~{odd~}", "a ~~ b"):
        assert (read(text.encode()).text, read(text.encode()).encoding) == (text, "utf-8")


def test_two_characters_are_read_with_a_warning_of_doubt():
    assert [problem.code for problem in read("栎川".encode("gb18030")).problems] == ["SRC-004"]


def test_hong_kong_characters_and_circled_numbers_of_the_vendors():
    hong_kong = "\n".join(SENTENCES["zh-Hant"]) + "\n佢哋喺度食嘢，啲人話好正。"
    assert read(hong_kong.encode("big5hkscs")).text == hong_kong
    circled = "\n".join(SENTENCES["ja"]) + "\n①入場は無料です。"
    assert read(circled.encode("cp932")).text == circled
    assert read(circled.encode("euc_jis_2004")).text == circled


def test_broken_bytes_are_replaced_and_kept_in_hex():
    data = "第一行的文字在这里没有问题\n第二行".encode() + b"\xff\xfe" + "坏了\n第三行".encode()
    decoded = read(data)
    assert decoded.text == "第一行的文字在这里没有问题\n第二行\ufffd坏了\n第三行"
    (repair,) = decoded.repairs
    assert (repair.kind, repair.text, repair.origin.lines) == ("decoded", "FF FE", (2,))
    (problem,) = decoded.problems
    assert (problem.code, problem.file, problem.line) == ("SRC-002", "page.txt", 2)


def test_a_file_joined_of_two_encodings_is_read_line_by_line():
    first, second = "\n".join(SENTENCES["zh-Hans"]), "\n".join(SENTENCES["ko"])
    decoded = read(f"{first}\n".encode() + second.encode("cp949"))
    assert decoded.text == f"{first}\n{second}"
    assert [(problem.code, problem.line) for problem in decoded.problems] == [("SRC-005", 4)]
    assert not decoded.repairs


def test_parts_that_meet_within_a_character_lose_only_what_was_cut():
    first, second = "\n".join(SENTENCES["zh-Hans"]), "\n".join(SENTENCES["ja"] * 2)
    decoded = read(first.encode()[:-1] + b"\n" + second.encode("cp932"))
    assert decoded.text == f"{first[:-1]}\ufffd\n{second}"
    assert sorted(problem.code for problem in decoded.problems) == ["SRC-002", "SRC-005"]


def test_control_characters_are_taken_out_with_a_record():
    decoded = read("水\x0b面\x00\n平\ufeff静\ufffe".encode())
    assert decoded.text == "水面\n平静"
    assert [(repair.kind, repair.text, repair.origin.lines) for repair in decoded.repairs] == [
        ("dropped-character", "U+000B U+0000", (1,)),
        ("dropped-character", "U+FEFF U+FFFE", (2,)),
    ]
    assert {problem.code for problem in decoded.problems} == {"SRC-003"}


def test_line_ends_and_page_breaks():
    decoded = read("一\r\n二\r三\n\f四\n五\f六".encode())
    assert decoded.text == "一\n二\n三\n四\n五\n六"
    assert decoded.page_breaks == (4, 6)
    assert not decoded.repairs


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0\0\0", "ZIP"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x00\x01\x02\x03" * 1000, "not text"),
        (random.Random(7).randbytes(20_000), "not text"),
        (random.Random(8).randbytes(333), "not text"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_hint(data, word):
    with pytest.raises(UnreadableSource, match=word) as caught:
        read(data)
    assert caught.value.hint
    assert caught.value.file == "page.txt"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_that_xml_can_hold_or_a_clear_refusal(data):
    try:
        text = read(data).text
    except UnreadableSource:
        return
    text.encode("utf-8")
    assert not [char for char in text if ord(char) < 0x20 and char not in "\t\n"]


@given(st.text(min_size=1))
def test_utf_8_keeps_every_character_that_xml_can_hold(text):
    kept = [c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or ord(c) > 0x1F]
    wanted = "".join(c for c in kept if c not in "\ufeff\ufffe\uffff")
    decoded = read(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))
    assert decoded.text.replace("\n", "") == wanted.replace("\n", "")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_ten_megabytes_and_a_line_of_a_million_characters_are_quick(encoding):
    line = "".join(SENTENCES["zh-Hans"])
    start = time.process_time()
    assert read((f"{line}\n" * 35_000).encode(encoding)).encoding == encoding
    assert len(read((line * 10_000).encode(encoding)).text) == len(line) * 10_000
    assert time.process_time() - start < 5
