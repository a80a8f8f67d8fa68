import msgspec
import pytest
from lxml import etree

from ebook.writers.pdf import write
from ebook.writers.pdf.fetcher import EditionFetcher, Refused
from ebook.writers.pdf.merge import BASE_URL


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://example.com/a.png",
        "data:text/plain,x",
        f"{BASE_URL}../etc/passwd",
        f"{BASE_URL}styles/../../pyproject.toml",
        f"{BASE_URL}fonts/%2e%2e/pyproject.toml",
        f"{BASE_URL}styles",
    ],
)
def test_nothing_outside_the_edition_is_served(printed, url):
    fetcher = EditionFetcher(printed.edition)
    with pytest.raises(Refused):
        fetcher.fetch(url)
    assert list(fetcher.refused) == [url]


def test_own_files_come_with_their_media_type(printed):
    fetcher = EditionFetcher(printed.edition)
    assert fetcher.fetch(f"{BASE_URL}styles/print.css").content_type == "text/css"
    assert fetcher.fetch(f"{BASE_URL}{printed.edition.resources[0].path}").content_type == "text/css"


def test_hostile_documents_are_printed_without_what_they_point_at(printed):
    edition = printed.edition
    article = next(document for document in edition.documents[::-1] if document.kind == "article")
    hostile = (
        b'<p>x</p><img alt="a" src="file:///etc/passwd"/><img alt="b" src="http://127.0.0.1:9/a.png"/>'
        b'<a rel="attachment" href="file:///etc/passwd">y</a><script>z</script></article>'
    )
    changed = msgspec.structs.replace(
        article, root=etree.fromstring(article.content.replace(b"</article>", hostile))
    )
    written = write(msgspec.structs.replace(edition, documents=(changed,)))
    codes = [problem.code for problem in written.problems]
    assert codes.count("OUT-203") == 2
    assert "OUT-202" in codes
    assert b"root:" not in written.files[written.main]
    assert b"EmbeddedFile" not in written.files[written.main]
