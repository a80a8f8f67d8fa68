"""The XHTML folder: a browser opens it from the disk and reaches everything."""

import posixpath

from lxml import etree

from ebook import model as m
from ebook.render import render
from ebook.writers.xhtml import write

ISSUE = m.Issue(
    lang="ja",
    masthead=m.Masthead(name="潮風新報", printed=("潮風新報",)),
    sections=(
        m.Section(
            page="1", title="総合", articles=(m.Article(headline="渡し船"), m.Article(headline="灯台"))
        ),
        m.Section(articles=(m.Article(headline="訂正"),)),
    ),
)


def test_the_folder_holds_the_editions_own_bytes():
    edition = render(ISSUE).edition
    written = write(edition)
    assert written.main == "潮風新報/index.xhtml"
    for item in (*edition.documents, *edition.resources):
        assert written.files[f"潮風新報/{item.path}"] == item.content
    assert len(written.files) == len(edition.documents) + len(edition.resources) + 1
    assert written == write(edition)


def test_every_document_but_the_contents_is_reached_from_the_index():
    edition = render(ISSUE).edition
    written = write(edition)
    root = etree.fromstring(written.files[written.main])
    links = root.xpath("//*[local-name()='a']/@href")
    wanted = [document.path for document in edition.documents if document.kind != "contents"]
    assert links == wanted
    for target in root.xpath("//@href"):
        assert posixpath.join("潮風新報", target) in written.files
    assert root.get("lang") == "ja"
    assert [element.text for element in root.iter("{*}a")] == [
        "題字", "1面 総合", "渡し船", "灯台", "訂正", "この電子版について",
    ]  # fmt: skip
