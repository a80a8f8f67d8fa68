"""Lines that name writers under a headline, without a word that says that they wrote it."""

from __future__ import annotations

import pytest

from tests.readers.text.reading import reading

JAPANESE = """海辺の町に残った写真館

{byline}

港を見下ろす坂の途中に、小さな写真館がある。主人は七十八歳。いまも白い布をかけた写真機でシャッターを切る。

「うちで撮った子が、孫を連れて来るんですよ」。主人は照れくさそうに笑った。
"""


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("本誌　山田太郎、佐藤花子", "reporter 山田太郎, reporter 佐藤花子"),
        ("（山陰支局　山田太郎）", "reporter 山田太郎"),
        ("調査班　山田太郎", "reporter 山田太郎"),
        ("花町総合研究所主席研究員　山田太郎", "columnist 山田太郎"),
        ("本誌　山田太郎　図・佐藤健", "reporter 山田太郎, photographer 佐藤健"),
        ("編集委員　山田太郎", "reporter 山田太郎"),
        ("論説委員　山田太郎", "columnist 山田太郎"),
    ],
)
def test_a_desk_and_names_under_a_headline_are_its_byline(byline: str, people: str) -> None:
    (article,) = reading(JAPANESE.format(byline=byline)).issue.sections[0].articles
    assert (article.headline, article.deck) == ("海辺の町に残った写真館", None)
    assert article.byline_text == byline
    assert ", ".join(f"{person.role} {person.name}" for person in article.byline) == people


def test_an_editor_who_writes_in_a_column_is_its_columnist() -> None:
    page = "論点\n\n" + JAPANESE.format(byline="編集委員　山田太郎")
    (article,) = reading(page).issue.sections[0].articles
    assert article.column == "論点"
    assert [person.role for person in article.byline] == ["columnist"]


def test_a_series_is_no_column() -> None:
    page = "短期連載・第３回\n\n" + JAPANESE.format(byline="編集委員　山田太郎")
    (article,) = reading(page).issue.sections[0].articles
    assert article.column == "短期連載・第３回"
    assert [person.role for person in article.byline] == ["reporter"]


SIGNED = """大棚草莓甜透小山村

走进石桥镇的草莓种植基地，一座座大棚整齐排列，村民正在采摘草莓，空气里满是果香。

今年基地的产量比去年多了两成，村民收入也跟着涨了。{signature}

县图书馆延长开放时间

从本月起，县图书馆每天开放到晚上九点，周末不闭馆，方便学生和上班族借阅。
"""


@pytest.mark.parametrize(
    ("signature", "people"),
    [
        ("（陶然）", "reporter 陶然"),
        ("（记者 岑夏 文/图）", "reporter 岑夏, photographer 岑夏"),
        ("（海县融媒体中心 陶然）", "reporter 陶然"),
        ("（县融媒体中心记者 方晚 摄影报道）", "reporter 方晚, photographer 方晚"),
        ("（作者：方晚 单位：海县教育局）", "columnist 方晚"),
    ],
)
def test_a_signature_stays_in_the_text_and_names_its_writers(signature: str, people: str) -> None:
    first, second = reading(SIGNED.format(signature=signature)).issue.sections[0].articles
    assert (first.headline, second.headline) == ("大棚草莓甜透小山村", "县图书馆延长开放时间")
    assert first.body[-1].text.endswith(signature)
    assert ", ".join(f"{person.role} {person.name}" for person in first.byline) == people
