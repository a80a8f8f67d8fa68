"""A paper of the corpus as an `Issue` of the model, to print it or to learn from it."""

from __future__ import annotations

from typing import Any

import msgspec

from ebook.model import Issue

__all__ = ["issue_of"]

_BLOCKS = {"p": "paragraph", "h": "heading"}


def issue_of(gold: dict[str, Any], *, credits_in_byline: bool = False) -> Issue:
    """The issue that a paper's JSON describes; corpus/README.md has the form.

    Args:
        gold: the paper.
        credits_in_byline: whether the line that names an article's editors is part of its byline, as readers give
            it, instead of its last paragraph, as it is printed.
    """
    masthead = {key: value for key, value in gold["masthead"].items() if key != "lines" and value is not None}
    masthead["printed"] = gold["masthead"].get("lines", [])
    sections = [
        {
            "page": section.get("page"),
            "title": section.get("title"),
            "folio": section.get("folio_lines") or [],
            "articles": [
                _article(article, credits_in_byline=credits_in_byline) for article in section["articles"]
            ],
        }
        for section in gold["sections"]
    ]
    return msgspec.convert(
        {"lang": gold["lang"], "masthead": masthead, "sections": sections}, Issue, strict=False
    )


def _article(article: dict[str, Any], *, credits_in_byline: bool) -> dict[str, Any]:
    headline, credit = article["headline"], article.get("editor_credit")
    found = {key: article.get(key) for key in ("column", "kicker", "deck", "dateline", "continued_from")}
    printed = [article.get("byline_line"), credit if credits_in_byline else None]
    body = [_block(block) for block in article["body"]]
    if credit and not credits_in_byline:
        body.append({"type": "paragraph", "text": credit})
    return found | {
        "headline": headline[0] if isinstance(headline, list) else headline,
        "byline": article.get("byline") or [],
        "byline_text": " ".join(filter(None, printed)) or None,
        "continued_to": article.get("jump"),
        "body": body,
    }


def _block(block: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in block.items() if key != "t" and value is not None}
    if block["t"] == "p" and "\n" in block["text"]:
        return {"type": "verse", "text": block["text"].split("\n")}
    if block["t"] == "aside":
        rest["body"] = [_block(inner) for inner in block["body"]]
    if block["t"] == "figure" and isinstance(rest.get("caption"), list):
        rest["caption"] = " ".join(rest["caption"])
    return {"type": _BLOCKS.get(block["t"], block["t"]), **rest}
