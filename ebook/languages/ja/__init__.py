"""Japanese."""

from __future__ import annotations

from ebook.languages.traits import Calendar, Detection, Traits, Typesetting

__all__ = ["TRAITS"]

TRAITS = Traits(
    detection=Detection(signs="[\u3041-\u30fa]", least=0.05),
    calendar=Calendar(
        weekdays=tuple(f"{day}曜日" for day in "月火水木金土日"),
        eras={"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "西暦": 0},
        lunar="korean",  # the meridian 135° E is Japan's too
        lunar_day_may_differ=True,  # Japan has had no lunar calendar of its own since 1873
    ),
    typesetting=Typesetting(
        wide_quotes=True,
        dots="above",
        vertical_themes=("vertical",),
        script="Kana",
        phrases="japanese",
        character_sets=("JIS X 0208",),
    ),
)
