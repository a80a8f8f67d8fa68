"""English, as the English-language papers of East Asia write it."""

from __future__ import annotations

from ebook.languages.traits import Calendar, Detection, Traits, Typesetting

__all__ = ["TRAITS"]

# The most frequent function words of English running text; they make up a third of it.
_WORDS = (
    "the|of|and|to|in|a|is|that|for|it|was|on|with|as|be|at|by|from|are|said|will|has|have|its|were|which"
)

TRAITS = Traits(
    detection=Detection(
        signs=rf"\b(?:{_WORDS}|(?:The|In|A|For|It|On))\b",
        units=r"[A-Za-z]+|[^\W\d_A-Za-z]",
        least=0.12,
    ),
    calendar=Calendar(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
    typesetting=Typesetting(spaced=True, script="Latn"),
)
