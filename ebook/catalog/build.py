"""`write`: from a shelf to its catalogue."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib import resources
from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from ebook.catalog import issue, pdf
from ebook.catalog.entry import Entry, FileState
from ebook.catalog.fingerprint import entry_fingerprint, fingerprint, program_fingerprint
from ebook.catalog.groups import Collection, collections, language_of, neighbours
from ebook.catalog.issue import RecordHeader
from ebook.catalog.opds import atom, feeds, json
from ebook.catalog.opds.feeds import NO_COVER
from ebook.catalog.pages.calendar import calendar_pages, calendar_path
from ebook.catalog.pages.html import ASSETS
from ebook.catalog.pages.issue import IssuePage
from ebook.catalog.pages.reader import NEIGHBOURS
from ebook.catalog.scan import IssueFiles, file_state, find_issues
from ebook.catalog.search import index_path, index_script, make_index, script_path
from ebook.catalog.store import CatalogFiles
from ebook.catalog.urls import urn
from ebook.catalog.words import catalog_words
from ebook.epub.container import BrokenFile
from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem, Report
from ebook.rules.shelf import DISARMED, SAME_IDENTIFIER, UNDATED, UNREADABLE
from ebook.source import is_text

__all__ = ["Catalogue", "assets", "write"]


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """The result of writing a catalogue.

    Attributes:
        page: the page to open.
        issues: number of issues listed.
        papers: number of papers.
        read: number of issues that were read, because they are new or changed.
        removed: number of issues that are no longer on the shelf.
        changed: number of files and folders written or removed.
        left_out: number of broken files that were left out.
        report: the problems found.
    """

    page: Path
    issues: int
    papers: int
    read: int
    removed: int
    changed: int
    left_out: int
    report: Report


def write(shelf: Path | str, *, progress: Callable[[int, int], None] | None = None) -> Catalogue:
    """Write the catalogue of a shelf from its files.

    Args:
        shelf: a folder with EPUBs and PDFs, at any depth.
        progress: called with the number of issues done, and of all issues.

    Raises:
        UnreadableSource: there is no such folder.
        CannotWrite: the catalogue cannot be written, or something else exists in its place.
    """
    shelf = Path(shelf)
    there = find_issues(shelf)
    store = CatalogFiles(shelf)
    with store.locked():
        known = store.records()
        gatherer = _Gatherer(shelf=shelf.resolve(), store=store, known=known)
        for number, files in enumerate(there, 1):
            gatherer.add(files)
            if progress:
                progress(number, len(there))
        store.flush_issues()
        entries = _with_unique_identifiers(gatherer.entries, gatherer.problems)
        _write_lists(store, entries)
        store.clear({entry.key for entry in entries})
        store.save_fingerprints()
    return Catalogue(
        page=shelf / "index.html",
        issues=len(entries),
        papers=len({entry.paper.name for entry in entries}),
        read=gatherer.read,
        removed=len(known.keys() - {files.stem for files in there}),
        changed=store.changed,
        left_out=gatherer.left_out,
        report=Report(tuple(gatherer.problems)),
    )


class _Gatherer:
    """Collects the entries; reads issues whose files changed."""

    def __init__(self, shelf: Path, store: CatalogFiles, known: dict[str, RecordHeader]) -> None:
        self.shelf, self.store, self.known = shelf, store, known
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.read = 0
        self.left_out = 0

    def add(self, files: IssueFiles) -> None:
        """Add an issue: from its record, or read again, or from the file of it that can be read."""
        if not is_text(files.stem):
            self._leave_out(
                files.stem.encode("utf-8", "replace").decode(), "its name is not in UTF-8; rename it"
            )
            return
        before = self.known.get(files.stem)
        try:
            epub, pdf_ = self._states(files, before)
        except UnreadableSource as error:
            self._leave_out(error.file or files.stem, error.message)
            return
        if before and _same(before.entry.epub, epub) and _same(before.entry.pdf, pdf_):
            self._keep(before, epub, pdf_)
        else:
            self._read(files, epub, pdf_)

    def _states(
        self, files: IssueFiles, before: RecordHeader | None
    ) -> tuple[FileState | None, FileState | None]:
        entry = before.entry if before else None
        epub = (
            file_state(files.epub, self.shelf, before=entry.epub if entry else None) if files.epub else None
        )
        printed = (
            file_state(files.pdf, self.shelf, before=entry.pdf if entry else None) if files.pdf else None
        )
        return epub, printed

    def _keep(self, before: RecordHeader, epub: FileState | None, printed: FileState | None) -> None:
        entry = msgspec.structs.replace(before.entry, epub=epub, pdf=printed)
        if (
            entry != before.entry
        ):  # same bytes, other time: record the time, so that the file is not hashed on every run
            whole = msgspec.structs.replace(self.store.record(entry.key), entry=entry)
            self.store.put(f"{entry.folder}/{issue.RECORD}", msgspec.json.encode(whole))
        self._list(entry, before)

    def _read(self, files: IssueFiles, epub: FileState | None, printed: FileState | None) -> None:
        if printed and files.pdf:
            try:
                pdf.check(files.pdf)
            except BrokenFile as error:
                self._leave_out(printed.path, str(error), error)
                files, printed = msgspec.structs.replace(files, pdf=None), None
        if not (epub or printed):
            return
        try:
            made = issue.build_issue(files, (epub, printed), program_fingerprint())
        except BrokenFile as error:
            self._leave_out(_name(epub, printed), str(error), error)
            if epub and printed:
                self._read(msgspec.structs.replace(files, epub=None), None, printed)
            return
        self.store.write_issue(made.record.entry.key, made.files)
        self.read += 1
        self._list(made.record.entry, made.record)

    def _list(self, entry: Entry, record: RecordHeader) -> None:
        self.entries.append(entry)
        here = Origin(file=entry.files[0].path)
        if record.disarmed:
            self.problems.append(DISARMED.at(here, "scripts were removed from the pages that show it"))
        if not entry.date:
            self.problems.append(UNDATED.at(here, "has no date; it is listed separately from the calendar"))

    def _leave_out(self, path: str, message: str, error: BrokenFile | None = None) -> None:
        self.left_out += 1
        rule = error.rule if error else UNREADABLE
        self.problems.append(rule.at(Origin(file=path), f"{message}; it was left out of the catalogue"))


def _name(epub: FileState | None, printed: FileState | None) -> str:
    """The path of the file that an issue is read from."""
    return next(file.path for file in (epub, printed) if file)


def _same(before: FileState | None, now: FileState | None) -> bool:
    """Whether the bytes are the same, whenever they were written."""
    return (before and before.sha256) == (now and now.sha256)


def _with_unique_identifiers(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Give each entry its own identifier: reading apps treat two with the same one as one issue."""
    seen: dict[str, Entry] = {}
    distinct = []
    for entry in entries:
        first = seen.setdefault(entry.identifier, entry)
        if first is entry:
            distinct.append(entry)
        else:
            problems.append(
                SAME_IDENTIFIER.at(
                    Origin(file=entry.files[0].path),
                    f"has the identifier of {first.files[0].path}; remove one of the two if they are the same issue",
                )
            )
            distinct.append(msgspec.structs.replace(entry, identifier=urn("place", entry.files[0].path)))
    return distinct


def _write_lists(store: CatalogFiles, entries: list[Entry]) -> None:
    """Write everything that covers several issues, the first page last."""
    lang = language_of(entries)
    grouped = collections(entries)
    prints = {entry.key: entry_fingerprint(entry) for entry in entries}
    for path, content in assets():
        store.put(path, content)
    _write_issues(store, entries, grouped, prints)
    _write_feeds(store, grouped, lang, prints)
    _write_search(store, grouped[0], prints)
    home, *pages = calendar_pages(grouped, lang)
    for page in (*pages, home):
        made_from = fingerprint(page.depends_on, [prints[entry.key] for entry in page.entries])
        store.write_if_stale(page.path, made_from, page.make)


def _write_issues(
    store: CatalogFiles, entries: list[Entry], grouped: tuple[Collection, ...], prints: dict[str, str]
) -> None:
    """Write the files of each issue's folder that depend on other issues or on the shelf."""
    beside = neighbours(entries)
    slugs = {collection.paper.name: collection.slug for collection in grouped if collection.paper}
    for entry in entries:
        calendar = calendar_path(slugs[entry.paper.name], entry.month)
        page = IssuePage(entry, *beside[entry.key], calendar, store.chapters)
        beside_it = [(other.key, other.date, other.title) if other else None for other in beside[entry.key]]
        made_from = fingerprint(prints[entry.key], beside_it, calendar)
        folder = entry.folder
        store.write_if_stale(f"{folder}/index.html", made_from, page.page)
        store.write_if_stale(f"{folder}/{NEIGHBOURS}", made_from, page.neighbours)
        store.write_if_stale(f"{folder}/{json.PUBLICATION}", made_from, partial(json.json_publication, entry))


def _write_feeds(
    store: CatalogFiles, grouped: tuple[Collection, ...], lang: str, prints: dict[str, str]
) -> None:
    for feed in feeds.feeds(grouped, lang):
        head = msgspec.structs.replace(feed, entries=())
        made_from = fingerprint(head, [prints[entry.key] for entry in feed.entries])
        store.write_if_stale(atom.path_of(feed.path), made_from, partial(atom.atom, feed))
        store.write_if_stale(json.path_of(feed.path), made_from, partial(json.json_feed, feed))
    words = catalog_words(lang)
    title = grouped[0].paper.name if grouped[0].paper else words.shelf
    store.put(atom.SEARCH, atom.description(title, words))


def _write_search(store: CatalogFiles, whole: Collection, prints: dict[str, str]) -> None:
    for year, entries in whole.years.items():
        made_from = fingerprint([prints[entry.key] for entry in entries])
        encoded = cache(partial(_encoded_index, store, entries))
        store.write_if_stale(index_path(year), made_from, encoded)
        store.write_if_stale(script_path(year), made_from, partial(_search_script, year, encoded))


def _search_script(year: str, encoded: Callable[[], bytes]) -> bytes:
    return index_script(year, encoded())


def _encoded_index(store: CatalogFiles, entries: Iterable[Entry]) -> bytes:
    return msgspec.json.encode(make_index((entry, store.chapters(entry)) for entry in entries))


_NAMES = ("catalog.css", "reader.js", "search.js", "theme.js")
_SHEET, _LINES = "#ffffff", "#c9c5bd"


def assets() -> Iterator[tuple[str, bytes]]:
    """Each file by its path relative to the shelf."""
    folder = resources.files("ebook.catalog") / "web"
    for name in _NAMES:
        yield f"{ASSETS}/{name}", (folder / name).read_bytes()
    yield NO_COVER.path, _no_cover()


def _no_cover() -> bytes:
    """A sheet with a rule for the nameplate and lines in three columns."""
    width, height = NO_COVER.width, NO_COVER.height
    sheet = Image.new("RGB", (width, height), _SHEET)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, width - 1, height - 1), outline=_LINES)
    pen.rectangle((30, 30, width - 31, 62), fill=_LINES)
    for column in range(3):
        left = 30 + column * 84
        for top in range(90, height - 40, 14):
            pen.line((left, top, left + 70, top), fill=_LINES, width=3)
    stream = io.BytesIO()
    sheet.save(stream, "PNG", optimize=True)
    return stream.getvalue()
