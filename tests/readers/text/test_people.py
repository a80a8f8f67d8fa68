"""Who wrote a piece, from the words that newspapers print."""

from __future__ import annotations

import pytest

from ebook.readers.text.conventions import conventions_of
from ebook.readers.text.people import agencies_in, looks_like_names, people_in

BYLINES = (
    ("zh-Hans", "本报记者 岑夏 文/图", "reporter 岑夏, photographer 岑夏"),
    ("zh-Hans", "本报记者 夏晴 文 欧阳渔 图", "reporter 夏晴, photographer 欧阳渔"),
    ("zh-Hans", "海州日报·掌上海州记者/姚明远 通讯员/陶然", "reporter 姚明远, correspondent 陶然"),
    ("zh-Hans", "海州日报记者/廖青 通讯员/夏岚 摄", "photographer 廖青, photographer 夏岚"),
    ("zh-Hans", "本报记者 陆行 实习记者 方晚 江州报道", "reporter 陆行, intern 方晚"),
    ("zh-Hans", "本报讯（记者 佟晓 通讯员 卢宁）", "reporter 佟晓, correspondent 卢宁"),
    ("zh-Hans", "新华社记者 才让·多杰 摄", "photographer 才让·多杰"),
    ("zh-Hant", "【記者簡安、柯寧／北港報導】", "reporter 簡安, reporter 柯寧"),
    ("zh-Hant", "文／記者韋亭　圖／港邊國小提供", "reporter 韋亭"),
    ("zh-Hant", "（中央社記者林小明台北9日電）", "reporter 林小明"),
    ("ja", "写真部・真壁奏撮影", "photographer 真壁奏"),
    ("ja", "文・写真　山田太郎", "reporter 山田太郎, photographer 山田太郎"),
    ("ja", "会社員　吉田とも（52）＝花町", "reporter 吉田とも"),
    ("ko", "[서울=새벽일보] 홍길동·김철수 기자 =", "reporter 홍길동, reporter 김철수"),
    ("ko", "글·사진 도하람 기자", "reporter 도하람, photographer 도하람"),
    ("ko", "문해인 시인", "columnist 문해인"),
    ("ko", "민서율 기자 seoyul@saebyeok.example", "reporter 민서율"),
)


@pytest.mark.parametrize(("lang", "text", "expected"), BYLINES, ids=[text for _, text, _ in BYLINES])
def test_names_and_roles(lang: str, text: str, expected: str) -> None:
    people = people_in(text, conventions_of(lang), "reporter")
    assert ", ".join(f"{person.role} {person.name}" for person in people) == expected


def test_a_dateline_names_its_agency_once() -> None:
    found = agencies_in("新华社昆明4月15日电（记者 郁青）", conventions_of("zh-Hans"))
    assert [(person.role, person.name) for person in found] == [("agency", "新华社")]


def test_words_are_not_names() -> None:
    conventions = conventions_of("zh-Hans")
    assert looks_like_names("岑夏 卢宁", conventions)
    assert not looks_like_names("综合 整理", conventions)
    assert not looks_like_names("的时候", conventions)
