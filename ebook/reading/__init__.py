"""The text of printed pages becomes an issue.

The way, stage by stage; each takes values, returns values, and has its module:

 1. `ebook.readers.decode`: bytes become text; `Language` is detected or given.
 2. `markup`, `lines`: the signs of page-reading programs become marks of lines.
 3. `wrapping`, `unwrap` with `seams`: lines become logical lines, narrow columns undone.
 4. `features` with `cues` and `words`, `roles`: what each line is, and where articles begin, decided for the whole
    issue at once by a learned model (`weights`).
 5. `repeats`, `rejoin`: what stands there twice is dropped, what was torn apart is joined; then 4 again.
 6. `masthead`, `pages` with `folio`: the facts of the masthead, the printed pages.
 7. `articles` with `titles`, `blocks`, `tables`, `people`: the articles of each page.
 8. `audit`, `doubts`: nothing is lost, and what is unsure is said.

Every change to the text is a `Repair`, every doubt a `Problem`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from ebook.languages import Language, detect
from ebook.model import Issue, Masthead, Repair, Section
from ebook.readers import Reading, ReadLine, ReadOptions
from ebook.readers.decode import decode
from ebook.reading.articles import article_of, heads_of, parts_of
from ebook.reading.audit import missing_lines
from ebook.reading.chars import visible
from ebook.reading.decoding import BEGINS, find_decided
from ebook.reading.doubts import doubts_of
from ebook.reading.markup import source_lines
from ebook.reading.masthead import date_elsewhere, name_elsewhere, read_masthead
from ebook.reading.pages import Page, pages_of
from ebook.reading.pieces import Line, Piece, origin_of
from ebook.reading.profiles import Profile, with_facts
from ebook.reading.rejoin import rejoined
from ebook.reading.repeats import drop_repeats
from ebook.reading.roles import read_roles
from ebook.reading.unwrap import lines_of
from ebook.source import Source

__all__ = ["read", "read_lines", "read_texts"]

_DATELINE = 40
_LONGEST_LINE, _MOST_LINES = 200, 40  # no masthead is longer, and odd texts are
_FACTS = (
    "name", "publisher", "date", "weekday", "lunar_date", "issue_number", "page_count", "cn_number", "issn",
    "postal_code", "weather", "edition", "price",
)  # fmt: skip


def read(source: Source, options: ReadOptions) -> Reading:
    """Read the text of a page, or of several pages.

    Args:
        source: the text, in any encoding that newspapers' texts are in.
        options: its language where it is known, and whether its disorder is mended.

    Raises:
        UnreadableSource: the source is no text.
    """
    return read_texts([source], options)


def read_texts(sources: Sequence[Source], options: ReadOptions) -> Reading:
    """Read texts that are the pages of one issue, in their order; each begins a page.

    Raises:
        UnreadableSource: one is no text.
    """
    decoded = [decode(source) for source in sources]
    language = options.lang or detect("\n".join(text.text for text in decoded))
    lines: list[Line] = []
    repairs: list[Repair] = []
    for source, text in zip(sources, decoded, strict=True):
        marked, mended = source_lines(text.text, source.name)
        found = lines_of(marked, source.name, language)
        if lines and found:
            found[0] = msgspec.structs.replace(found[0], page_break=True)
        lines += found
        repairs += (*text.repairs, *mended)
    reading = read_lines(lines, language, options, repairs)
    problems = (*(problem for text in decoded for problem in text.problems), *reading.problems)
    return msgspec.structs.replace(reading, problems=problems)


def read_lines(
    lines: Sequence[Line], language: Language, options: ReadOptions, repairs: Sequence[Repair] = ()
) -> Reading:
    """Read the logical lines of an issue, whatever they were read from.

    Args:
        lines: in the issue's reading order.
        language: of the issue.
        options: whether disorder is mended, and what is known of the paper.
        repairs: what was done to the text before.
    """
    pieces, mended, read_as = _pieces(lines, language, options)
    repairs = [*repairs, *mended]
    masthead, rest = _masthead(pieces, language)
    masthead = with_facts(masthead, options.profile or Profile())
    pages = pages_of([piece for piece in rest if piece.role != "CHROME"], language, masthead.name)
    sections, found = _sections(pages, language)
    repairs += found
    repairs += _controls(rest)
    repairs += missing_lines(lines, masthead, sections, repairs)
    issue = Issue(lang=language.tag, masthead=masthead, sections=tuple(sections), repairs=tuple(repairs))
    problems = doubts_of(issue, pieces, language, "\n".join(line.whole for line in lines))
    return Reading(issue, tuple(problems), lines=read_as)


def _pieces(
    lines: Sequence[Line], language: Language, options: ReadOptions
) -> tuple[list[Piece], list[Repair], tuple[ReadLine, ...]]:
    """The lines with their roles, repeats dropped and torn paragraphs joined; and how each line was read."""
    profile = options.profile or Profile()
    decided = find_decided(lines, options.decided)
    pieces = read_roles(lines, language, profile, decided)
    kept = tuple(range(len(lines)))
    repairs: list[Repair] = []
    if not options.keeps_repeats:
        once = drop_repeats(pieces)
        repairs += once.repairs
        if once.repairs:  # the neighbours are others now, and they have their say in what a line is
            kept = once.kept
            still = {at: decided[place] for at, place in enumerate(kept) if place in decided}
            pieces = read_roles([pieces[at].line for at in kept], language, profile, still)
    read_as = _read_lines(lines, dict(zip(kept, pieces, strict=True)))
    pieces, joined = rejoined(pieces, language)
    return pieces, [*repairs, *joined], read_as


def _read_lines(lines: Sequence[Line], pieces: Mapping[int, Piece]) -> tuple[ReadLine, ...]:
    """How each line was read; those without a piece were dropped."""
    times: Counter[tuple[str, str]] = Counter()
    found = []
    for at, line in enumerate(lines):
        key = (line.file, visible(line.whole))
        times[key] += 1
        piece = pieces.get(at)
        found.append(
            ReadLine(
                text=line.whole,
                file=line.file,
                nth=times[key],
                origin=line.origin,
                label=f"{piece.role}{BEGINS if piece.begins else ''}" if piece else "",
                sure=piece.sure if piece else 1.0,
                likely=piece.likely if piece and piece.other else (),
                decided=piece.decided if piece else None,
                line=line,
            )
        )
    return tuple(found)


def _masthead(pieces: Sequence[Piece], language: Language) -> tuple[Masthead, list[Piece]]:
    """The masthead, and the pieces that are none of its lines.

    What is not printed above page 1, a page's folio or a dateline may say: the paper's name and the day.
    """
    head = [piece for piece in pieces if piece.role == "MAST"]
    rest = [piece for piece in pieces if piece.role != "MAST"]
    printed = [piece.text for piece in head]
    folios = [piece.text for piece in rest if piece.role == "FOLIO"]
    texts = [piece.text[:_DATELINE] for piece in rest if piece.role == "P"]
    short = [text for text in printed if len(text) <= _LONGEST_LINE][:_MOST_LINES]
    facts = read_masthead(short, language, "\n".join([*folios, *texts]))
    values = {name: getattr(facts, name) for name in _FACTS}
    values["name"] = values["name"] or name_elsewhere(folios, texts, language)
    values["date"] = values["date"] or date_elsewhere(folios, language)
    origin = origin_of(piece.line for piece in head)
    return Masthead(**values, printed=tuple(printed), origin=origin), rest


def _sections(pages: Sequence[Page], language: Language) -> tuple[list[Section], list[Repair]]:
    parts = [parts_of(page.pieces, language) for page in pages]
    heads = heads_of([part for page in parts for part in page])
    sections, repairs = [], []
    for page, articles in zip(pages, parts, strict=True):
        made = [article_of(part, language, heads) for part in articles]
        repairs += [repair for composed in made for repair in composed.repairs]
        sections.append(
            Section(
                page=page.number,
                title=page.title,
                folio=tuple(page.folio),
                staff=tuple(page.staff),
                articles=tuple(composed.article for composed in made),
                origin=page.origin,
            )
        )
    return sections, repairs


def _controls(pieces: Sequence[Piece]) -> list[Repair]:
    """A repair for each line of a web page's controls, which are no text of the paper."""
    return [
        Repair(
            kind="dropped-line",
            text=piece.text,
            code="web-controls",
            confidence=piece.sure,
            origin=piece.line.origin,
        )
        for piece in pieces
        if piece.role == "CHROME"
    ]
