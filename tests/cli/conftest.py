"""Runs the command line in process, as `ebook ...` would."""

import sys
from typing import NamedTuple

import pytest

from ebook.cli import main
from tests.sample_page import PAGE


class Result(NamedTuple):
    code: int
    out: bytes
    err: str


@pytest.fixture
def ebook(monkeypatch, capfdbinary):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ebook", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return Result(caught.value.code or 0, out, err.decode())

    return run


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "in" / "page.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path
