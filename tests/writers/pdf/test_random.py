"""Issues drawn at random over the whole model come out whole, and keep what they claim."""

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from PIL import Image

from ebook.checks.pdf import check
from ebook.fonts import missing
from ebook.model import Figure, Issue, from_json, to_json
from ebook.pipeline import Options, convert
from ebook.print_options import PrintOptions
from ebook.source import Source
from ebook.validators import pdf as verapdf
from tests.strategies import LANGUAGES, issues

ASKED = (
    PrintOptions(),
    PrintOptions(layout="reader"),
    PrintOptions(variant="a-2a", page_size="B5"),
    PrintOptions(variant="ua-1", crop_marks=True),
    PrintOptions(variant="a-3a", columns=3, page_size="A3"),
)


def drawn(number: int) -> Issue:
    """The same issue for the same number, with a picture in each figure, of characters that the fonts have."""
    found: list[Issue] = []

    @seed(number)
    @settings(max_examples=6, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(issues((LANGUAGES[number % len(LANGUAGES)],), size=2))
    def collect(issue: Issue) -> None:
        found.append(issue)

    collect()
    text = max((to_json(issue).decode() for issue in found), key=len)
    for character in missing(text):
        text = text.replace(character, "字")
    return pictured(from_json(text))


def pictured(node):
    if isinstance(node, tuple):
        return tuple(map(pictured, node))
    if not isinstance(node, msgspec.Struct):
        return node
    changes = {name: pictured(getattr(node, name)) for name in node.__struct_fields__}
    return msgspec.structs.replace(node, **changes | ({"src": "a.png"} if isinstance(node, Figure) else {}))


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    folder = tmp_path_factory.mktemp("random")
    Image.linear_gradient("L").resize((90, 60)).save(folder / "a.png")
    paths = []
    for number in range(8):
        source = Source("a.json", to_json(drawn(number)), folder)
        done = convert(source, to="pdf", options=Options(print=ASKED[number % len(ASKED)]))
        assert {problem.code for problem in done.written[0].problems} <= {"OUT-205", "OUT-212"}
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
