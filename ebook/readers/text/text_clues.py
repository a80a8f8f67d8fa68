"""What a line says of being running text though no full stop ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ebook.readers.text.picture_clues import holds_credit

if TYPE_CHECKING:
    from ebook.readers.text.clues import View

__all__ = ["is_score", "is_worded_as_text"]

_LONG_TITLE = 44
_SHORTEST = 6
_SCORE = re.compile(r"(?<!\d)\d{1,3}\s?[-―—–－:：対對대]\s?\d{1,3}(?!\d)")
_PARTICLES = 5


def is_score(view: View) -> bool:
    """Whether a line gives a game's result, or when and where it was played, before the report of it."""
    is_apart = view.text[0] in "（(◇◆▽▼▲△" and not view.ends
    return is_apart and _SCORE.search(view.text) is not None and view.size > _SHORTEST


def is_worded_as_text(view: View) -> bool:
    """Whether a line longer than headlines has as many particles as sentences have."""
    if not view.conventions.headline_length[0] < view.size <= _LONG_TITLE or holds_credit(view):
        return False
    if any(view.conventions.within("statements", word) for word in view.text.split()[:-1]):
        return False  # a statement without a full stop is a title that another follows
    return view.conventions.count("particles", view.text) >= _PARTICLES
