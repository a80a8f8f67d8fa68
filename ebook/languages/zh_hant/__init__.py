"""Chinese in Traditional characters: Taiwan, Hong Kong, Macau."""

from __future__ import annotations

from ebook.languages.traits import Calendar, Detection, Traits, Typesetting
from ebook.languages.zh_hans import NOT_FIRST, NOT_LAST

__all__ = ["TRAITS"]

# Frequent characters whose traditional form differs from the simplified one: all are among the thousand most frequent
# of running text, so that a few hundred characters of a page are enough to tell.
_FORMS = "這時說們為過發進對動經開還長無電問實現關產業務書員報車門東見樂頭應區縣讓線張場個幾從與萬兩級設話認調領類圖費單網記隊氣點邊運連選資機權專"

TRAITS = Traits(
    detection=Detection(signs=f"[{_FORMS}]"),
    calendar=Calendar(
        weekdays=tuple(f"星期{day}" for day in "一二三四五六日"),
        eras={"中華民國": 1911, "民國": 1911, "西元": 0, "西曆": 0},
        unnamed_era=1911,
    ),
    typesetting=Typesetting(
        wide_quotes=True,
        centred_stops=True,
        dots="below",
        vertical_themes=("vertical",),
        phrases="traditional_chinese",
        not_first=NOT_FIRST,
        not_last=NOT_LAST,
        character_sets=("Big5",),
    ),
)
