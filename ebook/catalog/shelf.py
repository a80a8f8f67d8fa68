"""`write`: the whole way from a shelf to its catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import msgspec

from ebook.catalog import issue
from ebook.catalog.assets import assets
from ebook.catalog.book import pdf
from ebook.catalog.entry import Entry, FileState
from ebook.catalog.fingerprint import fingerprint, of_entry, program
from ebook.catalog.groups import Collection, collections, language_of, neighbours
from ebook.catalog.issue import Known
from ebook.catalog.opds import atom, feeds, json, search
from ebook.catalog.pages.calendar import calendar_pages, calendar_path
from ebook.catalog.pages.frame import NEIGHBOURS
from ebook.catalog.pages.issue import IssuePage
from ebook.catalog.pages.search import chunk
from ebook.catalog.scan import Found, found, state
from ebook.catalog.store import Store
from ebook.catalog.urls import urn
from ebook.catalog.words import catalog_words
from ebook.checks.epub.archive import ArchiveError
from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem, Report
from ebook.rules.shelf import DISARMED, SAME_IDENTIFIER, UNDATED, UNREADABLE
from ebook.source import is_text

__all__ = ["Catalogue", "write"]


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """What came of writing a catalogue.

    Attributes:
        page: the page to open.
        issues: how many issues it lists.
        papers: of how many papers.
        read: how many of them were read anew.
        removed: how many were there before and are not any more.
        changed: how many files and folders were written or removed.
        left_out: how many files of the shelf are broken and were left out.
        report: what was found.
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
    """Write the catalogue of a shelf, from what lies there.

    Args:
        shelf: a folder of EPUBs and PDFs, in any depth.
        progress: called with how many issues are done, and how many there are.

    Raises:
        UnreadableSource: there is no such folder.
        CannotWrite: the catalogue cannot be written, or something else stands in its place.
    """
    shelf = Path(shelf)
    there = found(shelf)
    store = Store(shelf)
    with store.held():
        known = store.records()
        gathered = _Gathered(shelf=shelf.resolve(), store=store, known=known)
        for number, files in enumerate(there, 1):
            gathered.add(files)
            if progress:
                progress(number, len(there))
        entries = _told_apart(gathered.entries, gathered.problems)
        _write_lists(store, entries)
        store.clear({entry.key for entry in entries})
        store.remember()
    return Catalogue(
        page=shelf / "index.html",
        issues=len(entries),
        papers=len({entry.paper.name for entry in entries}),
        read=gathered.read,
        removed=len(known.keys() - {files.stem for files in there}),
        changed=store.changed,
        left_out=gathered.left_out,
        report=Report(tuple(gathered.problems)),
    )


class _Gathered:
    """The entries as they are gathered, read anew where their files changed."""

    def __init__(self, shelf: Path, store: Store, known: dict[str, Known]) -> None:
        self.shelf, self.store, self.known = shelf, store, known
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.read = 0
        self.left_out = 0

    def add(self, files: Found) -> None:
        """Take an issue up: as it is known, or read anew, or by what of it can be read."""
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

    def _states(self, files: Found, before: Known | None) -> tuple[FileState | None, FileState | None]:
        entry = before.entry if before else None
        epub = state(files.epub, self.shelf, before=entry.epub if entry else None) if files.epub else None
        printed = state(files.pdf, self.shelf, before=entry.pdf if entry else None) if files.pdf else None
        return epub, printed

    def _keep(self, before: Known, epub: FileState | None, printed: FileState | None) -> None:
        entry = msgspec.structs.replace(before.entry, epub=epub, pdf=printed)
        if entry != before.entry:  # the same bytes at another time: so that they are not read again and again
            whole = msgspec.structs.replace(self.store.record(entry.key), entry=entry)
            self.store.put(f"{issue.folder_of(entry)}/{issue.RECORD}", msgspec.json.encode(whole))
        self._list(entry, before)

    def _read(self, files: Found, epub: FileState | None, printed: FileState | None) -> None:
        if printed and files.pdf:
            try:
                pdf.check(files.pdf)
            except ArchiveError as error:
                self._leave_out(printed.path, str(error), error)
                files, printed = msgspec.structs.replace(files, pdf=None), None
        if not (epub or printed):
            return
        try:
            made = issue.made(files, (epub, printed), program())
        except ArchiveError as error:
            self._leave_out(_name(epub, printed), str(error), error)
            if epub and printed:
                self._read(msgspec.structs.replace(files, epub=None), None, printed)
            return
        self.store.put_issue(made.record.entry.key, made.files)
        self.read += 1
        self._list(made.record.entry, made.record)

    def _list(self, entry: Entry, record: Known) -> None:
        self.entries.append(entry)
        here = Origin(file=entry.files[0].path)
        if record.disarmed:
            self.problems.append(DISARMED.at(here, "scripts were left out of the pages that show it"))
        if not entry.date:
            self.problems.append(UNDATED.at(here, "tells no day; it is listed apart from the calendar"))

    def _leave_out(self, path: str, message: str, error: ArchiveError | None = None) -> None:
        self.left_out += 1
        rule = error.rule if error else UNREADABLE
        self.problems.append(rule.at(Origin(file=path), f"{message}; it was left out of the catalogue"))


def _name(epub: FileState | None, printed: FileState | None) -> str:
    """The path of the file that an issue is read from."""
    return next(file.path for file in (epub, printed) if file)


def _same(before: FileState | None, now: FileState | None) -> bool:
    """Whether the bytes are the same, whenever they were written."""
    return (before and before.sha256) == (now and now.sha256)


def _told_apart(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Each entry with an identifier of its own: reading apps take two of one identifier for one issue."""
    seen: dict[str, Entry] = {}
    told = []
    for entry in entries:
        first = seen.setdefault(entry.identifier, entry)
        if first is entry:
            told.append(entry)
        else:
            problems.append(
                SAME_IDENTIFIER.at(
                    Origin(file=entry.files[0].path),
                    f"has the identifier of {first.files[0].path}; remove one of the two if they are the same issue",
                )
            )
            told.append(msgspec.structs.replace(entry, identifier=urn("place", entry.files[0].path)))
    return told


def _write_lists(store: Store, entries: list[Entry]) -> None:
    """All that tells of several issues, the first page last."""
    lang = language_of(entries)
    grouped = collections(entries)
    prints = {entry.key: of_entry(entry) for entry in entries}
    for path, content in assets():
        store.put(path, content)
    _write_issues(store, entries, grouped, prints)
    _write_feeds(store, grouped, lang, prints)
    _write_search(store, grouped[0], prints)
    home, *pages = calendar_pages(grouped, lang)
    for page in (*pages, home):
        made_from = fingerprint(page.told, [prints[entry.key] for entry in page.entries])
        store.put_made(page.path, made_from, page.make)


def _write_issues(
    store: Store, entries: list[Entry], grouped: tuple[Collection, ...], prints: dict[str, str]
) -> None:
    """What an issue's folder tells of other issues, or of the shelf."""
    beside = neighbours(entries)
    slugs = {collection.paper.name: collection.slug for collection in grouped if collection.paper}
    for entry in entries:
        calendar = calendar_path(slugs[entry.paper.name], entry.month)
        page = IssuePage(entry, *beside[entry.key], calendar, store.chapters)
        told = [(other.key, other.date, other.title) if other else None for other in beside[entry.key]]
        made_from = fingerprint(prints[entry.key], told, calendar)
        folder = issue.folder_of(entry)
        store.put_made(f"{folder}/index.html", made_from, page.page)
        store.put_made(f"{folder}/{NEIGHBOURS}", made_from, page.neighbours)
        store.put_made(f"{folder}/{json.PUBLICATION}", made_from, partial(json.json_publication, entry))


def _write_feeds(store: Store, grouped: tuple[Collection, ...], lang: str, prints: dict[str, str]) -> None:
    for feed in feeds.feeds(grouped, lang):
        told = msgspec.structs.replace(feed, entries=())
        made_from = fingerprint(told, [prints[entry.key] for entry in feed.entries])
        store.put_made(atom.path_of(feed.path), made_from, partial(atom.atom, feed))
        store.put_made(json.path_of(feed.path), made_from, partial(json.json_feed, feed))
    words = catalog_words(lang)
    title = grouped[0].paper.name if grouped[0].paper else words.shelf
    store.put(atom.SEARCH, search.description(title, words))


def _write_search(store: Store, whole: Collection, prints: dict[str, str]) -> None:
    for year, entries in whole.years.items():
        made_from = fingerprint([prints[entry.key] for entry in entries])
        store.put_made(
            f"catalog/search/{year or 'undated'}.js", made_from, partial(_chunk, store, year, entries)
        )


def _chunk(store: Store, year: str, entries: Iterable[Entry]) -> bytes:
    return chunk(year, ((entry, store.chapters(entry)) for entry in entries))
