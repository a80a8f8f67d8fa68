"""Mastheads as papers of four languages set them: one line a fact, run together, in stacks, in other order."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.languages import resolve
from ebook.model import Masthead
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead import MastheadReading, read_masthead

ARTICLE = {"zh-Hans": "夏收进度过半", "zh-Hant": "夏收進度過半", "ja": "新しい橋が完成", "ko": "새 다리 완공"}


def read(lang: str, *lines: str) -> MastheadReading:
    return read_masthead(
        [Line(text=text, file="a1.txt", numbers=(n,)) for n, text in enumerate(lines, 1)], resolve(lang)
    )


def facts(lang: str, *lines: str) -> dict[str, object]:
    """The facts of a masthead that stands before an article, of which nothing may be taken."""
    reading = read(lang, *lines, ARTICLE[lang], "本报讯（记者 王一）昨天上午，工人们把最后一段栏杆装好了。")
    assert reading.used == len(lines)
    assert reading.masthead.printed == lines
    empty = Masthead()
    names = [name for name in Masthead.__struct_fields__ if name not in ("printed", "origin")]
    return {
        name: value for name in names if (value := getattr(reading.masthead, name)) != getattr(empty, name)
    }


def test_a_mainland_daily():
    assert facts(
        "zh-Hans", "陵江晚报", "LINGJIANG EVENING NEWS", "2024年6月18日 星期二 农历甲辰年五月十三", "今日16版 第8765期",
        "国内统一连续出版物号：CN 51-0099 邮发代号：61-55", "陵江报业传媒集团主管主办", "陵江晚报社出版",
        "今日天气 多云间阴 22℃～31℃ 东北风2级", "新闻热线：028-96111 零售价：1.5元",
    ) == {
        "name": "陵江晚报", "publisher": "陵江报业传媒集团主管主办", "date": datetime.date(2024, 6, 18), "weekday": "星期二",
        "lunar_date": "农历甲辰年五月十三", "issue_number": "8765", "page_count": 16, "cn_number": "CN 51-0099",
        "postal_code": "61-55", "weather": "多云间阴 22℃～31℃ 东北风2级", "price": "1.5元",
    }  # fmt: skip


def test_all_facts_in_one_line():
    assert facts(
        "zh-Hans", "东麓都市报 2023年7月5日 星期三 癸卯年五月十八 晴转多云 26℃~35℃ 今日24版 总第9001期 "
        "主管：东麓日报社 主办：东麓传媒有限公司 国内统一刊号：CN 35-0058",
    ) == {
        "name": "东麓都市报", "publisher": "东麓传媒有限公司", "date": datetime.date(2023, 7, 5), "weekday": "星期三",
        "lunar_date": "癸卯年五月十八", "issue_number": "9001", "page_count": 24, "cn_number": "CN 35-0058",
        "weather": "晴转多云 26℃~35℃",
    }  # fmt: skip


def test_a_stack_with_the_day_set_large_above_the_month_and_a_name_set_apart():
    found = facts(
        "zh-Hans", "榉 江 日 报", "JUJIANG RIBAO", "18", "2024年6月", "星期二", "甲辰年五月十三", "第20417期", "今日8版",
        "中共榉江市委机关报 榉江日报社出版", "国内统一刊号：CN61-0099", "代号41-7", "市区今天晴 18℃-27℃",
    )  # fmt: skip
    assert (found["name"], found["date"]) == ("榉江日报", datetime.date(2024, 6, 18))
    assert (found["publisher"], found["weather"]) == ("榉江日报社出版", "晴 18℃-27℃")


def test_the_name_after_the_date_lines():
    found = facts(
        "zh-Hans", "星期五", "2024年3月15日", "甲辰年二月初六", "总第3456期", "今日12版", "渠阳日报", "中共渠阳市委机关报",
        "国内统一刊号CN33-0012", "邮发代号31-22", "渠阳新闻网：www.quyang.example",
    )  # fmt: skip
    assert (found["name"], found["weekday"], found["page_count"]) == ("渠阳日报", "星期五", 12)


def test_facts_that_are_split_over_two_lines():
    found = facts(
        "zh-Hans",
        "榆州晨报",
        "今日",
        "20版",
        "2024年1月9日 星期二 农历十一月廿八",
        "邮发代号",
        "61-7 零售价1元",
    )
    assert (found["page_count"], found["postal_code"], found["price"]) == (20, "61-7", "1元")


def test_a_weekly_with_an_edition_an_issn_and_a_yearly_price():
    found = facts(
        "zh-Hans", "西岭青年报", "敢想 敢做  山区版", "2021年12月1日 星期三", "每周三出版 总第2211期 第48期 本期8版",
        "共青团西岭省委主管 西岭青年报社主办 ISSN 1234-5679", "全年定价96元 零售2元",
    )  # fmt: skip
    assert (found["edition"], found["issn"], found["price"]) == ("山区版", "1234-5679", "2元")
    assert (found["issue_number"], found["publisher"]) == ("2211", "共青团西岭省委主管 西岭青年报社主办")


def test_a_daily_of_taiwan():
    assert facts(
        "zh-Hant", "北嶼時報", "中華民國一一三年十二月五日", "星期四", "農曆十一月初五", "第12345號", "今日出版四大張16版",
        "每份售價新台幣15元", "發行人：林大同 社長：王小明", "北嶼時報股份有限公司發行",
        "社址：北嶼市中山路100號 電話：(02)2345-6789", "中華郵政北台字第0123號執照登記為雜誌交寄", "今日天氣 多雲時晴 18~25°C",
    ) == {
        "name": "北嶼時報", "publisher": "北嶼時報股份有限公司", "date": datetime.date(2024, 12, 5), "weekday": "星期四",
        "lunar_date": "農曆十一月初五", "issue_number": "12345", "page_count": 16, "price": "15元",
        "weather": "多雲時晴 18~25°C",
    }  # fmt: skip


def test_a_daily_of_hong_kong():
    found = facts(
        "zh-Hant", "海港日報", "HARBOUR DAILY", "2024年10月21日 星期一 甲辰年九月十九", "第25678號 今日出紙3疊共28版 零售每份港幣10元",
        "氣溫22-27℃ 濕度65-90%", "海港報業有限公司出版 督印人：陳某",
    )  # fmt: skip
    assert (found["page_count"], found["price"], found["publisher"]) == (28, "港幣10元", "海港報業有限公司")
    assert found["weather"] == "氣溫22-27℃ 濕度65-90%"


def test_a_daily_of_japan():
    assert facts(
        "ja", "海部日報", "2024年（令和6年）4月18日　木曜日　朝刊", "第31225号", "旧3月10日　友引",
        "発行所　海部日報社　〒780-0000　高知市本町1-2-3　電話088-000-0000", "1部160円（税込み）月ぎめ3,400円", "きょうの紙面 24ページ",
        "天気 晴れ時々曇り 最高 24度 最低 14度 降水確率10%",
    ) == {
        "name": "海部日報", "publisher": "海部日報社", "date": datetime.date(2024, 4, 18), "weekday": "木曜日",
        "lunar_date": "旧3月10日", "issue_number": "31225", "page_count": 24, "edition": "朝刊", "price": "1部160円",
        "weather": "晴れ時々曇り 最高 24度 最低 14度 降水確率10%",
    }  # fmt: skip


def test_the_day_of_a_postal_permit_is_not_the_day_of_issue():
    found = facts(
        "ja", "沖浦新聞 2024年(令和6年) 4月18日 木曜日 14版 第45678号",
        "発行所=沖浦新聞社 沖浦市中央区1-1 昭和27年3月1日第三種郵便物認可", "定価 1部 150円",
    )  # fmt: skip
    assert found["date"] == datetime.date(2024, 4, 18)
    assert (found["name"], found["publisher"], found["edition"]) == ("沖浦新聞", "沖浦新聞社", "14版")


def test_a_daily_of_korea():
    assert facts(
        "ko", "나루저널", "NARU JOURNAL", "2024. 3. 7. 목요일 | 지령 제4321호 | 오늘 24면", "음력 1월 27일",
        "발행처 (주)나루미디어 | 등록번호 서울 가00011", "구독료 월 1만5000원 1부 1000원", "날씨 흐리고 비 3~8도, 강수확률 60%",
    ) == {
        "name": "나루저널", "publisher": "(주)나루미디어", "date": datetime.date(2024, 3, 7), "weekday": "목요일",
        "lunar_date": "음력 1월 27일", "issue_number": "4321", "page_count": 24, "price": "1000원",
        "weather": "흐리고 비 3~8도, 강수확률 60%",
    }  # fmt: skip


def test_an_edition_beside_the_name_and_a_founding_day():
    found = facts(
        "ko",
        "새벽일보 (수도권판)",
        "2024년 3월 7일 (목) 제1234호 값 700원",
        "창간 1988년 5월 15일",
        "www.saebyeok.example",
    )
    assert (found["name"], found["edition"], found["price"]) == ("새벽일보", "수도권판", "700원")
    assert found["date"] == datetime.date(2024, 3, 7)


def test_a_day_that_does_not_exist_leaves_the_date_open():
    found = facts("zh-Hans", "陵江晚报", "2022年2月30日 星期三 第8765期")
    assert "date" not in found


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh-Hans", ("夏收进度过半", "我市小麦收割八成", "本报讯（记者 王一）6月18日，晴，22℃。")),
        ("zh-Hans", ("第02版：要闻", "夏收进度过半")),
        ("zh-Hans", ("2025年4月16日 星期三 责编：王一 校对：李二 02版", "夏收进度过半")),
        ("zh-Hant", ("A2 地方‧生活　中華民國114年3月9日　星期日", "夏收進度過半")),
        ("ja", ("（２）　地域・社会　海部日報　2025年10月17日　金曜日", "新しい橋が完成")),
        ("ko", ("담호일보  2024년 11월 5일 화요일  종합  1면", "새 다리 완공")),
        ("zh-Hans", ()),
    ],
)
def test_a_page_without_masthead_has_none(lang, lines):
    reading = read(lang, *lines)
    assert reading.used == 0
    assert reading.masthead == Masthead()


def test_a_headline_about_the_weather_is_no_part_of_it():
    reading = read(
        "zh-Hans",
        "陵江晚报",
        "2024年6月18日 星期二 第8765期",
        "天气",
        "明天夏至 暑气也跟着来了",
        "今天最高37℃ 出门带伞",
    )
    assert reading.used == 2


def test_a_name_with_an_unknown_ending_is_taken_from_its_place_with_a_note():
    reading = read("zh-Hans", "南山之声", "2024年6月18日 星期二 第12期")
    assert reading.masthead.name == "南山之声"
    assert [(problem.code, problem.line) for problem in reading.problems] == [("ISS-017", 1)]


def test_a_masthead_that_a_narrow_column_broke():
    broken = (
        "榉江晚报", "2024年6月18日 星期二 农历甲", "辰年五月十三 第8765期", "国内统一连续出版物号：CN 51", "-0099 榉江晚报社出版",
        "市区今日天气：多云间阴 偏南", "风3级 19℃～28℃", "夏收进度过半",
    )  # fmt: skip
    lines = [Line(text=text, file="a1.txt", numbers=(n,)) for n, text in enumerate(broken, 1)]
    reading = read_masthead(lines, resolve("zh-Hans"), {2: "", 4: "", 6: ""})
    found = reading.masthead
    assert reading.used == 7
    assert (found.lunar_date, found.cn_number) == ("农历甲辰年五月十三", "CN 51-0099")
    assert (found.publisher, found.weather) == ("榉江晚报社出版", "多云间阴 偏南风3级 19℃～28℃")


def test_sheets_are_counted_where_pages_are_not():
    assert facts("zh-Hant", "海光時報", "2024年6月18日 星期二", "第8765號 今日出紙3張 零售每份$10") == {
        "name": "海光時報", "date": datetime.date(2024, 6, 18), "weekday": "星期二", "issue_number": "8765",
        "page_count": 3, "price": "$10",
    }  # fmt: skip


def test_one_name_for_publisher_and_printer():
    found = facts("ko", "새벽신문", "제8765호 2024년 6월 18일 화요일", "발행·인쇄 새벽신문사  1부 1000원")
    assert found["publisher"] == "새벽신문사"


def test_the_lines_of_the_source_are_its_origin():
    reading = read("zh-Hans", "陵江晚报", "2024年6月18日 星期二 第8765期", "夏收进度过半")
    assert (reading.masthead.origin.file, reading.masthead.origin.lines) == ("a1.txt", (1, 2))


@given(st.lists(st.text(alphabet="中日报社主办第期今版CN邮发0123456789-:： 年月一天气晴℃元\n일보号面호（）") | st.text(), max_size=12), st.sampled_from(["zh-Hans", "zh-Hant-TW", "ja", "ko"]))  # fmt: skip
def test_no_text_breaks_the_reading(lines, lang):
    reading = read(lang, *lines)
    assert reading.masthead.printed == tuple(lines[: reading.used])


def test_an_edition_and_a_price_without_label_stand_beside_the_name():
    found = facts("zh-Hant", "北嶼晚報　晚刊", "2025年3月12日　星期三　第8812號　新台幣8元")
    assert (found["name"], found["edition"], found["price"]) == ("北嶼晚報", "晚刊", "8元")


def test_name_and_date_in_one_line():
    found = facts("zh-Hans", "陵江报 2025年3月12日 星期三")
    assert (found["name"], found["date"], found["weekday"]) == (
        "陵江报",
        datetime.date(2025, 3, 12),
        "星期三",
    )


HEADS = {
    "zh-Hans": ("青衡日报", "2026年5月8日 星期五 {} 第15207期"),
    "zh-Hant": ("潮嶼時報", "2026年5月8日 星期五 {} 第15207號"),
    "ja": ("灯浜新報", "2026年（令和8年）5月8日 金曜日 {} 第15207号"),
    "ko": ("솔너울일보", "2026년 5월 8일 금요일 {} 제15207호"),
}


@pytest.mark.parametrize(
    ("lang", "edition"),
    [
        *(
            ("zh-Hans", name)
            for name in ("号外", "号 外", "增刊", "特刊", "早报", "晚报", "晨刊", "晚刊", "早版")
        ),
        *(("zh-Hant", name) for name in ("號外", "號 外", "增刊", "特刊", "早報", "晚報", "晨刊", "夜刊")),
        *(("ja", name) for name in ("朝刊", "夕刊", "夕 刊", "号外", "号 外", "増刊", "特別号")),
        *(("ko", name) for name in ("조간", "석간", "석 간", "호외", "증간", "특집호")),
    ],
)
def test_the_edition_of_a_day_is_read(lang, edition):
    name, line = HEADS[lang]
    found = facts(lang, name, line.format(edition))
    assert (found["name"], found["edition"]) == (name, edition)


@pytest.mark.parametrize("name", ["青衡 晚报", "青 衡 晚 报", "青衡　早报"])
def test_half_of_a_name_set_with_spaces_is_no_edition(name):
    assert "edition" not in facts("zh-Hans", name, "2026年5月8日 星期五 第15207期")
