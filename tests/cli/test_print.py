"""The flags of a print."""

import pymupdf
import pytest

MM = 72 / 25.4


def test_flags_reach_the_print(ebook, page, tmp_path):
    result = ebook(
        *("export", page, "--to", "pdf", "-o", tmp_path, "--layout", "reader", "--page-size", "120x160mm"),
        *("--font-size", "9", "--columns", "2", "--crop-marks", "--bleed", "4", "--pdf-variant", "none"),
    )
    assert result.code == 0, result.err
    with pymupdf.open(tmp_path / "海风日报-2024-03-05.pdf") as document:
        assert document[0].mediabox.width == pytest.approx(128 * MM, abs=0.1)
        assert document.embfile_count() == 2
    assert b"pdfaid" not in (tmp_path / "海风日报-2024-03-05.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--page-size", "A9"], "unknown page size 'A9'"),
        (["--columns", "7"], "fewer columns"),
        (["--font-size", "1"], "5 to 36 pt"),
        (["--bleed", "99"], "0 to 20 mm"),
        (["--pdf-variant", "a-1b"], "a-3a+ua-1"),
        (["--layout", "poster"], "archive"),
    ],
)
def test_what_cannot_be_printed_is_refused_before_any_work(ebook, page, tmp_path, arguments, says):
    result = ebook("export", page, "-o", tmp_path / "out", *arguments)
    assert result.code == 2
    assert says in " ".join(result.err.split())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [["--pdf-variant", "a-2a"], ["--no-attachments"]])
def test_attachments_left_out_are_told(ebook, page, tmp_path, arguments):
    result = ebook("export", page, "--to", "pdf", "-o", tmp_path / "b", *arguments)
    assert result.code == 0
    assert "OUT-212" in result.err
    with pymupdf.open(tmp_path / "b" / "海风日报-2024-03-05.pdf") as document:
        assert document.embfile_count() == 0


def test_a_print_that_should_be_vertical_says_that_it_is_not(ebook, page, tmp_path):
    result = ebook("export", page, "--to", "pdf", "-o", tmp_path / "b", "--vertical")
    assert result.code == 0
    assert "OUT-214" in result.err
