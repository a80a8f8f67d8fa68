"""What only the first page shows: the newest issues, what the search found, where the feeds are."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.catalog.entry import Entry
from ebook.catalog.groups import Collection
from ebook.catalog.pages.html import E, Element, Site, files_list, front, link
from ebook.catalog.words import catalog_words, day_of

__all__ = ["card", "feeds", "results"]

_UNDATED = "undated"


def card(site: Site, entry: Entry) -> Element:
    """An issue with its large front page, its headlines and its files."""
    words = catalog_words(entry.lang)
    headlines = E.ul({"class": "headlines"}, *(E.li(headline) for headline in entry.headlines[:3]))
    target = site.to(f"catalog/issues/{entry.key}/index.html")
    return E.article(
        {"class": "card", "lang": entry.lang},
        link(target, front(site, entry, eager=True), class_="picture", tabindex="-1", aria_hidden="true"),
        E.div(
            E.h3(link(target, entry.paper.name)),
            E.p({"class": "date"}, day_of(entry.date, words)),
            headlines if len(headlines) else E.span(),
            files_list(site, entry, words),
        ),
    )


def results(site: Site, collections: Sequence[Collection]) -> Element:
    """Where the search shows what it found; a script fills it."""
    words = site.words
    years = [year or _UNDATED for year in collections[0].years]
    papers = [collection.paper.name for collection in collections[1:] if collection.paper]
    attributes = {
        "data-years": " ".join(years), "data-chunks": site.to("catalog/search") + "/", "data-issues": site.to("catalog/issues") + "/",
        "data-searching": words.searching, "data-results": words.results, "data-none": words.no_results,
        "data-more": words.more,
    }  # fmt: skip
    return E.section(
        {
            "id": "ebook-results",
            "class": "results",
            "hidden": "hidden",
            "aria-label": words.search,
            **attributes,
        },
        E.div(
            {"class": "filters"},
            _choice(
                "ebook-year",
                words.years,
                words.all_years,
                [(y, y if y != _UNDATED else words.undated) for y in years],
            ),
            _choice("ebook-paper", words.paper, words.all_papers, [(name, name) for name in papers]),
        ),
        E.p({"class": "count", "role": "status", "aria-live": "polite"}),
        E.ol({"class": "found"}),
        E.button({"type": "button", "class": "more", "hidden": "hidden"}, words.more),
    )


def _choice(name: str, label: str, every: str, options: list[tuple[str, str]]) -> Element:
    hidden = "hidden" if len(options) < 2 else None  # noqa: PLR2004  # two make a choice
    return E.label(
        {"hidden": hidden},
        E.span(label),
        E.select(
            {"id": name},
            E.option({"value": ""}, every),
            *(E.option({"value": value}, text) for value, text in options),
        ),
    )


def feeds(site: Site) -> Element:
    """Where reading apps begin."""
    words = site.words
    return E.footer(
        {"class": "foot"},
        E.p(
            words.catalogs, " ",
            link(site.to("catalog/opds/1/index.xml"), "OPDS 1.2"), " · ",
            link(site.to("catalog/opds/2/index.json"), "OPDS 2.0"),
        ),
        E.noscript(E.p(words.needs_script)),
    )  # fmt: skip
