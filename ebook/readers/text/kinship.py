"""How much two pieces of text speak of the same thing: the rare words they share."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["Vocabulary", "words_of"]

_MAIL = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")
_RUNS = re.compile(
    r"[\u3400-\u9fff々〇]+|[\u30a1-\u30faー]+|[\uac00-\ud7a3]+|[A-Za-z][A-Za-z0-9]+|[\u3041-\u3096]+"
)


def words_of(*texts: str) -> frozenset[str]:
    """The vocabulary of some texts, without any dictionary.

    Of ideographs the pairs and triples of neighbours, of hangul how words begin (their endings say
    nothing), of katakana and Latin whole words. Hiragana and numbers are left out: every text has them.
    """
    found: set[str] = set()
    for text in texts:
        plain = unicodedata.normalize("NFKC", _MAIL.sub(" ", text[:_MOST]))
        for run in _RUNS.findall(plain):
            found.update(_words_in(run))
    return frozenset(found)


_MOST = 20_000
_STEM = 2


def _words_in(run: str) -> Iterable[str]:
    first = run[0]
    if "\uac00" <= first <= "\ud7a3":
        return (run[:_STEM], run[: _STEM + 1]) if len(run) > _STEM else (run,) if len(run) == _STEM else ()
    if "\u3041" <= first <= "\u3096":
        return ()
    if "\u30a1" <= first <= "\u30fc" or first.isascii():
        return (run.lower(),)
    return (*(run[i : i + 2] for i in range(len(run) - 1)), *(run[i : i + 3] for i in range(len(run) - 2)))


class Vocabulary:
    """How telling each word of a page is: the fewer of its pieces hold it, the more (tf-idf, without tf)."""

    def __init__(self, pieces: Iterable[frozenset[str]]) -> None:
        pieces = list(pieces)
        counts = Counter(word for words in pieces for word in words)
        total = len(pieces) + 1
        self._weights = {word: math.log(total / times) ** 2 for word, times in counts.items()}

    def kinship(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How alike two vocabularies are, from 0 to 1; the weight of what they share over that of each."""
        if not some or not others:
            return 0.0
        shared = self._mass(some & others)
        return shared / math.sqrt((self._mass(some) or 1.0) * (self._mass(others) or 1.0))

    def _mass(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights.get(word, 1.0) for word in words)
