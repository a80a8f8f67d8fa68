"""Folio and staff lines, and lines that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.languages import resolve
from ebook.reading.folio import Folio, read_folio

FOLIOS = [
    ("zh-Hans", "第02版：要闻", Folio(page="02", title="要闻", bare=True)),
    ("zh-Hans", "2版 · 国际", Folio(page="02", title="国际", bare=True)),
    ("zh-Hans", "第三版 国际新闻", Folio(page="03", title="国际新闻", bare=True)),
    ("zh-Hans", "A02要闻", Folio(page="A02", title="要闻", bare=True)),
    ("zh-Hans", "06版", Folio(page="06", bare=True)),
    (
        "zh-Hans",
        "02 综合 2024年6月18日 星期二 责编：王一 版式：李小二",
        Folio(page="02", title="综合", staff=True),
    ),
    ("zh-Hans", "本版责编：文静 版式：郎月 校对：毕小满 01版", Folio(page="01", staff=True)),
    ("zh-Hans", "陵江晚报 2025年4月16日 星期三 民生 02", Folio(page="02", title="民生", paper="陵江晚报")),
    ("zh-Hans", "2025年4月16日 星期三 02 民生", Folio(page="02", title="民生")),
    ("zh-Hans", "责编 席明远 美编 童未", Folio(staff=True)),
    ("zh-Hans", "编辑：王小明 校对：李二 电话：0731-28800000", Folio(staff=True)),
    ("zh-Hans", "陵江晚报 2025年4月16日 星期三", Folio(paper="陵江晚报")),
    (
        "zh-Hant",
        "A1 要聞　中華民國114年3月9日　星期日　北嶼日報",
        Folio(page="A1", title="要聞", paper="北嶼日報"),
    ),
    ("zh-Hant", "主編／溫以默　美編／施宛真", Folio(staff=True)),
    ("zh-Hant", "責任編輯 王小明", Folio(staff=True)),
    (
        "zh-Hant",
        "一版　頭條新聞　責任編輯 王小明　美術編輯 李大同",
        Folio(page="01", title="頭條新聞", staff=True),
    ),
    (
        "zh-Hant",
        "二版 人物‧副刊 責任編輯 陳小華 美術編輯 李大同",
        Folio(page="02", title="人物‧副刊", staff=True),
    ),
    ("zh-Hans", "十二版·文艺副刊　责任编辑：岑夏", Folio(page="12", title="文艺副刊", staff=True)),
    ("zh-Hans", "第三版　健康生活　主编 岑夏", Folio(page="03", title="健康生活", staff=True)),
    ("zh-Hans", "责任编辑：岑夏　二版", Folio(page="02", staff=True)),
    ("zh-Hans", "2025年3月12日 星期三　四版　副刊", Folio(page="04", title="副刊")),
    ("zh-Hans", "五版｜副刊", Folio(page="05", title="副刊", bare=True)),
    (
        "ja",
        "2025年（令和７年）10月17日　金曜日　（日刊）　海部新報　（１）",
        Folio(page="01", paper="海部新報"),
    ),
    (
        "ja",
        "（２）　地域・社会　海部新報　2025年10月17日　金曜日",
        Folio(page="02", title="地域・社会", paper="海部新報"),
    ),
    ("ja", "3 総合 2025年10月17日(金) 海部新報", Folio(page="03", title="総合", paper="海部新報")),
    ("ko", "한빛일보  2024년 11월 5일 화요일  종합  1면", Folio(page="01", title="종합", paper="한빛일보")),
    ("ko", "A12 사회 2024년 11월 5일 화요일 한빛일보", Folio(page="A12", title="사회", paper="한빛일보")),
    ("ko", "편집 이루다  교열 한겨울", Folio(staff=True)),
]


@pytest.mark.parametrize(("lang", "text", "folio"), FOLIOS)
def test_a_folio_or_staff_line_says_what_it_holds(lang, text, folio):
    assert read_folio(text, resolve(lang)) == folio
    assert folio.has_page == (folio.page is not None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hans", "劳动课上 种出一锅菜饭　02版"),
        ("zh-Hans", "河边的长凳　04版"),
        ("zh-Hans", "二版头条"),
        ("zh-Hans", "第三版 主编 岑夏谈春耕"),
        ("zh-Hans", "一版 二版 三版"),
        ("zh-Hans", "（下转03版）"),
        ("zh-Hans", "（上接01版）"),
        ("zh-Hans", "2024年6月18日 我市召开大会"),
        ("zh-Hans", "2024年6月18日"),
        ("zh-Hans", "4月28日 星期四"),
        ("zh-Hans", "本报9月16日01版《旧厂房》一文中，数字有误。"),
        ("zh-Hans", "本报记者 顾长风 通讯员 邵小满"),
        ("zh-Hans", "采写：王小明 摄影：李二"),
        ("zh-Hans", "编辑 王小明"),
        ("zh-Hans", "第二版草案公布"),
        ("zh-Hans", "A4纸涨价"),
        ("zh-Hans", "2025年4月16日 星期三 乙巳年三月十九 第10937期 今日4版"),
        ("zh-Hans", "版面有限"),
        ("zh-Hant", "（下轉A2版）"),
        ("ja", "（２面に続く）"),
        ("ja", "（１面から続く）"),
        ("ja", "時計塔のねじ、巻いて40年……２面"),
        ("ja", "15日付２面"),
        ("ja", "（２）"),
        ("ko", "▶3면에 계속"),
        ("ko", "제9734호"),
        ("zh-Hans", ""),
    ],
)
def test_what_only_looks_like_one_is_none(lang, text):
    assert read_folio(text, resolve(lang)) is None


@given(st.text(alphabet="第版面면A123０2年月日星期四责编：校对王 日报　()／") | st.text(), st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]))  # fmt: skip
def test_no_text_breaks_the_reading(text, lang):
    folio = read_folio(text, resolve(lang))
    assert folio is None or folio.page or folio.staff or folio.paper
