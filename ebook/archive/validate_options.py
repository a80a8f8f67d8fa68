"""What is asked is looked at once, before thousands of issues fail for it one by one."""

from __future__ import annotations

import os

from ebook.errors import UsageError
from ebook.formats import reader_of, writable
from ebook.options import Options

__all__ = ["validate_options"]


def validate_options(options: Options) -> None:
    """See that issues can be made with these options.

    Raises:
        UnknownName: a format, theme or language does not exist.
        UnreadableSource: the profile is none.
        UsageError: no format is named, or SOURCE_DATE_EPOCH is no time.
    """
    if not options.to:
        raise UsageError("no format to write was named", hint="name one or more, such as epub,pdf")
    if options.profile is not None:
        from ebook.reading.profiles import load

        load(options.profile)
    is_set = "edition" in {writable(name).takes for name in options.to}
    if options.from_ is not None:
        reader_of(options.from_)
    if options.lang is not None:
        from ebook.languages import resolve

        resolve(options.lang)
    if is_set and options.theme != Options().theme:
        from ebook.languages import DEFAULT, resolve
        from ebook.render.styles import style_sheets

        style_sheets(resolve(options.lang or DEFAULT), options.theme)
    if is_set and os.environ.get("SOURCE_DATE_EPOCH"):
        from ebook.model import Issue
        from ebook.render.naming import modified

        modified(Issue())
