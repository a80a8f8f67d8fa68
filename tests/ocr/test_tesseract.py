from __future__ import annotations

import subprocess

import pytest
from PIL import Image, ImageDraw

from ebook.errors import MissingTool, UnreadableSource
from ebook.ocr import choose, scan, tesseract
from tests.ocr.drawn import font, page


@pytest.fixture
def forgotten():
    """The program is looked for again."""
    for known in (tesseract._version, tesseract._languages):
        known.cache_clear()
    yield
    for known in (tesseract._version, tesseract._languages):
        known.cache_clear()


def test_korean_is_read_with_its_spaces():
    image = Image.new("L", (760, 160), 255)
    for number, line in enumerate(("오늘 아침 다리가 열렸다", "마을 사람들이 함께 걸었다")):
        ImageDraw.Draw(image).text((40, 20 + 60 * number), line, 0, font(36))
    _, found = scan(image, choose("auto", "ko"))
    assert [line.text for line in found.lines] == ["오늘 아침 다리가 열렸다", "마을 사람들이 함께 걸었다"]


def test_what_is_missing_is_named_with_its_packages(monkeypatch, forgotten):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingTool) as caught:
        choose("auto", "ko")
    assert "apt-get install tesseract-ocr tesseract-ocr-kor" in caught.value.hint


def test_missing_data_for_a_language_is_named(monkeypatch):
    monkeypatch.setattr(tesseract, "_languages", lambda: frozenset({"eng"}))
    with pytest.raises(MissingTool, match="no data for ko"):
        choose("tesseract", "ko")


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (subprocess.TimeoutExpired("tesseract", 600), "did not finish"),
        (subprocess.CalledProcessError(1, "tesseract", stderr=b"out of memory"), "out of memory"),
    ],
)
def test_a_failure_is_an_error_that_says_what_happened(monkeypatch, failure, said):
    engine = choose("tesseract", "ko")

    def run(*_, **__):
        raise failure

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(UnreadableSource, match=said):
        scan(page(), engine)
