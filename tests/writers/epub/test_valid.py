"""EPUBCheck, with its usage messages on, has nothing to say."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ebook import convert
from ebook.checks import epub as checks
from ebook.model import Figure, Issue, Masthead, Section
from tests.strategies import issues
from tests.writers.epub.newspapers import LANGUAGES, book, newspaper, picture

PICTURES = (
    Figure(src="lamp.png", alt="一盏铜灯", caption="灯", credit="何青 摄"),
    Figure(src="shore.jpg", caption="岸"),
    Figure(src="rule.png", alt=""),
    Figure(caption="图略"),
)


@pytest.fixture
def folder(tmp_path):
    for name in ("lamp.png", "shore.jpg", "rule.png"):
        picture(tmp_path, name)
    return tmp_path


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_a_newspaper_holds(lang, vertical, folder, epubcheck):
    data = book(newspaper(lang, pictures=PICTURES), folder, vertical=vertical)
    assert epubcheck(data) == []
    path = folder / "book.epub"
    path.write_bytes(data)
    assert checks.check(path) == []


@pytest.mark.parametrize(
    "issue",
    [
        Issue(),
        Issue(lang="ja", masthead=Masthead(name="\u3000", publisher=" ", issn="\u200b")),
        Issue(lang="ko", sections=(Section(),)),
        Issue(masthead=Masthead(name="a\x00b<&>\"'\ud800", issue_number="第一期")),
    ],
    ids=["empty", "blank", "nameless page", "not XML"],
)
def test_almost_nothing(issue, epubcheck):
    assert epubcheck(book(issue)) == []


ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [
        *ROOT.glob("examples/*/page.txt"),
        *ROOT.glob("examples/*/issue.md"),
        *ROOT.glob("../shared/pages/*.txt"),
        *ROOT.glob("../shared/seed/*.txt"),
    ]
)


@pytest.mark.parametrize("source", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_whole_pages(source, epubcheck, tmp_path):
    (written,) = convert(source, to="epub").written
    path = tmp_path / "book.epub"
    path.write_bytes(written.files[written.main])
    assert epubcheck(path) == []
    assert [str(problem) for problem in checks.check(path)] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # the strategies nest deeply
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking a newspaper takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(issue=issues(size=2), vertical=st.booleans())
def test_any_issue(issue, vertical, epubcheck, tmp_path_factory):
    data = book(issue, vertical=vertical)
    assert epubcheck(data) == []
    path = tmp_path_factory.mktemp("any") / "book.epub"
    path.write_bytes(data)
    assert [str(problem) for problem in checks.check(path)] == []
