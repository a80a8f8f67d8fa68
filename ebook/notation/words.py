"""The labels of the notation: what is written in each language, and what is understood besides."""

from __future__ import annotations

import difflib
import re

__all__ = [
    "ARTICLE",
    "BOX",
    "FIGURE",
    "LABELLED",
    "MASTHEAD",
    "ROLE",
    "SECTION",
    "TABLE",
    "Vocabulary",
    "nearest",
]

_LANGUAGES = ("zh-hans", "zh-hant", "ja", "ko")
_TRADITIONAL = ("zh-hk", "zh-mo", "zh-tw")


_HALF = 0.5
_LONGEST = 32

LABELLED = re.compile(r"(?P<label>[^\s:：]{1,16})[ \u3000]*[:：](?P<value>.*)")
"""A labelled line: `引题：盐场丰收`."""


class Vocabulary:
    """What can be said in one place: under a headline, under a picture, in the front matter ...

    Built from lines of words: the model's name, then what is written in simplified and traditional
    Chinese, Japanese, Korean, then whatever else is understood. A word has one meaning in one place.
    Words in `whole` are printed text themselves: a line that starts with one is kept whole.
    """

    def __init__(self, table: str, whole: str = "") -> None:
        self._written: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, str] = {}
        for line in table.strip().split("\n"):
            key, *words = line.split()
            self._written[key] = tuple(words[: len(_LANGUAGES)])
            self._add(key, [key, *words])
        whole_lines = [line.split() for line in whole.strip().split("\n") if line]
        for key, *words in whole_lines:
            self._add(key, words)
        self.whole = frozenset(word for line in whole_lines for word in line[1:])

    def _add(self, key: str, words: list[str]) -> None:
        for word in map(_normal, words):
            if self._keys.setdefault(word, key) != key:
                raise AssertionError(f"{word} means both {key} and {self._keys[word]}")

    def keys(self) -> tuple[str, ...]:
        """The model's names of what can be said here."""
        return tuple(self._written)

    def key(self, word: str) -> str | None:
        """The model's name of what a word means, None for a word that is not known here."""
        return self._keys.get(_normal(word))

    def word(self, key: str, lang: str) -> str:
        """What is written for a model's name in a language; English for others than the four."""
        index = _language(lang)
        return key if index is None else self._written[key][index]

    def resembles(self, word: str) -> bool:
        """Whether a word may be a known one misspelt: half of its characters are right."""
        return bool(difflib.get_close_matches(_normal(word)[:_LONGEST], self._keys, n=1, cutoff=_HALF))

    def nearest(self, word: str, lang: str) -> tuple[float, bool, str]:
        """The word that is most like another, after how like it is and whether it is the language's own."""
        return max(
            (
                difflib.SequenceMatcher(None, _normal(word)[:_LONGEST], known).ratio(),
                known == self.word(key, lang),
                known,
            )
            for known, key in self._keys.items()
        )


def nearest(word: str, lang: str, *vocabularies: Vocabulary) -> str | None:
    """What to suggest to somebody who misspelt a word: the nearest one, the language's own before others."""
    ratio, _, known = max(words.nearest(word, lang) for words in vocabularies)
    return known if ratio >= _HALF else None


def _normal(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def _language(lang: str) -> int | None:
    """Which column of the tables a BCP 47 tag means: its script, or its region's usual one, decides."""
    tag = lang.casefold()
    if tag.startswith("zh"):
        return int("hant" in tag or tag.startswith(_TRADITIONAL))
    return next((index for index, name in enumerate(_LANGUAGES) if tag.split("-")[0] == name), None)


MASTHEAD = Vocabulary("""
name          报名      報名      題字      제호      报纸 報紙 紙名 新聞名 신문명
publisher     出版者    出版者    発行所    발행처    主办 主管主办 出版 發行 发行 発行者 발행인
date          日期      日期      日付      날짜      出版日期 発行日 발행일
weekday       星期      星期      曜日      요일
lunar_date    农历      農曆      旧暦      음력
issue_number  期号      期號      号数      호수      总期号 總期號 号 지령
page_count    版数      版數      面数      면수
cn_number     刊号      刊號      刊行番号  간행번호  国内统一刊号 國內統一刊號 cn
issn          ISSN号    ISSN號    ISSN番号  ISSN번호
postal_code   邮发代号  郵發代號  郵便番号  우편번호
weather       天气      天氣      天気      날씨
edition       版次      版別      版        판
price         定价      定價      定価      값        零售价 售價 価格 정가
lang          语言      語言      言語      언어      language
printed       报头      報頭      題字欄    제호란
repairs       修订      修訂      修復      수정
""")  # fmt: skip

SECTION = Vocabulary("""
page    版号  版號  面番号  면번호
title   版名  版名  面名    면이름
folio   版头  版頭  欄外    면머리  页眉 頁眉
staff   编务  編務  担当    담당
""", whole="""
staff   责编 责任编辑 美编 校对 值班编委 值班主任 版式 版面 責編 責任編輯 美編 校對 編集 校閲 整理 편집 교열
""")  # fmt: skip

ROLE = Vocabulary("""
reporter       记者    記者    記者    기자    本报记者 本報記者
correspondent  通讯员  通訊員  通信員  통신원  特约通讯员
photographer   摄影    攝影    撮影    사진    摄影记者 攝影記者 写真 사진기자
intern         实习生  實習生  研修生  인턴    实习记者 實習記者 见习记者 見習記者 인턴기자
columnist      撰文    撰文    寄稿    기고    文
editor         编辑    編輯    編集    편집
agency         通讯社  通訊社  通信社  통신사
""")  # fmt: skip

ARTICLE = Vocabulary("""
column          栏目      欄目      欄名        코너            专栏 專欄
kicker          引题      引題      肩見出し    어깨제목        肩题 肩題 眉题 眉題 eyebrow
headline        主题      主題      主見出し    주제목          标题 標題 見出し 제목
deck            副题      副題      袖見出し    부제            副标题 副標題 脇見出し 부제목
byline          署名      署名      署名        바이라인        作者 筆者 필자
byline_text     署名原文  署名原文  署名原文    바이라인원문
dateline        电头      電頭      クレジット  발신            消息头 発信
continued_from  上接      上接      続き元      이어받음
continued_to    下转      下轉      続き先      이어짐          下接
lang            语言      語言      言語        언어            language
""")  # fmt: skip

FIGURE = Vocabulary("""
alt      描述  描述  代替  대체
caption  说明  說明  説明  설명  图说 圖說 图注 圖注 图片说明 写真説明 キャプション 캡션
credit   署名  署名  提供  제공  摄影 攝影 撮影 사진 图源 圖源 供图 供圖 来源 來源 출처
""")  # fmt: skip

TABLE = Vocabulary("""
caption  表题  表題  表題  표제  表 표 表名 table
note     表注  表註  表注  표주
""", whole="""
note     注 註 주 备注 備註 资料来源 資料來源 数据来源 數據來源 出典 자료
""")  # fmt: skip

BOX = Vocabulary("""
note   按语  按語  注記  편집자주  编者按 編者按
aside  方框  方框  囲み  상자      附栏 附欄 box 박스
verse  诗    詩    詩    시        诗歌 詩歌
""")  # fmt: skip
