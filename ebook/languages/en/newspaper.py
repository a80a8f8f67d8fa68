"""Conventions of East Asia's English-language newspapers: "By Lin Mei-hua", "TAIPEI (CNA) —", "Continued on Page 3"."""

from __future__ import annotations

from ebook.languages.newspaper import Conventions, words

_WORD = r"[A-Z][A-Za-z'’.\-]*"
_PERSON = rf"{_WORD}(?: (?:{_WORD}|de|van|bin|bt))" + "{1,3}"
_POST = (
    r"(?:[Ss]taff|[Ss]enior|[Ss]pecial|[Cc]hief|[Cc]ontributing|[Ff]oreign|[Bb]usiness|[Ss]ports|[Cc]ity)"
    r"(?: (?:staff|senior))? (?:[Rr]eporter|[Ww]riter|[Cc]orrespondent|[Pp]hotographer|[Ee]ditor|[Cc]olumnist)"
    r"|[Rr]eporter|[Cc]orrespondent|[Pp]hotographer|[Ee]ditor|[Cc]olumnist"
)
_AGENCY = (
    r"(?:AP|AFP|Reuters|Kyodo|Jiji|Yonhap|CNA|Xinhua|Bloomberg|[A-Z][A-Za-z]+ (?:News|News Agency|Press))"
)
_CAPITALS = r"[A-Z][A-Z'’.\-]+(?: [A-Z][A-Z'’.\-]+){0,3}"
_DATE = r"(?:, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
_BY = r"(?:By|BY|Story by|Text by|Story and photos? by|Compiled by)"
_PAGE = r"(?:[Pp]age|PAGE|[Pp]\.) ?[A-Z]?\d{1,3}"

NEWSPAPER = Conventions(
    roles={},
    roles_after={
        "staff reporter": "reporter",
        "Staff reporter": "reporter",
        "Staff Reporter": "reporter",
        "senior reporter": "reporter",
        "staff writer": "reporter",
        "Staff writer": "reporter",
        "Staff Writer": "reporter",
        "reporter": "reporter",
        "staff correspondent": "correspondent",
        "correspondent": "correspondent",
        "Correspondent": "correspondent",
        "staff photographer": "photographer",
        "photographer": "photographer",
        "intern reporter": "intern",
        "contributing writer": "columnist",
        "columnist": "columnist",
        "editor": "editor",
    },
    name=_PERSON,
    surnames="",
    bylines=(
        rf"{_BY} {{names}}(?:,? (?:and|&) {{name}})?(?:,? (?:{_POST})|,? (?:in|for) [A-Z][A-Za-z ]{{2,24}}|, {_AGENCY})?",
        rf"{{name}}(?:(?:, | and ){{name}}){{0,3}}, (?:{_POST})",
        rf"(?:{_POST})",
    ),
    senders=(r"{name}, (?:[A-Z][A-Za-z'’-]+)(?: [A-Z][A-Za-z'’-]+){0,3}",),
    affiliated=(),
    pen_names=(),
    sign_offs=(r"(?:The Editors?|The Management|Yours faithfully,?|[A-Z][A-Za-z ]{2,30} (?:Office|Committee|Council))",),
    datelines=(
        rf"{_CAPITALS}(?:, [A-Z][A-Za-z. ]{{2,18}})?{_DATE}(?: \({_AGENCY}\))? ?[—–-]{{1,2}} ?",
        rf"\({_AGENCY}\) ?[—–-]{{1,2}} ?",
    ),
    place_datelines=(),
    signatures=(
        r"[—–-] ?(?P<people>{names})$",
        rf"\((?P<people>{{names}}(?:, (?:{_POST}))?)\)$",
        r"(?:Additional|With) reporting by (?P<people>{names})\.?$",
    ),
    credits=(
        r"\(?(?:Photos?|Picture|Graphics?|File photo)(?: by|:|/) ?(?P<people>{names})(?:, [A-Z][A-Za-z .]{2,24})?\)?",
        r"(?P<people>{name}) ?/ ?[A-Z][A-Za-z .]{2,24}",
    ),
    caption_ends=(r"\b(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\.?$",),
    caption_marks=(r"\(?(?:from left|left|right|centre|center|front row|back row)\)?[,:]",),
    sourced=(r"\(?(?:Photos?|Picture|Courtesy of|Source)(?: courtesy of|:|/)? ?[A-Z][A-Za-z0-9&'’. -]{2,40}\)?",),
    jump_to=(
        rf"[(\[▶→]?\s?(?:[Cc]ontinued|CONTINUED|[Ss]ee|SEE|[Tt]urn to)(?: [A-Z][A-Z'’ -]{{1,20}},?)? (?:on |to )?{_PAGE}\.?[)\]]?",
    ),
    jump_from=(
        rf"[(\[◀←]?\s?(?:[A-Z][A-Z'’ -]{{1,20}}[,:] )?(?:[Cc]ontinued [Ff]rom|CONTINUED FROM|[Ff]rom) {_PAGE}\.?[)\]]?",
    ),
    notes=(r"(?:Editor[’']s [Nn]ote|The writer is|The author is|Correction|Clarification)\b",),
    table_notes=(r"(?:Note|Notes|Source|Sources|\*)\s?:",),
    aside_titles=(
        r"(?:At a [Gg]lance|If you go|If You Go|Fact ?[Ff]ile|What to know|Timeline|Visitor [Ii]nformation|Related story)(?:[:—-] .{1,40})?",
    ),
    column_words=words(
        "Briefs Brief News Opinion Editorial Letters Weather Sports Business Culture Arts Notices Obituaries Review "
        "Reviews Features Society World Region City Notebook Diary Forum Commentary"
    ),
    column_names=frozenset(
        (
            "In Brief", "News Briefs", "News in Brief", "Briefs", "Editorial", "Opinion", "Letters to the Editor",
            "Letters", "Weather", "Notices", "Obituary", "Obituaries", "Corrections", "Commentary", "Poem",
        )
    ),
    verse_labels=(r"(?:Poem|Poems|Verse|Haiku)",),
    brief_titles=(r"(?:(?:News )?(?:in|In) [Bb]rief|(?:[A-Z][a-z]+ )?[Bb]riefs?)",),
    counted_briefs=(),
    notice_titles=(r"(?:Public )?(?:Notices?|Corrections?|Announcements?|Obituary|Obituaries)",),
    contents_titles=(r"(?:Inside|In [Tt]his [Ii]ssue|Contents|Index|What[’']s [Ii]nside)(?: [Tt]oday)?",),
    page_references=(rf"[ .…—(]{{1,10}}(?:{_PAGE}|[A-Z]?\d{{1,3}})\)?$",),
    kicker_ends=("…", ":"),
    deck_ends=(),
    questions=(r"(?:Q|Question)\s?[:.]",),
    answers=(r"(?:A|Answer)\s?[:.]",),
    spaced=True,
    label_length=22,
)  # fmt: skip
