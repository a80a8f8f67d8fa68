"""Chinese in Simplified characters: mainland China, Singapore, Malaysia."""

from __future__ import annotations

from ebook.languages.traits import Calendar, Detection, Traits, Typesetting

__all__ = ["NOT_FIRST", "NOT_LAST", "TRAITS"]

NOT_FIRST = "的地得了着过過吗嗎呢吧啊里裡上下中内內外前后後间間时時们們等者年月日号號个個"
NOT_LAST = "在把被与與和及或为為向从從对對将將于於不更最再又也都就才让讓使给給这這那每各"
"""Particles and prepositions of Chinese in either script: the phrases of a headline are found word by word."""

# Frequent characters whose simplified form differs from the traditional one: all are among the thousand most frequent
# of running text, so that a few hundred characters of a page are enough to tell.
_FORMS = "这时说们为过发进对动经开还长无电问实现关产业务书员报车门东见乐头应区县让线张场个几从与万两级设话认调领类图费单网记队气点边运连选资机权专"

TRAITS = Traits(
    detection=Detection(signs=f"[{_FORMS}]"),
    calendar=Calendar(
        weekdays=tuple(f"星期{day}" for day in "一二三四五六日"),
        eras={"中华民国": 1911, "民国": 1911, "公元": 0, "西历": 0},
    ),
    typesetting=Typesetting(
        wide_quotes=True,
        blank_marks=True,
        dots="below",
        phrases="simplified_chinese",
        not_first=NOT_FIRST,
        not_last=NOT_LAST,
        character_sets=("GB 2312",),
    ),
)
