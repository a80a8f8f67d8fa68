"""Footnotes as Markdown writes them: a mark `[^1]` in the text leads to the paragraph that begins `[^1]:`.

The model holds both as text, so that nothing is lost in any format; an edition links them and shows `[1]`.
"""

from __future__ import annotations

import re

from ebook.xhtml import EPUB_TYPE, XHTML, Element, H, Node

__all__ = ["link_footnotes"]

_MARK = r"\[\^(?P<mark>[^\]\s]{1,16})\]"
_REFERENCE = re.compile(_MARK)
_NOTE = re.compile(_MARK + r"[:：]\s*")


def link_footnotes(article: Element, name: str) -> None:
    """Mark the notes of an article and link their marks, in place; marks without a note stay as they are.

    Args:
        article: the article's element.
        name: the article's own name, with which the notes' ids begin.
    """
    if not any("[^" in text for text in article.itertext()):
        return
    ids: dict[str, str] = {}
    for paragraph in list(article.iter(f"{{{XHTML}}}p")):
        match = _NOTE.match(paragraph.text or "")
        if match and match["mark"] not in ids:
            ids[match["mark"]] = f"n-{name}-{len(ids) + 1}"
            paragraph.text = f"[{match['mark']}] {(paragraph.text or '')[match.end() :]}"
            _enclose(paragraph, ids[match["mark"]])
    for element in list(article.iter()) if ids else ():
        _link_marks(element, ids)


def _enclose(paragraph: Element, name: str) -> None:
    parent = paragraph.getparent()
    assert parent is not None  # noqa: S101  # a paragraph is inside its article
    note = H.aside({EPUB_TYPE: "footnote", "role": "doc-footnote", "id": name})
    parent.replace(paragraph, note)
    note.tail, paragraph.tail = paragraph.tail, None
    note.append(paragraph)


def _link_marks(element: Element, ids: dict[str, str]) -> None:
    if element.text and element.tag != f"{{{XHTML}}}a":
        element.text, links = _split(element.text, ids)
        element[:0] = links
    parent = element.getparent()
    if element.tail and parent is not None and parent.tag != f"{{{XHTML}}}a":
        element.tail, links = _split(element.tail, ids)
        after = parent.index(element) + 1
        parent[after:after] = links


def _split(text: str, ids: dict[str, str]) -> tuple[str, list[Element]]:
    """The text before the first mark, and a link for each mark, with the text after it as its tail."""
    links: list[Element] = []
    first, end = text, 0
    for match in _REFERENCE.finditer(text):
        if match["mark"] not in ids:
            continue
        before = text[end : match.start()]
        if links:
            links[-1].tail = before
        else:
            first = before
        mark: Node = f"[{match['mark']}]"
        links.append(
            H.a({EPUB_TYPE: "noteref", "role": "doc-noteref", "href": f"#{ids[match['mark']]}"}, mark)
        )
        end = match.end()
    if links:
        links[-1].tail = text[end:]
    return first, links
