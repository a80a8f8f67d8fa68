"""The labels of the notation."""

import msgspec
import pytest

from ebook.languages import known, resolve
from ebook.languages.ja import labels as labels_of_japanese
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
    ],
)
def test_a_label_is_written_in_the_language(lang, word):
    assert words.ARTICLE.word("kicker", resolve(lang)) == word
    assert words.ARTICLE.key(word) == "kicker"


def test_english_labels_are_understood_in_any_case_and_spelling():
    assert words.ARTICLE.key("Continued-To") == "continued_to"
    assert words.MASTHEAD.key("Issue Number") == "issue_number"


@pytest.mark.parametrize("name", ["masthead", "section", "role", "article", "figure", "table", "box"])
def test_every_language_names_the_same_things(name):
    named = [
        [line.split()[0] for line in getattr(language.labels, name).strip().split("\n")]
        for language in known()
    ]
    assert all(keys == named[0] for keys in named)


def test_a_word_with_two_meanings_is_refused(monkeypatch):
    labels = msgspec.structs.replace(resolve("ja").labels, box="note 甲\naside 乙\nverse 甲")
    monkeypatch.setattr(labels_of_japanese, "LABELS", labels)
    with pytest.raises(AssertionError, match="甲"):
        words.Vocabulary("box")


def test_the_nearest_word_is_the_languages_own():
    assert words.nearest("天汽", resolve("zh-Hans"), words.MASTHEAD) == "天气"
    assert words.nearest("天汽", resolve("zh-Hant"), words.MASTHEAD) == "天氣"
    assert words.nearest("机者", resolve("zh-Hans"), words.ARTICLE, words.ROLE) == "记者"
    assert words.nearest("完全不同", resolve("zh-Hans"), words.ROLE) is None


def test_labels_of_headlines_and_of_people_do_not_clash():
    for key in words.ROLE.keys():  # noqa: SIM118  # no mapping
        for lang in ("zh-Hans", "zh-Hant", "ja", "ko", "en"):
            assert words.ARTICLE.key(words.ROLE.word(key, resolve(lang))) is None
