"""What workers are given to do in tests, instead of making an issue. A job's key says what happens."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from ebook.archive.job import Job, Outcome
from ebook.options import Options

MIB = 2**20


def job(key: str, note: Path | str = "") -> Job:
    """A job that does nothing but what its key says; `note` is where it says that it has begun."""
    return Job(key=key, source=f"/archive/{key}", shelf=str(note), staging="", options=Options(to=("json",)))


def act(asked: Job) -> Outcome:
    """`die`, `hang`, `meet 3`, `memory 300` (in MiB), `interrupted`.

    The worker's number is told as `pages`. Those who meet leave a file each in the folder of the note,
    and wait until there are so many.
    """
    word, _, number = asked.key.partition(" ")
    if asked.shelf:
        note = Path(asked.shelf)
        (note / str(os.getpid()) if word == "meet" else note).write_text(str(os.getpid()), "ascii")
    memory = 100 * MIB
    match word:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(3600)
        case "meet":
            while len(list(note.iterdir())) < int(number):
                time.sleep(0.01)
        case "interrupted":
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
        case "memory":
            memory = int(number) * MIB
    return Outcome(key=asked.key, pages=os.getpid(), memory=memory)
