"""Issues drawn at random over the whole model come out whole, and keep what they claim."""

import pytest
from PIL import Image

from ebook.model import to_json
from ebook.options import Options
from ebook.pipeline import convert
from ebook.source import Source
from ebook.validators import pdf as verapdf
from ebook.verify_print import check
from tests.writers.pdf.drawn import ASKED, drawn


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    folder = tmp_path_factory.mktemp("random")
    Image.linear_gradient("L").resize((90, 60)).save(folder / "a.png")
    paths = []
    for number in range(8):
        source = Source("a.json", to_json(drawn(number)), folder)
        done = convert(source, to="pdf", options=Options(print=ASKED[number % len(ASKED)]))
        assert {problem.code for problem in done.written[0].problems} <= {"OUT-204", "OUT-205", "OUT-212"}
        paths.append(folder / f"{number}.pdf")
        paths[-1].write_bytes(done.written[0].files[done.written[0].main])
    return paths


def test_our_own_checks_find_nothing(prints):
    assert {path.name: check(path) for path in prints} == {path.name: [] for path in prints}


@pytest.mark.skipif(not verapdf.available(), reason="veraPDF is not installed: make verapdf")
def test_verapdf_finds_nothing_and_all_are_labelled(prints):
    assert all(b"pdfaid:part" in path.read_bytes() or b"pdfuaid:part" in path.read_bytes() for path in prints)
    assert {path.name: found for path, found in verapdf.validate_all(prints).items()} == {
        path.name: [] for path in prints
    }
