"""Stage: what each line is, from its form and then from its neighbours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import ends_text
from ebook.readers.text.clues import View, is_date, refers_to_page, view_of
from ebook.readers.text.items import TITLES, Item, Kind
from ebook.readers.text.lines import Line
from ebook.readers.text.listing import weigh_boxes, weigh_lists
from ebook.readers.text.people import looks_like_names
from ebook.readers.text.tables import stub_of
from ebook.readers.text.verse import Scores, weigh_verse

__all__ = ["classify"]

_RUNNING = frozenset({Kind.PARAGRAPH, Kind.NOTE})
_BLOCKS = frozenset({Kind.PARAGRAPH, Kind.NOTE, Kind.TABLE, Kind.STUB, Kind.FIGURE, Kind.LIST})
_TABLES = frozenset({Kind.TABLE, Kind.STUB})
_WHEN = re.compile(r"\d|[一二三四五六七八九十廿][日月号號期回]|[月年]止")
_CERTAIN = 4.0
_BARE_NAME = 5
_FULL_NAME = 3
_LABEL = 8
_LABEL_AND_TITLE = 2
_CONTACT = 30
_TELEPHONE = re.compile(r"(?<![\d.,])\(?[\d×*Xx]{2,5}\)?[-－ ]?[\d×*Xx]{3,5}[-－ ]?[\d×*Xx]{3,5}(?!\d)")
_LONGER = 2
_SIGN_OFF = 26


def classify(
    pieces: Sequence[Line | Item], conventions: Conventions, *, has_place_datelines: bool
) -> list[Item]:
    """Every piece of a page with its kind; tables stay what they are.

    Args:
        pieces: the page's lines and tables, in order.
        conventions: those of its language.
        has_place_datelines: whether the paper begins reports with a place in brackets.
    """
    views = [view_of(p.text, conventions) if isinstance(p, Line) else None for p in pieces]
    scores = [defaultdict(float, view.form) if view else None for view in views]
    for at, view in enumerate(views):
        if (
            view is not None
            and has_place_datelines
            and conventions.at_start("place_datelines", view.text[:24])
        ):
            _at(scores, at)[Kind.PARAGRAPH] += 6
    _weigh_neighbours(views, scores, pieces)
    weigh_lists(views, scores)
    weigh_boxes(views, scores, [_best(score, piece) for score, piece in zip(scores, pieces, strict=True)])
    _weigh_dialogue(views, scores)
    weigh_verse(views, scores, [_best(score, piece) for score, piece in zip(scores, pieces, strict=True)])
    return [_item(piece, at, scores) for at, piece in enumerate(pieces)]


def _at(scores: Sequence[Scores | None], at: int) -> Scores:
    return (scores[at] if 0 <= at < len(scores) else None) or defaultdict(float)


def _best(scores: Scores | None, piece: Line | Item) -> Kind:
    if isinstance(piece, Item):
        return piece.kind
    return max(scores, key=lambda kind: scores[kind]) if scores else Kind.PARAGRAPH


def _weigh_neighbours(
    views: Sequence[View | None], scores: Sequence[Scores | None], pieces: Sequence[Line | Item]
) -> None:
    """Let each line's neighbours speak: they know what can stand between them."""
    kinds = [_best(score, piece) for score, piece in zip(scores, pieces, strict=True)]
    for at, view in enumerate(views):
        if view is None:
            continue
        before = kinds[at - 1] if at else None
        after = kinds[at + 1] if at + 1 < len(kinds) else None
        view_before = views[at - 1] if at else None
        view_after = views[at + 1] if at + 1 < len(views) else None
        mine = _at(scores, at)
        _weigh_fragment(view, mine, before, after, view_before)
        _weigh_name(view, mine, before, after)
        _weigh_author(view, mine, kinds[max(0, at - 2) : at], view_before, after)
        _weigh_sign_off(view, mine, before, view_before, view_after)
        _weigh_label(view, mine, after, view_after)
        _weigh_credit(mine, before, view_before, after)
        _weigh_contents(view, mine, view_after)
        _weigh_box_title(view, mine, kinds[at : at + 3])
        _weigh_bracketed(view, mine, before, after)
        _weigh_contact(view, mine, before)
        _weigh_table_note(view, mine, before)


def _weigh_fragment(
    view: View, mine: Scores, before: Kind | None, after: Kind | None, prior: View | None
) -> None:
    """A line without a full stop is a title among titles, and half a sentence among paragraphs."""
    if mine[Kind.COLUMN] <= 0 and after is not None and after not in _RUNNING and before not in _RUNNING:
        mine[Kind.TITLE] += 1
    if before is Kind.PARAGRAPH and prior is not None and not ends_text(prior.text) and view.ends:
        mine[Kind.PARAGRAPH] += 1
    if (
        before in _RUNNING
        and after in _RUNNING
        and not view.ends
        and view.size > view.conventions.headline_length[0] * 1.6
    ):
        mine[Kind.PARAGRAPH] += 2 if view.commas else 0


def _weigh_name(view: View, mine: Scores, before: Kind | None, after: Kind | None) -> None:
    """A bare name under a title and over text is the author's; under a box's title it is whom the box is about."""
    conventions = view.conventions
    if before is Kind.ASIDE and conventions.surnames and len(view.text) <= _BARE_NAME:
        mine[Kind.PARAGRAPH] += 8 if looks_like_names(view.text, conventions) else 0
    if len(view.text) > _BARE_NAME or not conventions.surnames or before is not Kind.TITLE:
        return
    if conventions.spaced and (after is not Kind.PARAGRAPH or len(view.text) != _FULL_NAME):
        return
    if after in {Kind.PARAGRAPH, Kind.TITLE} and looks_like_names(view.text, conventions):
        mine[Kind.BYLINE] += 4.8


def _weigh_author(
    view: View, mine: Scores, above: Sequence[Kind], prior: View | None, after: Kind | None
) -> None:
    """The last line over a text is its author's if it ends in a name, or, under label and headline, if it can be one."""
    conventions = view.conventions
    if after in TITLES and conventions.whole("affiliated", view.text) and Kind.COLUMN in {*above[-1:], after}:
        mine[Kind.BYLINE] += 8  # between the label and its headline, or over both
        return
    if above[-1:] != [Kind.TITLE] or after not in {Kind.PARAGRAPH, Kind.LIST} or view.ends or view.commas:
        return
    is_under_label = above[0] is Kind.COLUMN or (
        len(above) > 1 and above[0] is Kind.TITLE and bool(conventions.surnames)
    )
    if not is_under_label or len(above) < _LABEL_AND_TITLE:
        return
    is_pen_name = conventions.whole("pen_names", view.text) and mine[Kind.COLUMN] <= 0
    is_pen_name = is_pen_name and not conventions.whole("notice_titles", view.text)
    is_long_below = (
        prior is not None and prior.size >= _LONGER * view.size
    )  # a headline's second line is longer
    if conventions.whole("affiliated", view.text) or (is_pen_name and is_long_below):
        mine[Kind.BYLINE] += 8
        mine[Kind.COLUMN] = 0.0


def _weigh_sign_off(
    view: View, mine: Scores, before: Kind | None, prior: View | None, following: View | None
) -> None:
    """Under a text stand a line in brackets (who says so, where it is from), or a sender over a date."""
    if view.conventions.whole("sign_offs", view.text) and before in {Kind.PARAGRAPH, Kind.LIST}:
        mine[Kind.PARAGRAPH] += 8
    if before not in {Kind.PARAGRAPH, Kind.FIGURE} or prior is None:
        return
    if not prior.ends and before is not Kind.FIGURE:
        return
    is_bracketed = view.text[0] in "（(" and view.text[-1] in "）)" and len(view.text) <= _SIGN_OFF
    is_sender = following is not None and is_date(following.text) and len(view.text) <= _SIGN_OFF
    if is_bracketed or is_sender:
        mine[Kind.PARAGRAPH] += 8 if is_bracketed else 5


def _weigh_label(view: View, mine: Scores, after: Kind | None, following: View | None) -> None:
    """A label stands over a title, and never over a paragraph; so does a dateline's word alone, as 【特訊】."""
    if view.has_dateline and len(view.text) <= _LABEL and view.text[-1] in "】］〕]" and after is Kind.TITLE:
        mine[Kind.COLUMN] += 12
    if after in _RUNNING or after is None or (following is not None and following.has_dateline):
        mine[Kind.COLUMN] -= 4


def _weigh_contents(view: View, mine: Scores, following: View | None) -> None:
    """A title over lines that refer to pages is that of the contents, whatever else it is worded like."""
    if (
        following is not None
        and refers_to_page(following)
        and view.conventions.whole("contents_titles", view.text)
    ):
        mine[Kind.TITLE] += 12


def _weigh_box_title(view: View, mine: Scores, below: Sequence[Kind]) -> None:
    """What is worded as a title of the contents and of boxes alike is a label where it stands right above a title."""
    if not view.conventions.whole("contents_titles", view.text):
        return
    if below[:2] == [Kind.ASIDE, Kind.TITLE] and below[2:] not in ([Kind.TITLE], [Kind.COLUMN], []):
        mine[Kind.COLUMN] += 6


def _weigh_bracketed(view: View, mine: Scores, before: Kind | None, after: Kind | None) -> None:
    """A line in brackets below a title that says when or where is the first of the text, not a title."""
    is_bracketed = view.text[0] in "（(" and view.text[-1] in "）)" and _WHEN.search(view.text) is not None
    if is_bracketed and before in TITLES and after not in {Kind.TITLE, Kind.COLUMN, None}:
        mine[Kind.PARAGRAPH] += 4


def _weigh_contact(view: View, mine: Scores, before: Kind | None) -> None:
    """A short line with a telephone number ends the text above it."""
    if before in _RUNNING and view.size <= _CONTACT and _TELEPHONE.search(view.text):
        mine[Kind.PARAGRAPH] += 7


def _weigh_table_note(view: View, mine: Scores, before: Kind | None) -> None:
    """Under a table stands where its figures come from."""
    match = view.conventions.at_start("table_notes", view.text[:20])
    if before in _TABLES and match is not None and match[0].rstrip()[-1] in ":：=＝/／":
        mine[Kind.NOTE] += 12


def _weigh_credit(mine: Scores, before: Kind | None, prior: View | None, after: Kind | None) -> None:
    """Under a caption a name is a credit, under a headline a byline."""
    if not mine[Kind.FIGURE] or not mine[Kind.BYLINE]:
        return
    follows_text = before in _RUNNING and prior is not None and prior.size < 90  # noqa: PLR2004  # a caption is short
    if follows_text and after not in {Kind.TITLE, Kind.COLUMN, None}:
        mine[Kind.FIGURE] += 4
    elif follows_text and prior is not None and prior.inner == 0:
        mine[Kind.FIGURE] += 2


def _weigh_dialogue(views: Sequence[View | None], scores: Sequence[Scores | None]) -> None:
    """Lines that begin with a speaker who speaks again are spoken text, however short."""
    said = {view.text: view.key for view in views if view and view.key}
    keys = Counter(said.values())
    for view, mine in zip(views, scores, strict=True):
        if view and mine and view.key and keys[view.key] > 1 and not mine[Kind.NOTE]:
            mine[Kind.PARAGRAPH] += 4


def _item(piece: Line | Item, at: int, scores: Sequence[Scores | None]) -> Item:
    if isinstance(piece, Item):
        return piece
    if stub := stub_of(piece):
        return stub
    mine = _at(scores, at)
    ranked = sorted(mine.items(), key=lambda pair: -pair[1])[:2]
    gap = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    return Item(
        kind=ranked[0][0],
        text=piece.text,
        file=piece.file,
        numbers=piece.numbers,
        sure=min(1.0, max(0.0, gap / _CERTAIN)),
    )
