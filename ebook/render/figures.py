"""Figures: a picture with what the paper prints about it."""

from __future__ import annotations

from ebook.model import Figure, plain
from ebook.render.inline import phrase
from ebook.render.page import Context
from ebook.xhtml import Element, H, word

__all__ = ["figure"]


def figure(block: Figure, context: Context) -> Element:
    """A figure with caption and credit. Without its picture it says so in a localised remark."""
    picture = _picture(block, context)
    caption = [H.p({"class": "caption"}, *phrase(block.caption))] if block.caption else []
    credit = [H.p({"class": "credit"}, *phrase(block.credit))] if block.credit else []
    kind = "picture" if picture.get("src") else "picture absent"
    legend = [H.figcaption(*caption, *credit)] if caption or credit else []
    return H.figure({"class": kind}, picture, *legend)


def _picture(block: Figure, context: Context) -> Element:
    words = context.words
    picture = context.gallery.get(block.src)
    if picture is None:
        wanted = block.src is not None and context.options.images != "none"
        remark = words.bracketed(words.picture_missing if wanted else words.picture_omitted)
        said = [H.span({"class": "alt"}, block.alt)] if block.alt else []
        return H.p({"class": "remark"}, word(remark), *said)
    attributes = {"src": f"../{picture.path}", "alt": _alternative(block, context)}
    if picture.width and picture.height:
        attributes |= {"width": str(picture.width), "height": str(picture.height)}
    return H.img(attributes)


def _alternative(block: Figure, context: Context) -> str:
    """The text in the picture's stead: the model's own, or a sentence that says there is none.

    It never claims a description that is not there.
    """
    if block.alt is not None:
        return block.alt
    words = context.words
    return words.picture_with_caption if plain(block.caption).strip() else words.picture_alone
