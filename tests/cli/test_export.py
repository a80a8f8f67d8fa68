"""`ebook export` as its users meet it."""

import json
import os
import subprocess
import sys
import zipfile

import pytest
from PIL import Image

from ebook import from_json


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_two_files_named_after_paper_and_date(ebook, page, tmp_path):
    result = ebook("export", page, "-o", tmp_path / "out")
    assert result.code == 0, result.err
    assert names(tmp_path / "out") == ["海风日报-2024-03-05.epub", "海风日报-2024-03-05.pdf"]
    summary = result.out.decode()
    assert "page.txt: 1 page, 2 articles" in summary
    assert "海风日报-2024-03-05.epub" in summary
    assert "kB" in summary


def test_a_text_format_on_standard_output_is_that_and_nothing_else(ebook, page):
    result = ebook("export", page, "--to", "json", "-o", "-")
    assert result.code == 0, result.err
    issue = from_json(result.out)
    assert [article.headline for article in issue.articles] == ["老码头的灯又亮了", "新渡轮试航"]


def test_markdown_goes_out_and_comes_back_the_same(ebook, page, tmp_path):
    markdown = tmp_path / "page.md"
    markdown.write_bytes(ebook("export", page, "--to", "markdown", "-o", "-").out)
    again = ebook("export", markdown, "--to", "json", "-o", "-")
    assert from_json(again.out) == from_json(ebook("export", page, "--to", "json", "-o", "-").out)


def test_an_existing_file_stays_without_force(ebook, page, tmp_path):
    target = tmp_path / "海风日报-2024-03-05.json"
    target.write_text("mine")
    result = ebook("export", page, "--to", "json", "-o", tmp_path)
    assert result.code == 6
    assert "already exists" in result.err
    assert "--force" in result.err
    assert target.read_text() == "mine"
    assert ebook("export", page, "--to", "json", "-o", tmp_path, "--force").code == 0
    assert target.read_text() != "mine"


def test_one_bad_source_does_not_stop_the_others(ebook, page, tmp_path):
    missing = tmp_path / "nothing.txt"
    result = ebook("export", missing, page, "--to", "json", "-o", tmp_path / "out", "--log", tmp_path / "log")
    assert result.code == 1
    assert "nothing.txt: no such file" in result.err
    assert names(tmp_path / "out") == ["海风日报-2024-03-05.json"]
    entries = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [entry["ok"] for entry in entries] == [False, True]
    assert entries[0]["exit_code"] == 4
    assert entries[1]["articles"] == 2
    assert set(entries[1]["seconds"]) >= {"read", "check", "json"}


def test_two_sources_of_one_issue_do_not_overwrite_each_other(ebook, page, tmp_path):
    other = tmp_path / "other.txt"
    other.write_bytes(page.read_bytes() + "\n末尾多了一段,所以这是另一份稿。\n".encode())
    result = ebook("export", page, other, "--to", "json", "-o", tmp_path / "out")
    assert result.code == 1
    assert "already exists" in result.err


def test_strict_writes_nothing_where_there_are_warnings(ebook, page, tmp_path):
    page.write_text(page.read_text("utf-8").replace("星期二", "星期五"), "utf-8")
    lenient = ebook("export", page, "--to", "json", "-o", tmp_path / "a")
    assert lenient.code == 0
    assert "page.txt:5: warning" in lenient.err
    strict = ebook("export", page, "--to", "json", "-o", tmp_path / "b", "--strict")
    assert strict.code == 5
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--to", "docx"], 3, "unknown format 'docx'"),
        (["--to", "text"], 3, "cannot be written"),
        (["--from", "epub"], 3, "cannot be read"),
        (["--theme", "neon"], 3, "neon"),
        (["--lang", "tlh"], 3, "tlh"),
        (["--to", ""], 2, "no format"),
        (["--to", "epub", "-o", "-"], 2, "text format"),
        (["--to", "json,markdown", "-o", "-"], 2, "one source in one format"),
        (["--nonsense"], 2, "nonsense"),
    ],
)
def test_a_wrong_call_is_told_what_is_right(ebook, page, tmp_path, monkeypatch, arguments, code, says):
    monkeypatch.chdir(tmp_path)
    result = ebook("export", page, *arguments)
    assert result.code == code
    assert says in result.err
    assert "Traceback" not in result.err
    assert names(tmp_path) == ["in"]


def test_a_chinese_name_does_not_end_an_export_in_the_c_locale(page, tmp_path):
    """The names of files and the problems are escaped where the terminal's encoding has no such characters."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "ebook", "export", str(page), "--to", "json", "-o", str(tmp_path / "out")],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u6d77" in done.stdout


def test_a_text_format_brings_its_pictures_along(ebook, tmp_path):
    (tmp_path / "in" / "pictures").mkdir(parents=True)
    picture = tmp_path / "in" / "pictures" / "灯.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    source = tmp_path / "in" / "issue.md"
    source.write_text(
        "---\nname: 海风日报\n---\n\n# 01\n\n## 铜灯\n\n![灯](pictures/灯.svg)\n\n![](../no.png)\n", "utf-8"
    )
    out = tmp_path / "out"
    (out / "pictures").mkdir(parents=True)
    (out / "pictures" / "mine.txt").write_text("mine")
    result = ebook("export", source, "--to", "json,markdown", "-o", out)
    assert result.code == 0, result.err
    assert (out / "pictures" / "灯.svg").read_bytes() == picture.read_bytes()
    assert names(out / "pictures") == ["mine.txt", "灯.svg"]
    assert "../no.png" in result.err


def test_a_cover_can_be_given_or_left_out(ebook, page, tmp_path):
    scan = tmp_path / "scan.png"
    Image.new("RGB", (30, 40)).save(scan)
    for flags, name in ((("--cover", scan), "EPUB/images/cover.png"), (("--no-cover",), None)):
        result = ebook("export", page, "--to", "epub", "--force", "-o", tmp_path / "out", *flags)
        assert result.code == 0, result.err
        (book,) = (tmp_path / "out").iterdir()
        covers = [found for found in zipfile.ZipFile(book).namelist() if "images/cover" in found]
        assert covers == ([name] if name else [])


def test_covers_that_contradict_are_refused(ebook, page, tmp_path):
    for arguments in ((page, "--cover", "a.png", "--no-cover"), (page, page, "--cover", "a.png")):
        result = ebook("export", *arguments, "-o", tmp_path / "out")
        assert result.code == 2
        assert b"cover" in result.err.encode() if isinstance(result.err, str) else result.err


def test_embedded_fonts_are_told_with_their_size(ebook, page, tmp_path):
    result = ebook("export", page, "--to", "epub", "--embed-fonts", "all", "-o", tmp_path / "out")
    assert result.code == 0
    assert "FNT-003" in str(result.err)
