import contextlib
import threading

import pymupdf
import pytest
import weasyprint
from weasyprint.layout import inline

from ebook.errors import MissingTool
from ebook.typography import hooks
from ebook.writers.pdf.fetcher import EditionFetcher
from ebook.writers.pdf.merge import BASE_URL
from tests.writers.pdf.conftest import printed  # noqa: F401  # its edition is enough for a shelf

_TEXT = "守在渠边的村民（姚广田），把铁锹往肩上一搭；跟着水头走了2025米——直到它拐进“自家”的秧田……"


@pytest.fixture
def chars(printed):  # noqa: F811
    """A justified paragraph of 24 characters a line: its lines, each as characters with their places."""
    source = (
        '<link rel="stylesheet" href="styles/fonts.css"><style>@page { size: 400pt 300pt; margin: 20pt } body { margin: 0 }'
        'p { font: 10pt/17pt "Ebook Serif"; width: 240pt; margin: 0; text-align: justify }</style>'
        f'<html lang="zh-Hans"><p>{_TEXT * 5}'
    )
    with hooks.composing():
        html = weasyprint.HTML(string=source, base_url=BASE_URL, url_fetcher=EditionFetcher(printed.edition))
        data = html.write_pdf(font_config=hooks.OwnFonts())
    with pymupdf.open("pdf", data) as document:
        lines = {}
        for block in document[0].get_text("rawdict")["blocks"]:
            for span in (span for line in block["lines"] for span in line["spans"]):
                for char in span["chars"]:
                    lines.setdefault(round(char["origin"][1]), []).append(char)
    return [sorted(line, key=lambda char: char["origin"][0]) for _, line in sorted(lines.items())]


def test_full_lines_are_flush_to_a_fiftieth_of_an_em(chars):
    for line in chars[:-1]:
        last = line[-1]
        width = 5 if last["c"] in "，。；、）”" else last["bbox"][2] - last["bbox"][0]
        assert last["origin"][0] + width == pytest.approx(20 + 240, abs=0.2), "".join(
            char["c"] for char in line
        )


def test_no_line_starts_with_a_stop_or_ends_with_an_opening_bracket(chars):
    assert len(chars) > 8
    for line in chars:
        text = "".join(char["c"] for char in line).strip()
        assert text[0] not in "，。；、）”"
        assert text[-1] not in "（“"
        assert text.count("—") in {0, 2, 4}


def test_another_version_of_weasyprint_is_refused(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(MissingTool, match=r"70\.1 is installed, and 70\.0 is needed"), hooks.composing():
        pass


def test_nothing_stays_hooked():
    before = inline.split_text_box
    with contextlib.suppress(RuntimeError), hooks.composing():
        assert inline.split_text_box is not before
        raise RuntimeError
    assert inline.split_text_box is before


def test_another_thread_sees_weasyprint_as_it_is(monkeypatch):
    """A program that prints meanwhile must not be served by what belongs to this print."""
    monkeypatch.setattr(hooks.Composer, "split_text_box", never)
    monkeypatch.setattr(hooks.Drawer, "draw_text", never)
    monkeypatch.setattr(hooks, "subset", never)
    found = []
    other = threading.Thread(target=lambda: found.append(weasyprint.HTML(string="<p>text").write_pdf()))
    with hooks.composing():
        other.start()
        other.join()
    assert found[0].startswith(b"%PDF")


def never(*_arguments, **_named):
    raise AssertionError("this belongs to another thread")
