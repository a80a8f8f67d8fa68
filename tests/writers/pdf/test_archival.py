"""The record that travels with the print, and the standards that a print claims."""

import hashlib
from typing import get_args

import pymupdf
import pypdfium2
import pytest

from ebook.formats import formats
from ebook.model import from_json
from ebook.options import Options
from ebook.pipeline import convert
from ebook.print_options import PrintOptions, Variant
from ebook.source import Source
from ebook.validators import pdf as verapdf
from tests.sample_page import PAGE

SOURCE = Source(
    "海风 1.txt",
    PAGE.replace("两元。", "两元。\n\n“灯亮了,船就知道家在哪边。”守了三十年灯塔的老人陈守灯说。").encode(
        "gb18030"
    ),
)


def made(**options):
    done = convert(SOURCE, to="pdf", options=Options(**options))
    return done, done.written[0].files[done.written[0].main]


@pytest.fixture(scope="session")
def variants():
    """The same page as each variant."""
    return {variant: made(print=PrintOptions(variant=variant)) for variant in get_args(Variant)}


def attached(data):
    document = pypdfium2.PdfDocument(data)
    files = [document.get_attachment(number) for number in range(document.count_attachments())]
    return {file.get_name(): bytes(file.get_data()) for file in files}


def test_source_issue_and_repairs_come_out_as_they_went_in(variants):
    done, data = variants["a-3a+ua-1"]
    files = attached(data)
    assert list(files) == ["issue.json", "repairs.json", SOURCE.name]
    assert files[SOURCE.name] == SOURCE.data
    assert from_json(files["issue.json"]) == done.issue
    assert done.issue.repairs


def test_each_file_says_what_it_is_and_how_it_belongs(variants):
    _, data = variants["a-3a+ua-1"]
    found = {}
    with pymupdf.open(stream=data) as document:
        kind, listed = document.xref_get_key(document.pdf_catalog(), "AF")
        assert kind == "array"
        for reference in listed.strip("[]").replace("0 R", "").split():
            keys = {
                key: document.xref_get_key(int(reference), key)[1]
                for key in ("UF", "F", "Desc", "AFRelationship")
            }
            file = int(document.xref_get_key(int(reference), "EF/F")[1].split()[0])
            params = {key: document.xref_get_key(file, f"Params/{key}")[1] for key in ("Size", "ModDate")}
            found[keys["UF"]] = (
                keys,
                params,
                document.xref_get_key(file, "Subtype")[1],
                document.xref_stream(file),
            )
    assert {name: row[0]["AFRelationship"] for name, row in found.items()} == {
        SOURCE.name: "/Source",
        "issue.json": "/Data",
        "repairs.json": "/Data",
    }
    keys, params, media_type, content = found[SOURCE.name]
    assert keys["F"].isascii()
    assert keys["Desc"] == "原稿"
    assert media_type == "/text/plain"
    assert params == {"Size": str(len(content)), "ModDate": "D:20240305000000Z"}


def test_the_colophon_prints_fingerprints_program_and_how_it_was_read(variants):
    _, data = variants["a-3a+ua-1"]
    with pymupdf.open(stream=data) as document:
        said = "".join("".join(page.get_text() for page in document).split())
    for content in attached(data).values():
        assert hashlib.sha256(content).hexdigest() in said
    assert "ebook0.1.0" in said
    assert "按text格式读入" in said
    assert "--fromtext--langzh-Hans" in said
    assert "原样附于本PDF之中" in said


def test_pdf_a_2_leaves_the_files_out_and_says_so(variants):
    done, data = variants["a-2a"]
    assert attached(data) == {}
    assert [problem.code for problem in done.written[0].problems] == ["OUT-212"]
    with pymupdf.open(stream=data) as document:
        said = "".join("".join(page.get_text() for page in document).split())
    assert hashlib.sha256(SOURCE.data).hexdigest() in said
    assert "文件未附于其中" in said


def test_the_files_are_left_out_where_that_is_asked_for(tmp_path):
    done, data = made(print=PrintOptions(attachments=False))
    assert attached(data) == {}
    assert b"EmbeddedFile" not in data
    assert b'pdfaid:part="3"' in data
    assert [problem.code for problem in done.written[0].problems] == ["OUT-212"]
    with pymupdf.open(stream=data) as document:
        said = "".join("".join(page.get_text() for page in document).split())
    assert hashlib.sha256(SOURCE.data).hexdigest() in said
    assert "文件未附于其中" in said
    (tmp_path / "a.pdf").write_bytes(data)
    assert not verapdf.available() or verapdf.validate(tmp_path / "a.pdf") == []


def test_each_variant_claims_its_own_and_no_more(variants):
    claims = {
        variant: (b'pdfaid:part="3"' in data, b'pdfaid:part="2"' in data, b'pdfuaid:part="1"' in data)
        for variant, (_, data) in variants.items()
    }
    assert claims == {
        "a-3a+ua-1": (True, False, True),
        "a-3a": (True, False, False),
        "a-2a": (False, True, False),
        "ua-1": (False, False, True),
        "none": (False, False, False),
    }


@pytest.mark.skipif(not verapdf.available(), reason="veraPDF is not installed: make verapdf")
def test_verapdf_agrees_with_every_claim(variants, facsimile, tmp_path):
    paths = {variant: tmp_path / f"{variant}.pdf" for variant in variants}
    for variant, path in paths.items():
        path.write_bytes(variants[variant][1])
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(variants["ua-1"][1].replace(b"dc:title", b"dc:titel"))
    pictured = tmp_path / "facsimile.pdf"
    pictured.write_bytes(facsimile[1])
    found = verapdf.validate_all([*paths.values(), broken, pictured])
    assert {variant: found[path] for variant, path in paths.items()} == {variant: [] for variant in variants}
    assert found[broken]
    assert found[pictured] == []


def test_same_bytes_twice(variants):
    assert made()[1] == variants["a-3a+ua-1"][1]


def test_how_it_was_read_is_told_where_it_was_not_as_usual():
    _, data = made(repairs=False, keep_repeats=True, lang="zh-Hans", print=PrintOptions(variant="none"))
    with pymupdf.open(stream=data) as document:
        said = " ".join("".join(page.get_text() for page in document).split())
    assert "--keep-repeats --no-repairs" in said


def test_the_e_book_carries_nothing_of_it():
    both = convert(SOURCE, to=["epub", "pdf"], options=Options(print=PrintOptions(variant="none")))
    alone = convert(SOURCE, to="epub")
    assert both.written[0].files == alone.written[0].files
    book = next(iter(alone.written[0].files.values()))
    assert "海风 1.txt".encode() not in book
    assert [row.name for row in formats().values() if row.archival] == ["pdf"]
