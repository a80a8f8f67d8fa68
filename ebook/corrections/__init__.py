"""What a person corrected in a reading, as data beside the source.

1. `decisions`  the kinds of decisions, each about a text of the source
2. `files`      a file of decisions, one a line: NAME.corrections.jsonl beside NAME
3. `texts`      the texts of an issue, and finding again the one that a decision is about
4. `apply`      Issue, decision -> Issue; `contents`, `structure`: what each kind does, with `bodies` and `blocks`

A decision addresses a text by what it says, never by a number alone, so that it outlives a new version of the reader.
One that fits nothing any more becomes a problem (COR-001); it is never dropped in silence.

Decisions about lines (`LineRole`) are given to the reader, which reads all other lines around them; the others are
applied to what was read, in the order in which they were made.
"""

from __future__ import annotations

from ebook.corrections.apply import Outdated, apply, apply_all
from ebook.corrections.decisions import Anchor, Corrections, Decision, LineRole
from ebook.corrections.files import corrections_path, load, save

__all__ = [
    "Anchor",
    "Corrections",
    "Decision",
    "LineRole",
    "Outdated",
    "apply",
    "apply_all",
    "corrections_path",
    "load",
    "save",
]
