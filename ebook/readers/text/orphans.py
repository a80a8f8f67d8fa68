"""Stage: a picture's credit that was read far from its caption goes back to it.

On the page the credit stands under the picture, often at the picture's edge, and a page-reading
program may read it last of all. The caption it left shows itself: one short sentence among long
paragraphs, which says where somebody does something, without a word that anybody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Origin, Repair
from ebook.readers.text.chars import ends_sentence, inner_sentences, squeeze
from ebook.readers.text.clues import marker_of
from ebook.readers.text.credits import is_sourced
from ebook.readers.text.figures import is_caption
from ebook.readers.text.items import TITLES, Item, Kind

__all__ = ["restore_credits"]

_SHORTEST, _LONGEST = 8, 70
_MOST = 32
_AROUND = 4
_SMALL = 0.6
_SHOWN = 2.0
_ENOUGH, _CLEAR = 2.5, 0.5
_FEWEST = 2
_PLACED_WEIGHT = 2.0  # only a caption says after that mark when and where
_SPEECH = re.compile(r"^[“「『]|[”」』]$|[？?！!：:；;]")
_GIVES = "供提攝摄"
_OF_PICTURE = re.compile(r"[（(]?(?:[图圖]片?|照片|写真|사진)\s?[/／:：＝=|]")
_DAY = re.compile(r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日|昨日|昨天|近日|\d{1,2}일)")
_SCENE = re.compile(
    r"正在|在[^\d一二三四五六七八九十].+[。.]$|^图为|^圖為|[＝=]\s?\d{1,2}日|[＝=][^。]{2,20}$|있다[.]?$|모습[.]?$|[るた]様子"
)


def restore_credits(items: Sequence[Item], conventions: Conventions) -> tuple[list[Item], list[Repair]]:
    """The items with credits that stand alone joined with the captions that lack one, and the repairs."""
    found = list(items)
    repairs: list[Repair] = []
    for credit in _stray(items, conventions):
        at = next(place for place, item in enumerate(found) if item is credit)
        place = _caption_of(found, at, conventions)
        if place is None:
            continue
        caption = found[place]
        found[place] = msgspec.structs.replace(
            credit,
            text=caption.text,
            file=caption.file,
            numbers=tuple(sorted((*caption.numbers, *credit.numbers))),
        )
        del found[at]
        repairs.append(_repair(caption, credit))
    return found, repairs


def _stray(items: Sequence[Item], conventions: Conventions) -> list[Item]:
    """The credits without a caption before them: all but the last lines of a page follow on their captions."""
    last = len(items) - 1
    while last > 0 and _is_alone(items[last], conventions):
        last -= 1
    return [
        item
        for at, item in enumerate(items)
        if at
        and _is_alone(item, conventions)
        and (not is_caption(items[at - 1], conventions) or (at > last and _is_text(items[at - 1])))
    ]


def _is_text(item: Item) -> bool:
    """Whether a piece that could be a caption is more likely the end of an article."""
    return len(squeeze(item.text)) > _MOST or not _can_be(item)


def _is_alone(item: Item, conventions: Conventions) -> bool:
    """Whether a piece is a credit without a caption that names somebody."""
    if item.kind is not Kind.FIGURE or item.text or not item.credit:
        return False
    is_marked = any(char in _GIVES for char in item.credit) or _OF_PICTURE.match(item.credit) is not None
    return not is_sourced(item.credit, conventions) or is_marked


def _caption_of(items: Sequence[Item], credit: int, conventions: Conventions) -> int | None:
    """The place of the one caption before a credit that can be its; None where none is, or several are."""
    scores = sorted(
        ((_likeness(items, at, conventions), at) for at in range(1, credit) if _can_be(items[at])),
        reverse=True,
    )
    if not scores or scores[0][0] < _ENOUGH:
        return None
    is_clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= _CLEAR
    return scores[0][1] if is_clear else None


def _can_be(item: Item) -> bool:
    """Whether a piece can be a caption by its form."""
    if item.kind is Kind.FIGURE:
        return bool(item.text) and not item.credit
    if item.kind not in {Kind.PARAGRAPH, Kind.TITLE} or item.dateline or item.jump:
        return False
    size = len(squeeze(item.text))
    if not _SHORTEST <= size <= _LONGEST or inner_sentences(item.text) or _SPEECH.search(item.text):
        return False
    return marker_of(item.text) is None and bool(_SCENE.search(item.text) or _DAY.match(item.text))


def _likeness(items: Sequence[Item], at: int, conventions: Conventions) -> float:
    """How much a piece looks like a caption where it stands."""
    text = items[at].text
    score = (
        1.0 + (0.5 if _DAY.match(text) else 0.0) + (1.0 if conventions.within("caption_ends", text) else 0.0)
    )
    score += _PLACED_WEIGHT * ("＝" in text)
    if items[at].kind is Kind.FIGURE:
        score += _SHOWN
    elif items[at].kind in TITLES:
        score -= 1.0
    elif not ends_sentence(text):
        score -= 0.5
    around = sorted(
        len(squeeze(item.text))
        for item in items[max(0, at - _AROUND) : at + 1 + _AROUND]
        if item.kind is Kind.PARAGRAPH and item is not items[at]
    )
    if len(around) >= _FEWEST and len(squeeze(text)) < _SMALL * around[len(around) // 2]:
        score += 1.0
    after = items[at + 1] if at + 1 < len(items) else None
    before = items[at - 1]
    score += 0.5 * (before.kind not in TITLES)
    score += 0.5 * (after is not None and (after.kind in TITLES or before.kind is Kind.LIST))
    return score


def _repair(caption: Item, credit: Item) -> Repair:
    return Repair(
        kind="moved-block",
        text=f"{caption.whole}\n{credit.whole}",
        result=f"{caption.whole} {credit.whole}",
        code="distant-credit",
        confidence=0.75,
        origin=Origin(file=caption.file, lines=tuple(sorted((*caption.numbers, *credit.numbers)))),
    )
