"""Korean."""

from __future__ import annotations

from ebook.languages.traits import Calendar, Detection, Traits, Typesetting

__all__ = ["TRAITS"]

TRAITS = Traits(
    detection=Detection(signs="[\uac00-\ud7a3]", least=0.05),
    calendar=Calendar(
        weekdays=tuple(f"{day}요일" for day in "월화수목금토일"),
        eras={"단기": -2333, "檀紀": -2333, "檀君紀元": -2333, "주체": 1911, "서기": 0},
        lunar="korean",
    ),
    typesetting=Typesetting(
        spaced=True,
        whole_words=True,
        script="Hang",
        character_sets=("KS X 1001", "Hangul syllables"),
    ),
)
