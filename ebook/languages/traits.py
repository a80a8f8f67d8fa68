"""The facts of a language that every step may need: how a text is recognised, its dates, its typesetting."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

__all__ = ["Calendar", "Detection", "Traits", "Typesetting"]


class Detection(msgspec.Struct, frozen=True, kw_only=True):
    """How a text of the language is recognised.

    Attributes:
        signs: pattern of a character or word that only this language uses.
        units: pattern of what is counted beside them.
        least: the share of signs among the units above which a text is of this language; 0 for a language that
            shares its script, which is considered last.
    """

    signs: str
    units: str = r"[^\W\d_a-zA-Z]"
    least: float = 0.0

    def share_of(self, text: str) -> float:
        """The share of the language's signs in a text."""
        units = len(re.findall(self.units, text)) or 1
        return len(re.findall(self.signs, text)) / units


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """How dates are written.

    Attributes:
        weekdays: their names from Monday to Sunday.
        eras: names of eras with what to add to their years: 令和8年 is 2018 + 8. Papers print eras of other
            languages too, so all are read in every language.
        unnamed_era: what to add to a year of two or three digits that names no era (115年 in Taiwan); 0 where
            such a year is none.
        lunar: whose lunar calendar its papers print.
        lunar_day_may_differ: whether a lunar date may be a day off, for lack of a calendar of its own.
    """

    weekdays: tuple[str, ...]
    eras: dict[str, int] = {}
    unnamed_era: int = 0
    lunar: Literal["chinese", "korean"] = "chinese"
    lunar_day_may_differ: bool = False


class Typesetting(msgspec.Struct, frozen=True, kw_only=True):
    """How text is set.

    Attributes:
        spaced: whether words are divided by spaces, which grow first in a justified line.
        whole_words: whether lines break between words alone, though Unicode would let them break at each character.
        wide_quotes: whether “ ” and other characters of ambiguous width (Unicode annex 11) are set full-width.
        centred_stops: whether stops are in the middle of their square (CLREQ 3.1.2), and have no blank half.
        blank_marks: whether the second half of a full-width ：；！？ is blank.
        dots: where emphasis dots are drawn, none where it is empty.
        vertical_themes: the themes that set its lines vertically without being asked to.
        script: the OpenType script of its characters.
        phrases: the BudouX model that finds the phrases of a headline; none where it is empty.
        not_first, not_last: characters with which a line of a headline should not begin or end.
        character_sets: the standards that every device sold for the language meets; see `ebook.charsets`.
    """

    spaced: bool = False
    whole_words: bool = False
    wide_quotes: bool = False
    centred_stops: bool = False
    blank_marks: bool = False
    dots: Literal["", "above", "below"] = ""
    vertical_themes: tuple[str, ...] = ()
    script: str = "Hani"
    phrases: Literal["", "japanese", "simplified_chinese", "traditional_chinese"] = ""
    not_first: str = ""
    not_last: str = ""
    character_sets: tuple[str, ...] = ()


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one language that every step may need."""

    detection: Detection
    calendar: Calendar
    typesetting: Typesetting
