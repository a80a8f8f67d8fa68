"""EPUBCheck, with its usage messages on, has nothing to say."""

import functools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ebook import Options, convert
from ebook.checks import epub as checks
from ebook.model import Figure, Issue, Masthead, Section
from ebook.render import RenderOptions, render, themes
from ebook.writers.epub import write
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
        Issue(lang="ja", sections=(Section(page="\u3000\xa0", title=" "), Section(page="\u3000"))),
        Issue(masthead=Masthead(name="a\x00b<&>\"'\ud800", issue_number="第一期")),
    ],
    ids=["empty", "blank", "nameless page", "blank page", "not XML"],
)
def test_almost_nothing(issue, epubcheck):
    assert epubcheck(book(issue)) == []


ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [
        *ROOT.glob("examples/*/page.txt"),
        *ROOT.glob("examples/*/issue.md"),
    ]
)


VERTICAL = {"ja", "zh-Hant"}
"""The languages whose papers are set in vertical lines."""


@pytest.mark.parametrize("source", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_whole_pages(source, epubcheck, tmp_path):
    for vertical in (False, True):
        made = convert(source, to="epub", options=Options(vertical=vertical))
        if vertical and made.issue.lang not in VERTICAL:
            return
        (written,) = made.written
        path = tmp_path / "book.epub"
        path.write_bytes(written.files[written.main])
        assert epubcheck(path) == []
        assert [str(problem) for problem in checks.check(path)] == []


@pytest.mark.parametrize(
    ("embed_fonts", "images"),
    [("none", "none"), ("none", "full"), ("rare", "small"), ("all", "none"), ("all", "full")],
)
def test_whatever_is_asked_for(embed_fonts, images, epubcheck):
    """EPUBCheck tells of each @font-face, for information (CSS-028); nothing else it says of fonts."""
    options = Options(embed_fonts=embed_fonts, images=images)
    (written,) = convert(ROOT / "examples/qingheng-daily/issue.md", to="epub", options=options).written
    messages = epubcheck(written.files[written.main])
    assert {message for message in messages if not message.startswith("USAGE(CSS-028)")} == set()
    assert bool(messages) == (embed_fonts != "none")


@functools.cache
def album(folder):
    """The pictures that `tests.strategies` names, so that books drawn at random have some."""
    (folder / "照片").mkdir(parents=True)
    for name in ("照片/春 耕(1).jpg", "a b.png"):
        picture(folder, name)
    return folder


OPTIONS = st.fixed_dictionaries(
    {
        "vertical": st.booleans(),
        "continuous": st.booleans(),
        "navigation": st.booleans(),
        "theme": st.sampled_from(themes()),
        "cover": st.sampled_from(["front-page", "none"]),
        "images": st.sampled_from(["none", "small", "full"]),
    }
)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # the strategies nest deeply
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking a newspaper takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(issue=issues(), options=OPTIONS)
def test_issues_drawn_at_random(issue, options, epubcheck, tmp_path_factory):
    folder = album(tmp_path_factory.getbasetemp() / "album")
    written = write(render(issue, RenderOptions(**options), folder).edition)
    path = folder / "book.epub"
    path.write_bytes(written.files[written.main])
    assert epubcheck(path) == []
    assert [str(problem) for problem in checks.check(path)] == []
