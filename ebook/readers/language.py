"""Which of the four languages a text is written in, from its characters alone."""

from __future__ import annotations

__all__ = ["detect_language"]

# Frequent characters whose two printed forms differ, simplified against traditional. All of them are
# among the thousand most frequent in running text, so a few hundred characters are enough to tell.
_PAIRS = (
    "这這 时時 说說 们們 为為 过過 发發 进進 对對 动動 经經 开開 还還 长長 无無 电電 问問 实實 现現 关關 产產 业業 务務 "
    "书書 员員 报報 车車 门門 东東 见見 乐樂 头頭 应應 区區 县縣 让讓 线線 张張 场場 个個 几幾 从從 与與 万萬 两兩 级級 "
    "设設 话話 认認 调調 领領 类類 图圖 费費 单單 网網 记記 队隊 气氣 点點 边邊 运運 连連 选選 资資 机機 权權 专專 为為"
)
_SIMPLIFIED = frozenset(pair[0] for pair in _PAIRS.split())
_TRADITIONAL = frozenset(pair[1] for pair in _PAIRS.split())
_SAMPLE = 20_000
_ENOUGH = 0.05


def detect_language(text: str) -> str:
    """The BCP 47 tag of a text: ja, ko, zh-Hant or zh-Hans; zh-Hans where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(1 for char in sample if char.isalpha() and not char.isascii()) or 1
    kana = sum(1 for char in sample if "\u3041" <= char <= "\u30fa")
    hangul = sum(1 for char in sample if "\uac00" <= char <= "\ud7a3")
    if hangul > letters * _ENOUGH and hangul >= kana:
        return "ko"
    if kana > letters * _ENOUGH:
        return "ja"
    simplified = sum(1 for char in sample if char in _SIMPLIFIED)
    traditional = sum(1 for char in sample if char in _TRADITIONAL)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
