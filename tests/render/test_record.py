"""The record that travels with a print."""

import hashlib

import pytest

from ebook.model import Issue, Repair, from_json
from ebook.render.record import make_record
from ebook.source import Source

TEXT = ("text", "text/plain")
ISSUE = Issue(repairs=(Repair(kind="dropped-line", text="多余的一行", code="comment"),))


def test_source_issue_and_repairs_are_whole():
    record = make_record(ISSUE, Source("page.txt", b"\xb1\xa8"), *TEXT, options=("--no-repairs",))
    source, issue, repairs = record.attachments
    assert (source.name, source.media_type, source.content) == ("page.txt", "text/plain", b"\xb1\xa8")
    assert source.sha256 == hashlib.sha256(b"\xb1\xa8").hexdigest()
    assert from_json(issue.content) == ISSUE
    assert "多余的一行" in repairs.content.decode()
    assert record.options == ("--from text", "--no-repairs")


def test_without_repairs_there_is_no_list_of_them():
    record = make_record(Issue(), Source("a.json", b"{}"), "json", "application/json")
    assert [file.kind for file in record.attachments] == ["source", "issue"]
    assert record.attachments[0].media_type == "application/json"


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("海风日报.txt", "海风日报.txt"),
        ("issue.json", "source-issue.json"),
        ("Repairs.JSON", "source-Repairs.JSON"),
        ("a\nb/c\\d:e.txt", "a_b_c_d_e.txt"),
        ("\u202etxt.exe", "_txt.exe"),
        ("\udce4.txt", "_.txt"),
    ],
)
def test_names_can_be_stored_anywhere_and_are_unlike_each_other(name, stored):
    files = make_record(ISSUE, Source(name, b"x"), *TEXT).attachments
    assert files[0].name == stored
    assert len({file.name.lower() for file in files}) == len(files)
