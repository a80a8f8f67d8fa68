"""Names come from content: the same in each run, safe in each file system, stable under correction."""

import datetime
import os
import re
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebook import model as m
from ebook.errors import UsageError
from ebook.languages import resolve
from ebook.render import RenderOptions, naming, render
from tests import strategies

DAY = datetime.date(2024, 3, 5)
PAPER = m.Masthead(name="海风日报", date=DAY, cn_number="CN 99-0001")


def issue(*headlines: str | None, **facts) -> m.Issue:
    articles = tuple(m.Article(headline=headline) for headline in headlines)
    masthead = msgspec.structs.replace(PAPER, **facts)
    return m.Issue(masthead=masthead, sections=(m.Section(page="01", articles=articles),))


def paths(value: m.Issue) -> list[str]:
    return [document.path for document in render(value).edition.documents if document.kind == "article"]


def test_the_output_is_named_by_paper_and_day():
    edition = render(issue("渡口")).edition
    assert edition.stem == "海风日报-2024-03-05"
    assert edition.title == "海风日报 2024年3月5日"


def test_without_a_name_the_source_names_the_output():
    assert render(m.Issue(), RenderOptions(fallback_stem="page-01")).edition.stem == "page-01"
    assert render(m.Issue(), RenderOptions(fallback_stem="../..")).edition.stem == "issue"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("海风/日报", "海风-日报"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a\0b\nc", "a-b-c"),
        ("NUL", "_NUL"),
        ("con.txt", "_con.txt"),
        ("海　风", "海-风"),
        ("名" * 300, "名" * 40),
        ("a\u202eb", "a-b"),
        ("한국일보", "한국일보"),
    ],
)
def test_a_name_becomes_a_file_name_everywhere(name, stem):
    assert naming.stem(m.Issue(masthead=m.Masthead(name=name)), "x") == stem


@pytest.mark.parametrize(
    ("edition", "end"),
    [
        ("夕刊", "-夕刊"),
        ("号 外", "-号外"),
        ("석　간", "-석간"),
        ("Morning Edition", "-Morning-Edition"),
        ("朝刊 12版", "-朝刊-12版"),
        ("特/刊", "-特-刊"),
        (" ", ""),
        (None, ""),
    ],
)
def test_the_edition_is_part_of_the_name(edition, end):
    masthead = m.Masthead(name="灯浜新報", date=DAY, edition=edition)
    assert naming.stem(m.Issue(masthead=masthead), "x") == f"灯浜新報-2024-03-05{end}"


@given(st.text(max_size=80), st.text(max_size=30), st.text(max_size=60))
def test_no_name_escapes_its_folder(name, fallback, edition):
    masthead = m.Masthead(name=name, date=DAY, edition=edition)
    stem = naming.stem(m.Issue(masthead=masthead), fallback)
    assert stem
    assert not re.search(r'[/\\<>:"|?*\0-\x1f]', stem)
    assert not stem.startswith(".")
    assert len(stem.encode()) <= 180


def test_the_identifier_stands_on_serial_day_and_edition_alone():
    one = naming.identifier(issue("渡口"), "a")
    assert one == naming.identifier(issue("渡口复航", publisher="海风报社"), "b")
    assert one == naming.identifier(issue(cn_number="cn  99-0001"), "a")
    others = [issue(date=DAY.replace(day=6)), issue(edition="晚刊"), issue(cn_number="CN 99-0002")]
    assert len({one, *(naming.identifier(other, "a") for other in others)}) == 4
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one)


@pytest.mark.parametrize(
    "printed",
    [
        "CN99-0001",
        "ＣＮ ９９—０００１",
        "国内统一连续出版物号：CN 99–0001",
        "99-0001",
        "CN 99‐0001（代号1-2）",
    ],
)
def test_a_number_printed_or_read_another_way_names_the_same_paper(printed):
    assert naming.identifier(issue(cn_number=printed), "a") == naming.identifier(issue(), "a")


def test_the_issn_stands_in_for_the_number():
    named = [issue(cn_number=None, issn=printed) for printed in ("ISSN 1234-567X", "1234－567x", "1234567X")]
    assert len({naming.identifier(one, "a") for one in named}) == 1
    assert naming.identifier(named[0], "a") != naming.identifier(issue(cn_number=None), "a")


def test_issues_without_a_masthead_are_told_apart():
    one, two = (msgspec.structs.replace(issue(text), masthead=m.Masthead()) for text in ("渡口", "码头"))
    assert naming.identifier(one, "page") != naming.identifier(two, "page")
    assert naming.identifier(one, "page") != naming.identifier(one, "other")


def test_the_last_change_is_the_day_of_issue_or_source_date_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert naming.modified(issue()).isoformat() == "2024-03-05T00:00:00+00:00"
    assert naming.modified(m.Issue()) == naming.modified(m.Issue())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert naming.modified(issue()).isoformat() == "1970-01-02T00:00:00+00:00"
    for wrong in ("yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(UsageError):
            naming.modified(issue())


def test_an_article_put_in_renames_no_other():
    before = paths(issue("渡口复航", "码头点灯"))
    after = paths(issue("新来的", "渡口复航", "码头点灯"))
    assert after[1:] == before


def test_a_corrected_paragraph_changes_its_own_document_alone():
    def edition(text):
        article = m.Article(headline="渡口", body=(m.Paragraph(text="先。"), m.Paragraph(text=text)))
        value = m.Issue(sections=(m.Section(page="01", articles=(m.Article(headline="码头"), article)),))
        return {document.path: document.content for document in render(value).edition.documents}

    one, two = edition("渡口建于清代。"), edition("渡口建于明代。")
    assert one.keys() == two.keys()
    changed = [path for path in one if one[path] != two[path]]
    assert len(changed) == 1
    lines = zip(one[changed[0]].splitlines(), two[changed[0]].splitlines(), strict=True)
    assert sum(before != after for before, after in lines) == 1


@settings(max_examples=60, deadline=None)
@given(strategies.issues(size=2))
def test_paths_and_ids_are_unique_xml_names(value):
    documents = render(value).edition.documents
    names = [document.id for document in documents]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)
    assert all(document.path == f"text/{document.id}.xhtml" for document in documents)
    for document in documents:
        ids = re.findall(rb' id="([^"]*)"', document.content)
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(rb"[a-z][a-z0-9-]*", name) for name in ids)


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (m.Article(headline=("进一步", "当好排头兵"), column="要闻"), "进一步 当好排头兵"),
        (m.Article(kicker="引题", column="要闻"), "引题"),
        (
            m.Article(column="简讯", body=(m.Paragraph(text="渡口昨天复航，票价两元。"),)),
            "简讯：渡口昨天复航",
        ),
        (m.Article(column="天气"), "天气"),
        (m.Article(body=(m.Paragraph(text="甲" * 40),)), "甲" * 18 + "…"),
        (m.Article(body=(m.Figure(caption="渡口晨景。一"),)), "渡口晨景"),
        (m.Article(body=(m.Table(), m.List(items=("一、渡口",)))), "一、渡口"),
        (
            m.Article(body=(m.Paragraph(text="공사비 8400만원 가운데 절반은 주민 출자금으로"),)),
            "공사비 8400만원 가운데 절반은…",
        ),
        (m.Article(), "无题"),
        (m.Article(headline=m.rich("渡", m.LineBreak(), m.Ruby(base="口", reading="k"))), "渡 口"),
    ],
)
def test_every_article_has_a_title_for_the_contents(article, title):
    assert naming.article_title(article, resolve("zh-Hans").words) == title


SCRIPT = """
from tests.render.test_naming import *
value = m.Issue(masthead=PAPER, sections=(m.Section(page="01", title="要闻", articles=(
    m.Article(headline="渡口", byline=(m.Person(role="reporter", name="林"), m.Person(role="editor", name="何")),
              byline_text="记者 林 何"),)),))
import hashlib
edition = render(value).edition
print(edition.identifier, hashlib.sha256(b"".join(d.content for d in edition.documents)).hexdigest())
"""


def test_two_processes_give_the_same_bytes():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(outputs) == 1
