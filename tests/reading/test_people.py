"""Who wrote a piece, on invented sentences in every language."""

from __future__ import annotations

import pytest

from ebook.languages import resolve
from ebook.reading.people import Heads, byline, caption, credit, paragraph_head, paragraph_tail


def named(people):
    return [(person.role, person.name) for person in people]


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("zh-Hans", "本报记者 王小明 通讯员 李红", [("reporter", "王小明"), ("correspondent", "李红")]),
        ("zh-Hans", "文/陈力 图/赵一鸣", [("reporter", "陈力"), ("photographer", "赵一鸣")]),
        ("zh-Hant", "記者王大明／台北報導", [("reporter", "王大明")]),
        ("zh-Hant", "文：陳美玲　攝影：林志強", [("reporter", "陳美玲"), ("photographer", "林志強")]),
        (
            "ja",
            "取材・文＝山田太郎　写真＝鈴木花子",
            [("reporter", "山田太郎"), ("photographer", "鈴木花子")],
        ),
        ("ko", "김민수 기자 ms@example.kr", [("reporter", "김민수")]),
        ("ko", "글·사진 박서연 기자", [("photographer", "박서연"), ("reporter", "박서연")]),
        ("en", "By Jane Porter and Tom Reed", [("reporter", "Jane Porter"), ("reporter", "Tom Reed")]),
        ("en", "By ALAN WHITE Staff Writer", [("reporter", "ALAN WHITE")]),
    ],
)
def test_a_byline_names_people_with_what_they_did(language, text, people):
    assert named(byline(text, resolve(language))) == people


@pytest.mark.parametrize(
    ("language", "dateline", "text", "people"),
    [
        ("zh-Hans", "本报讯（记者 王小明）", "昨日，全市召开会议。", [("reporter", "王小明")]),
        ("zh-Hans", "新华社北京5月3日电 ", "国家统计局今天公布数据。", [("agency", "新华社")]),
        ("zh-Hant", "【記者王大明／台北報導】", "市政府昨天宣布，捷運將延長。", [("reporter", "王大明")]),
        (
            "ja",
            "【ロンドン＝山田太郎】",
            "英国政府は三日、新しい方針を発表した。",
            [("reporter", "山田太郎")],
        ),
        (
            "ko",
            "[서울=한강뉴스] 김민수 기자 = ",
            "정부는 3일 새 정책을 발표했다.",
            [("agency", "한강뉴스"), ("reporter", "김민수")],
        ),
        ("en", "LONDON, May 3 (Reuters) — ", "The government said it would act.", [("agency", "Reuters")]),
    ],
)
def test_a_dateline_ends_where_the_text_begins(language, dateline, text, people):
    heads = Heads([dateline + text])
    end, found = paragraph_head(dateline + text, resolve(language), heads)
    assert (dateline + text)[end:] == text
    assert named(found) == people


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "昨日，全市召开会议，部署下半年工作。"),
        ("zh-Hant", "市政府昨天宣布，捷運將延長。"),
        ("ja", "市は三日、新しい方針を発表した。"),
        ("ko", "정부는 3일 새 정책을 발표했다."),
        ("en", "The government said on Monday it would act."),
    ],
)
def test_a_plain_paragraph_has_no_dateline_and_no_signature(language, text):
    assert paragraph_head(text, resolve(language), Heads([text])) == (0, ())
    assert paragraph_tail(text, resolve(language)) == (len(text), ())


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("zh-Hans", "会议要求，各地抓紧落实。（记者 王小明）", [("reporter", "王小明")]),
        ("zh-Hant", "他說，這是好事。（記者王大明）", [("reporter", "王大明")]),
        ("ja", "市は来月から始める。（山田太郎）", [("reporter", "山田太郎")]),
        ("ko", "시는 다음 달부터 시작한다. 김민수 기자", [("reporter", "김민수")]),
    ],
)
def test_a_signature_names_people_and_stays_in_the_text(language, text, people):
    end, found = paragraph_tail(text, resolve(language))
    assert end == len(text)
    assert named(found) == people


@pytest.mark.parametrize(
    ("language", "text", "jump"),
    [
        ("zh-Hans", "会议要求，各地抓紧落", "（下转第3版）"),
        ("en", "He said it would begin next month.", " (Continued on page 4)"),
    ],
)
def test_a_jump_line_ends_a_paragraph(language, text, jump):
    end, people = paragraph_tail(text + jump, resolve(language))
    assert (text + jump)[end:].strip() == jump.strip()
    assert people == ()


@pytest.mark.parametrize(
    ("language", "text", "line", "name"),
    [
        ("zh-Hans", "村民在田间劳作。", "王小明 摄", "王小明"),
        ("zh-Hant", "市民昨日在街頭排隊。", "（記者王大明攝）", "王大明"),
        ("ja", "会場に集まった人たち＝", "山田太郎撮影", "山田太郎"),
        ("ko", "시민들이 줄을 서 있다. ", "사진=김민수 기자", "김민수"),
        ("en", "Residents queue for water. ", "Photo: Tom Reed", "Tom Reed"),
    ],
)
def test_a_credit_ends_a_caption_and_names_a_photographer(language, text, line, name):
    end, people = caption(text + line, resolve(language))
    assert (text + line)[:end].rstrip("＝ ") == text.rstrip("＝ ")
    assert named(people) == [("photographer", name)]
    assert named(credit(line, resolve(language))) == [("photographer", name)]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "ko", "en"])
@pytest.mark.parametrize(
    "text", ["", " ", "\n", "（", "】】】", "記者", "=" * 300, "文" * 500, "a" * 500, "\u0000\ufffc"]
)
def test_any_text_is_read_and_no_place_lies_outside_it(language, text):
    read_as = resolve(language)
    end, _ = paragraph_head(text, read_as, Heads([]))
    assert 0 <= end <= len(text)
    for read in (paragraph_tail, caption):
        end, _ = read(text, read_as)
        assert 0 <= end <= len(text)
    assert isinstance(byline(text, read_as, "評論"), tuple)
