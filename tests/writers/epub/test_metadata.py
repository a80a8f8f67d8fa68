"""What libraries and shelves are told is what the issue knows, and no more."""

import datetime

import msgspec
import pytest

from ebook.model import Article, Issue, Masthead, Person, Section
from ebook.writers.epub.metadata import metadata
from ebook.writers.epub.people import makers
from tests.writers.epub.newspapers import edition, newspaper


def entries(issue):
    return metadata(edition(issue))


def dc(issue, name):
    return [entry.text for entry in entries(issue) if entry.element == f"dc:{name}"]


def properties(issue, name):
    return [entry.text for entry in entries(issue) if ("property", name) in entry.attributes]


def named(issue, name):
    return [
        dict(entry.attributes)["content"] for entry in entries(issue) if ("name", name) in entry.attributes
    ]


def with_masthead(**facts):
    issue = newspaper()
    return msgspec.structs.replace(issue, masthead=msgspec.structs.replace(issue.masthead, **facts))


def test_the_facts_of_the_masthead():
    issue = newspaper()
    assert dc(issue, "title") == ["海汐日报 2024年3月5日"]
    assert dc(issue, "date") == ["2024-03-05"]
    assert dc(issue, "language") == ["zh-Hans"]
    assert dc(issue, "publisher") == ["海汐日报社"]
    assert dc(issue, "subject") == ["要闻"]
    assert dc(issue, "source") == ["海汐日报 2024年3月5日 第1234期 CN 99-0001 ISSN 1234-5679"]
    assert dc(issue, "rights") == ["© 2024"]
    assert properties(issue, "pageBreakSource") == ["海汐日报 2024年3月5日"]


def test_an_edition_is_named_once():
    (source,) = dc(with_masthead(edition="早报"), "source")
    assert source.count("早报") == 1


def test_articles_in_other_languages_are_told():
    articles = tuple(Article(headline="a", lang=lang) for lang in ("en", None, "zh-Hans", "en", "no tag"))
    assert dc(Issue(sections=(Section(articles=articles),)), "language") == ["zh-Hans", "en"]


def test_what_xml_cannot_hold_is_seen():
    assert dc(with_masthead(publisher="海\x00汐\n社"), "publisher") == ["海\ufffd汐 社"]


def test_the_identifier_is_the_editions():
    made = edition(newspaper())
    assert [e.text for e in metadata(made) if e.element == "dc:identifier"] == [made.identifier]


def test_titles_sort_by_date():
    days = [datetime.date(2024, 12, 1), datetime.date(2024, 4, 2)]
    sorting = [properties(with_masthead(date=day), "file-as")[0] for day in days]
    assert sorted(sorting) == [sorting[1], sorting[0]]


def test_the_paper_is_a_series():
    issue = newspaper()
    assert properties(issue, "belongs-to-collection") == named(issue, "calibre:series") == ["海汐日报"]
    assert properties(issue, "group-position") == named(issue, "calibre:series_index") == ["1234"]
    assert properties(issue, "dcterms:identifier") == ["CN 99-0001", "urn:issn:1234-5679"]


@pytest.mark.parametrize(
    ("printed", "position"),
    [("１２３４", ["1234"]), ("12,345", ["12345"]), ("0042", ["42"]), ("特1", []), ("", [])],
)
def test_only_a_number_is_a_position(printed, position):
    assert properties(with_masthead(issue_number=printed), "group-position") == position


@pytest.mark.parametrize(
    ("printed", "publisher"),
    [
        ("海汐日报社 主办", "海汐日报社"),
        ("海汐日報社發行", "海汐日報社"),
        ("主办", "海汐日报"),
        (None, "海汐日报"),
    ],
)
def test_the_publisher_is_a_name(printed, publisher):
    assert dc(with_masthead(publisher=printed), "publisher") == [publisher]


def test_nothing_known_is_nothing_said():
    said = {entry.element for entry in entries(Issue())}
    assert said == {"dc:identifier", "dc:title", "dc:language", "meta"}
    assert not properties(Issue(), "belongs-to-collection")
    assert not properties(Issue(), "pageBreakSource")


def test_no_rights_are_assumed():
    assert dc(with_masthead(printed=("海汐日报", "零售价1.50元")), "rights") == []


def test_every_entry_has_a_value():
    blank = with_masthead(name="\u3000", publisher=" ", issn="\u2003", cn_number="\t")
    assert all(entry.says_something for entry in entries(blank))


def test_each_person_is_named_once_with_all_roles():
    issue = newspaper()
    assert dc(issue, "creator") == ["林小帆", "吴一苇"]
    assert dc(issue, "contributor") == ["何青", "Mary Ann Evans"]
    lines = entries(issue)
    ids = {
        entry.text: dict(entry.attributes)["id"]
        for entry in lines
        if entry.element in {"dc:creator", "dc:contributor"}
    }

    def about(name, kind):
        wanted = {("property", kind), ("refines", f"#{ids[name]}")}
        return [entry.text for entry in lines if wanted <= set(entry.attributes)]

    assert about("林小帆", "role") == ["rpt", "aut", "pht"]
    assert about("吴一苇", "role") == ["ctb", "aut"]
    assert about("何青", "role") == ["pht"]
    assert about("Mary Ann Evans", "role") == ["edt"]
    assert about("何青", "file-as") == ["何青"]
    assert about("Mary Ann Evans", "file-as") == []


def _issue_by(*names):
    people = tuple(Person(role="reporter", name=name) for name in names)
    return Issue(sections=(Section(articles=(Article(byline=people),)),))


@pytest.mark.parametrize(
    ("printed", "name", "sort_name"),
    [
        ("张　三", "张三", "张三"),
        ("山田 太郎", "山田太郎", "山田太郎"),
        ("玛丽·居里", "玛丽·居里", "玛丽·居里"),
        ("홍길동", "홍길동", "홍길동"),
        ("John  Smith", "John Smith", None),
    ],
)
def test_names_sort_as_their_language_does(printed, name, sort_name):
    (maker,) = makers(_issue_by(printed))
    assert (maker.name, maker.sort_name) == (name, sort_name)


def test_padding_makes_no_second_person():
    assert [maker.name for maker in makers(_issue_by("张　三", "张三", " 张 三", ""))] == ["张三"]


def test_creators_come_before_contributors():
    people = (Person(role="photographer", name="何青"), Person(role="reporter", name="林小帆"))
    found = makers(Issue(sections=(Section(articles=(Article(byline=people),)),)))
    assert [(maker.name, maker.is_creator) for maker in found] == [("林小帆", True), ("何青", False)]


def test_the_paper_is_its_own_author_where_nobody_is_named():
    issue = Issue(masthead=Masthead(name="海汐日报"))
    assert dc(issue, "creator") == ["海汐日报"]
