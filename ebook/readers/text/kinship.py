"""How much two pieces of text speak of the same thing: the rare words they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from ebook.readers.text.chars import bigrams, squeeze

__all__ = ["Vocabulary", "words_of"]


def words_of(*texts: str) -> frozenset[str]:
    """The vocabulary of some texts: the pairs of neighbouring characters, which need no word division."""
    return frozenset().union(*(bigrams(squeeze(text)) for text in texts))


class Vocabulary:
    """How telling each word of a page is: the fewer of its pieces hold it, the more."""

    def __init__(self, pieces: Iterable[frozenset[str]]) -> None:
        pieces = list(pieces)
        counts = Counter(word for words in pieces for word in words)
        total = len(pieces) + 1
        self._weights = {word: math.log(total / times) for word, times in counts.items()}

    def kinship(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How alike two vocabularies are, from 0 to 1; the weight of what they share over that of each."""
        if not some or not others:
            return 0.0
        shared = self._mass(some & others)
        return shared / math.sqrt((self._mass(some) or 1.0) * (self._mass(others) or 1.0))

    def _mass(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights.get(word, 1.0) for word in words)
