"""What the pages of a site say of the issue, and what they show beside its articles."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ebook.languages import Language
from ebook.model import Masthead, Origin, Repair, Section, plain
from ebook.problems import Problem
from ebook.readers.html import Element, text_lines
from ebook.readers.web.pages import SavedPage, date_in, furniture, page_name
from ebook.reading.masthead import read_masthead
from ebook.reading.paper_names import is_paper_name
from ebook.rules import web as rules

__all__ = ["left_out", "masthead_of", "several_days"]

_LONGEST_LINE = 200


def masthead_of(pages: Collection[SavedPage], language: Language) -> Masthead:
    """What the pages say of the issue: the paper's name and the day, and what else stands beside them."""
    name = _most(_names(pages, language))
    dates = Counter(date for saved in pages for date in _dates(saved))
    date = dates.most_common(1)[0][0] if dates else None
    layouts = [saved for saved in pages if saved.layout]
    shown = [text for saved in layouts or pages for text in _shown_dates(saved) if len(text) <= _LONGEST_LINE]
    facts = read_masthead(shown[:1], language, "")
    origin = next((saved.origin for saved in (*layouts, *pages)), None)
    return Masthead(
        name=name or facts.name,
        date=facts.date or date,
        weekday=facts.weekday,
        lunar_date=facts.lunar_date,
        issue_number=facts.issue_number,
        origin=origin,
    )


def several_days(pages: Iterable[SavedPage]) -> Iterator[Problem]:
    """A problem where pages of the paper are of several days."""
    days: dict[datetime.date, SavedPage] = {}
    for saved in pages:
        for date in _dates(saved):
            days.setdefault(date, saved)
            break
    if len(days) > 1:
        listed = ", ".join(f"{date} ({days[date].path})" for date in sorted(days))
        origin = days[max(days)].origin
        yield rules.SEVERAL_DAYS.at(
            origin, f"pages of several days: {listed}; read one day's folder at a time"
        )


def left_out(pages: Iterable[SavedPage], masthead: Masthead, sections: Sequence[Section]) -> Iterator[Repair]:
    """A repair for each page with what it shows beside its articles and no page before it does."""
    known = {masthead.name or ""}
    for section in sections:
        known |= {section.title or "", *(plain(article.headline) for article in section.articles)}
    for saved in pages:
        known.update(_shown_dates(saved))
        lines = [line for line in dict.fromkeys(furniture(saved, _used(saved))) if line not in known]
        lines = [line for line in lines if not _is_fact(line)]
        known.update(lines)
        if lines:
            text = "\n".join(lines)
            yield Repair(kind="dropped-line", text=text, code="web-controls", origin=Origin(file=saved.path))


_LONGEST_DATE = 24


def _is_fact(line: str) -> bool:
    """Whether a line is a page's name or a date, which the issue holds in its own way, or has no letter."""
    is_date = len(line) <= _LONGEST_DATE and date_in(line) is not None
    return is_date or page_name(line).number is not None or not re.search(r"\w", line)


def _used(saved: SavedPage) -> set[Element]:
    """The elements of a page that an article was made of."""
    if saved.article is None:
        return set()
    names = saved.article.article
    selectors = (
        names.column,
        names.kicker,
        names.headline,
        names.deck,
        names.author,
        names.figures,
        names.content,
    )
    return {element for selector in selectors for element in saved.page.all(selector)}


def _names(pages: Iterable[SavedPage], language: Language) -> Iterator[tuple[str, int]]:
    """The paper's name as pages give it, each with a weight."""
    for saved in pages:
        yield saved.properties.get("founder-papername", "").strip(), 5
        for text in _shown_dates(saved):
            yield from ((found, 4) for found in re.findall(r"《([^》]{2,16})》", text))
            words = re.split(r"[\s\d《》（）()|｜]+", text)
            yield from ((word, 3) for word in words if is_paper_name(word, language.masthead))
        for title in saved.page.root.iter("title"):
            words = [word.strip() for word in re.split(r"[-_—–|｜]", "".join(title.itertext()))]
            yield from ((word, 2) for word in words if is_paper_name(word, language.masthead))
            if saved.layout:
                yield " ".join(words[0].split()), 1


def _most(names: Iterable[tuple[str, int]]) -> str | None:
    counts: dict[str, int] = Counter()
    for name, weight in names:
        counts[name] += weight if name else 0
    found = max(counts, key=lambda name: counts[name], default=None)
    return found if found and counts[found] else None


def _shown_dates(saved: SavedPage) -> list[str]:
    """The texts in which a page shows its date: where its kind says, else in a line of a page of the paper."""
    parts = (
        saved.layout.layout.date if saved.layout else "",
        saved.article.article.date if saved.article else "",
    )
    texts = [" ".join(text_lines(element)) for part in parts for element in saved.page.all(part)]
    found = [text for text in texts if date_in(text)]
    if found or not saved.layout:
        return found
    return [text for text in furniture(saved) if len(text) <= _LONGEST_DATE_LINE and date_in(text)][:1]


_LONGEST_DATE_LINE = 60


def _dates(saved: SavedPage) -> Iterator[datetime.date]:
    """The day of issue, once for each way in which a page gives it."""
    texts = (
        *_shown_dates(saved)[:1],
        saved.properties.get("founder-date", ""),
        saved.properties.get("date", ""),
        saved.path,
    )
    for text in texts:
        if text and (date := date_in(text)):
            yield date
