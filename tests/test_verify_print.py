"""Prints that no longer say what they were made from."""

import msgspec
import pymupdf
import pytest
from PIL import Image

from ebook import verify_print
from ebook.model import from_json, to_json
from ebook.options import Options
from ebook.pdf.reader import read_pdf
from ebook.pipeline import convert
from ebook.problems import Severity
from ebook.source import Source
from tests.checks.test_pdf_record import replace
from tests.strategies import LANGUAGES
from tests.writers.pdf.drawn import drawn

TEXT = """---
date: 2024-03-05
---

# 01 要闻

## 灯塔重新点亮

海边的灯塔昨晚重新点亮。

![一条船](a.png "渔船归港")

## 下一篇

渡轮今天复航。
"""


@pytest.fixture
def folder(tmp_path):
    Image.linear_gradient("L").resize((90, 60)).save(tmp_path / "a.png")
    return tmp_path


def printed(folder, name="b.md", text=TEXT, **options):
    done = convert(Source(name, text.encode(), folder), to="pdf", options=Options(**options))
    path = folder / "out.pdf"
    path.write_bytes(done.written[0].files[done.written[0].main])
    return path


def compared(path):
    return verify_print.compare_with_issue(read_pdf(path.read_bytes(), path.name))


def change(path, do):
    with pymupdf.open(path) as document:
        do(document)
        document.saveIncr()
    return path


def cover(document, number, text):
    page = document[number]
    for place in page.search_for(text):
        page.add_redact_annot(place)
    page.apply_redactions()


@pytest.mark.parametrize("images", ["none", "small"])
@pytest.mark.parametrize("there", [True, False])
def test_a_print_says_what_its_issue_says_with_and_without_pictures(folder, images, there):
    if not there:
        (folder / "a.png").unlink()
    assert verify_print.check(printed(folder, images=images)) == []


@pytest.mark.parametrize("number", range(len(LANGUAGES)))
def test_issues_drawn_at_random_are_found_in_their_prints(folder, number):
    text = to_json(drawn(number)).decode()
    assert compared(printed(folder, "a.json", text)) == []


def test_a_text_that_was_taken_off_the_page_is_told(folder):
    path = change(printed(folder), lambda document: cover(document, 2, "渡轮今天复航"))
    (problem,) = compared(path)
    assert problem.code == "OUT-216"
    assert problem.severity is Severity.ERROR
    assert "渡轮今天复航" in problem.message


def test_a_text_that_was_put_on_the_page_is_told(folder):
    path = change(
        printed(folder), lambda document: document[2].insert_text((60, 700), "more than was written")
    )
    assert [problem.code for problem in compared(path)] == ["OUT-216"]


def test_a_page_that_is_gone_is_told(folder):
    path = change(printed(folder), lambda document: document.delete_page(2))
    assert [problem.code for problem in compared(path)] == ["OUT-216"]


def test_an_issue_that_was_changed_is_told(folder):
    path = printed(folder)
    with pymupdf.open(path) as document:
        issue = from_json(document.embfile_get("issue.json"))
    masthead = msgspec.structs.replace(issue.masthead, name="别的报")
    other = to_json(msgspec.structs.replace(issue, masthead=masthead))
    path = change(path, lambda document: replace(document, "issue.json", other))
    assert "别的报" in compared(path)[0].message


def test_a_print_of_another_version_may_be_worded_otherwise_and_lack_nothing(folder, monkeypatch):
    path = change(printed(folder), lambda document: cover(document, 1, "目录"))
    monkeypatch.setattr(verify_print, "__version__", "9")
    (problem,) = compared(path)
    assert problem.severity is Severity.NOTE
    path = change(path, lambda document: cover(document, 2, "渡轮今天复航"))
    (problem,) = compared(path)
    assert problem.severity is Severity.ERROR
    assert "渡轮今天复航" in problem.message


def test_a_file_that_cannot_be_read_is_reported_once_and_one_without_an_issue_is_compared_with_nothing(
    tmp_path,
):
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    assert [problem.code for problem in verify_print.check(tmp_path / "a.pdf")] == ["OUT-207"]
    with pymupdf.open() as document:
        document.new_page().insert_text((50, 50), "a report")
        document.save(tmp_path / "b.pdf")
    assert compared(tmp_path / "b.pdf") == []
