"""Why reading changed a text, in the paper's language.

A repair gives its reason as sentences of the program's own language, which are data: they stand in the
issue's JSON as they are. What a print shows of them is looked up here, sentence by sentence.
"""

from __future__ import annotations

import re

import msgspec

__all__ = ["ReasonWords", "localised"]


class ReasonWords(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences, each for one of the program's; `{}` stands for a line, a name or an encoding.

    Attributes:
        gap: what stands between two sentences.
    """

    gap: str
    same_text: str
    all_stands: str
    broke_off: str
    broke_off_after: str
    read_twice: str
    one_line: str
    heads_alone: str
    bars: str
    no_place: str
    list_goes_on: str
    after_another: str
    in_another: str
    put_at_end: str
    credit_astray: str
    photograph_astray: str
    not_decoded: str
    not_held: str
    comment: str
    unknown_key: str
    impossible: str
    unreadable_repairs: str


# The sentences of the readers, each with the name of its words above.
_SENTENCES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"The same text stands at line (\d+)\.", "same_text"),
        (r"All of this stands at and after line (\d+)\.", "all_stands"),
        (r"The sentence broke off and went on in another piece\b", "broke_off"),
        (r"The sentence broke off and went on after other pieces\b", "broke_off_after"),
        (r", with some characters read twice\.", "read_twice"),
        (r"(?:The kicker and the headline|Titles of several kinds) stood in one line\.", "one_line"),
        (r"Of this table only the column heads were read\.", "heads_alone"),
        (r"The bars between the cells of a table are no text\.", "bars"),
        (r"No article has a place for this line\.", "no_place"),
        (r"The numbers of a list go on here\.", "list_goes_on"),
        (r"It stood after the end of another article, with which it shares fewer words\.", "after_another"),
        (r"It stood in another article, with which it shares hardly a word\.", "in_another"),
        (r"It was put at the end of the article “(.*)”\.", "put_at_end"),
        (r"The picture's credit stood far from the only caption without one\.", "credit_astray"),
        (
            r"A photograph's headline stood over an article with which it shares no word, and its credit elsewhere\.",
            "photograph_astray",
        ),
        (r"these bytes are no text in (\S+); each run of them became U\+FFFD", "not_decoded"),
        (r"(?:a character|characters) that no output format can hold", "not_held"),
        (r"a comment in the (?:front matter|Markdown)", "comment"),
        (r"a key that is not known", "unknown_key"),
        (r"a (?:language|value) that is (?:not possible|nested)", "impossible"),
        (r"a list of repairs that cannot be understood", "unreadable_repairs"),
    )
)
_BETWEEN = re.compile(r"[.\s]*")


def localised(reason: str, words: ReasonWords) -> str | None:
    """The reason in the language of the words; None where a sentence of it is not known."""
    said: list[str] = []
    place = 0
    while place < len(reason):
        for pattern, name in _SENTENCES:
            if found := pattern.match(reason, place):
                said.append(getattr(words, name).format(*found.groups()))
                between = _BETWEEN.match(reason, found.end())
                place = between.end() if between else found.end()
                break
        else:
            return None
    return words.gap.join(said) or None
