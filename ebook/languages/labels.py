"""The words of the Markdown notation in one language."""

from __future__ import annotations

import msgspec

__all__ = ["Labels"]


class Labels(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words of one language.

    Each vocabulary has a line for each of the model's names: the name, the word that is written for it, and others
    that are understood.

    Attributes:
        masthead, section, role, article, figure, table, box: the vocabularies of `ebook.notation.words`.
        printed_section, printed_table: a name and words that are printed text themselves: a line that begins with
            one of them is kept whole.
        colon: what is written between a label and its value, where the label is not ASCII.
        join: what is written between names.
        spaces_part_names: whether spaces may part names of two to four characters.
        role_follows: whether a role is written after its name in a byline.
        part: pattern of what parts the names and roles of a printed byline.
        deeds: words in a byline for what was done, which name neither a person nor a role.
        house: words before a role that name the paper or a rank.
    """

    masthead: str
    section: str
    role: str
    article: str
    figure: str
    table: str
    box: str
    printed_section: str = ""
    printed_table: str = ""
    colon: str = ": "
    join: str = ", "
    spaces_part_names: bool = False
    role_follows: bool = False
    part: str = r"[\s、，,／/|｜；;:：()（）【】]+"
    deeds: str = ""
    house: str = ""
