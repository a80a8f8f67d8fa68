"""What a line says of being a picture's caption or credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ebook.readers.text.credits import caption_and_credit
from ebook.readers.text.people import people_in

if TYPE_CHECKING:
    from ebook.readers.text.clues import View

__all__ = ["holds_clear_credit", "holds_credit", "is_clear_credit", "is_credit", "says_who_stands_where"]

_SHORT_CREDIT = 60
_CAPTION = 64


def is_credit(view: View) -> bool:
    """Whether the line is a picture's credit and nothing else."""
    conventions = view.conventions
    if len(view.text) > _SHORT_CREDIT or view.ends:
        return False
    return bool(conventions.whole("credits", view.text) or conventions.whole("sourced", view.text))


def is_clear_credit(view: View) -> bool:
    """Whether a credit says that everybody it names took the picture."""
    return is_credit(view) and all(
        person.role == "photographer" for person in people_in(view.text, view.conventions, "reporter")
    )


def holds_credit(view: View) -> bool:
    """Whether the line is a caption with its credit after it."""
    if view.has_dateline or view.inner > 2:  # noqa: PLR2004  # a caption has one sentence, or two
        return False
    caption, credit = caption_and_credit(view.text, view.conventions)
    return bool(caption and credit)


def says_who_stands_where(view: View) -> bool:
    """Whether a short line says who is left and right in a picture: a caption without a credit."""
    if view.size > _CAPTION or view.inner or view.text[0] in '“「『‘"':
        return False
    return view.conventions.within("caption_marks", view.text) is not None


def holds_clear_credit(view: View) -> bool:
    """Whether a caption's credit says that somebody took the picture."""
    if not holds_credit(view):
        return False
    people = people_in(caption_and_credit(view.text, view.conventions)[1], view.conventions, "reporter")
    return bool(people) and all(person.role == "photographer" for person in people)
