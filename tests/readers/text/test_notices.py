"""Public notices, and boxes of facts about a person."""

from __future__ import annotations

from tests.readers.text.reading import reading

NOTICES = """关于征求老旧小区改造意见的公告

为进一步改善居民居住条件，现就城区老旧小区改造方案公开征求意见，欢迎市民提出宝贵建议。

公示期为2025年3月11日至3月20日。

海县住房和城乡建设局　2025年3月11日

遗失声明

岑小夏遗失居民身份证一张，声明作废。

更正

本报3月5日第二版《春耕正忙》一文中，“石桥乡”应为“石桥镇”，特此更正。
"""

BOX = """修傘匠的雨天

簡安

老街轉角的修傘鋪，一到雨天就亮著燈。老師傅坐在門口，手裡的針線從不停歇，傘骨在他手中一根根接回去。

他說，傘是有脾氣的，修久了就知道它哪裡疼。

小檔案

林阿土

1952年生，青溪鎮人

現職：修傘匠

代表作：百骨大傘

座右銘：慢工出細活
"""


def test_office_and_date_end_a_notice_and_the_next_begins_below() -> None:
    articles = reading(NOTICES).issue.sections[0].articles
    assert [article.headline for article in articles] == [
        "关于征求老旧小区改造意见的公告",
        "遗失声明",
        "更正",
    ]
    assert articles[0].body[-1].text == "海县住房和城乡建设局　2025年3月11日"


def test_the_facts_about_a_person_are_the_body_of_their_box() -> None:
    (article,) = reading(BOX).issue.sections[0].articles
    aside = article.body[-1]
    assert aside.title == "小檔案"
    assert aside.body[0].items[:2] == ("林阿土", "1952年生，青溪鎮人")
