"""The labels of the notation."""

import pytest

from ebook.notation import words


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("zh-Hans", "引题"),
        ("zh", "引题"),
        ("zh-CN", "引题"),
        ("zh-Hant", "引題"),
        ("zh-TW", "引題"),
        ("zh-Hant-HK", "引題"),
        ("ja", "肩見出し"),
        ("ja-JP", "肩見出し"),
        ("ko", "어깨제목"),
        ("en", "kicker"),
        ("jam", "kicker"),
    ],
)
def test_a_label_is_written_in_the_language(lang, word):
    assert words.ARTICLE.word("kicker", lang) == word
    assert words.ARTICLE.key(word) == "kicker"


def test_english_labels_are_understood_in_any_case_and_spelling():
    assert words.ARTICLE.key("Continued-To") == "continued_to"
    assert words.MASTHEAD.key("Issue Number") == "issue_number"


def test_a_word_with_two_meanings_is_refused():
    with pytest.raises(AssertionError, match="甲"):
        words.Vocabulary("one 甲 乙 丙 丁\ntwo 戊 己 庚 甲")


def test_the_nearest_word_is_the_languages_own():
    assert words.nearest("天汽", "zh-Hans", words.MASTHEAD) == "天气"
    assert words.nearest("天汽", "zh-Hant", words.MASTHEAD) == "天氣"
    assert words.nearest("机者", "zh-Hans", words.ARTICLE, words.ROLE) == "记者"
    assert words.nearest("完全不同", "zh-Hans", words.ROLE) is None


def test_labels_of_headlines_and_of_people_do_not_clash():
    for key in words.ROLE.keys():  # noqa: SIM118  # no mapping
        for lang in ("zh-Hans", "zh-Hant", "ja", "ko", "en"):
            assert words.ARTICLE.key(words.ROLE.word(key, lang)) is None
