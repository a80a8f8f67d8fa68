"""Whose a name on the shelf is."""

import itertools
import json

import msgspec
import pytest
from PIL import Image

import ebook
from ebook.archive.manifest import Manifest
from ebook.archive.state import state_paths
from tests.archive.in_process import InProcess, Log, export, files_on


def issue(path, name="潮音日报", date="1994-01-01", text="第一段。", picture=None):
    body = [{"type": "paragraph", "text": text}]
    if picture:
        body.append({"type": "figure", "src": picture})
    path.parent.mkdir(parents=True, exist_ok=True)
    structure = {
        "lang": "zh-Hans",
        "masthead": {"name": name, "date": date},
        "sections": [{"page": "01", "articles": [{"headline": "渡口", "body": body}]}],
    }
    path.write_text(json.dumps(structure, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "archive"


NAME = "潮音日报-1994-01-01.json"


def told(summary):
    return {failed.key: failed.failure.message for failed in summary.failed}


def test_of_two_that_give_one_name_the_first_by_key_wins_in_whatever_order_they_finish(archive, tmp_path):
    for key in ("b.json", "a.json", "c.json"):
        issue(archive / key, text=f"{key}说。")
    shelves = []
    for number, order in enumerate((None, 1, 2, 3, 4, 5)):
        shelf = tmp_path / f"shelf{number}"
        log = Log()
        done = export(archive, shelf, workers=lambda order=order: InProcess(order), listen=log)
        assert done.made == ("a.json",)
        assert told(done) == {
            key: f"{key} and a.json both produce {NAME}; the shelf has that of a.json"
            for key in ("b.json", "c.json")
        }
        assert all(log.done[key].failure for key in ("b.json", "c.json")), (
            "told even where it was made before"
        )
        shelves.append(files_on(shelf))
        again = export(archive, shelf)
        assert (again.made, again.unchanged, len(again.failed)) == ((), 1, 2)
    assert all(shelf == shelves[0] for shelf in shelves)
    assert "a.json说" in (tmp_path / "shelf0" / NAME).read_text("utf-8")


def test_one_that_comes_first_takes_its_name_from_one_that_was_there(archive, shelf):
    issue(archive / "b.json", text="乙说。")
    export(archive, shelf)
    issue(archive / "a.json", text="甲说。")
    done = export(archive, shelf)
    assert done.made == ("a.json",)
    assert list(told(done)) == ["b.json"]
    assert "甲说" in (shelf / NAME).read_text("utf-8")


def test_a_name_that_becomes_free_goes_to_the_next(archive, shelf):
    issue(archive / "a.json")
    issue(archive / "b.json", text="乙说。")
    export(archive, shelf)
    issue(archive / "a.json", date="1994-01-02")
    done = export(archive, shelf)
    assert done.failed == ()
    assert sorted(files_on(shelf)) == [NAME, "潮音日报-1994-01-02.json"]
    assert "乙说" in (shelf / NAME).read_text("utf-8")
    (archive / "a.json").unlink()
    issue(archive / "b.json", date="1994-01-02")
    moved = export(archive, shelf)
    assert moved.made == ("b.json",), "what is gone yields its name, as when a source is renamed"
    assert sorted(files_on(shelf)) == ["潮音日报-1994-01-02.json"]


def test_a_renamed_source_keeps_its_place(archive, shelf):
    issue(archive / "a.json")
    export(archive, shelf)
    before = files_on(shelf)
    (archive / "a.json").rename(archive / "z.json")
    done = export(archive, shelf)
    assert (done.made, done.failed) == (("z.json",), ())
    assert files_on(shelf) == before
    assert export(archive, shelf).plan.gone == ()


@pytest.mark.parametrize("names", [*itertools.permutations(("1994", "1995", "1996"))])
def test_an_ousted_issue_leaves_nothing_behind(archive, shelf, names):
    """Its other files go too, but not those that it shares."""
    for key, year in zip(("a.json", "b.json", "c.json"), names, strict=True):
        issue(archive / key, date=f"{year}-01-01", picture=f"p/{key}.png")
        (archive / "p").mkdir(exist_ok=True)
        Image.new("L", (9, 9)).save(archive / "p" / f"{key}.png")
    export(archive, shelf)
    issue(archive / "a.json", date=f"{names[2]}-01-01", picture="p/a.json.png")
    done = export(archive, shelf)
    assert list(told(done)) == ["c.json"]
    assert sorted(files_on(shelf)) == [
        "p/a.json.png",
        "p/b.json.png",
        *sorted(f"潮音日报-{year}-01-01.json" for year in names[1:]),
    ]


def test_names_that_differ_in_case_alone_are_one_name(archive, shelf):
    """A shelf is copied to systems that do not tell them apart."""
    issue(archive / "a.json", name="Herald")
    issue(archive / "b.json", name="HERALD")
    assert list(told(export(archive, shelf))) == ["b.json"]


def test_folders_and_files_of_one_name_are_in_each_others_way(archive, shelf):
    issue(archive / "b.json")
    issue(archive / "潮音日报-1994-01-01" / "a.json")
    done = export(archive, shelf, to=["xhtml"])
    assert list(told(done)) == ["潮音日报-1994-01-01/a.json"]
    assert "潮音日报-1994-01-01/index.xhtml" in files_on(shelf)


def test_a_file_that_no_run_made_stays(archive, shelf):
    issue(archive / "a.json")
    shelf.mkdir()
    (shelf / NAME).write_text("mine")
    done = export(archive, shelf)
    assert "was not created by any run" in told(done)["a.json"]
    assert (shelf / NAME).read_text() == "mine"
    assert export(archive, shelf, options=ebook.Options(force=True)).made == ("a.json",)
    assert "渡口" in (shelf / NAME).read_text("utf-8")


def test_a_file_in_a_folder_that_no_run_made_stays(archive, shelf):
    issue(archive / "a.json")
    folder = shelf / "潮音日报-1994-01-01"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    assert told(export(archive, shelf, to=["xhtml"]))
    assert files_on(shelf).keys() == {"潮音日报-1994-01-01/notes.txt"}
    (folder / "notes.txt").unlink()
    assert export(archive, shelf, to=["xhtml"]).failed == ()
    (folder / "notes.txt").write_text("mine")
    issue(archive / "a.json", text="改了。")
    assert told(export(archive, shelf, to=["xhtml"]))
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_shelf_without_its_manifest_is_taken_up_again(archive, shelf):
    issue(archive / "a.json", picture="p.png")
    Image.new("L", (9, 9)).save(archive / "p.png")
    export(archive, shelf)
    (shelf / ".ebook" / "manifest.sqlite").unlink()
    done = export(archive, shelf)
    assert (done.made, done.failed) == (("a.json",), ())


def test_a_picture_is_two_archives_own_only_where_it_is_the_same(archive, shelf, tmp_path):
    other = tmp_path / "other"
    for folder, key, date, shade in (
        (archive, "a.json", "1994-01-01", 9),
        (other, "b.json", "1994-01-02", 200),
    ):
        issue(folder / key, date=date, picture="p.png")
        Image.new("L", (9, 9), shade).save(folder / "p.png")
    done = export([str(archive), str(other)], shelf)
    assert done.made == ("a.json",)
    assert told(done) == {"b.json": "b.json and a.json both produce p.png; the shelf has that of a.json"}
    Image.new("L", (9, 9), 9).save(other / "p.png")
    assert export([str(archive), str(other)], shelf).failed == ()


def test_a_folder_is_replaced_as_a_whole(archive, shelf):
    issue(archive / "a.json", picture="p.png")
    Image.new("L", (9, 9), 9).save(archive / "p.png")
    export(archive, shelf, to=["xhtml"])
    before = files_on(shelf)
    issue(archive / "a.json")
    export(archive, shelf, to=["xhtml"])
    assert len(files_on(shelf)) == len(before) - 1, "the picture went, nothing else stayed"
    assert export(archive, shelf, to=["xhtml"]).unchanged == 1


def test_what_an_ousted_issue_left_is_removed_by_any_run(archive, shelf, tmp_path):
    """A run that ended before it could leaves this: the issue has lost its names, and still has a picture there."""
    issue(archive / "b.json", picture="p.png")
    Image.new("L", (9, 9)).save(archive / "p.png")
    export(archive, shelf)
    with Manifest(state_paths(str(shelf)).manifest) as manifest, manifest.transaction():
        entry = manifest.entry("b.json")
        left = tuple(kept for kept in entry.outputs if kept.shared)
        manifest.put(msgspec.structs.replace(entry, state="evicted", rival="a.json", outputs=left))
    other = issue(tmp_path / "other" / "c.json", date="1994-01-07").parent
    export(other, shelf)
    assert "p.png" not in files_on(shelf)


@pytest.mark.parametrize("editions", [("朝刊", "夕刊"), ("夕刊", "号外"), ("朝刊", None)])
def test_the_editions_of_a_day_have_names_of_their_own(tmp_path, shelf, editions):
    archive = tmp_path / "archive"
    for number, edition in enumerate(editions):
        path = issue(archive / f"{number}.json", text=f"{edition}说。")
        structure = json.loads(path.read_text("utf-8"))
        structure["masthead"]["edition"] = edition
        path.write_text(json.dumps(structure, ensure_ascii=False), "utf-8")
    done = export(archive, shelf)
    assert done.failed == ()
    assert sorted(files_on(shelf)) == sorted(
        f"潮音日报-1994-01-01{f'-{edition}' if edition else ''}.json" for edition in editions
    )
