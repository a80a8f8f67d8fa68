"""A picture's line divided into caption and credit."""

from __future__ import annotations

import re

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import ends_sentence, inner_sentences

__all__ = ["caption_and_credit", "is_sourced"]

_LONGEST = 200
_SEAM = re.compile(r"(?<=[。！？”」』.）)])\s?(?=\S)|[ \u3000]+(?=\S)|[（(＝/／](?=\S)")


def caption_and_credit(text: str, conventions: Conventions) -> tuple[str, str]:
    """The caption and the credit; the caption is the whole text where there is no credit.

    The credit is what stands after a full stop, a space or a bracket and is worded as credits are.
    """
    if len(text) > _LONGEST:
        return text, ""
    if _is_credit(text, conventions):
        return "", text
    for seam in _SEAM.finditer(text):
        caption, credit = text[: seam.start()].rstrip(), text[seam.start() :].strip()
        if caption and _is_credit(credit, conventions) and _is_caption(caption, credit, conventions):
            return caption, credit
    return text, ""


def _is_credit(text: str, conventions: Conventions) -> bool:
    return any(conventions.whole("credits", form) for form in (text, _bare(text))) or is_sourced(
        text, conventions
    )


def is_sourced(text: str, conventions: Conventions) -> bool:
    """Whether a credit names an organisation and nobody in person."""
    return any(conventions.whole("sourced", form) for form in (text, _bare(text)))


def _bare(text: str) -> str:
    return text.strip("/／＝ \u3000")


def _is_caption(text: str, credit: str, conventions: Conventions) -> bool:
    """Whether a text can be a caption of that credit: one or two sentences, or, unspaced, a clause without a full stop."""
    if conventions.whole("weak_credits", credit) and not conventions.within("caption_ends", text):
        return False
    if conventions.spaced:
        return ends_sentence(text) and inner_sentences(text) <= 1
    return inner_sentences(text) <= 1 and len(text) > 5 and text[-1] not in "，、,：:"  # noqa: PLR2004
