"""The language of a text from its characters."""

import pytest

from ebook.languages import detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("海风市老码头的十二盏铜灯重新点亮，数百名市民沿堤岸驻足观看。", "zh-Hans"),
        ("海風市舊碼頭的十二盞銅燈重新點亮，數百名市民沿著堤岸駐足觀看。", "zh-Hant"),
        ("古い波止場の銅の灯が再びともり、市民が岸辺で足を止めた。", "ja"),
        ("낡은 부두의 구리 등이 다시 켜지자 시민들이 둑길에 멈춰 섰다.", "ko"),
        ("大韓民國 政府는 새 漢字 敎育 計劃을 發表했다.", "ko"),
        ("The old lamps on the pier were lit again on Friday, and hundreds of people stopped to look.", "en"),
        (
            "旧い波止場で The Pier of the Town in the Night と題した催しが開かれ、市民が岸辺で足を止めた。",
            "ja",
        ),
        ("码头举办名为The Light of the Pier的展览，数百名市民沿堤岸驻足观看。", "zh-Hans"),
        ("2024 EPUB 3.3", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_each_language_by_its_own_characters(text, lang):
    assert detect(text).tag == lang
