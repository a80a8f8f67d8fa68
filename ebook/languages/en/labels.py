"""The words of the Markdown notation."""

from __future__ import annotations

from ebook.languages.labels import Labels

__all__ = ["LABELS"]

LABELS = Labels(
    masthead="""
name          name
publisher     publisher
date          date
weekday       weekday
lunar_date    lunar_date
issue_number  issue_number
page_count    page_count
cn_number     cn_number cn
issn          issn
postal_code   postal_code
weather       weather
edition       edition
price         price
lang          lang language
printed       printed
repairs       repairs
""",
    section="""
page   page
title  title
folio  folio
staff  staff
""",
    role="""
reporter       reporter by staff_reporter staff_writer special_to_the_paper
correspondent  correspondent staff_correspondent
photographer   photographer photo_by photos_by staff_photographer
intern         intern intern_reporter
columnist      columnist contributing_writer
editor         editor
agency         agency
""",
    article="""
column          column
kicker          kicker eyebrow
headline        headline
deck            deck
byline          byline
byline_text     byline_text
dateline        dateline
continued_from  continued_from
continued_to    continued_to
lang            lang language
""",
    figure="""
alt      alt
caption  caption
credit   credit
""",
    table="""
caption  caption table
note     note
""",
    box="""
note   note
aside  aside box
verse  verse
""",
    role_follows=True,
    part=r"\s*(?:[,;/|:()]|\band\b|&)\s*|^\s+|\s+$",
)
