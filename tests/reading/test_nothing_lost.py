"""Whatever the text, every character comes out, and none that was not there."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebook.model import from_json, to_json
from tests.reading.reading import lost, printed, reading, repaired

CASES = [path.read_bytes() for path in sorted((Path(__file__).parent / "pages").glob("*/page.txt"))]
PIECES = (
    "本报讯（记者 何青）", "（下转02版）", "（上接01版）", "【記者陳安／北港報導】", "[서울=통신] 김하나 기자 =", "（文化部・山口結）",
    "| 甲 | 乙 |", "|---|---|", "一\t二\t三", "Table with 2 columns: 甲, 乙. Lists 3 rows.", "编者按：", "①", "▼", "：", "。", "”", "",
    "简讯四则", "相关链接", "记者 林一 摄", "2024年3月5日 星期二 责编：方明 02版", "第02版 要闻", "今天，", "天气", "\u3000\u3000", "  ",
)  # fmt: skip
NEWS = st.lists(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text("一二三甲乙丙，。 가나abc12", max_size=30)), max_size=4
    ).map("".join),
    max_size=30,
).map("\n".join)


@given(NEWS)
def test_a_page_of_pieces_that_pages_are_made_of(text: str) -> None:
    if not text.strip():
        return
    issue = reading(text).issue
    assert not lost(text.encode(), issue)
    assert from_json(to_json(issue)) == issue


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    if not text.strip("\0 \t\r\n\ufeff") or "\0" in text:
        return
    assert not lost(
        text.encode("utf-8", "surrogatepass"), reading(text.encode("utf-8", "surrogatepass")).issue
    )


@given(NEWS, st.sampled_from(({"repairs": False}, {"keep_repeats": True}, {"lang": "ja"}, {"lang": "ko"})))
@settings(max_examples=40)
def test_the_options_lose_nothing_either(text: str, options: dict[str, object]) -> None:
    if text.strip():
        assert not lost(text.encode(), reading(text, **options).issue)


@pytest.mark.parametrize("seed", range(20))
def test_mutations_lose_nothing_and_invent_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        data = mutated(chance.choice(CASES).decode(), chance)
        issue = reading(data).issue
        assert not lost(data.encode(), issue)


def test_clean_pages_invent_nothing() -> None:
    for data in CASES:
        text = data.decode()
        labels = sum(text.count(article.column or "\0") for article in reading(data).issue.articles)
        extra = printed(reading(data).issue) - printed_source(text)
        assert sum(extra.values()) <= labels * 8, extra


def printed_source(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def test_what_was_dropped_stands_in_the_repairs() -> None:
    page = (Path(__file__).parent / "pages" / "whole-article-twice" / "page.txt").read_text(encoding="utf-8")
    issue = reading(page).issue
    assert sum(repaired(issue).values()) > len("竹编进校园")
    assert {repair.kind for repair in issue.repairs} == {"dropped-repeat"}


def mutated(text: str, chance: random.Random) -> str:
    """The text with some lines dropped, doubled, swapped, cut, or with control characters in them."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at : at + chance.randint(1, 5)]
            case 1:
                lines[at:at] = lines[other : other + chance.randint(1, 10)]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case _:
                lines[at] = lines[at][:5] + chr(chance.randint(1, 31)) + lines[at][5:]
        lines = lines or ["空"]
    return "\n".join(lines)
