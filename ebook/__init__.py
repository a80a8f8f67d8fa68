"""A newspaper issue becomes an e-book and an archival print.

A source is read into an `Issue`; the issue is checked and rendered once into an edition; a
writer packs that edition as EPUB or prints it as PDF.

    import ebook

    done = ebook.export("page.txt", "out", to=["epub", "pdf"])
    for problem in done.report:
        print(problem)

`ebook.export_all("archive", "shelf")` does so for a whole archive, as often as anything there changes.

`ebook.model` holds the structure of an issue, `ebook.errors` what an export can raise.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ebook import catalog
    from ebook.archive.export import export_all
    from ebook.errors import EbookError
    from ebook.jumps import Continuations, continuations
    from ebook.model import Issue, from_json, to_json
    from ebook.options import Options
    from ebook.pipeline import Converted, Exported, convert, export, read
    from ebook.print_options import PrintOptions
    from ebook.problems import Problem, Report, Rule, Severity
    from ebook.source import Source

__all__ = [
    "Continuations", "Converted", "EbookError", "Exported", "Issue", "Options", "PrintOptions", "Problem",
    "Report", "Rule", "Severity", "Source", "__version__", "catalog", "continuations", "convert", "export", "export_all",
    "from_json", "read", "to_json",
]  # fmt: skip

__version__ = "0.1.0"

_HOME = {
    "export_all": "archive.export",
    "EbookError": "errors",
    "Continuations": "jumps", "continuations": "jumps",
    "Issue": "model", "from_json": "model", "to_json": "model",
    "Converted": "pipeline", "Exported": "pipeline",
    "convert": "pipeline", "export": "pipeline", "read": "pipeline",
    "Options": "options",
    "PrintOptions": "print_options",
    "Problem": "problems", "Report": "problems", "Rule": "problems", "Severity": "problems",
    "Source": "source",
}  # fmt: skip

_MODULES = frozenset({"catalog"})


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562), so that `ebook --help` stays instant."""
    if name in _MODULES:
        return importlib.import_module(f"ebook.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"ebook.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
