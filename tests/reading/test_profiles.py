"""A paper's ways are learned from its issues, kept as a text that people can edit, and used for the next issue."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.errors import UnreadableSource
from ebook.languages import resolve
from ebook.model import Masthead, from_json, to_json
from ebook.reading.features import line_features
from ebook.reading.lessons import learn, lesson_of
from ebook.reading.paper import corrected_line, line_of
from ebook.reading.pieces import Line
from ebook.reading.profiles import (
    KnownLines,
    Profile,
    frame_of,
    from_toml,
    levelled,
    load,
    to_toml,
    with_facts,
)

from .reading import lost, reading

FIRST = """\
樾州周报
2024年3月1日 星期五 第12期

第01版 要闻 编辑 罗一帆

灯下集
城南的旧书摊又开张了
掌灯人陈小满
清早六点，城南的旧书摊又开张了。摊主老罗把书一本一本摆出来，像摆一桌好菜。
来的人不多，可是每一个都要站上半天，翻到手指发黑才走。

灯下集
桥头卖花的姑娘
掌灯人林一帆
桥头卖花的姑娘换了一把新伞。伞是红的，花是白的，远远看去好像一盏灯。
有人问她卖到几点，她说卖到花谢为止，问的人就都笑了。
"""

NEXT = """\
樾州周报
2024年3月8日 星期五 第13期

第02版 副刊

灯下集
雨里的修鞋匠
掌灯人周大可
雨下了三天，修鞋匠也在檐下坐了三天。他说鞋子不等天晴，人也不等。
补好的鞋排成一行，像一队等船的人。
"""


def corrected():
    """The issue of `FIRST` as a person corrected it: a column over each article, a byline of the paper's own form."""
    articles = [
        {
            "column": "灯下集",
            "headline": title,
            "byline": [{"role": "columnist", "name": name}],
            "byline_text": f"掌灯人{name}",
            "body": [{"type": "paragraph", "text": text} for text in texts],
        }
        for title, name, texts in (
            (
                "城南的旧书摊又开张了",
                "陈小满",
                (
                    "清早六点，城南的旧书摊又开张了。摊主老罗把书一本一本摆出来，像摆一桌好菜。",
                    "来的人不多，可是每一个都要站上半天，翻到手指发黑才走。",
                ),
            ),
            (
                "桥头卖花的姑娘",
                "林一帆",
                (
                    "桥头卖花的姑娘换了一把新伞。伞是红的，花是白的，远远看去好像一盏灯。",
                    "有人问她卖到几点，她说卖到花谢为止，问的人就都笑了。",
                ),
            ),
        )
    ]
    issue = {
        "lang": "zh-Hans",
        "masthead": {
            "name": "樾州周报",
            "publisher": "樾州报社",
            "date": "2024-03-01",
            "printed": FIRST.splitlines()[:2],
        },
        "sections": [{"page": "01", "folio": ["第01版 要闻 编辑 罗一帆"], "articles": articles}],
    }
    return from_json(json.dumps(issue))


@pytest.fixture(scope="module")
def profile():
    return learn([lesson_of(reading(FIRST, "zh-Hans"), corrected())])


def test_a_corrected_issue_says_what_each_line_of_its_source_is():
    lesson = lesson_of(reading(FIRST, "zh-Hans"), corrected())
    found = dict(zip((line.text for line in lesson.lines), lesson.labels, strict=True))
    assert found["樾州周报"] == "MAST"
    assert found["第01版 要闻 编辑 罗一帆"] == "FOLIO"
    assert found["掌灯人林一帆"] == "BY"
    assert found["桥头卖花的姑娘"] == "HEAD"
    assert lesson.labels.count("COL*") == 2
    assert "" not in lesson.labels


def test_lines_that_come_again_are_known_without_their_numbers_and_names(profile):
    assert profile.lines["first-column"] == {"灯下集": 2}
    assert profile.lines["byline"] == {"掌灯人*": 2}
    known = KnownLines(profile)
    assert known.label_of("掌灯人周大可") == "BY"
    assert known.label_of("第02版 要闻 编辑 罗一帆") == "FOLIO"
    assert known.label_of("2024年3月8日 星期六 第13期") == "MAST"
    assert known.label_of("雨里的修鞋匠") == ""


def test_the_next_issue_is_read_by_what_is_known_of_the_paper(profile):
    without = reading(NEXT, "zh-Hans").issue.articles[0]
    assert (without.column, without.byline_text) != ("灯下集", "掌灯人周大可")
    (article,) = reading(NEXT, "zh-Hans", profile=profile).issue.articles
    assert (article.column, article.headline) == ("灯下集", "雨里的修鞋匠")
    assert article.byline_text == "掌灯人周大可"
    assert len(article.body) == 2


BRIEFS = """\
樾州周报
2024年3月1日 星期五 第12期

本埠琐闻
●渡口添新船
渡口昨日添了一条新船，船身漆成绿色。摆渡的老周说，从此不必再等半个钟头。
●西街修路
西街自本月五日起修路，车辆改走南门。沿街的铺子照常开门，只是门前多了一层灰。
●戏园失窃
戏园昨夜失窃铜锣一面，今晨在桥下找到。班主说锣声比从前更响，想是被人擦过。
●书场换主
城东书场换了新主，说书先生还是旧人。第一场说的是水浒，座无虚席，茶水加倍。
"""


def with_briefs(*, as_articles):
    """The issue of `BRIEFS` as a person corrected it: what each ● opens is an article, or a part of one."""
    lines = BRIEFS.splitlines()[4:]
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    if as_articles:
        articles = [
            {"headline": title, "body": [{"type": "paragraph", "text": text}]} for title, text in pairs
        ]
        articles[0]["column"] = "本埠琐闻"
    else:
        blocks = [
            block
            for title, text in pairs
            for block in ({"type": "heading", "text": title}, {"type": "paragraph", "text": text})
        ]
        articles = [{"headline": "本埠琐闻", "body": blocks}]
    issue = {
        "lang": "zh-Hans",
        "masthead": {"printed": BRIEFS.splitlines()[:2]},
        "sections": [{"articles": articles}],
    }
    return from_json(json.dumps(issue))


@pytest.mark.parametrize("as_articles", [True, False])
def test_what_a_mark_opens_is_what_a_person_said_of_the_paper(as_articles):
    """No model can know of a paper never seen whether its marked lines open articles or parts of one."""
    corrected_issue = with_briefs(as_articles=as_articles)
    learned = learn([lesson_of(reading(BRIEFS, "zh-Hans"), corrected_issue)])
    following = (
        BRIEFS.replace("第12期", "第13期")
        .replace("渡口", "码头")
        .replace("西街", "北街")
        .replace("戏园", "茶园")
    )
    issue = reading(following, "zh-Hans", profile=from_toml(to_toml(learned).encode(), "paper.toml")).issue
    assert len(issue.articles) == (4 if as_articles else 1)
    assert not lost(following.encode(), issue)


def test_parts_of_a_headline_and_of_a_box_are_known_from_their_wholes():
    box = {
        "type": "aside",
        "title": "小资料",
        "body": [{"type": "paragraph", "text": "桥长三百米，宽十二米。"}],
    }
    article = {"headline": "新桥通车 市民步行过江", "body": [box]}
    issue = from_json(json.dumps({"lang": "zh-Hans", "sections": [{"articles": [article]}]}))
    read = reading("新桥通车\n市民步行过江\n小资料\n桥长三百米，宽十二米。\n", "zh-Hans")
    assert lesson_of(read, issue).labels == ["HEAD*", "HEAD", "AT", "AP"]


def test_a_corrected_line_looks_to_the_models_as_it_was_read():
    """Whatever marks reading goes by, in texts or on printed pages, a profile keeps."""
    marks = {
        "size": 1.5,
        "space": 2.25,
        "new_column": True,
        "frame": 3,
        "module": 4,
        "bold": True,
        "level": 2,
    }
    titles = [
        Line(text="老街路灯换新", file="page.pdf", numbers=(1,), **marks),
        Line(text="正文。", file="page.pdf", numbers=(2,), size=1.0),
    ]
    kept = [line_of(corrected_line(line, "headline")) for line in titles]
    assert line_features(kept, resolve("zh-Hans")) == line_features(titles, resolve("zh-Hans"))


def test_a_profile_names_no_role_that_does_not_exist():
    text = '[[examples]]\nlines = [\n  {is = "headine", text = "新桥通车"},\n]\n'
    with pytest.raises(UnreadableSource) as raised:
        from_toml(text.encode(), "paper.toml")
    assert raised.value.line == 3
    assert "headline" in (raised.value.hint or "")


def test_a_folio_known_from_the_paper_is_no_text():
    known = Profile(lines={"folio": {"灯火副刊 值班 小罗 0": 1}})
    folio = "灯火副刊 值班 小罗 7"
    assert folio not in reading(NEXT + folio, "zh-Hans").issue.sections[0].folio
    assert folio in reading(NEXT + folio, "zh-Hans", profile=known).issue.sections[0].folio


@pytest.mark.parametrize("text", [FIRST, NEXT, NEXT.replace("\n\n", "\n")])
def test_nothing_is_lost_with_a_profile(profile, text):
    assert not lost(text.encode(), reading(text, "zh-Hans", profile=profile).issue)


def test_facts_that_stay_the_same_fill_up_a_masthead(profile):
    assert with_facts(Masthead(), profile).publisher == "樾州报社"
    misread = Masthead(name="周报", printed=("樾 州 周 报",))
    assert with_facts(misread, profile).name == "樾州周报"
    other = Masthead(name="嵐港日報", printed=("嵐港日報",))
    assert with_facts(other, profile).name == "嵐港日報"


def test_an_uncorrected_issue_teaches_what_is_nearly_certain():
    learned = learn([lesson_of(reading(FIRST, "zh-Hans"))])
    assert (learned.issues, learned.corrected) == (1, 0)
    assert learned.facts["name"] == "樾州周报"


def test_a_profile_changes_nothing_where_it_knows_nothing():
    assert to_json(reading(NEXT, "zh-Hans", profile=Profile()).issue) == to_json(
        reading(NEXT, "zh-Hans").issue
    )


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("【鞍瀬市】", "【…】"),
        ("（鞍瀬市・会社員・大音さなえ・41）", "(…・…・…・0)"),
        ("雨里的修鞋匠", ""),
        ("雨，停了。", ""),
    ],
)
def test_the_frame_of_a_line_is_its_signs(text, frame):
    assert frame_of(text) == frame


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2024年11月20日　星期四  热点 A04", "0年0月0日 星期0 热点 A0"),
        ("令和六年四月十三日（土曜日）", "令和0年0月0日(0曜日)"),
        ("Monday, March 4, 2024", "0, 0 0, 0"),
    ],
)
def test_numbers_days_and_months_are_levelled(text, level):
    assert levelled(text) == level


words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
counts = st.dictionaries(words, st.integers(0, 10**6), min_size=1, max_size=4)
tables = st.dictionaries(st.sampled_from(["column", "byline", "first-headline"]), counts, max_size=3)


@given(lines=tables, frames=tables, starts=tables, facts=st.dictionaries(st.just("name"), words))
def test_a_profile_is_the_same_when_it_is_read_again(lines, frames, starts, facts):
    profile = Profile(
        issues=3, facts=facts, lines=lines, frames=frames, starts=starts, titles={"column headline": 2}
    )
    assert from_toml(to_toml(profile).encode(), "x") == profile


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("issues = 1\n[lines.column]\n灯下集 = 1\n", 3, "TOML"),
        ('issues = 1\n\n[lines.column]\n"灯下集" = "one"\n', 4, "int"),
        ("issues = 1\nisues = 2\n", 2, "isues"),
        ('issues = 1\n[lines.colum]\n"灯下集" = 1\n', 2, "colum"),
        ('[facts]\nname = "樾州周报"\nday = "1"\n', 3, "day"),
        ('[titles]\n"headline byline" = 1\n"headline line" = 2\n', 3, "line"),
        ("issues = -1\n", 1, "issues"),
    ],
)
def test_a_broken_profile_is_refused_with_its_line(text, line, says):
    with pytest.raises(UnreadableSource, match=says) as raised:
        from_toml(text.encode(), "paper.toml")
    assert (raised.value.file, raised.value.line) == ("paper.toml", line)
    assert raised.value.hint


def test_a_profile_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "paper.toml"
    path.write_bytes('issues = 1\n# 樾州\n[facts]\nname = "樾州周报"\n'.encode("gb18030"))
    with pytest.raises(UnreadableSource, match="UTF-8") as raised:
        load(path)
    assert raised.value.line == 2
    with pytest.raises(UnreadableSource, match="cannot be read"):
        load(tmp_path / "none.toml")
