"""What is made again, and why; everything else is left as it is."""

import json
import os
import shutil

import pytest
from PIL import Image

import ebook
from ebook import assets
from ebook.archive import fingerprint
from tests.archive.in_process import Log, export, files_on, reasons

ALL = ["1994/01/01.md", "1994/01/02.txt", "1994/01/03.md", "1994/01/04.json"]


def later(path):
    """Give a file another time of change than it had, as an editor does."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 5_000_000_000))


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    later(path)


@pytest.fixture
def made(archive, shelf):
    """The archive is on the shelf."""
    assert export(archive, shelf).made == tuple(ALL)
    return archive


def test_all_is_new_at_first_and_unchanged_then(archive, shelf):
    first = export(archive, shelf)
    assert reasons(first) == {key: ["new"] for key in ALL}
    assert sorted(files_on(shelf)) == [
        "1994/01/pictures/01.png",
        "1994/01/pictures/03.png",
        "1994/01/pictures/mark.png",
        *(f"1994/01/潮音日报-1994-01-0{day}.json" for day in range(1, 5)),
    ]
    before = files_on(shelf)
    second = export(archive, shelf)
    assert (second.made, second.unchanged, second.failed) == ((), 4, ())
    assert files_on(shelf) == before


def test_corrections_that_appear_change_or_go_make_their_issue_again(made, shelf):
    file = made / f"{ALL[1]}.corrections.jsonl"
    decision = '{"do": "set", "field": "price", "value": "VALUE"}'
    for price in ("一角", "二角"):
        file.write_text(f'{{"schema": "ebook-corrections-1"}}\n{decision.replace("VALUE", price)}\n', "utf-8")
        later(file)
        done = export(made, shelf)
        assert reasons(done) == {ALL[1]: ["its corrections changed"]}
        assert any(price in path.read_text("utf-8") for path in shelf.rglob("*.json"))
        assert export(made, shelf).made == ()
    file.unlink()
    assert reasons(export(made, shelf)) == {ALL[1]: ["its corrections changed"]}
    assert not any("角" in path.read_text("utf-8") for path in shelf.rglob("*.json"))


def test_one_changed_paragraph_makes_just_one_issue_again(made, shelf):
    before = files_on(shelf)
    change(made / ALL[1], "本报讯", "又讯")
    done = export(made, shelf)
    assert reasons(done) == {ALL[1]: ["the source changed"]}
    assert done.made == (ALL[1],)
    assert done.unchanged == 3
    now = files_on(shelf)
    assert [name for name in now if now[name] != before[name]] == ["1994/01/潮音日报-1994-01-02.json"]


def test_a_change_within_one_tick_of_the_clock_is_seen(archive, shelf):
    """The same size and time of change do not make a file the same, where it is so young."""
    source = archive / ALL[1]
    for word in ("甲港", "乙港"):
        source.write_text(
            f"潮音日报\n\n1994年1月2日\n\n第01版 要闻\n\n{word}开港\n\n本报讯(记者 林小帆) 开港。\n", "utf-8"
        )
        status = source.stat()
        done = export(archive, shelf)
        assert ALL[1] in done.made
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_file_that_was_only_touched_is_read_once_and_not_made_again(made, shelf, monkeypatch):
    for path in (*made.rglob("*.*"), *shelf.rglob("*.*")):
        os.utime(path, ns=(0, 10**18))
    assert export(made, shelf).unchanged == 4
    monkeypatch.setattr("ebook.archive.fixity.Files.sha256", lambda *_: pytest.fail("read again"))
    assert export(made, shelf).unchanged == 4


def test_a_changed_picture_makes_the_issues_again_that_show_it(made, shelf):
    Image.new("L", (9, 9)).save(made / "1994/01/pictures/mark.png")
    assert reasons(export(made, shelf)) == {
        ALL[0]: ["a picture changed: pictures/mark.png"],
        ALL[2]: ["a picture changed: pictures/mark.png"],
    }
    (made / "1994/01/pictures/01.png").unlink()
    assert reasons(export(made, shelf)) == {ALL[0]: ["a picture changed: pictures/01.png"]}
    assert "1994/01/pictures/01.png" not in files_on(shelf)
    Image.new("L", (9, 9)).save(made / "1994/01/pictures/01.png")
    assert reasons(export(made, shelf)) == {ALL[0]: ["a picture changed: pictures/01.png"]}
    assert "1994/01/pictures/01.png" in files_on(shelf)


def test_options_make_all_again_and_are_named(made, shelf):
    again = export(made, shelf, options=ebook.Options(repairs=False, keep_repeats=True))
    assert reasons(again) == {key: ["options changed: keep_repeats, repairs"] for key in ALL}
    both = export(made, shelf, to=["json", "markdown"])
    assert reasons(both)[ALL[0]] == ["options changed: keep_repeats, repairs, to"]
    assert sum(name.endswith(".md") for name in files_on(shelf)) == 4
    one = export(made, shelf, to=["json"])
    assert len(one.made) == 4
    assert not any(name.endswith(".md") for name in files_on(shelf)), "what is no longer asked for goes"


def test_force_is_no_reason_to_make_anything_again(made, shelf):
    assert export(made, shelf, options=ebook.Options(force=True)).unchanged == 4


def test_the_program_and_its_libraries_make_all_again(made, shelf, monkeypatch):
    monkeypatch.setattr(fingerprint, "LIBRARIES", (*fingerprint.LIBRARIES, "pytest"))
    fingerprint.program_digest.cache_clear()
    try:
        assert reasons(export(made, shelf)) == {key: ["the program or a library changed"] for key in ALL}
    finally:
        fingerprint.program_digest.cache_clear()


def test_styles_fonts_and_the_epoch_count_where_a_format_uses_them(archive, shelf, tmp_path, monkeypatch):
    copies = {name: shutil.copytree(assets.folder(name), tmp_path / name) for name in ("styles",)}
    (tmp_path / "fonts").mkdir()
    fonts = assets.folder("fonts")

    def folder(name):
        return copies.get(name, fonts)

    monkeypatch.setattr(fingerprint.assets, "folder", folder)
    assert len(export(archive, shelf, to=["xhtml"]).made) == 4
    (copies["styles"] / "base.css").write_text("p { color: red }")
    fingerprint._folder.cache_clear()
    assert set(map(tuple, reasons(export(archive, shelf, to=["xhtml"], dry_run=True)).values())) == {
        ("styles changed",)
    }
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    fonts = tmp_path / "fonts"
    assert set(map(tuple, reasons(export(archive, shelf, to=["xhtml"], dry_run=True)).values())) == {
        ("styles changed", "fonts changed", "SOURCE_DATE_EPOCH changed")
    }
    assert export(archive, tmp_path / "other").made
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    fonts = assets.folder("fonts")
    assert export(archive, tmp_path / "other").unchanged == 4, "JSON follows from none of these"
    fingerprint._folder.cache_clear()


def test_a_missing_or_altered_output_is_made_again(made, shelf):
    before = files_on(shelf)
    first, second = (shelf / f"1994/01/潮音日报-1994-01-0{day}.json" for day in (1, 2))
    first.unlink()
    second.write_bytes(second.read_bytes().replace(b"1994", b"1995"))
    assert reasons(export(made, shelf)) == {
        ALL[0]: ["a file on the shelf is missing or altered: 1994/01/潮音日报-1994-01-01.json"],
        ALL[1]: ["a file on the shelf is missing or altered: 1994/01/潮音日报-1994-01-02.json"],
    }
    assert files_on(shelf) == before


def test_bits_that_rot_without_a_trace_are_seen_with_checksums(made, shelf):
    before = files_on(shelf)
    output = shelf / "1994/01/潮音日报-1994-01-02.json"
    status = output.stat()
    output.write_bytes(output.read_bytes().replace(b"1994", b"1995"))
    os.utime(output, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert export(made, shelf).unchanged == 4
    assert reasons(export(made, shelf, checksum=True)) == {
        ALL[1]: ["a file on the shelf is missing or altered: 1994/01/潮音日报-1994-01-02.json"]
    }
    assert files_on(shelf) == before


def test_what_fails_for_good_is_told_again_but_not_tried_again(made, shelf):
    before = files_on(shelf)
    (made / ALL[3]).write_text("{")
    first, second, third = Log(), Log(), Log()
    done = export(made, shelf, listen=first)
    assert first.tried == [ALL[3]]
    assert [failed.key for failed in done.failed] == [ALL[3]]
    assert files_on(shelf) == before, "what stands from before stays"
    again = export(made, shelf, listen=second)
    assert second.tried == []
    assert again.failed == done.failed
    assert second.done[ALL[3]].failure == done.failed[0].failure
    (made / ALL[3]).write_text(json.dumps({"masthead": {"name": "潮音日报", "date": "1994-01-04"}}))
    later(made / ALL[3])
    mended = export(made, shelf, listen=third)
    assert reasons(mended) == {ALL[3]: ["the source changed"]}
    assert mended.failed == ()


def test_what_failed_for_the_moment_is_tried_again(archive, shelf, monkeypatch):
    (archive / ALL[3]).unlink()
    (archive / ALL[3]).symlink_to(archive.parent / "elsewhere.json")
    failed = export(archive, shelf)
    assert [one.key for one in failed.failed] == [ALL[3]]
    (archive.parent / "elsewhere.json").write_text('{"masthead": {"name": "潮音日报"}}')
    done = export(archive, shelf)
    assert done.made == (ALL[3],)
    assert done.failed == ()


def test_a_corrected_date_moves_the_output(made, shelf):
    change(made / ALL[0], "1994-01-01", "1994-02-11")
    export(made, shelf)
    assert "1994/01/潮音日报-1994-02-11.json" in files_on(shelf)
    assert "1994/01/潮音日报-1994-01-01.json" not in files_on(shelf)


def test_what_is_gone_is_listed_and_only_pruned_on_request(made, shelf):
    before = files_on(shelf)
    (made / ALL[0]).unlink()
    done = export(made, shelf)
    assert [entry.key for entry in done.plan.gone] == [ALL[0]]
    assert done.pruned == ()
    assert files_on(shelf) == before
    pruned = export(made, shelf, prune=True)
    assert pruned.pruned == (ALL[0],)
    assert sorted(before.keys() - files_on(shelf).keys()) == [
        "1994/01/pictures/01.png",
        "1994/01/潮音日报-1994-01-01.json",
    ], "the picture that it shares with another issue stays"
    assert export(made, shelf, prune=True).plan.gone == ()


def test_what_somebody_altered_is_not_pruned(made, shelf):
    (made / ALL[0]).unlink()
    output = shelf / "1994/01/潮音日报-1994-01-01.json"
    output.write_text("my own notes")
    done = export(made, shelf, prune=True)
    assert done.left == ("1994/01/潮音日报-1994-01-01.json",)
    assert output.read_text() == "my own notes"


def test_only_what_this_run_would_have_found_can_be_gone(made, shelf, tmp_path):
    (made / ALL[0]).unlink()
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.json").write_text('{"masthead": {"name": "别报"}}')
    assert export(other, shelf).plan.gone == ()
    assert export(made / ALL[1], shelf).plan.gone == ()
    assert export(str(made / "**" / "*.txt"), shelf).plan.gone == ()
    assert [entry.key for entry in export(str(made / "*"), shelf).plan.gone] == [ALL[0]]


def test_an_archive_that_moved_is_the_same_archive(made, shelf, tmp_path):
    moved = made.rename(tmp_path / "elsewhere")
    (moved / ALL[0]).unlink()
    done = export(moved, shelf)
    assert done.unchanged == 3
    assert [entry.key for entry in done.plan.gone] == [ALL[0]]
    assert [entry.key for entry in export(moved, shelf).plan.gone] == [ALL[0]]


def test_another_archive_with_the_same_keys_does_not_take_their_place(made, shelf, tmp_path):
    """Two years exported one by one onto one shelf must not replace each other."""
    before = files_on(shelf)
    other = tmp_path / "other"
    shutil.copytree(made, other)
    change(other / ALL[1], "1994年1月2日", "1995年1月2日")
    done = export(other, shelf)
    assert [failed.key for failed in done.failed] == [ALL[1]]
    assert str(made / ALL[1]) in done.failed[0].failure.message
    assert done.unchanged == 3
    assert files_on(shelf) == before
    forced = export(other, shelf, options=ebook.Options(force=True))
    assert forced.made == (ALL[1],)


def test_a_dry_run_tells_all_and_writes_nothing(archive, shelf, tmp_path):
    from tests.archive.in_process import everything

    planned = export(archive, shelf, dry_run=True)
    assert list(reasons(planned)) == ALL
    assert not shelf.exists()
    export(archive, shelf)
    change(archive / ALL[1], "本报讯", "又讯")
    (archive / ALL[0]).unlink()
    before = everything(tmp_path)
    planned = export(archive, shelf, dry_run=True, prune=True)
    assert reasons(planned) == {ALL[1]: ["the source changed"]}
    assert [entry.key for entry in planned.plan.gone] == [ALL[0]]
    assert (planned.made, planned.pruned, planned.unchanged) == ((), (), 2)
    assert everything(tmp_path) == before
