"""The labels of the notation: what is written in each language, and what is understood besides."""

from __future__ import annotations

import difflib
import re

from ebook.languages import Language, known

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

_HALF = 0.5
_LONGEST = 32

LABELLED = re.compile(r"(?P<label>[^\s:：]{1,16})[ \u3000]*[:：](?P<value>.*)")
"""A labelled line: `引题：盐场丰收`."""


class Vocabulary:
    """What can be said in one place: under a headline, under a picture, in the front matter ...

    The words of every language are understood whatever the issue's language is; a word has one meaning in one
    place. Words in `whole` are printed text themselves: a line that starts with one is kept whole.
    """

    def __init__(self, name: str) -> None:
        self._written: dict[str, dict[str, str]] = {}
        self._keys: dict[str, str] = {}
        whole: list[str] = []
        for language in known():
            for line in getattr(language.labels, name).strip().split("\n"):
                key, *words = line.split()
                self._written.setdefault(key, {})[language.key] = words[0]
                self._add(key, [key, *words])
            key, *printed = getattr(language.labels, f"printed_{name}", "").split() or [""]
            self._add(key, printed)
            whole += printed
        self.whole = frozenset(whole)

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

    def word(self, key: str, language: Language) -> str:
        """What is written for a model's name in a language."""
        return self._written[key][language.key]

    def resembles(self, word: str) -> bool:
        """Whether a word may be a known one misspelt: half of its characters are right."""
        return bool(difflib.get_close_matches(_normal(word)[:_LONGEST], self._keys, n=1, cutoff=_HALF))

    def nearest(self, word: str, language: Language) -> tuple[float, bool, str]:
        """The word that is most like another, after how like it is and whether it is the language's own."""
        return max(
            (
                difflib.SequenceMatcher(None, _normal(word)[:_LONGEST], known).ratio(),
                known == self.word(key, language),
                known,
            )
            for known, key in self._keys.items()
        )


def nearest(word: str, language: Language, *vocabularies: Vocabulary) -> str | None:
    """What to suggest to somebody who misspelt a word: the nearest one, the language's own before others."""
    ratio, _, known = max(words.nearest(word, language) for words in vocabularies)
    return known if ratio >= _HALF else None


def _normal(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


MASTHEAD = Vocabulary("masthead")
SECTION = Vocabulary("section")
ROLE = Vocabulary("role")
ARTICLE = Vocabulary("article")
FIGURE = Vocabulary("figure")
TABLE = Vocabulary("table")
BOX = Vocabulary("box")
