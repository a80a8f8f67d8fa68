"""`ebook.catalog.write`: what is listed, what is made again, what is left out and said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import ebook.catalog.build as module
from ebook import saving
from ebook.catalog import write
from ebook.errors import CannotWrite, UnreadableSource
from tests.catalog.reading import content, tree
from tests.catalog.shelves import picture, put_many, put_tiny


def codes(done: module.Catalogue) -> list[tuple[str | None, str]]:
    return [(problem.file, problem.code) for problem in done.report]


def issues(shelf: Path) -> list[str]:
    return sorted(path.name for path in (shelf / "catalog/issues").iterdir())


def test_it_lists_what_lies_on_the_shelf(shelf: Path) -> None:
    done = write(shelf)
    assert (done.issues, done.papers, done.left_out) == (7, 4, 0)
    assert done.page == shelf / "index.html"
    keys = issues(shelf)
    assert [key[:10] for key in keys] == ["2026-03-31", "2026-03-31", "2026-04-01", "2026-04-01", "2026-04-01",
                                          "2026-04-24", "2026-05-08"]  # fmt: skip


def test_a_print_of_the_same_stem_belongs_to_the_e_book(shelf: Path) -> None:
    page = next((shelf / "catalog/issues").glob("2026-04-24-*/index.html")).read_text(encoding="utf-8")
    name = "%E9%9D%92%E8%A1%A1%E6%97%A5%E6%8A%A5-2026-04-24"
    assert f'href="../../../qingheng-daily/{name}.epub"' in page
    assert f'href="../../../qingheng-daily/{name}.pdf"' in page


def test_a_print_alone_is_listed_from_what_it_tells(shelf: Path) -> None:
    (folder,) = (shelf / "catalog/issues").glob("2026-05-08-*")
    root = tree(shelf, f"{folder.relative_to(shelf)}/index.html")
    assert root.findtext(".//h1") == "솔너울일보 2026년 5월 8일"
    assert root.get("lang") == "ko"
    assert (folder / "cover.jpg").is_file()
    assert (folder / "thumbnail.jpg").is_file()


def test_a_second_run_writes_nothing(small: Path) -> None:
    first = write(small)
    before = content(small)
    times = {path: path.stat().st_mtime_ns for path in small.rglob("*") if path.is_file()}
    second = write(small)
    assert (first.read, second.read, second.changed) == (2, 0, 0)
    assert content(small) == before
    assert {path: path.stat().st_mtime_ns for path in small.rglob("*") if path.is_file()} == times


def test_an_issue_that_has_not_changed_is_not_opened(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(small)
    put_tiny(small / "a" / "海汐日报-2026-03-07.epub", date="2026-03-07", number=3)
    read = []
    original = module.issue.build_issue
    monkeypatch.setattr(
        module.issue, "build_issue", lambda found, *more: read.append(found.stem) or original(found, *more)
    )
    assert write(small).read == 1
    assert read == ["a/海汐日报-2026-03-07"]


def test_a_touched_file_of_the_same_bytes_is_not_read_again(small: Path) -> None:
    write(small)
    path = small / "a" / "海汐日报-2026-03-05.epub"
    os.utime(path, ns=(1, 1))
    done = write(small)
    assert done.read == 0
    assert write(small).changed == 0


def test_step_by_step_is_the_same_as_at_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for shelf, steps in ((one, (6,)), (other, (2, 6))):
        for count in steps:
            put_many(shelf, count)
            write(shelf)
    put_tiny(other / "guest.epub", paper="客座", date="2001-01-01")
    write(other)
    (other / "guest.epub").unlink()
    assert write(other).removed == 1
    assert content(other) == content(one)


def test_what_is_gone_goes_from_the_catalogue(small: Path) -> None:
    write(small)
    (small / "a" / "海汐日报-2026-03-06.epub").unlink()
    done = write(small)
    assert (done.issues, done.removed) == (1, 1)
    assert [key[:10] for key in issues(small)] == ["2026-03-05"]
    assert "2026-03-06" not in "".join(content(small))
    shutil.rmtree(small / "a")
    done = write(small)
    assert (done.issues, issues(small)) == (0, [])
    assert sorted(path.name for path in (small / "catalog/calendar").glob("**/*")) == []


def test_a_changed_issue_is_made_again_and_only_it(small: Path) -> None:
    write(small)
    path = small / "a" / "海汐日报-2026-03-05.epub"
    put_tiny(path, number=1, articles=[("新的标题", "新的正文。")])
    assert write(small).read == 1
    (folder,) = (small / "catalog/issues").glob("2026-03-05-*")
    assert "新的标题" in (folder / "index.html").read_text(encoding="utf-8")
    assert sorted(found.name for found in (folder / "edition").iterdir()) == [
        "a1.xhtml",
        "book.css",
        "nav.xhtml",
    ]


def test_broken_files_are_told_and_the_others_go_on(small: Path) -> None:
    (small / "broken.epub").write_bytes(b"PK\x03\x04 no archive")
    (small / "broken.pdf").write_bytes(b"%PDF-1.7 no more")
    (small / "text.epub").write_text("no archive", encoding="utf-8")
    (small / "empty.pdf").write_bytes(b"")
    done = write(small)
    assert (done.issues, done.left_out) == (2, 4)
    assert codes(done) == [
        ("broken.pdf", "OUT-207"), ("broken.epub", "OUT-110"), ("empty.pdf", "OUT-207"), ("text.epub", "OUT-110"),
    ]  # fmt: skip
    again = write(small)
    assert codes(again) == codes(done)
    assert again.changed == 0


def test_an_unreadable_document_leaves_the_issue_out(small: Path) -> None:
    put_tiny(small / "b.epub", paper="坏", articles=[("一", "<b>")])
    done = write(small)
    assert codes(done) == [("b.epub", "OUT-114")]
    assert "a1.xhtml:" in str(done.report.problems[0])


def test_a_broken_e_book_beside_a_good_print(shelf: Path, tmp_path: Path) -> None:
    (print_,) = (shelf / "prints").rglob("*.pdf")
    shutil.copy(print_, tmp_path / "a.pdf")
    (tmp_path / "a.epub").write_bytes(b"no archive")
    done = write(tmp_path)
    assert (done.issues, done.left_out, codes(done)) == (1, 1, [("a.epub", "OUT-110")])


def test_a_broken_print_beside_a_good_e_book(small: Path) -> None:
    (small / "a" / "海汐日报-2026-03-05.pdf").write_bytes(b"no print")
    done = write(small)
    assert (done.issues, done.left_out) == (2, 1)
    assert b".pdf" not in b"".join(content(small / "catalog").values())


def test_what_is_hidden_or_elsewhere_is_passed_over(
    small: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = put_tiny(tmp_path_factory.mktemp("elsewhere") / "secret.epub", paper="别处")
    put_tiny(small / ".ebook" / "staging" / "x.epub", paper="暂存")
    put_tiny(small / ".half.epub", paper="半个")
    (small / "link.epub").symlink_to(elsewhere)
    (small / "folder").symlink_to(elsewhere.parent)
    assert write(small).papers == 1


def test_issues_without_a_day_are_listed_apart(small: Path) -> None:
    put_tiny(small / "u.epub", date="", identifier="urn:x-test:undated")
    done = write(small)
    assert codes(done) == [("u.epub", "SHF-002")]
    assert "海汐日报" in (small / "catalog/calendar/undated.html").read_text(encoding="utf-8")
    assert (small / "catalog/opds/1/all/undated.xml").is_file()
    assert write(small).changed == 0


def test_two_of_one_identifier_stay_two(small: Path) -> None:
    shutil.copy(small / "a" / "海汐日报-2026-03-05.epub", small / "copy.epub")
    done = write(small)
    assert done.issues == 3
    assert codes(done) == [("copy.epub", "SHF-003")]
    assert "a/海汐日报-2026-03-05.epub" in done.report.problems[0].message


def test_a_cover_of_another_kind_is_drawn_anew(tmp_path: Path) -> None:
    path = put_tiny(tmp_path / "w.epub", cover=picture(form="WEBP"))
    assert write(tmp_path).issues == 1
    (folder,) = (tmp_path / "catalog/issues").iterdir()
    assert (folder / "cover.jpg").read_bytes().startswith(b"\xff\xd8")
    put_tiny(path, cover=b"no picture")
    assert write(tmp_path).issues == 1
    assert not (folder / "thumbnail.jpg").exists()


def test_another_page_or_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(CannotWrite, match="another page"):
        write(tmp_path)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<p>mine</p>"
    (tmp_path / "index.html").unlink()
    put_tiny(tmp_path / "catalog" / "mine.epub")
    with pytest.raises(CannotWrite, match="something else"):
        write(tmp_path)
    assert (tmp_path / "catalog" / "mine.epub").is_file()


def test_no_shelf_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        write(tmp_path / "nowhere")
    done = write(tmp_path)
    assert done.issues == 0
    assert (tmp_path / "index.html").is_file()


@pytest.mark.parametrize("writes", range(0, 21, 3))
def test_a_run_that_was_killed_is_made_good(
    small: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    write(small)
    whole = content(small)
    put_tiny(small / "a" / "海汐日报-2026-03-07.epub", date="2026-03-07", number=3)
    left = iter(range(writes))
    original = saving.save

    def dying(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return original(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(saving, "save", dying)
        with pytest.raises(KeyboardInterrupt):
            write(small)
    (small / "catalog/issues/.x.part").mkdir()
    (small / "a" / "海汐日报-2026-03-07.epub").unlink()
    write(small)
    assert content(small) == whole
