from __future__ import annotations

import subprocess

import pytest
from PIL import Image, ImageDraw

from ebook.errors import MissingTool, UnreadableSource
from ebook.geometry import Box
from ebook.ocr import Scan, choose, looks_korean, scan, tesseract
from ebook.ocr.engine import TextLine
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


def test_a_korean_page_is_noticed_and_a_blurred_chinese_one_is_not():
    korean = Image.new("L", (760, 500), 255)
    for number, line in enumerate(
        ("오늘 아침 다리가 열렸다", "마을 사람들이 함께 걸었다", "강물은 맑고 잔잔했다")
    ):
        ImageDraw.Draw(korean).text((40, 180 + 50 * number), line, 0, font(36))
    unread = Scan(lines=())
    assert looks_korean(korean, unread)
    assert not looks_korean(page(), unread)
    assert not looks_korean(
        korean, Scan(lines=(TextLine(text="漢字", box=Box(0, 0, 9, 9), size=9, confidence=0.9),))
    )


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
