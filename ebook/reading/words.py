"""How much two pieces of text speak of the same thing: the rare words they share."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["Vocabulary", "words_of"]

_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@\S+|https?:\S+|www\.\S+")
_MAIL_SIGNS = ("@", "http", "www.")
_RUNS = re.compile(
    r"[\u3400-\u9fff々〇]+|[\u30a1-\u30faー]+|[\uac00-\ud7a3]+|[A-Za-z][A-Za-z0-9]+|[\u3041-\u3096]+"
)


def words_of(*texts: str) -> frozenset[str]:
    """The vocabulary of some texts, without any dictionary.

    Of ideographs the pairs and triples of neighbours, of hangul how words begin (their endings say
    nothing), of katakana and Latin whole words. Hiragana and numbers are left out: every text has them.
    """
    if len(texts) == 1:
        return _words_of(texts[0])
    return frozenset().union(*map(_words_of, texts))


_MOST = 20_000
_STEM = 2
_REMEMBERED = 512
_UNIT = 1_000_000


@functools.lru_cache(maxsize=_REMEMBERED)
def _words_of(text: str) -> frozenset[str]:
    """The vocabulary of one text; each piece of a page is asked for with its neighbours time and again."""
    text = text[:_MOST]
    if any(sign in text for sign in _MAIL_SIGNS):
        text = _MAIL.sub(" ", text)
    found: set[str] = set()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        found.update(_words_in(run))
    return frozenset(found)


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
        counts: Counter[str] = Counter()
        total = 1
        for words in pieces:
            counts.update(words)
            total += 1
        by_times = {times: round(_UNIT * math.log(total / times) ** 2) for times in set(counts.values())}
        self._weights = _Weights((word, by_times[times]) for word, times in counts.items())
        self._mass = functools.lru_cache(maxsize=_REMEMBERED)(self._weigh)

    def kinship(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How alike two vocabularies are, from 0 to 1; the weight of what they share over that of each."""
        if not some or not others or some.isdisjoint(others):
            return 0.0
        shared = self._weigh(some & others)
        return shared / math.sqrt((self._mass(some) or _UNIT) * (self._mass(others) or _UNIT))

    def share(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How much of a vocabulary's weight another holds, from 0 to 1."""
        if not some or some.isdisjoint(others):
            return 0.0
        return self._weigh(some & others) / (self._weigh(some) or _UNIT)

    def _weigh(self, words: frozenset[str]) -> int:
        """The weight of some words: whole numbers, so that the order of their sum says nothing."""
        return sum(map(self._weights.__getitem__, words))


class _Weights(dict[str, int]):
    """The weight of each word; one that stands nowhere weighs what a word in one piece of three does."""

    def __missing__(self, word: str) -> int:
        return _UNIT
