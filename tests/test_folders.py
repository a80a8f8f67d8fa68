"""A folder or a zip of pages is one issue; whatever is wrong with it is a clear error."""

import io
import zipfile
from pathlib import Path

import pytest

from ebook import export, read
from ebook.errors import UnreadableSource
from ebook.issue_folders import is_issue, issue_folders
from ebook.source import FolderFiles, Source

FIRST = """砚江晚报
2026年3月6日 星期五 第1208期 今日2版
老街路灯昨晚全亮
本报讯（记者 沈橹）昨天上午，砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了，孩子们也敢独自回家了。
"""
SECOND = """02版 湖风
图书漂流角进了地铁站
本报讯（记者 俞清禾）三号线十二个车站昨日起设立图书漂流角，乘客可以取走一本书，读完后在任意一站归还。
"""


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    issue = tmp_path / "issue"
    issue.mkdir()
    (issue / "2.txt").write_text(SECOND, encoding="utf-8")
    (issue / "1.txt").write_text(FIRST, encoding="utf-8")
    (issue / "10.txt").write_text(SECOND.replace("02版 湖风", "10版 体育"), encoding="utf-8")
    return issue


@pytest.fixture(params=["folder", "zip"])
def pages(request, folder, tmp_path):
    if request.param == "folder":
        return folder
    packed = tmp_path / "issue.zip"
    packed.write_bytes(_zip({path.name: path.read_bytes() for path in folder.iterdir()}))
    return packed


def test_pages_are_read_as_one_issue_in_natural_order(pages):
    issue = read(pages).issue
    assert issue.masthead.name == "砚江晚报"
    assert [section.page for section in issue.sections][1:] == ["02", "10"]
    assert [article.headline for article in issue.articles][:2] == [
        "老街路灯昨晚全亮",
        "图书漂流角进了地铁站",
    ]
    assert issue.articles[1].origin.file == "2.txt"


def test_a_folder_is_exported_with_its_files_in_the_archival_print(pages, tmp_path):
    done = export(pages, tmp_path / "out", to=["epub", "pdf"])
    assert {path.suffix for path in done.files} == {".epub", ".pdf"}


def test_files_that_are_no_pages_are_named(folder):
    (folder / "style.css").write_text("p { margin: 0 }")
    problems = [problem for problem in read(folder).problems if problem.code == "SRC-006"]
    assert [problem.file for problem in problems] == ["style.css"]


def test_pictures_of_pages_in_subfolders_are_found(tmp_path):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(picture, "PNG")
    page = "# 老街路灯昨晚全亮\n\n![灯](images/lamp.png)\n\n" + FIRST.splitlines()[3]
    files = {"p1/page.md": page.encode(), "p1/images/lamp.png": picture.getvalue()}
    packed = tmp_path / "issue.zip"
    packed.write_bytes(_zip(files))
    issue = tmp_path / "issue"
    for name, content in files.items():
        (issue / name).parent.mkdir(parents=True, exist_ok=True)
        (issue / name).write_bytes(content)
    for source in (packed, issue):
        done = export(source, tmp_path / f"out-{source.suffix}", to=["xhtml"])
        assert not [problem for problem in done.report if problem.code.startswith("IMG")]
        assert list((tmp_path / f"out-{source.suffix}").rglob("*.png"))


@pytest.mark.parametrize("name", ["../page.txt", "/etc/page.txt", "C:\\page.txt"])
def test_paths_out_of_a_zip_are_refused(tmp_path, name):
    packed = tmp_path / "issue.zip"
    packed.write_bytes(_zip({name: FIRST.encode()}))
    with pytest.raises(UnreadableSource, match="leads out"):
        read(packed)


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(FIRST, encoding="utf-8")
    (folder / "3.txt").symlink_to(secret)
    with pytest.raises(UnreadableSource, match="leads out"):
        read(folder)


@pytest.mark.parametrize("cut", [30, 100, 200])
def test_a_damaged_zip_is_a_clear_error(tmp_path, cut):
    packed = tmp_path / "issue.zip"
    packed.write_bytes(_zip({"1.txt": FIRST.encode(), "2.txt": SECOND.encode()})[:cut])
    with pytest.raises(UnreadableSource, match="damaged"):
        read(packed)


def test_a_zip_that_unpacks_to_more_than_it_says_is_refused(tmp_path):
    packed = tmp_path / "issue.zip"
    packed.write_bytes(_zip({f"{at}.txt": b"\0" * 300_000_000 for at in range(1)}))
    with pytest.raises(UnreadableSource, match="larger than"):
        read(packed)


def test_names_in_a_chinese_code_page_are_read(tmp_path):
    data = _zip({"AAAA.txt": FIRST.encode()}).replace(b"AAAA", "头版".encode("gb18030"))
    packed = tmp_path / "issue.zip"
    packed.write_bytes(data)
    assert Source.from_path(packed).files.names() == ("头版.txt",)


@pytest.mark.parametrize("files", [{}, {"a.css": "p {}"}, {"a.bin": "\0\1\2"}])
def test_a_folder_without_pages_is_a_clear_error(tmp_path, files):
    folder = tmp_path / "issue"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content)
    with pytest.raises(UnreadableSource):
        read(folder)


@pytest.mark.parametrize(
    ("names", "one_issue"),
    [
        (["1.txt", "2.txt", "10.txt"], True),
        (["A01.txt", "A02.txt"], True),
        (["page-1.md", "page-2.md"], True),
        (["2026-03-01.txt", "2026-03-02.txt"], False),
        (["20260301.txt", "20260302.txt"], False),
        (["front.txt", "back.txt"], False),
        (["7.txt", "8.txt"], False),
        (["1.txt"], False),
        (["2026/1.txt", "2026/2.txt"], False),
        (["scan-a.png", "scan-b.png"], True),
    ],
)
def test_a_folder_is_an_issue_if_its_files_are_numbered_as_pages_are(tmp_path, names, one_issue):
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    assert is_issue(tmp_path) == one_issue


def test_a_folder_of_an_issue_is_exported_from_the_command_line(folder, tmp_path, monkeypatch):
    from ebook.cli import main

    monkeypatch.setattr(
        "sys.argv", ["ebook", "export", str(folder), "-o", str(tmp_path / "out"), "--to", "json"]
    )
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    assert len(list((tmp_path / "out").glob("*.json"))) == 1


# --- which folders of an archive are issues -----------------------------------------------


def _archive(tmp_path: Path, *names: str) -> FolderFiles:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENT.get(path.suffix, "砚江晚报\n".encode()))
    return FolderFiles(tmp_path)


CONTENT = {
    ".xml": b'<?xml version="1.0"?><mets:mets xmlns:mets="http://www.loc.gov/METS/"></mets:mets>',
    ".png": b"\x89PNG\r\n\x1a\n",
    ".pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize(
    ("names", "issues"),
    [
        (("2026-03-01/01.pdf", "2026-03-01/02.pdf"), ["2026-03-01"]),
        (("2026/2026-03-01/p1.txt", "2026/2026-03-01/p2.txt"), ["2026/2026-03-01"]),
        (("no-7/1.json", "no-7/1.png", "no-7/2.json", "no-7/images/a.png"), ["no-7"]),
        (("scans/7/1.png", "scans/7/2.png"), ["scans/7"]),
        (("a/mets.xml", "a/text/1.xml", "b/mets.xml"), ["a", "b"]),
        (("1208-01.txt", "1208-02.txt"), []),
    ],
)
def test_folders_of_pages_within_an_archive_are_issues(tmp_path, names, issues):
    assert list(issue_folders(_archive(tmp_path, *names))) == issues


@pytest.mark.parametrize(
    "names",
    [
        ("1998/01.txt", "1998/02.txt"),
        ("1998/05/01.txt", "1998/05/02.txt"),
        ("1998-05/01.txt", "1998-05/02.txt"),
        ("may/1998-05-01.txt", "may/1998-05-02.txt"),
        ("may/19980501.txt", "may/19980502.txt"),
        ("may/issue.md", "may/pictures/1.png", "may/pictures/2.png"),
        ("may/first.txt", "may/second.txt"),
        ("vol/1.txt", *(f"vol/{number}.txt" for number in range(2, 250))),
    ],
)
def test_folders_of_days_and_of_pictures_are_none(tmp_path, names):
    assert issue_folders(_archive(tmp_path, *names)) == {}


def test_the_folder_above_may_be_the_year(tmp_path):
    files = _archive(tmp_path, "05/01.txt", "05/02.txt")
    assert issue_folders(files, "/archive/1998") == {}
    assert list(issue_folders(files, "/archive")) == ["05"]


def test_a_folder_with_several_issues_that_a_format_recognises_is_an_archive(tmp_path):
    _archive(tmp_path, "a/mets.xml", "a/text/1.xml")
    assert is_issue(tmp_path / "a")
    _archive(tmp_path, "b/mets.xml")
    assert not is_issue(tmp_path)
