"""Prints whose record was damaged after they were made: each damage is told, and nothing else."""

import hashlib

import pymupdf
import pypdfium2
import pytest

import ebook
from ebook import verify_print
from ebook.checks import pdf_readers, pdf_record
from ebook.model import Issue, to_json
from ebook.options import Options
from ebook.pdf.reader import read_pdf
from ebook.pdf.xmp import provenance_of
from ebook.pipeline import convert
from ebook.print_options import PrintOptions
from ebook.source import Source
from tests.sample_page import PAGE

SOURCE = Source(
    "page 1.txt",
    PAGE.replace("两元。", "两元。\n\n“灯亮了,船就知道家在哪边。”守了三十年灯塔的老人陈守灯说。").encode(),
)


def made(**options):
    done = convert(SOURCE, to="pdf", options=Options(**options))
    return done.written[0].files[done.written[0].main]


@pytest.fixture(scope="module")
def data():
    return made()


@pytest.fixture
def changed(data, tmp_path):
    """The print after something was done to it."""

    def change(do, of=data):
        path = tmp_path / "a.pdf"
        with pymupdf.open(stream=of) as document:
            do(document)
            document.save(path)
        return path

    return change


def _leave(document):
    assert len(document) > 1


def replace(document, name, content):
    """Put other bytes into an attached file."""
    old = document.embfile_get(name)
    for xref in range(1, document.xref_length()):
        if document.xref_is_stream(xref) and document.xref_stream(xref) == old:
            document.update_stream(xref, content)


def read(path):
    return read_pdf(path.read_bytes(), path.name)


def messages(path):
    found = pdf_record.check_record(read(path))
    assert {problem.code for problem in found} <= {"OUT-215"}
    return [problem.message for problem in found]


def test_a_whole_print_is_not_objected_to(changed):
    path = changed(_leave)
    assert messages(path) == []
    assert pdf_readers.check_readers(read(path), path) == []


def test_a_file_that_is_gone_is_named(changed):
    (said,) = messages(changed(lambda document: document.embfile_del("issue.json")))
    assert "issue.json is not attached" in said


def test_a_file_that_was_changed_is_named_with_both_fingerprints(changed):
    (said,) = messages(changed(lambda document: replace(document, SOURCE.name, SOURCE.data + b"\n")))
    assert f"{SOURCE.name} was changed" in said
    assert len(said.split()[-1]) == 64


def test_a_file_that_was_put_in_is_named(changed):
    (said,) = messages(changed(lambda document: document.embfile_add("more.txt", b"x")))
    assert "more.txt is attached, and the metadata do not name it" in said


def test_an_issue_that_is_none_is_told(changed):
    said = messages(
        changed(lambda document: replace(document, "issue.json", b'{"schema": "ebook-issue-1", "x": 1}'))
    )
    assert "issue.json was changed" in said[0]
    assert "issue.json is not a valid issue" in said[1]


def test_repairs_that_are_others_than_the_issues_are_told(changed):
    said = messages(changed(lambda document: replace(document, "issue.json", to_json(Issue()))))
    assert "repairs.json lists other repairs than issue.json" in said[1]


def test_a_print_without_its_colophon_is_told(changed):
    (said,) = messages(changed(lambda document: document.delete_page(len(document) - 1)))
    assert "the colophon does not print the SHA-256 of page 1.txt, issue.json" in said


def test_what_is_attached_though_nothing_should_be_is_told(changed):
    bare = made(print=PrintOptions(attachments=False))
    assert messages(changed(_leave, bare)) == []
    (said,) = messages(changed(lambda document: document.embfile_add("a.txt", b"x"), bare))
    assert "a.txt: attached, though the metadata say that nothing is" in said


def test_another_programs_file_with_attachments_is_none_of_ours(tmp_path):
    with pymupdf.open() as document:
        document.new_page().insert_text((50, 50), "a report")
        document.embfile_add("a.txt", b"x")
        document.save(tmp_path / "a.pdf")
    path = tmp_path / "a.pdf"
    assert pdf_record.check_record(read(path)) == []
    assert pdf_readers.check_readers(read(path), path) == []


def test_programs_that_read_different_texts_are_told(changed, monkeypatch):
    path = changed(_leave)
    pages = pdf_readers.read_by_poppler(path) or pdf_readers.read_by_mupdf(path)
    monkeypatch.setattr(
        pdf_readers, "read_by_poppler", lambda _: [*pages[:-1], pages[-1].replace("程序", "程")]
    )
    (problem,) = pdf_readers.check_readers(read(path), path)
    assert problem.code == "OUT-217"
    assert f"page {len(pages)}" in problem.message
    assert "程序" in problem.message


@pytest.mark.parametrize("read_by", [pdf_readers.read_by_poppler, pdf_readers.read_by_mupdf])
def test_each_reader_reads_what_pdfium_reads(changed, monkeypatch, read_by):
    path = changed(_leave)
    if read_by(path) is None:
        pytest.skip("it is not installed")
    monkeypatch.setattr(pdf_readers, "read_by_poppler", read_by)
    assert pdf_readers.check_readers(read(path), path) == []


def test_a_print_is_opened_once_and_given_to_all_checks(changed, monkeypatch):
    opened = []
    open_it = pypdfium2.PdfDocument
    monkeypatch.setattr(pypdfium2, "PdfDocument", lambda data: opened.append(data) or open_it(data))
    path = changed(lambda document: replace(document, "issue.json", to_json(Issue())))
    found = {problem.code for problem in verify_print.check(path)}
    assert {"OUT-215", "OUT-216"} <= found
    assert len(opened) == 1


def test_the_provenance_is_in_the_metadata_whether_or_not_files_are_attached(data):
    for pdf, attached in ((data, True), (made(print=PrintOptions(attachments=False)), False)):
        found = provenance_of(pdf)
        assert (found.program, found.format) == (f"ebook {ebook.__version__}", "text")
        assert (found.attached, [file.name for file in found.files][:2]) == (
            attached,
            [SOURCE.name, "issue.json"],
        )
        assert found.files[0].sha256 == hashlib.sha256(SOURCE.data).hexdigest()


def test_metadata_that_name_another_file_than_the_colophon_are_told(data, tmp_path):
    """The copy on paper protects against a file that is replaced together with its fingerprint."""
    other = SOURCE.data.replace("两元".encode(), "三元".encode())
    forged = data.replace(
        hashlib.sha256(SOURCE.data).hexdigest().encode(), hashlib.sha256(other).hexdigest().encode()
    )
    assert forged != data
    with pymupdf.open(stream=forged) as document:
        replace(document, SOURCE.name, other)
        document.save(tmp_path / "a.pdf")
    (said,) = messages(tmp_path / "a.pdf")
    assert f"the colophon does not print the SHA-256 of {SOURCE.name}" in said
