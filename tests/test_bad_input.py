"""Bad input, through the whole program: a clear message and exit code, or a right output with a warning.

Nothing half-written stays in any case.
"""

import errno
import os

import pytest

import ebook
from ebook import errors
from tests.sample_page import PAGE

TRADITIONAL = """海風日報

中華民國113年3月5日 星期二 農曆甲辰年正月廿五 第1234號 零售每份10元

舊碼頭的燈又亮了

【記者林小帆／海風報導】三月四日傍晚，海風市舊碼頭的十二盞銅燈重新點亮，數百名市民沿著堤岸駐足觀看。

修復工程於兩年前開工，工人們按照老照片復原了燈座的紋樣，燈罩由本地玻璃廠吹製。
"""


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("content", [b"", b"\n \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path, content):
    with pytest.raises(errors.UnreadableSource, match="empty"):
        ebook.export(write(tmp_path, "page.txt", content), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 8,
        bytes(range(256)) * 64,
    ],
)
def test_a_binary_file(tmp_path, content):
    with pytest.raises(errors.UnreadableSource) as caught:
        ebook.export(write(tmp_path, "page.txt", content), tmp_path / "out")
    assert caught.value.hint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_simplified_chinese_in_other_encodings_is_read_right(tmp_path, encoding):
    expected = ebook.read(write(tmp_path, "page.txt", PAGE)).issue
    assert ebook.read(write(tmp_path, "page.txt", PAGE.encode(encoding))).issue == expected


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "utf-16"])
def test_traditional_chinese_in_other_encodings_is_read_right(tmp_path, encoding):
    expected = ebook.read(write(tmp_path, "page.txt", TRADITIONAL)).issue
    found = ebook.read(write(tmp_path, "page.txt", TRADITIONAL.encode(encoding))).issue
    assert found == expected
    assert found.lang == "zh-Hant"
    assert found.masthead.name == "海風日報"


def test_what_is_not_there_or_no_file(tmp_path):
    with pytest.raises(errors.UnreadableSource, match="no such file"):
        ebook.export(tmp_path / "nothing.txt", tmp_path / "out")
    with pytest.raises(errors.UnreadableSource, match="folder"):
        ebook.export(tmp_path, tmp_path / "out")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(errors.UnreadableSource, match="not a regular file"):
        ebook.export(tmp_path / "pipe.txt", tmp_path / "out")


def test_a_folder_without_rights(tmp_path, monkeypatch):
    """The refusal is simulated: for the superuser there is no folder without rights."""

    def refuse(self, *args, **kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    page = write(tmp_path, "page.txt", PAGE)
    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(errors.CannotWrite, match="no permission") as caught:
        ebook.export(page, tmp_path / "out", to="json")
    assert "-o" in caught.value.hint


def test_a_full_disk(tmp_path, monkeypatch):
    page = write(tmp_path, "page.txt", PAGE)

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.CannotWrite, match="disk is full"):
        ebook.export(page, tmp_path / "out", to="epub")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"sections": [{"articles": [{"headlin": "x"}]}]}', "$.sections[0].articles[0]"),
        ('{"masthead": {"date": "2022-02-30"}}', "$.masthead.date"),
        ('{"masthead": {\n"name": "x",,}}', "page.json:2"),
        ("[]", "$"),
    ],
)
def test_json_that_breaks_the_schema(tmp_path, content, place):
    with pytest.raises(errors.UnreadableSource) as caught:
        ebook.export(write(tmp_path, "page.json", content), tmp_path / "out")
    assert place in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_markdown_with_a_missing_picture(tmp_path):
    source = (
        "---\nname: 海风日报\ndate: 2024-03-05\n---\n\n# 01 要闻\n\n## 铜灯\n\n![十二盞铜灯](missing.jpg)\n"
    )
    done = ebook.export(write(tmp_path, "issue.md", source), tmp_path / "out", to="epub")
    told = [problem for problem in done.report if "missing.jpg" in problem.message]
    assert told, list(done.report)
    assert told[0].code.startswith("IMG-")
    assert told[0].file == "issue.md"
    assert done.files[0].exists()


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("2024年3月5日", "2024年2月30日", "2024"),
        ("星期二", "星期五", "星期"),
        ("正月廿五", "正月廿八", "正月"),
    ],
)
def test_a_date_that_cannot_be_is_reported_and_not_corrected(tmp_path, right, wrong, says):
    source = write(tmp_path, "page.txt", PAGE.replace(right, wrong))
    reading = ebook.read(source)
    told = [problem for problem in reading.problems if says in problem.message]
    assert told, reading.problems
    assert told[0].line == 5
    assert any(wrong in line for line in reading.issue.masthead.printed)


PLACES = ("码头", "渡口", "菜市", "学堂", "灯塔", "船坞", "粮仓", "邮局", "茶亭", "盐场", "石桥")
PEOPLE = ("渔民", "匠人", "老师", "船长", "菜农", "邮差", "木匠", "孩子们", "守塔人", "裁缝")
DEEDS = ("清点了新到的木料", "修好了旧钟", "晒起了今年的海带", "种下一排榕树", "补完了最后一张网", "写信请人来看",
         "量了水位", "挂起十二盏灯", "打扫了门前的石阶")  # fmt: skip


def story(number):
    """A paragraph like no other: repeats would be dropped."""
    one, other = PEOPLE[number % 10], PEOPLE[number // 10 % 10]
    return (
        f"{PLACES[number % 11]}的{one}昨天{DEEDS[number % 9]},{PLACES[number // 11 % 11]}的{other}看了{number}遍,"
        f"说{DEEDS[number // 9 % 9]}要等到第{number * 7 % 9973}天。"
    )


def test_a_megabyte_of_text(tmp_path):
    stories = [story(number) for number in range(8_800)]
    source = write(tmp_path, "big.txt", PAGE + "\n" + "\n\n".join(stories))
    assert source.stat().st_size > 1_000_000
    reading = ebook.read(source)
    assert missing(stories[::97], reading.issue) == []


def test_a_line_of_a_million_characters(tmp_path):
    line = "".join(
        f"海风市老码头第{number}盏铜灯重新点亮,数百名市民沿堤岸驻足观看。" for number in range(32_000)
    )
    reading = ebook.read(write(tmp_path, "long.txt", f"{PAGE}\n{line}\n"))
    assert missing([line], reading.issue) == []


def missing(lines, issue):
    """The lines that are neither in the articles nor in the repairs."""
    held = ebook.to_json(issue).decode()
    return [line for line in lines if line not in held]
