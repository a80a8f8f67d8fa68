"""A library's METS keeps its articles; what is missing is said by name."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ebook.errors import EbookError, UnreadableSource
from ebook.formats import guess_reader
from ebook.model import Paragraph, to_json
from ebook.pipeline import read
from ebook.source import Source

SAMPLE = Path(__file__).parent / "samples" / "mets" / "issue.zip"


@pytest.fixture(scope="module")
def reading():
    return read(SAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with zipfile.ZipFile(SAMPLE) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_a_zip_or_folder_with_mets_is_known(folder):
    assert guess_reader(Source.from_path(SAMPLE)) == "mets"
    assert guess_reader(Source.from_path(folder)) == "mets"
    assert guess_reader(Source.from_path(folder / "1858-12-07-mets.xml")) == "mets"


def test_the_articles_of_the_document_are_kept(reading):
    titled = [article for article in reading.issue.articles if article.headline]
    assert len(titled) == 12
    assert [article.headline for article in titled[:3]] == [
        "Revue politique.",
        "Kölnische Zeitung.",
        "Suez et Marseille.",
    ]
    assert titled[1].column == "Zeitungsnachrichten. Nouvelles des journaux."
    assert titled[2].kicker == "FEUILLETON."


def test_facts_come_from_the_document(reading):
    masthead = reading.issue.masthead
    assert masthead.name == "Luxemburger Zeitung – Journal de Luxembourg"
    assert str(masthead.date) == "1858-12-07"
    assert [section.page for section in reading.issue.sections] == ["1", "2", "3", "4"]


def test_divided_words_are_whole_and_recorded(reading):
    words = [
        word
        for repair in reading.issue.repairs
        if repair.code == "hyphens"
        for word in repair.text.split("\n")
    ]
    assert len(words) == 109


def test_a_paragraph_over_columns_is_one_with_a_place_in_each(reading):
    paragraphs = [
        block for article in reading.issue.articles for block in article.body if isinstance(block, Paragraph)
    ]
    assert any(len({place.box[0] // 0.2 for place in block.origin.places}) > 1 for block in paragraphs)


def test_every_character_of_the_pages_is_in_the_issue(reading):
    from ebook.pages.formats import alto

    with zipfile.ZipFile(SAMPLE) as archive:
        files = [Source(name, archive.read(name)) for name in archive.namelist() if "/" in name]
    printed = " ".join(
        region.text for file in files for page in alto.pages_of(file) for region in page.page.regions
    )
    kept = to_json(reading.issue).decode()
    assert not [
        word for word in set(printed.split()) if json.dumps(word, ensure_ascii=False)[1:-1] not in kept
    ]


def test_a_missing_page_is_named(folder):
    (folder / "text" / "1858-12-07_01-00003.xml").unlink()
    problems = [problem for problem in read(folder).problems if problem.code == "PGE-011"]
    assert len(problems) == 1
    assert "1858-12-07_01-00003.xml" in problems[0].message


def test_a_document_without_pages_is_refused():
    with zipfile.ZipFile(SAMPLE) as archive:
        document = archive.read("1858-12-07-mets.xml")
    with pytest.raises(UnreadableSource, match="none of its pages"):
        read(Source("mets.xml", document))


def test_pages_are_not_looked_for_outside(tmp_path):
    with zipfile.ZipFile(SAMPLE) as archive:
        document = archive.read("1858-12-07-mets.xml").replace(b"text/1858", b"../../etc/1858")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mets.xml", document)
    path = tmp_path / "issue.zip"
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnreadableSource):
        read(path)


def _line(text: str, top: int) -> str:
    return f'<TextLine HPOS="100" VPOS="{top}" WIDTH="400" HEIGHT="30"><String CONTENT="{text}"/></TextLine>'


def _page(*blocks: tuple[str, str]) -> str:
    texts = "".join(
        f'<TextBlock ID="{name}">{_line(text, 100 * at)}</TextBlock>'
        for at, (name, text) in enumerate(blocks, 1)
    )
    return f'<alto><Layout><Page WIDTH="1000" HEIGHT="1400"><PrintSpace>{texts}</PrintSpace></Page></Layout></alto>'


def _mets(maps: str, language: str = "zh-Hans", files: str = "") -> str:
    files = files or "".join(
        f'<file ID="A{at}"><FLocat xlink:href="file://./alto/{at}.xml"/></file>' for at in (1, 2)
    )
    return f"""<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns="http://www.loc.gov/METS/"
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:m="http://www.loc.gov/mods/v3" LABEL="青衡日报 (青衡), 2026-04-24">
<dmdSec ID="issueModsBib"><mdWrap><xmlData><m:mods><m:language><m:languageTerm>{language}</m:languageTerm></m:language>
<m:part><m:detail type="issue"><m:number>6218</m:number></m:detail></m:part>
<m:originInfo><m:dateIssued>2026-04-24</m:dateIssued></m:originInfo></m:mods></xmlData></mdWrap></dmdSec>
<fileSec><fileGrp USE="ALTO">{files}</fileGrp></fileSec>{maps}</mets:mets>"""


def _issue(path: Path, document: str, *pages: str) -> Path:
    (path / "alto").mkdir()
    (path / "mets.xml").write_text(document, encoding="utf-8")
    for at, page in enumerate(pages, 1):
        (path / "alto" / f"{at}.xml").write_text(page, encoding="utf-8")
    return path


PHYSICAL = """<structMap TYPE="PHYSICAL"><div TYPE="np:issue"><div TYPE="np:page" ORDER="2" ORDERLABEL="02"><fptr FILEID="A1"/>
<div ID="P2" TYPE="block"><fptr><area FILEID="A1" BEGIN="B1"/></fptr></div></div>
<div TYPE="np:page" ORDER="1" ORDERLABEL="01"><fptr FILEID="A2"/>
<div ID="P1" TYPE="block"><fptr><area FILEID="A2" BEGIN="B1"/><area FILEID="A2" BEGIN="B2"/></fptr></div></div></div></structMap>"""
LINKED = """<structMap TYPE="LOGICAL"><div TYPE="Newspaper"><div ID="L1" TYPE="Article" LABEL="老街路灯换新"/>
<div ID="L2" TYPE="Article"/></div></structMap>
<structLink><smLink xlink:from="L1" xlink:to="P1"/><smLink xlink:from="L2" xlink:to="P2"/></structLink>"""


def test_articles_are_joined_to_areas_by_links(tmp_path):
    pages = (
        _page(("B1", "湖边的夜市开了。")),
        _page(("B1", "老街路灯换新"), ("B2", "昨晚灯全亮了。"), ("B3", "今日四版")),
    )
    issue = read(_issue(tmp_path, _mets(PHYSICAL + LINKED), *pages)).issue
    assert [section.page for section in issue.sections] == ["01", "02"]
    first, second = issue.articles
    assert (first.headline, [block.text for block in first.body]) == ("老街路灯换新", ["昨晚灯全亮了。"])
    assert [block.text for block in second.body] == ["湖边的夜市开了。"]
    assert issue.sections[0].folio == ("今日四版",)


def test_a_document_without_articles_gives_its_pages_in_the_physical_order(tmp_path):
    pages = (_page(("B1", "湖边的夜市开了，人很多。")), _page(("B1", "昨晚老街的灯全亮了，行人很多。")))
    issue = read(_issue(tmp_path, _mets(PHYSICAL), *pages)).issue
    texts = to_json(issue).decode()
    assert texts.index("昨晚老街") < texts.index("湖边的夜市")
    assert (issue.masthead.name, str(issue.masthead.date)) == ("青衡日报", "2026-04-24")
    assert issue.lang == "zh-Hans"


def test_a_missing_file_is_reported_with_its_page(tmp_path):
    reading = read(_issue(tmp_path, _mets(PHYSICAL), _page(("B1", "湖边的夜市开了，人很多。"))))
    (problem,) = [problem for problem in reading.problems if problem.code == "PGE-011"]
    assert "2.xml (page 01)" in problem.message


@pytest.mark.parametrize("maps", [PHYSICAL, PHYSICAL + LINKED])
def test_a_language_without_word_lists_is_reported_once_and_kept(tmp_path, maps):
    pages = (
        _page(("B1", "Der Markt am See ist eröffnet. " + "Viele Leute kamen gestern Abend an den See. " * 6)),
        _page(
            ("B1", "Neue Laternen"), ("B2", "Alle brennen. " + "Die Straße am Ufer ist nun wieder hell. " * 6)
        ),
    )
    reading = read(_issue(tmp_path, _mets(maps, "ger"), *pages))
    assert [problem.code for problem in reading.problems].count("PGE-013") == 1
    assert {article.lang for article in reading.issue.articles} == {"de"}
    assert reading.issue.lang == "en"
    assert "Der Markt am See ist eröffnet." in to_json(reading.issue).decode()


def test_articles_have_the_language_of_their_description(reading):
    titled = {article.headline: article.lang for article in reading.issue.articles if article.headline}
    assert titled["Kölnische Zeitung."] == "de"
    assert titled["Suez et Marseille."] == "fr"


def test_an_author_below_the_text_is_the_byline(reading):
    signed = [article for article in reading.issue.articles if article.byline_text]
    assert len(signed) == 1


def test_changed_documents_are_read_or_refused(tmp_path):
    import random

    with zipfile.ZipFile(SAMPLE) as archive:
        name = next(name for name in archive.namelist() if name.endswith("1-00004.xml"))
        page = archive.read(name)
        document = archive.read("1858-12-07-mets.xml")
    rng = random.Random(5)
    for _ in range(12):
        data = bytearray(document)
        for _ in range(6):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(1, 9)] = rng.choice((b"", b"<", b'"', b"&", b"-9", b"1e999", b"x"))
        for changed in (
            bytes(data),
            document[: rng.randrange(len(document))],
            document.replace(b"ALTO0000", b"X", 3),
        ):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr("mets.xml", changed)
                archive.writestr(name, page)
            source = tmp_path / "issue.zip"
            source.write_bytes(packed.getvalue())
            try:
                read(source)
            except EbookError:
                continue
