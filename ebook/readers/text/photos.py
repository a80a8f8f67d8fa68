"""Stage: a photograph's headline that stands between another article's titles and text is taken out.

On the page the photograph stands beside the article; a page-reading program reads its headline
with the article's titles, and its credit last of all. The headline shows itself by words that the
article's text never uses, the credit by having no caption.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Repair
from ebook.readers.text.items import TITLES, Item, Kind, merged_origin
from ebook.readers.text.kinship import words_of
from ebook.readers.text.segment import Draft

__all__ = ["restore_photo_headlines"]

_ENOUGH_WORDS = 6


def restore_photo_headlines(
    drafts: Sequence[Draft], conventions: Conventions
) -> tuple[list[Draft], list[Repair]]:
    """The articles, each credit without caption with the headline that was read elsewhere, and the repairs."""
    found = list(drafts)
    repairs: list[Repair] = []
    for at in range(len(found)):
        credit = _orphan_credit(found[at])
        source = _with_foreign_title(found, conventions) if credit is not None else None
        if credit is None or source is None:
            continue
        place, title = source
        found[at] = _without(found[at], credit)
        found[place] = _without(found[place], title)
        found.append(Draft(header=(title,), body=(credit,)))
        repairs.append(_repair(title, credit))
    return found, repairs


def _orphan_credit(draft: Draft) -> Item | None:
    """A credit without caption at the end of an article that has text of its own."""
    last = draft.body[-1] if len(draft.body) > 1 else None
    is_credit = last is not None and last.kind is Kind.FIGURE and not last.text
    return last if is_credit and any(item.kind is Kind.PARAGRAPH for item in draft.body) else None


def _with_foreign_title(drafts: Sequence[Draft], conventions: Conventions) -> tuple[int, Item] | None:
    """A title that shares no word with the article it stands over, below another title, with the article's place."""
    for place, draft in enumerate(drafts):
        names = [item for item in draft.header if item.kind in TITLES]
        said = words_of(
            *(item.text for item in draft.items if item.kind is not Kind.BYLINE and item not in names[1:])
        )
        for title in reversed(names[1:]):
            words = words_of(title.text)
            if (
                len(words) >= _ENOUGH_WORDS
                and not words & said
                and not conventions.whole("brief_titles", title.text)
            ):
                return place, title
    return None


def _without(draft: Draft, item: Item) -> Draft:
    return msgspec.structs.replace(
        draft,
        header=tuple(other for other in draft.header if other is not item),
        body=tuple(other for other in draft.body if other is not item),
    )


def _repair(title: Item, credit: Item) -> Repair:
    return Repair(
        kind="moved-block",
        text=f"{title.whole}\n{credit.whole}",
        code="distant-photo-headline",
        confidence=0.75,
        origin=merged_origin((title, credit)),
    )
