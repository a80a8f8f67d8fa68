"""`ebook formats`, `explain`, `schema`, `fonts`, `--version`, `--help`."""

import json
import subprocess
import sys

import ebook as package


def test_formats_lists_what_is_read_and_written(ebook):
    rows = [line.split("\t") for line in ebook("formats").out.decode().splitlines()]
    assert rows[0][:3] == ["name", "read", "written"]
    assert ["text", "yes", ""] in [row[:3] for row in rows]
    assert ["epub", "", "yes"] in [row[:3] for row in rows]


def test_explain_says_what_to_do(ebook):
    assert "UTF-8" in ebook("explain", "src-001").out.decode()
    assert "SRC-001" in ebook("explain").out.decode()
    unknown = ebook("explain", "SRC-01")
    assert unknown.code == 3
    assert "did you mean SRC-001" in unknown.err


def test_schema_is_a_json_schema(ebook):
    schema = json.loads(ebook("schema").out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "Article" in schema["$defs"]


def test_fonts_shows_faces_and_coverage(ebook):
    out = ebook("fonts").out.decode()
    assert "Ebook Serif" in out
    assert "GBK" in out


def test_version_and_help(ebook):
    assert ebook("--version").out.decode().strip() == f"ebook {package.__version__}"
    assert "export" in ebook("--help").out.decode()


def test_help_loads_no_renderer():
    """Start-up stays instant: neither WeasyPrint nor lxml nor Pillow is loaded to print a help text."""
    code = "import sys; from ebook.cli import app; print([m for m in ('weasyprint','lxml','PIL','ebooklib') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"
    )


def test_a_defect_shows_its_traceback_and_has_its_own_exit_code(ebook, monkeypatch):
    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr("ebook.model.json_schema", broken)
    result = ebook("schema")
    assert result.code == 70
    assert "ZeroDivisionError" in result.err
    assert "defect of ebook" in result.err


def test_review_writes_one_page(ebook, page, tmp_path):
    target = tmp_path / "review.html"
    assert ebook("review", page, "-o", target).code == 0
    assert "新渡轮试航" in target.read_text("utf-8")
    again = ebook("review", page, "-o", target)
    assert again.code == 6
    assert "--force" in again.err
    assert ebook("review", page, "-o", "-").out == target.read_bytes()
