"""What tests in several folders use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.epubcheck import Machine


@pytest.fixture(scope="session")
def epubcheck() -> Iterator[Callable[[Path | bytes], list[str]]]:
    """EPUBCheck's messages on a book, given as path or bytes, usage messages included; none for a good book.

    Fails where Java or EPUBCheck is missing: a suite that skips its validator proves nothing.
    """
    with Machine() as machine:
        yield machine
