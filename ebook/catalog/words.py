"""What the catalogue says: the words of the papers' language, or English where no words are known."""

from __future__ import annotations

import datetime

from ebook.languages import PROGRAM, Language, find, resolve
from ebook.languages.words import CatalogWords

__all__ = ["CatalogWords", "catalog_language", "catalog_words", "day_of", "number_of"]


def catalog_language(tag: str) -> Language:
    """The language in which an issue of the shelf is presented: its own, or English for an unknown tag."""
    return find(tag) or resolve(PROGRAM)


def catalog_words(tag: str) -> CatalogWords:
    """The words of `catalog_language`."""
    return catalog_language(tag).words.catalog


def day_of(date: str, words: CatalogWords) -> str:
    """A date, YYYY-MM-DD, as the language writes it; the words for none where it is empty."""
    if not date:
        return words.undated
    day = datetime.date.fromisoformat(date)
    return words.day.format(year=day.year, month=day.month, day=day.day)


def number_of(number: str | None, tag: str) -> str:
    """An issue's number as its language counts issues; empty without one."""
    return catalog_language(tag).words.issue_counter.format(number) if number else ""
