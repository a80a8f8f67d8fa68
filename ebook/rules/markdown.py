"""MD: reading an issue written in Markdown."""

from ebook.problems import Rule, Severity

_KEPT = "Nothing is lost: what was not understood is kept as text, in its place."

FRONT_MATTER_KEY = Rule(
    code="MD-001",
    severity=Severity.WARNING,
    summary="The front matter contains an unknown key.",
    explanation="The front matter holds the facts of the masthead, in English or in the issue's language. "
    "The line was moved to the repairs. Correct its spelling, or remove it.",
)

FRONT_MATTER_VALUE = Rule(
    code="MD-002",
    severity=Severity.ERROR,
    summary="A value in the front matter is invalid.",
    explanation="A date must exist in the calendar (2022-04-28, or 2022年4月28日), a count must be a number, "
    "a key may occur once. The line was moved to the repairs, and the fact was left empty. Correct it.",
)

OUTSIDE = Rule(
    code="MD-003",
    severity=Severity.WARNING,
    summary="There is text before the first page or headline.",
    explanation="A page opens with `# 01 Name`, an article with `## Headline`. The text was kept, in an article "
    "without headline or a page without number. Put it under a headline, or write `##` for an article without one.",
)

UNKNOWN_LABEL = Rule(
    code="MD-004",
    severity=Severity.WARNING,
    summary="A line looks like a label, but the label is unknown in this place.",
    explanation="The lines directly under a headline, a page, a picture or a table say more about it: a label, "
    f"a colon, a value. {_KEPT} Correct the label, or put a blank line before it if it is text.",
)

DETACHED_LABEL = Rule(
    code="MD-005",
    severity=Severity.WARNING,
    summary="A labelled line is not directly under the headline it seems to describe.",
    explanation=f"Only the lines directly under a headline, without a blank line, describe it. {_KEPT} "
    "Move the line up, or remove the blank line, if it describes the article.",
)

UNKNOWN_ROLE = Rule(
    code="MD-006",
    severity=Severity.WARNING,
    summary="The role of a person is unknown.",
    explanation="Roles are reporter, correspondent, photographer, intern, columnist, editor and agency, in any known "
    "language (记者, 通讯员, 摄影 ...). The byline was kept as printed, without roles for its people.",
)

UNKNOWN_BOX = Rule(
    code="MD-007",
    severity=Severity.WARNING,
    summary="The kind of a ::: box is unknown.",
    explanation="A box is a note, an aside or a verse, in any known language: `::: 方框 相关链接`. "
    "It was kept as an aside, with the words after ::: as its title.",
)

UNCLOSED_BOX = Rule(
    code="MD-008",
    severity=Severity.WARNING,
    summary="A ::: box is not closed.",
    explanation="A box ends with a line of as many colons as it began with. It was closed before the next "
    "headline, or at the end of the file. Add the closing line.",
)

RAW_HTML = Rule(
    code="MD-009",
    severity=Severity.WARNING,
    summary="The Markdown contains HTML.",
    explanation="Only <br>, <em>, <strong>, <ruby>, <sup> and <sub> have a meaning here; other tags are kept as text. "
    "Comments are moved to the repairs. Write it in Markdown, or remove it.",
)

NOT_MODELLED = Rule(
    code="MD-010",
    severity=Severity.WARNING,
    summary="A newspaper issue cannot contain this kind of Markdown.",
    explanation=f"Code, dividers, pictures within a line, lists within lists and the like are not part of an issue. {_KEPT}",
)

PLAIN_FIELD = Rule(
    code="MD-011",
    severity=Severity.NOTE,
    summary="There is markup where only plain text is allowed.",
    explanation="Names, datelines, bylines and jump lines are plain text. The markup was kept as typed. Remove it.",
)

BROKEN_REPAIRS = Rule(
    code="MD-012",
    severity=Severity.ERROR,
    summary="The list of repairs at the end of the file cannot be read.",
    explanation="It was kept as one repair with its whole text. Restore it from the original export.",
)

REPEATED_LABEL = Rule(
    code="MD-013",
    severity=Severity.WARNING,
    summary="A label occurs twice where only one is allowed.",
    explanation="Kicker, headline and deck may have several lines, each under its label; other labels may occur once. "
    "Both lines were kept, joined. Remove one of them.",
)

NO_LIST_START = Rule(
    code="MD-014",
    severity=Severity.NOTE,
    summary="The numbers of a list do not count from 1.",
    explanation="Numbers such as 5, 6 or 1, 3, 7 were kept as printed, as part of the items. "
    "Correct them if the list should count from 1.",
)

NO_LANGUAGE = Rule(
    code="MD-015",
    severity=Severity.WARNING,
    summary="The language of an article is not a language tag.",
    explanation="A language is named by a BCP 47 tag: zh-Hans, zh-Hant, ja, ko, en. The line was moved to the repairs, "
    "and the article was given the issue's language.",
)

COMMENT = Rule(
    code="MD-016",
    severity=Severity.NOTE,
    summary="The front matter contains a comment.",
    explanation="In YAML, a number sign after a space starts a comment. The comment was moved to the repairs. "
    "If it is part of the value, put the value in quotes.",
)

BARE_TABLE = Rule(
    code="MD-017",
    severity=Severity.WARNING,
    summary="A table is not written as one.",
    explanation="A table has a line of dashes under its column heads (| --- | --- |), a bar at both ends of each row, "
    "and no blank line between its rows. All cells were kept. Correct the table if it was read wrongly.",
)
