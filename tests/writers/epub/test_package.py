"""The archive and the package: order, methods, ids, properties, spine."""

import io
import zipfile

import pytest
from lxml import etree

from ebook.edition import Document, Edition, Resource
from ebook.model import Figure, Issue
from ebook.writers.epub import write
from ebook.writers.epub.archive import ReproducibleZip
from tests.writers.epub.newspapers import book, edition, newspaper, picture

OPF = "{http://www.idpf.org/2007/opf}"
PAGE = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>%s</body></html>'


def archive(data):
    return zipfile.ZipFile(io.BytesIO(data))


def package(data):
    return etree.fromstring(archive(data).read("EPUB/content.opf"))


def manifest(data):
    return {item.get("href"): item for item in package(data).iter(f"{OPF}item")}


@pytest.fixture
def illustrated(tmp_path):
    picture(tmp_path, "lamp.jpg")
    return book(newspaper(pictures=(Figure(src="lamp.jpg", alt="lamp"),)), tmp_path)


def test_the_name_is_the_stem():
    assert write(edition(newspaper())).main == "海汐日报-2024-03-05.epub"


def test_the_first_entry_can_be_recognised_by_its_bytes():
    data = book(newspaper())
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_pictures_are_stored_and_text_is_compressed(illustrated):
    methods = {entry.filename: entry.compress_type for entry in archive(illustrated).infolist()}
    for name, method in methods.items():
        stored = name == "mimetype" or name.endswith((".jpg", ".png"))
        assert method == (zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED), name
    assert any(name.endswith((".jpg", ".png")) for name in methods)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("a.JPG", True),
        ("a.jpeg", True),
        ("a.gif", True),
        ("a.webp", True),
        ("a.woff2", True),
        ("a.otf", False),
    ],
)
def test_what_is_compressed_already_is_stored(name, stored):
    out = io.BytesIO()
    with ReproducibleZip(out, "w") as new:
        new.writestr(name, bytes(1000))
    (entry,) = archive(out.getvalue()).infolist()
    assert (entry.compress_size == 1000) == stored


def test_files_can_be_read_by_anybody_after_unpacking():
    entries = archive(book(newspaper())).infolist()
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.create_system for entry in entries} == {3}  # Unix: no other takes the mode for one


def test_documents_are_the_bytes_of_the_edition():
    made = edition(newspaper())
    written = write(made)
    content = archive(written.files[written.main])
    for part in (*made.documents, *made.resources):
        assert content.read(f"EPUB/{part.path}") == part.content


def test_the_spine_has_each_document_once_in_order():
    made = edition(newspaper())
    written = write(made)
    spine = [item.get("idref") for item in package(written.files[written.main]).iter(f"{OPF}itemref")]
    assert spine == [doc.id for doc in made.documents]


@pytest.mark.parametrize(("vertical", "direction"), [(False, "ltr"), (True, "rtl")])
def test_pages_turn_as_lines_run(vertical, direction):
    spine = package(book(newspaper("ja"), vertical=vertical)).find(f"{OPF}spine")
    assert spine.get("page-progression-direction") == direction


def test_the_package_has_a_language_and_no_needless_declarations():
    root = package(book(newspaper("zh-Hant")))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"
    assert root.get("prefix") is None
    assert {prefix for element in root.iter() for prefix in element.nsmap} == {None, "dc"}


def test_contents_are_read_as_text_where_the_edition_shows_none():
    data = book(Issue())
    spine = [item.get("idref") for item in package(data).iter(f"{OPF}itemref")]
    assert spine == ["masthead", "nav"]


def _hand_made(*bodies, resources=(), cover=None):
    model = edition(newspaper())
    documents = tuple(
        Document(
            path=f"text/{n}.xhtml",
            id=f"d{n}",
            title="t",
            root=etree.fromstring(PAGE % body),
            kind="article",
            lang="ko",
        )
        for n, body in enumerate(bodies)
    )
    return Edition(
        issue=model.issue,
        identifier="urn:x:1",
        title="t",
        lang="ko",
        stem="t",
        modified=model.modified,
        documents=documents,
        resources=resources,
        cover=cover,
    )


def test_properties_come_from_the_content():
    made = _hand_made(
        b"<p>&lt;svg</p>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>',
    )
    items = manifest(write(made).files["t.epub"])
    found = {href: item.get("properties") for href, item in items.items() if href.startswith("text/")}
    assert found == {"text/0.xhtml": None, "text/1.xhtml": "svg", "text/2.xhtml": "mathml"}


def test_the_cover_is_told_in_both_ways():
    image = Resource(path="images/cover.png", media_type="image/png", content=b"png")
    data = write(_hand_made(b"<p/>", resources=(image,), cover="images/cover.png")).files["t.epub"]
    item = manifest(data)["images/cover.png"]
    assert item.get("properties") == "cover-image"
    assert package(data).find(f".//{OPF}meta[@name='cover']").get("content") == item.get("id")


def test_ids_of_similar_paths_differ():
    names = ("images/a_b.png", "images/a/b.png", "images/a-b.png", "images/a.b.png", "images/灯.png")
    resources = tuple(Resource(path=name, media_type="image/png", content=b"") for name in names)
    ids = [
        item.get("id")
        for item in manifest(write(_hand_made(b"<p/>", resources=resources)).files["t.epub"]).values()
    ]
    assert len(set(ids)) == len(ids)
