"""Jump lines: which article on another page continues which (下转02版 / 上接01版)."""

from __future__ import annotations

import re
import unicodedata

from ebook.render.naming import flat
from ebook.render.plan import ArticlePlace, Plan, SectionPlace

__all__ = ["Jumps", "find_jumps"]

Jumps = dict[str, str]
"""The id of the article that goes on -> the id of the article that continues it."""

_PAGE = re.compile(r"([a-z]{0,2})-?(\d{1,3})", re.ASCII)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十]+")


def find_jumps(plan: Plan) -> Jumps:
    """The pairs of articles that the jump lines connect.

    A jump line names a page. There the article that says it comes from this page is meant; among
    several the one with the same headline, and without such a line the headline decides alone.
    An article continues one other at most.
    """
    pages = {_page_name(section.section.page): section for section in reversed(plan.sections)}
    pages.pop("", None)
    jumps: Jumps = {}
    for section in plan.sections:
        for place in section.articles:
            target = pages.get(_page_name(place.article.continued_to))
            if target is None or target is section:
                continue
            found = _continuation(place, section, target, frozenset(jumps.values()))
            if found:
                jumps[place.id] = found.id
    return jumps


def _continuation(
    place: ArticlePlace, section: SectionPlace, target: SectionPlace, taken: frozenset[str]
) -> ArticlePlace | None:
    free = [other for other in target.articles if other.id not in taken]
    coming = [other for other in free if _names(other.article.continued_from, section)]
    named = [other for other in coming or free if _same_story(place, other)]
    if named:
        return named[0]
    leaving = [other for other in section.articles if _names(other.article.continued_to, target)]
    return coming[0] if len(coming) == 1 and len(leaving) == 1 else None


def _names(jump: str | None, section: SectionPlace) -> bool:
    """Whether a jump line names a page."""
    return _page_name(jump) != "" and _page_name(jump) == _page_name(section.section.page)


def _same_story(place: ArticlePlace, other: ArticlePlace) -> bool:
    """Whether two headlines are one, or one is the other cut short, as continuations often are."""
    one, two = (re.sub(r"\W+", "", flat(part.article.headline)) for part in (place, other))
    return bool(one) and bool(two) and (one in two or two in one)


def _page_name(text: str | None) -> str:
    """The page that a text names, comparable: 02版, 第二版, ２面 all give 2; '' where it names none."""
    plain = unicodedata.normalize("NFKC", text or "").lower()
    plain = _NUMERAL.sub(lambda match: _arabic(match[0]), plain)
    match = _PAGE.search(plain)
    return f"{match[1]}{int(match[2])}" if match else ""


def _arabic(numeral: str) -> str:
    """十二 -> 12, 二十 -> 20, 一〇 -> 10."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return numeral.translate(_DIGITS)
    return str(
        int((tens or "一").replace("十", "").translate(_DIGITS) or "1") * 10
        + int(ones.translate(_DIGITS) or "0")
    )
