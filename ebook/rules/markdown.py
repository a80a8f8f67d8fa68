"""MD: reading an issue written in Markdown."""

from ebook.problems import Rule, Severity

_KEPT = "Nothing is lost: what was not understood stands in the issue as text, where it was."

FRONT_MATTER_KEY = Rule(
    code="MD-001",
    severity=Severity.WARNING,
    summary="The front matter holds a key that is not known.",
    explanation="The front matter takes the facts of the masthead, in English or in the issue's language. "
    "The line was moved to the repairs. Correct its spelling, or take it out.",
)

FRONT_MATTER_VALUE = Rule(
    code="MD-002",
    severity=Severity.ERROR,
    summary="A value of the front matter is not possible.",
    explanation="A date must exist in the calendar (2022-04-28, or 2022年4月28日), a count must be a number, "
    "a key may stand once. The line was moved to the repairs, and the fact is left open. Correct it.",
)

OUTSIDE = Rule(
    code="MD-003",
    severity=Severity.WARNING,
    summary="Text stands before the first page or headline.",
    explanation="A page opens with `# 01 Name`, an article with `## Headline`. The text was kept, in an article "
    "without headline or a page without number. Put it under a headline, or write `##` for an article without one.",
)

UNKNOWN_LABEL = Rule(
    code="MD-004",
    severity=Severity.WARNING,
    summary="A line looks like a label, but the label is not known there.",
    explanation="The lines directly under a headline, a page, a picture or a table say more about it: a label, "
    f"a colon, a value. {_KEPT} Correct the label, or set the line apart with a blank line if it is text.",
)

DETACHED_LABEL = Rule(
    code="MD-005",
    severity=Severity.WARNING,
    summary="A labelled line is set apart by a blank line from what it describes.",
    explanation=f"Only the lines directly under a headline, without a blank line, describe it. {_KEPT} "
    "Take the blank line out if the line is meant for the headline.",
)

UNKNOWN_ROLE = Rule(
    code="MD-006",
    severity=Severity.WARNING,
    summary="The role of a person is not known.",
    explanation="Roles are reporter, correspondent, photographer, intern, columnist, editor and agency, in any of the "
    "four languages (记者, 通讯员, 摄影 ...). The byline was kept as printed; its people are not told by roles.",
)

UNKNOWN_BOX = Rule(
    code="MD-007",
    severity=Severity.WARNING,
    summary="The kind of a ::: box is not known.",
    explanation="A box is a note, an aside or a verse, in any of the four languages: `::: 方框 相关链接`. "
    "It was kept as an aside with the words after ::: as its title.",
)

UNCLOSED_BOX = Rule(
    code="MD-008",
    severity=Severity.WARNING,
    summary="A ::: box is not closed.",
    explanation="A box ends with a line of as many colons as it began with. It was taken to end before the next "
    "headline, or with the file. Add the closing line.",
)

RAW_HTML = Rule(
    code="MD-009",
    severity=Severity.WARNING,
    summary="HTML stands in the Markdown.",
    explanation="HTML tags have no meaning here, but for <br>, <em> and <strong>; they are kept as text. "
    "Comments are moved to the repairs. Write it in Markdown, or take it out.",
)

NOT_MODELLED = Rule(
    code="MD-010",
    severity=Severity.WARNING,
    summary="A construct of Markdown has no place in a newspaper issue.",
    explanation=f"Code, dividers, pictures within a line, lists within lists and the like are not part of an issue. {_KEPT}",
)

PLAIN_FIELD = Rule(
    code="MD-011",
    severity=Severity.NOTE,
    summary="Markup stands where only plain text can.",
    explanation="Names, datelines, bylines and jump lines hold no markup. It was kept as typed. Take the marks out.",
)

BROKEN_REPAIRS = Rule(
    code="MD-012",
    severity=Severity.ERROR,
    summary="The list of repairs at the end of the file cannot be understood.",
    explanation="It was kept as one repair that holds its text. Restore it from the file that was written.",
)

REPEATED_LABEL = Rule(
    code="MD-013",
    severity=Severity.WARNING,
    summary="A label stands twice where only one can be.",
    explanation="Kicker, headline and deck may have several lines, each under its label; other labels stand once. "
    "Both lines were kept, joined. Take one of them out.",
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
    summary="The language of an article is no language tag.",
    explanation="A language is named by a BCP 47 tag: zh-Hans, zh-Hant, ja, ko, en. The line was moved to the repairs, "
    "and the article taken to be in the issue's language.",
)

COMMENT = Rule(
    code="MD-016",
    severity=Severity.NOTE,
    summary="A comment stands in the front matter.",
    explanation="In YAML a number sign after a space begins a comment. It was moved to the repairs. "
    "If it belongs to the value, put the value in quotes.",
)

BARE_TABLE = Rule(
    code="MD-017",
    severity=Severity.WARNING,
    summary="A table is not written as one.",
    explanation="A table has a line of dashes under its column heads (| --- | --- |), a bar at both ends of each row, "
    "and no blank line between its rows. All cells were kept. Correct the table if it was read wrongly.",
)
