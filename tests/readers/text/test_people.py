"""Who wrote a piece, from the words that newspapers print."""

from __future__ import annotations

import pytest

from ebook.languages import resolve
from ebook.readers.text.classify import classify
from ebook.readers.text.credits import caption_and_credit
from ebook.readers.text.items import Kind
from ebook.readers.text.lines import Line
from ebook.readers.text.people import agencies_in, looks_like_names, people_in, people_of_dateline
from tests.readers.text.reading import reading

BYLINES = (
    ("zh-Hans", "本报记者 岑夏 文/图", "reporter 岑夏, photographer 岑夏"),
    ("zh-Hans", "本报记者 夏晴 文 欧阳渔 图", "reporter 夏晴, photographer 欧阳渔"),
    ("zh-Hans", "海州日报·掌上海州记者/姚明远 通讯员/陶然", "reporter 姚明远, correspondent 陶然"),
    ("zh-Hans", "海州日报记者/廖青 通讯员/夏岚 摄", "photographer 廖青, photographer 夏岚"),
    ("zh-Hans", "本报记者 陆行 实习记者 方晚 江州报道", "reporter 陆行, intern 方晚"),
    ("zh-Hans", "本报讯（记者 佟晓 通讯员 卢宁）", "reporter 佟晓, correspondent 卢宁"),
    ("zh-Hans", "新华社记者 才让·多杰 摄", "photographer 才让·多杰"),
    (
        "zh-Hans",
        "本报记者 岑夏 通讯员 陶然、卢宁和方晚",
        "reporter 岑夏, correspondent 陶然, correspondent 卢宁, correspondent 方晚",
    ),
    (
        "zh-Hans",
        "本报记者 岑夏 通讯员 陶然 卢宁/文 方晚/图",
        "reporter 岑夏, correspondent 陶然, correspondent 卢宁, photographer 方晚",
    ),
    ("zh-Hans", "见习记者 欧阳渔 文/图", "intern 欧阳渔, photographer 欧阳渔"),
    ("zh-Hans", "文/岑夏 图/方晚", "reporter 岑夏, photographer 方晚"),
    ("zh-Hans", "□ 岑夏　插图/方晚", "reporter 岑夏, photographer 方晚"),
    ("zh-Hans", "采写：记者 岑夏 摄影：记者 方晚", "reporter 岑夏, photographer 方晚"),
    ("zh-Hans", "记者 岑　夏 通讯员 陶 然 卢小宁", "reporter 岑夏, correspondent 陶然, correspondent 卢小宁"),
    ("zh-Hans", "本报驻江州记者 岑夏 发自江州", "reporter 岑夏"),
    ("zh-Hant", "記者簡安、柯寧／綜合報導", "reporter 簡安, reporter 柯寧"),
    ("zh-Hant", "【記者韋小亭倫敦報道】", "reporter 韋小亭"),
    ("zh-Hant", "（記者簡安北港報導）", "reporter 簡安"),
    ("zh-Hant", "【本報記者簡安、攝影柯寧】", "reporter 簡安, photographer 柯寧"),
    ("zh-Hant", "圖文／韋亭", "reporter 韋亭, photographer 韋亭"),
    ("zh-Hant", "【記者簡安、柯寧／北港報導】", "reporter 簡安, reporter 柯寧"),
    ("zh-Hant", "文／記者韋亭　圖／港邊國小提供", "reporter 韋亭"),
    ("zh-Hant", "（中央社記者林小明台北9日電）", "reporter 林小明"),
    ("ja", "写真部・真壁奏撮影", "photographer 真壁奏"),
    ("ja", "文・写真　山田太郎", "reporter 山田太郎, photographer 山田太郎"),
    ("ja", "会社員　吉田とも（52）＝花町", "reporter 吉田とも"),
    ("ja", "【花町＝山田太郎、鈴木花子】", "reporter 山田太郎, reporter 鈴木花子"),
    ("ja", "文と写真・山田太郎", "reporter 山田太郎, photographer 山田太郎"),
    ("ja", "特別編集委員　山田　太郎", "columnist 山田太郎"),
    ("ja", "（経済部　山田太郎）", "reporter 山田太郎"),
    ("ja", "花町市　会社員　吉田とも　52", "reporter 吉田とも"),
    ("ko", "[새벽읍=홍길동 기자]", "reporter 홍길동"),
    ("ko", "홍길동 새벽대 국문과 교수", "columnist 홍길동"),
    ("ko", "홍길동 문화평론가", "columnist 홍길동"),
    ("ko", "[서울=새벽일보] 홍길동·김철수 기자 =", "reporter 홍길동, reporter 김철수"),
    ("ko", "글·사진 도하람 기자", "reporter 도하람, photographer 도하람"),
    ("ko", "문해인 시인", "columnist 문해인"),
    ("ko", "민서율 기자 seoyul@saebyeok.example", "reporter 민서율"),
)


@pytest.mark.parametrize(("lang", "text", "expected"), BYLINES, ids=[text for _, text, _ in BYLINES])
def test_names_and_roles(lang: str, text: str, expected: str) -> None:
    people = people_in(text, resolve(lang).newspaper, "reporter")
    assert ", ".join(f"{person.role} {person.name}" for person in people) == expected


DATELINES = (
    ("zh-Hans", "东海社江州6月5日电（记者岑夏、陶然）", "agency 东海社, reporter 岑夏, reporter 陶然"),
    ("zh-Hans", "中新社江州6月5日电（岑夏 陶然）", "agency 中新社, reporter 岑夏, reporter 陶然"),
    ("zh-Hans", "据东海社电", "agency 东海社"),
    ("zh-Hans", "本报讯 记者岑夏报道", "reporter 岑夏"),
    ("zh-Hans", "本报记者岑夏报道", "reporter 岑夏"),
    ("zh-Hans", "本报讯（全媒体记者 岑夏 实习生 陶然）", "reporter 岑夏, intern 陶然"),
    ("zh-Hans", "【江州日报讯】", ""),
    ("zh-Hant", "【東海社福州26日電】", "agency 東海社"),
    ("zh-Hant", "〔東海社／北港報導〕", "agency 東海社"),
    ("zh-Hant", "（東海社記者簡小安北港5日電）", "agency 東海社, reporter 簡小安"),
    ("zh-Hant", "記者簡小安／北港報導", "reporter 簡小安"),
    ("zh-Hant", "【海州日報駐倫敦特派員簡小安報道】", "reporter 簡小安"),
    ("ja", "【花町＝共同】", "agency 共同"),
    ("ja", "【花町=山田太郎】", "reporter 山田太郎"),
    ("ja", "【ニューヨーク＝ジョン・スミス】", "reporter ジョン・スミス"),
    ("ko", "[새벽읍=동해통신]", "agency 동해통신"),
    ("ko", "(서울=연합뉴스) 홍길동 기자 =", "agency 연합뉴스, reporter 홍길동"),
    ("ko", "[새벽일보 홍길동 기자]", "reporter 홍길동"),
)


@pytest.mark.parametrize(("lang", "text", "expected"), DATELINES, ids=[text for _, text, _ in DATELINES])
def test_a_dateline_is_found_whole_with_its_agency_and_people(lang: str, text: str, expected: str) -> None:
    conventions = resolve(lang).newspaper
    found = conventions.at_start("datelines", f"{text} 새벽시는" if lang == "ko" else f"{text} 6月5日，")
    assert found is not None
    assert found[0].rstrip() == text
    people = people_of_dateline(text, conventions)
    assert ", ".join(f"{person.role} {person.name}" for person in people) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hans", "据新华社电"),
        ("zh-Hans", "本报评论员"),
        ("zh-Hans", "（岑夏 陶然 文/图）"),
        ("zh-Hans", "东麓区 岑先生"),
        ("zh-Hant", "東灣區　簡小姐"),
        ("zh-Hant", "文．圖／韋亭"),
        ("ja", "花町市　会社員　吉田とも　52"),
        ("ko", "홍길동 새벽대 국문과 교수"),
    ],
)
def test_a_line_is_a_byline(lang: str, text: str) -> None:
    items = classify(
        [Line(text=text, file="a.txt", numbers=(1,))], resolve(lang).newspaper, has_place_datelines=False
    )
    assert [item.kind for item in items] == [Kind.BYLINE]


def test_no_headline_is_a_byline() -> None:
    lines = ("旅行社推出新线路", "秋分（外一首）", "老师和同学", "读者来信", "记者节里话担当")
    pieces = [Line(text=text, file="a.txt", numbers=(n,)) for n, text in enumerate(lines, 1)]
    items = classify(pieces, resolve("zh-Hans").newspaper, has_place_datelines=False)
    assert Kind.BYLINE not in {item.kind for item in items}


def test_a_reporter_is_a_photographer_after_a_caption_and_an_author_after_a_text() -> None:
    conventions = resolve("ko").newspaper
    caption, credit = caption_and_credit("주민들이 새로 놓인 다리를 건너고 있다. 홍길동 기자", conventions)
    assert (caption, credit) == ("주민들이 새로 놓인 다리를 건너고 있다.", "홍길동 기자")
    text = "시는 다리를 다음 달에 연다고 말했다. 홍길동 기자"
    assert caption_and_credit(text, conventions) == (text, "")


CREDITS = (
    ("zh-Hans", "工人在给新桥安装栏杆。", "（记者 岑夏 通讯员 陶然 摄）"),
    ("zh-Hans", "工人在给新桥安装栏杆。", "新华社发（岑夏 摄）"),
    ("zh-Hans", "工人在给新桥安装栏杆。", "图由市民 岑夏 提供"),
    ("zh-Hans", "工人在给新桥安装栏杆。", "（受访者供图）"),
    ("zh-Hant", "工人昨為新橋安裝欄杆。", "（圖：簡安）"),
    ("zh-Hant", "工人昨為新橋安裝欄杆。", "（記者簡安翻攝）"),
    ("ja", "橋の欄干を取り付ける人たち＝５日、花町市", "（撮影・山田太郎）"),
    ("ko", "주민들이 새 다리를 건너고 있다.", "(사진=홍길동 기자)"),
    ("ko", "주민들이 새 다리를 건너고 있다.", "사진제공=새벽시"),
)


@pytest.mark.parametrize(("lang", "caption", "credit"), CREDITS, ids=[credit for *_, credit in CREDITS])
def test_a_credit_is_told_from_its_caption(lang: str, caption: str, credit: str) -> None:
    assert caption_and_credit(f"{caption} {credit}", resolve(lang).newspaper) == (caption, credit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议还研究了其他事项。（据东海社电）", [("agency", "东海社")]),
        ("会议还研究了其他事项。（本报记者 岑夏 通讯员 陶然）", [("reporter", "岑夏"), ("correspondent", "陶然")]),
        ("秋には稲刈りがあるという。（共同）", [("agency", "共同")]),
        ("시는 새 다리를 연다고 말했다. /홍길동 기자", [("reporter", "홍길동")]),
        ("시는 새 다리를 연다고 말했다. 홍길동 기자·나은별 기자", [("reporter", "홍길동"), ("reporter", "나은별")]),
    ],
)  # fmt: skip
def test_a_signature_names_people_and_stays(text: str, expected: list[tuple[str, str]]) -> None:
    head = (
        "새 다리 개통\n\n"
        if "시는" in text
        else "新しい橋の開通式\n\n"
        if "という" in text
        else "新桥下月通车\n\n"
    )
    (article,) = reading(head + text).issue.sections[0].articles
    assert [(person.role, person.name) for person in article.byline] == expected
    assert article.body[-1].text == text


def test_a_travel_agent_is_no_news_agency() -> None:
    conventions = resolve("zh-Hans").newspaper
    assert agencies_in("据旅行社消息", conventions) == ()
    assert conventions.at_start("datelines", "据旅行社消息，假期线路") is None


def test_a_dateline_names_its_agency_once() -> None:
    found = agencies_in("新华社昆明4月15日电（记者 郁青）", resolve("zh-Hans").newspaper)
    assert [(person.role, person.name) for person in found] == [("agency", "新华社")]


def test_words_are_not_names() -> None:
    conventions = resolve("zh-Hans").newspaper
    assert looks_like_names("岑夏 卢宁", conventions)
    assert not looks_like_names("综合 整理", conventions)
    assert not looks_like_names("的时候", conventions)
