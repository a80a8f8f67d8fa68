"""What tests in several folders use."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.epubcheck import Machine

# A machine that is busy, or a first call that fills a cache, is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_configure() -> None:
    """Let Ctrl-C work in what tests start.

    A shell starts a job in the background (`nohup make test &`) with SIGINT ignored, and whoever is
    started by it inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def epubcheck() -> Iterator[Callable[[Path | bytes], list[str]]]:
    """EPUBCheck's messages on a book, given as path or bytes, usage messages included; none for a good book.

    Fails where Java or EPUBCheck is missing: a suite that skips its validator proves nothing.
    """
    with Machine() as machine:
        yield machine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with chromium() as found:
        yield found
