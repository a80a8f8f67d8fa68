"""Why reading changed a text: the code of a `Repair` as a sentence.

A repair holds a code and parameters, which are data. Each language has a table from code to sentence;
`{name}` in a sentence is replaced by the parameter of that name.
"""

from __future__ import annotations

from collections.abc import Mapping

from ebook.model import Repair

__all__ = ["ENGLISH", "reason_of"]

ENGLISH = {
    "repeated-text": "The same text is at line {line}.",
    "contained-text": "All of this text is at or after line {line}.",
    "sentence-continues": "The sentence broke off and continued in another block.",
    "sentence-continues-overlap": (
        "The sentence broke off and continued in another block. Some characters had been read twice."
    ),
    "sentence-continues-later": "The sentence broke off and continued some blocks later.",
    "sentence-continues-later-overlap": (
        "The sentence broke off and continued some blocks later. Some characters had been read twice."
    ),
    "titles-on-one-line": "Titles of several kinds were on one line.",
    "table-head-only": "Only the header row of this table was read.",
    "table-bars": "The bars between the cells of a table are not text.",
    "unplaced-line": "This line does not fit into any article.",
    "program-markup": "This is markup of the program that read the page, not text.",
    "spaced-characters": "The program had put a space between all characters.",
    "line-hyphen": "A word was divided at the end of a line.",
    "half-width-marks": "Half-width marks among ideographs were made full-width.",
    "order-of-columns": "The order that the program gave does not agree with the columns.",
    "emptied-block": "The program had put this text into another block; its lines say where it is printed.",
    "picture-of-text": "The program had taken printed text for a picture; its text is read instead.",
    "hyphens": "These words were divided at the ends of lines; the file gives them whole.",
    "web-controls": "These are controls of a web page, not text of the paper.",
    "shown-markup": "Markup was shown as text.",
    "headline-repeated": "The text began by repeating the headline.",
    "byline-repeated": "The byline was there twice.",
    "credit-before-caption": "The caption began with the credit.",
    "other-version": "Another version of this text is in the article.",
    "undecodable-bytes": "These bytes are not valid {encoding}; each run of them was replaced by U+FFFD.",
    "control-character": "No output format can hold these characters.",
    "corrected-by-hand": "A person corrected this.",
    "comment": "A comment is not part of the text.",
    "unknown-key": "The key is unknown.",
    "invalid-value": "The value is invalid.",
    "nested-value": "The value must not be nested.",
    "invalid-language": "The language tag is invalid.",
    "unreadable-repairs": "The list of repairs cannot be read.",
}


class _Parameters(dict[str, str]):
    """A parameter that is missing is shown as an ellipsis: repairs may come from a file."""

    def __missing__(self, name: str) -> str:
        return "…"


def reason_of(repair: Repair, sentences: Mapping[str, str]) -> str | None:
    """The sentence for a repair's code; None for a code that the table does not have."""
    sentence = sentences.get(repair.code)
    return None if sentence is None else sentence.format_map(_Parameters(repair.params))
