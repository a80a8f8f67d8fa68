"""What is open at a desk: a source, the decisions about it, and what follows from both."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec

from ebook.corrections import Corrections, Decision, LineRole, corrections_path, load, save
from ebook.corrections.apply import apply
from ebook.errors import CannotWrite, UnreadableSource
from ebook.options import Options
from ebook.pipeline import Exported, Preview, correct, export, preview, read, read_source
from ebook.readers import Reading
from ebook.reading.lessons import learn, lesson_of
from ebook.reading.profiles import to_toml
from ebook.saving import save as save_files
from ebook.source import CORRECTIONS, Source

__all__ = ["Overtaken", "Session", "Unfinished"]


class Overtaken(Exception):
    """A change that was made on the grounds of a state that is no longer the latest one."""


class Unfinished(Exception):
    """Text of the source is nowhere yet, so the issue is not done."""


class Session:
    """A source and the decisions about it. Each decision is on the disk before it counts.

    Args:
        path: the source.
        options: how it is read and exported.
        output: the folder for what is exported.
        profile: the file that the profile learned from the corrected issue goes to; None: nothing is learned.

    Raises:
        EbookError: the source or its corrections cannot be read.
    """

    def __init__(self, path: Path, options: Options, output: Path, profile: Path | None = None) -> None:
        self.path, self.options, self.output, self.profile = path, options, output, profile
        self.revision = 1
        self._lock = threading.RLock()
        self._undone: list[Decision] = []
        self._readings: dict[tuple[Decision, ...], Reading] = {}
        self._corrected: tuple[int, Reading] | None = None
        self._preview: tuple[int, Preview] | None = None
        self._open()

    def _open(self) -> None:
        self.source = Source.from_path(self.path)
        place = corrections_path(self.source)
        if place is None:
            raise UnreadableSource("this source has no folder", file=self.source.name, hint="name a file")
        self.place = place
        self.corrections = load(self.source)
        self._seen = self._stamps()

    # --- what there is ---

    @property
    def base(self) -> Reading:
        """What was read around the decisions about lines."""
        key = tuple(one for one in self.corrections.decisions if isinstance(one, LineRole))
        if key not in self._readings:
            reading = read_source(self.source, self.options, self.corrections)
            while len(self._readings) > 1:
                del self._readings[next(iter(self._readings))]
            self._readings[key] = reading
        return self._readings[key]

    @property
    def reading(self) -> Reading:
        """What was read, with all decisions."""
        with self._lock:
            if self._corrected is None or self._corrected[0] != self.revision:
                self._corrected = (self.revision, correct(self.base, self.corrections))
            return self._corrected[1]

    @property
    def preview(self) -> Preview:
        """The issue as its e-book shows it."""
        with self._lock:
            if self._preview is None or self._preview[0] != self.revision:
                self._preview = (self.revision, preview(self.reading, self.source, self.options))
            return self._preview[1]

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self.corrections.decisions)

    @property
    def can_redo(self) -> bool:
        """Whether a decision was taken back that can be made again."""
        return bool(self._undone)

    def locked(self) -> threading.RLock:
        """What is held while the state is read or changed."""
        return self._lock

    # --- changes ---

    def decide(self, decision: Decision, revision: int) -> None:
        """Make a decision.

        Args:
            decision: the decision.
            revision: the state that it was made on the grounds of.

        Raises:
            Overtaken: that is not the latest state.
            Outdated: the decision does not fit the issue.
            CannotWrite: it cannot be saved, and was not made.
        """
        with self._lock:
            self._ensure_latest(revision)
            if not isinstance(decision, LineRole):
                apply(self.reading.issue, decision)
            self._change((*self.corrections.decisions, decision))
            self._undone.clear()

    def undo(self, revision: int) -> None:
        """Take the latest decision back.

        Raises:
            Overtaken, CannotWrite: as `decide`.
        """
        with self._lock:
            self._ensure_latest(revision)
            if self.can_undo:
                *before, last = self.corrections.decisions
                self._change(tuple(before))
                self._undone.append(last)

    def redo(self, revision: int) -> None:
        """Make the decision again that was taken back last.

        Raises:
            Overtaken, CannotWrite: as `decide`.
        """
        with self._lock:
            self._ensure_latest(revision)
            if self.can_redo:
                self._change((*self.corrections.decisions, self._undone[-1]))
                self._undone.pop()

    def refresh(self) -> None:
        """Take over what was changed outside: the source, or its corrections."""
        with self._lock:
            if self._stamps() != self._seen:
                self._readings.clear()
                self._undone.clear()
                self._open()
                self.revision += 1

    def _ensure_latest(self, revision: int) -> None:
        self.refresh()
        if revision != self.revision:
            raise Overtaken

    def _change(self, decisions: tuple[Decision, ...]) -> None:
        corrections = Corrections(decisions)
        save(corrections, self.place)
        self.corrections = corrections
        self._seen = self._stamps()
        self.revision += 1

    def _stamps(self) -> tuple[object, ...]:
        """What tells whether the files are still the same."""
        return tuple(_stamp(path) for path in (self.path, self.place))

    # --- the end ---

    def finish(self, revision: int, lost: int) -> Exported:
        """Export the corrected issue, and learn from it.

        Args:
            revision: the state that was looked at.
            lost: how many characters of the source are nowhere in it.

        Raises:
            Overtaken: that is not the latest state.
            Unfinished: text is nowhere.
            EbookError: it cannot be exported.
        """
        with self._lock:
            self._ensure_latest(revision)
            if lost:
                raise Unfinished
            options = msgspec.structs.replace(self.options, force=True)
            done = export(self.source, self.output, options=options)
            if self.profile is not None:
                self._learn(self.profile)
            return done

    def _learn(self, profile: Path) -> None:
        """Learn from this issue and from the others in its folder that have corrections."""
        lessons = [lesson_of(self._uncorrected(self.source), self.reading.issue)]
        for path in sorted(self.path.parent.iterdir()):
            if path != self.path and path.with_name(f"{path.name}{CORRECTIONS}").exists():
                source = Source.from_path(path)
                corrected = read(source, self.options)
                lessons.append(lesson_of(self._uncorrected(source), corrected.issue))
        made = to_toml(learn(lessons)).encode()
        save_files({profile.name: made}, profile.parent, force=True)

    def _uncorrected(self, source: Source) -> Reading:
        return read_source(source, self.options)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotWrite(
            f"cannot be read: {error.strerror or error}", file=str(path), hint="check its permissions"
        ) from error
    return found.st_mtime_ns, found.st_size
