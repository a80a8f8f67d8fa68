"""An issue that is a folder of page files is exported, compared and recorded as one source."""

import itertools
import os
import zipfile

import pytest

from ebook.archive.sources import find
from ebook.archive.storage import open_storage
from tests.archive.in_process import export, reasons

FIRST = """砚江晚报
2026年3月{day}日 第1208期 今日2版
老街路灯昨晚全亮
本报讯（记者 沈橹）昨天上午，砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了。
"""
SECOND = """02版 湖风
图书漂流角进了地铁站
本报讯（记者 俞清禾）三号线十二个车站昨日起设立图书漂流角，乘客可以取走一本书。
"""
TIMES = itertools.count(10**18, 10**9)


def page(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    age(path)


def age(path):
    """Make a file old enough for its time to be trusted, each with a time of its own."""
    time = next(TIMES)
    os.utime(path, ns=(time, time))


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    page(folder / "2026" / "2026-03-01" / "01.txt", FIRST.format(day=1))
    page(folder / "2026" / "2026-03-01" / "02.txt", SECOND)
    page(folder / "2026" / "2026-03-02.txt", FIRST.format(day=2))
    with zipfile.ZipFile(folder / "2026" / "2026-03-03.zip", "w") as packed:
        packed.writestr("01.txt", FIRST.format(day=3))
        packed.writestr("02.txt", SECOND)
    age(folder / "2026" / "2026-03-03.zip")
    return folder


KEY = "2026/2026-03-01"


def test_a_folder_of_pages_is_one_issue_beside_files_and_zips(archive, shelf):
    done = export(archive, shelf, to=["json"])
    assert [source.key for source in done.found.sources] == [
        KEY,
        "2026/2026-03-02.txt",
        "2026/2026-03-03.zip",
    ]
    assert not done.failed
    assert sorted(path.name for path in (shelf / "2026").iterdir()) == [
        f"砚江晚报-2026-03-0{day}.json" for day in (1, 2, 3)
    ]
    again = export(archive, shelf, to=["json"])
    assert (again.made, again.unchanged) == ((), 3)


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_any_change_within_the_folder_makes_its_issue_again(archive, shelf, change):
    export(archive, shelf, to=["json"])
    folder = archive / "2026" / "2026-03-01"
    if change == "edit":
        page(folder / "02.txt", SECOND.replace("十二个", "十三个"))
    elif change == "add":
        page(folder / "03.txt", SECOND.replace("02版", "03版"))
    else:
        (folder / "02.txt").unlink()
        page(folder / "03.txt", SECOND)
    done = export(archive, shelf, to=["json"])
    assert reasons(done) == {KEY: ["the source changed"]}
    assert export(archive, shelf, to=["json"]).made == ()


def test_a_folder_that_is_gone_is_pruned_and_one_that_failed_is_not_tried_again(archive, shelf):
    export(archive, shelf, to=["json"])
    for path in (archive / "2026" / "2026-03-01").iterdir():
        path.unlink()
    done = export(archive, shelf, to=["json"], prune=True)
    assert [entry.key for entry in done.plan.gone] == [KEY]
    assert len(list((shelf / "2026").iterdir())) == 2
    page(archive / "2026" / "2026-03-04" / "1.json", '{"masthead": {}}')
    page(archive / "2026" / "2026-03-04" / "2.json", '{"masthead"')
    assert [failed.key for failed in export(archive, shelf, to=["json"]).failed] == ["2026/2026-03-04"]
    again = export(archive, shelf, to=["json"])
    assert not again.plan.make
    assert [source.key for source, _ in again.plan.failing] == ["2026/2026-03-04"]


def test_patterns_name_folders_or_the_files_in_them(archive):
    def keys(pattern):
        return [source.key for source in find([f"{archive}/{pattern}"], "/nowhere").sources]

    assert keys("2026/*-01") == ["2026-03-01"]
    assert keys("**/0*.txt") == [f"{KEY}/01.txt", f"{KEY}/02.txt"]


def test_a_folder_in_a_store_is_fetched_as_a_whole(archive, shelf):
    store = open_storage("memory://papers")
    for path in archive.rglob("*.*"):
        store.write(path.relative_to(archive).as_posix(), path.read_bytes())
    done = export(store.url, shelf, to=["json"])
    assert done.found.sources[0].key == KEY
    assert (shelf / "2026" / "砚江晚报-2026-03-01.json").exists()
    assert export(store.url, shelf, to=["json"]).made == ()
    store.write(f"{KEY}/02.txt", SECOND.replace("十二个", "十三个").encode())
    assert reasons(export(store.url, shelf, to=["json"])) == {KEY: ["the source changed"]}
    store.remove("2026")
