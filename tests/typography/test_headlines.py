import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.languages import typesetting_of
from ebook.typography.headlines import balanced
from ebook.typography.setting import Setting


def setting(text, lang):
    widths = [10.0 if unicodedata.east_asian_width(char) in "WFA" else 5.0 for char in text]
    breaks = [
        index > 0
        and (text[index - 1] == " " or widths[index - 1] == 10)
        and char not in "，。、：！？」》）%"
        and text[index - 1] not in "「《（“"
        for index, char in enumerate(text)
    ]
    return Setting(text, widths, breaks, 10.0, typesetting_of(lang))


def lines(text, lang, characters):
    found = setting(text, lang)
    ends = [0, *balanced(found, 0, characters * 10.0)]
    return [text[a:b].strip() for a, b in pairwise(ends)] or [text]


@pytest.mark.parametrize(
    ("text", "lang", "characters", "expected"),
    [
        ("渡船改学堂", "zh-Hans", 10, ["渡船改学堂"]),
        ("渡口停航三年后重新通航", "zh-Hans", 10, ["渡口停航", "三年后重新通航"]),
        ("旧船厂改学堂 老师傅教造船", "zh-Hans", 10, ["旧船厂改学堂", "老师傅教造船"]),
        ("记者问：谁来修好村里的桥", "zh-Hans", 11, ["记者问：", "谁来修好村里的桥"]),
        ("渡し船の時刻を見直し朝夕だけ復活", "ja", 11, ["渡し船の時刻を", "見直し朝夕だけ復活"]),
        ("버려진 소금 창고, 도서관이 되다", "ko", 12, ["버려진 소금 창고,", "도서관이 되다"]),
    ],
)
def test_headlines_break_between_phrases(text, lang, characters, expected):
    assert lines(text, lang, characters) == expected


def test_no_line_of_a_headline_is_one_character_where_that_can_be_helped():
    assert min(map(len, lines("市民广场的喷泉修好", "zh-Hans", 8))) > 1


def test_what_stands_in_brackets_stays_together_where_it_can():
    assert lines("读《渡口纪事》有感而作诗", "zh-Hans", 9)[0] == "读《渡口纪事》"


@given(
    st.text("渡口的船，《报》： 修", min_size=1),
    st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]),
    st.integers(3, 20),
)
def test_balanced_lines_hold_the_text_in_order_and_fit(text, lang, characters):
    found = setting(text, lang)
    ends = balanced(found, 0, characters * 10.0)
    assert ends == sorted(set(ends))
    if ends:
        assert ends[-1] == len(text)
        assert all(
            found.width(a, b) <= characters * 10 + 1e-3 for a, b in zip([0, *ends], ends, strict=False)
        )


def test_a_text_longer_than_any_headline_is_left_alone():
    assert balanced(setting("渡口" * 100, "zh-Hans"), 0, 100.0) == []
