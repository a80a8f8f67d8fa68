import pytest

from ebook.errors import MissingTool
from ebook.validators import pdf
from tests.writers.pdf.conftest import printed  # noqa: F401  # the print is made once for both folders

needs_verapdf = pytest.mark.skipif(not pdf.available(), reason="veraPDF is not installed: make verapdf")


@needs_verapdf
def test_print_keeps_what_it_claims_and_a_damaged_one_does_not(printed, tmp_path):  # noqa: F811
    broken, no_pdf = tmp_path / "broken.pdf", tmp_path / "none.pdf"
    broken.write_bytes(printed.data.replace(b"pdf:Producer", b"pdf:Produzer"))
    no_pdf.write_bytes(b"no PDF")
    found = pdf.validate_all([printed.path, broken, no_pdf])
    assert b"pdfuaid:part" in printed.data
    assert b"pdfaid:part" in printed.data
    assert found[printed.path] == []
    assert {problem.code for problem in found[broken]} == {"OUT-201"}
    assert [problem.code for problem in found[no_pdf]] == ["OUT-207"]


def test_a_missing_validator_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("EBOOK_VERAPDF", str(tmp_path))
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert not pdf.available()
    with pytest.raises(MissingTool, match="veraPDF"):
        pdf.validate(tmp_path / "a.pdf")
