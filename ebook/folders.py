"""A folder or zip whose files are the pages of one issue, in any format, in the natural order of their names.

Texts are read as one text, and pages with geometry as one issue's pages, so that what the paper does on one page is
evidence on the next. Issues that other formats give (our own notation, newsroom files) are put one after the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

import msgspec

from ebook.errors import UnreadableSource
from ebook.formats import formats, guess_reader, page_reader_of, reader_of
from ebook.model import Figure, Issue, Masthead, Origin, Place, Section
from ebook.pages import PageIssue, read_pages
from ebook.pages.page import Page
from ebook.picture_files import PICTURE_ENDINGS
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.rules import source as rules
from ebook.source import Source
from ebook.tree import find_all, replace_all

__all__ = ["join_pages", "read"]

_TEXTS = (".txt", ".text", ".md", ".markdown")


class _Member(msgspec.Struct, frozen=True):
    """A file of the folder that is read.

    Attributes:
        source: the file.
        format: the name of its format.
    """

    source: Source
    format: str


def read(source: Source, options: ReadOptions) -> Reading:
    """Read the pages of a folder or zip.

    Raises:
        UnreadableSource: it holds no page, or one cannot be read.
    """
    if source.files is None:
        raise UnreadableSource(
            "this is neither a folder nor a zip", file=source.name, hint="leave out --from pages"
        )
    members, others = _chosen(source, source.files.names())
    if not members:
        raise UnreadableSource(
            "no file in it is in a format that can be read",
            file=source.name,
            hint="`ebook formats` lists them; name the folder that holds the pages",
        )
    readings = [
        _read_alike(name, [member.source for member in alike], options)
        for name, alike in itertools.groupby(members, key=lambda member: member.format)
    ]
    left = tuple(rules.NOT_READ.at(Origin(file=name), "not read as a page") for name in others)
    joined = readings[0] if len(readings) == 1 else _joined(readings)
    return msgspec.structs.replace(joined, problems=(*joined.problems, *left))


# --- which files are pages ----------------------------------------------------------------


def _chosen(source: Source, names: Sequence[str]) -> tuple[list[_Member], list[str]]:
    """The files that are pages, one for each name without its ending; and the others, pictures left out."""
    found: dict[str, list[_Member]] = {}
    others: list[str] = []
    for name in names:
        member = _member(source, name)
        if member is None:
            others += [] if name.lower().endswith(PICTURE_ENDINGS) else [name]
        else:
            found.setdefault(str(PurePosixPath(name).with_suffix("")), []).append(member)
    chosen = [min(alike, key=_rank) for alike in found.values()]
    if any(_rank(member) < _rank_of_picture() for member in chosen):
        chosen = [member for member in chosen if _rank(member) < _rank_of_picture()]
    read = {member.source.name for member in chosen}
    left = [member.source.name for alike in found.values() for member in alike]
    others += [name for name in left if name not in read and not name.lower().endswith(PICTURE_ENDINGS)]
    return chosen, others


def _member(source: Source, name: str) -> _Member | None:
    """A file as a page, None where its format is none of a page."""
    member = source.member(name)
    if not member.data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource(
            "the file is empty", file=f"{source.name}/{name}", hint="take it out, or export it again"
        )
    row = formats()[guess_reader(member)]
    if member.files is not None and row.recognise is None:
        return None  # a zip in a zip is another issue
    lowered = name.lower()
    if row.name == "text" and not lowered.endswith(_TEXTS):
        return None
    if row.name == "json" and b"ebook-issue" not in member.data[:4096]:
        return None
    return _Member(member, row.name)


def _rank(member: _Member) -> tuple[bool, bool, int]:
    """Of files with one name, the one that says most comes first: ours and articles, layouts, texts, pictures."""
    row = formats()[member.format]
    is_picture = member.format in {"image", "pdf"}
    return is_picture, row.name == "text", list(formats()).index(row.name)


def _rank_of_picture() -> tuple[bool, bool, int]:
    return True, False, 0


# --- reading them together ----------------------------------------------------------------


def _read_alike(name: str, sources: list[Source], options: ReadOptions) -> Reading:
    """Files of one format that follow one another."""
    row = formats()[name]
    if row.pages is not None:
        pages = page_reader_of(row, options)
        return read_pages(join_pages([pages(source) for source in sources]), options)
    if name == "text":
        from ebook.reading import read_texts

        return _in_folders(read_texts(sources, options), sources)
    reader = reader_of(name)
    return _joined([_in_folders(reader(source, options), [source]) for source in sources])


def join_pages(issues: Sequence[PageIssue]) -> PageIssue:
    """The pages of several files as those of one issue, counted through; pictures keep apart by their page's number."""
    if len(issues) == 1:
        return issues[0]
    pages: list[Page] = []
    pictures: dict[str, bytes] = {}
    for issue in issues:
        renamed = {name: f"{len(pages) + 1}-{name}" for name in issue.pictures}
        pictures |= {renamed[name]: content for name, content in issue.pictures.items()}
        for page in issue.pages:
            regions = tuple(
                msgspec.structs.replace(region, picture=renamed.get(region.picture, region.picture))
                if region.picture
                else region
                for region in page.regions
            )
            pages.append(msgspec.structs.replace(page, number=len(pages) + 1, regions=regions))
    return PageIssue(
        pages=tuple(pages),
        pictures=pictures,
        date=next((issue.date for issue in issues if issue.date), None),
        name=next((issue.name for issue in issues if issue.name), ""),
        lang=next((issue.lang for issue in issues if issue.lang), ""),
        problems=tuple(problem for issue in issues for problem in issue.problems),
        repairs=tuple(repair for issue in issues for repair in issue.repairs),
    )


def _joined(readings: Sequence[Reading]) -> Reading:
    """Several readings as one issue: the first fact that any of them has, all their pages."""
    if len(readings) == 1:
        return readings[0]
    readings = _counted_through(readings)
    issues = [reading.issue for reading in readings]
    issue = Issue(
        lang=issues[0].lang,
        masthead=_masthead([issue.masthead for issue in issues]),
        sections=tuple(_sections(section for issue in issues for section in issue.sections)),
        repairs=tuple(repair for issue in issues for repair in issue.repairs),
    )
    problems: Iterable[Problem] = (problem for reading in readings for problem in reading.problems)
    pictures = {name: content for reading in readings for name, content in reading.pictures.items()}
    facsimiles = tuple(page for reading in readings for page in reading.facsimiles)
    lines = tuple(line for reading in readings for line in reading.lines)
    return Reading(issue, tuple(problems), pictures, facsimiles, lines)


def _counted_through(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the numbers of their pages counted from the first to the last."""
    counted: list[Reading] = []
    before = 0
    for reading in readings:
        here = [place.page for place in find_all(reading.issue, Place)]
        here += [page.number for page in reading.facsimiles]
        counted.append(_moved_on(reading, before) if before and here else reading)
        before += max(here, default=0)
    return counted


def _moved_on(reading: Reading, by: int) -> Reading:
    def moved(place: Place) -> Place:
        return msgspec.structs.replace(place, page=place.page + by)

    return msgspec.structs.replace(
        reading,
        issue=replace_all(reading.issue, Place, moved),
        facsimiles=tuple(
            msgspec.structs.replace(page, number=page.number + by) for page in reading.facsimiles
        ),
        lines=tuple(
            msgspec.structs.replace(
                line,
                origin=msgspec.structs.replace(line.origin, places=tuple(map(moved, line.origin.places))),
            )
            for line in reading.lines
        ),
    )


def _masthead(mastheads: Sequence[Masthead]) -> Masthead:
    facts = {
        name: next((value for found in mastheads if (value := getattr(found, name))), None)
        for name in Masthead.__struct_fields__
        if name != "printed"
    }
    printed = dict.fromkeys(line for found in mastheads for line in found.printed)
    return Masthead(printed=tuple(printed), **facts)


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections; parts of one page that stand in several files are one section."""
    held: Section | None = None
    for section in sections:
        if held is not None and section.page and held.page == section.page:
            held = msgspec.structs.replace(
                held,
                title=held.title or section.title,
                folio=tuple(dict.fromkeys((*held.folio, *section.folio))),
                staff=tuple(dict.fromkeys((*held.staff, *section.staff))),
                articles=(*held.articles, *section.articles),
            )
            continue
        if held is not None:
            yield held
        held = section
    if held is not None:
        yield held


def _in_folders(reading: Reading, sources: Sequence[Source]) -> Reading:
    """The reading with the paths of pictures starting at the folder of the issue instead of that of the page."""
    above = {source.name: PurePosixPath(source.name).parent for source in sources}

    def moved(figure: Figure) -> Figure:
        folder = above.get(figure.origin.file) if figure.origin else None
        if figure.src is None or figure.src in reading.pictures or folder in {None, PurePosixPath()}:
            return figure
        return msgspec.structs.replace(figure, src=str(folder / figure.src))

    return msgspec.structs.replace(reading, issue=replace_all(reading.issue, Figure, moved))
