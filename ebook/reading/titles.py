"""A line that holds two titles, taken apart."""

from __future__ import annotations

import re

from ebook.languages import Language
from ebook.reading.weights import tagger

__all__ = ["split_titles", "title_features", "words_of_title"]

_WORD = re.compile(r"\S+\s*")
_OPENING, _CLOSING = "“「『‘《", "”」』’》"


def words_of_title(text: str) -> list[str]:
    """The parts of a title that spaces divide, each with the space behind it."""
    return _WORD.findall(text)


def title_features(words: list[str], language: Language) -> list[list[str]]:
    """The features of each part of a line that holds kicker and headline."""
    total = sum(map(len, words))
    out = []
    at = 0
    for number, word in enumerate(words):
        bare = word.strip()
        place = min(9, 10 * at // max(1, total))
        found = [
            f"l={language.tag[:2]}", f"n{min(len(words), 8)}", f"i{min(number, 6)}", f"j{min(len(words) - number, 6)}",
            f"p{place}", f"pn{place}|{min(len(words), 5)}", f"len{min(len(bare) // 2, 10)}", f"e={bare[-1:]}",
            f"s={bare[:1]}", f"z={bare[-2:]}", f"gap{min(len(word) - len(bare), 2)}", f"i{number}of{min(len(words), 5)}",
        ]  # fmt: skip
        before = words[number - 1].strip() if number else ""
        found += (f"-e={before[-1:]}", f"-z={before[-2:]}", f"-len{min(len(before) // 2, 10)}")
        found.append(f"cmp{(len(bare) > len(before)) - (len(bare) < len(before))}")
        if bare[:1] in _OPENING:
            found.append("open")
        if before[-1:] in _CLOSING:
            found.append("-close")
        out.append(found)
        at += len(word)
    return out


def split_titles(text: str, language: Language) -> tuple[str, str]:
    """Kicker and headline of a line that holds both; no kicker where no place to divide it is found."""
    words = words_of_title(text)
    if len(words) < 2:  # noqa: PLR2004  # one word is one title
        return "", text
    labels = tagger("split").tag(title_features(words, language))
    cut = next((at for at, label in enumerate(labels) if at and label == "H"), len(words) // 2)
    return "".join(words[:cut]).rstrip(), "".join(words[cut:])
