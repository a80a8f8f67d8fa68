"""Each kind of decision does what it says, loses no character, and is refused where it does not fit."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from ebook.corrections import Corrections, LineRole, Outdated, apply, apply_all
from ebook.corrections import decisions as kinds
from ebook.corrections.texts import anchor_of, find, texts
from ebook.model import Aside, Figure, Heading, List, Paragraph, Person, Table, Verse
from ebook.problems import Severity
from ebook.readers import Reading
from tests.corrections.papers import ISSUE, anchor, characters


def articles(issue):
    return [article.headline for article in issue.articles]


def body(issue, article=0):
    return issue.articles[article].body


# --- finding ---


def test_every_text_is_found_by_its_own_anchor():
    among = texts(ISSUE)
    assert [find(ISSUE, anchor_of(text, among)) for text in among] == among


def test_a_long_text_is_found_by_its_beginning_after_the_reader_joined_more_to_it():
    whole = "合作社" + "买了很多台新机器" * 12
    long = msgspec.structs.replace(body(ISSUE)[2], text=whole)
    before = _with_block(2, long)
    wanted = anchor("合作社买", before)
    assert len(wanted.text) < len(whole)
    longer = _with_block(2, msgspec.structs.replace(long, text=f"{whole}，还要再买。"))
    assert find(longer, wanted).text.endswith("还要再买。")


def test_a_text_that_is_there_twice_is_told_apart_by_its_number():
    twice = _with_block(1, msgspec.structs.replace(body(ISSUE)[0], text="今天上午，第一批农机下田。"))
    among = [text for text in texts(twice) if text.text.startswith("今天上午")]
    anchors = [anchor_of(text, texts(twice)) for text in among]
    assert [one.nth for one in anchors] == [1, 2]
    assert [find(twice, one) for one in anchors] == among


def _with_block(place, block):
    first = ISSUE.sections[0].articles[0]
    changed = msgspec.structs.replace(first, body=(*first.body[:place], block, *first.body[place + 1 :]))
    section = msgspec.structs.replace(ISSUE.sections[0], articles=(changed, *ISSUE.sections[0].articles[1:]))
    return msgspec.structs.replace(ISSUE, sections=(section, *ISSUE.sections[1:]))


# --- what a text is ---


@pytest.mark.parametrize("what", ["heading", "quote", "note", "verse", "list", "table", "box"])
def test_a_paragraph_becomes_any_other_block_and_a_paragraph_again(what):
    made = apply(ISSUE, kinds.Make(at=anchor("合作社买"), what=what))
    assert type(body(made)[2]).__struct_config__.tag == {"box": "aside"}.get(what, what)
    text = "合作社买" if what != "box" else "合作社买了三台"
    back = apply(made, kinds.Make(at=anchor(text, made), what="paragraph")) if what != "box" else ISSUE
    assert body(back)[2] == body(ISSUE)[2]
    assert characters(made) == characters(ISSUE)


def test_paragraphs_become_one_list_and_the_list_paragraphs_again():
    until = anchor("二、")
    made = apply(ISSUE, kinds.Make(at=anchor("一、"), what="list", until=until))
    assert body(made, 1) == (List(items=("一、早班停航", "二、晚班照常"), ordered=False),)
    assert apply(made, kinds.Make(at=anchor("一、", made), what="paragraph")).articles == ISSUE.articles


def test_a_heading_and_what_follows_become_a_box_with_a_title_which_can_be_undone():
    made = apply(ISSUE, kinds.Make(at=anchor("合作社有"), what="box", until=anchor("合作社买")))
    assert body(made)[1] == Aside(title="合作社有了新机器", body=(body(ISSUE)[2],))
    back = apply(made, kinds.Make(at=anchor("合作社有", made), what="paragraph"))
    assert body(back) == body(ISSUE)


def test_verse_and_tables_keep_their_lines():
    verse = apply(ISSUE, kinds.Make(at=anchor("一、"), what="verse", until=anchor("二、")))
    assert body(verse, 1) == (Verse(text=("一、早班停航", "二、晚班照常")),)
    rows = msgspec.structs.replace(body(ISSUE)[2], text="站名  时间")
    table = apply(_with_block(2, rows), kinds.Make(at=anchor("站名", _with_block(2, rows)), what="table"))
    assert body(table)[2] == Table(header=("站名", "时间"))


@pytest.mark.parametrize(
    ("text", "what", "field", "value"),
    [
        ("合作社有", "deck", "deck", "合作社有了新机器"),
        ("合作社有", "kicker", "kicker", ("春耕在即", "合作社有了新机器")),
        ("合作社有", "column", "column", "合作社有了新机器"),
        ("春耕", "headline", "headline", "春耕在即 农机下田"),
        ("农机下田", "deck", "deck", "农机下田"),
        ("林晓岚 摄", "byline", "byline_text", "本报记者 林晓岚 林晓岚 摄"),
        ("合作社有", "continued-from", "continued_from", "合作社有了新机器"),
    ],
)
def test_a_text_becomes_a_part_of_the_header(text, what, field, value):
    made = apply(ISSUE, kinds.Make(at=anchor(text), what=what))
    assert getattr(made.articles[0], field) == value
    assert characters(made) == characters(ISSUE)


def test_a_title_becomes_a_paragraph():
    made = apply(ISSUE, kinds.Make(at=anchor("春耕"), what="paragraph"))
    assert made.articles[0].kicker is None
    assert body(made)[0] == Paragraph(text="春耕在即")


def test_a_byline_names_its_people_and_no_longer_when_it_is_none():
    made = apply(ISSUE, kinds.Make(at=anchor("本报记者"), what="paragraph"))
    assert made.articles[0].byline == ()
    back = apply(made, kinds.Make(at=anchor("本报记者", made), what="byline"))
    assert back.articles[0].byline == ISSUE.articles[0].byline


def test_a_line_below_a_picture_becomes_its_credit_or_caption():
    figure = anchor("新农机")
    made = apply(ISSUE, kinds.Attach(at=anchor("林晓岚 摄"), figure=figure, what="credit"))
    assert body(made)[3] == Figure(src="tractor.png", caption="新农机", credit="林晓岚 摄")
    assert Person(role="photographer", name="林晓岚") in made.articles[0].byline
    made = apply(ISSUE, kinds.Attach(at=anchor("今天上午"), figure=figure))
    assert body(made)[2] == Figure(src="tractor.png", caption="新农机 今天上午，第一批农机下田。")
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Attach(at=figure, figure=anchor("今天上午")))


# --- paragraphs and articles ---


def test_a_paragraph_is_divided_and_joined_again():
    made = apply(ISSUE, kinds.Split(at=anchor("合作社买"), before="机手"))
    assert [block.text for block in body(made)[2:4]] == ["合作社买了三台。", "机手都是本地人。"]
    back = apply(made, kinds.Join(at=anchor("机手", made)))
    assert body(back) == body(ISSUE)
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Split(at=anchor("合作社买"), before="没有"))


def test_a_list_and_a_title_are_divided():
    made = apply(ISSUE, kinds.Split(at=anchor("甲"), before="乙"))
    assert body(made, 2)[1:] == (List(items=("甲",)), List(items=("乙",)))
    made = apply(ISSUE, kinds.Split(at=anchor("农机下田"), before="下田"))
    assert made.articles[0].headline == ("农机", "下田")


def test_an_article_begins_at_a_heading_and_goes_on_the_one_before_it_again():
    made = apply(ISSUE, kinds.Begin(at=anchor("合作社有")))
    assert articles(made)[:2] == ["农机下田", "合作社有了新机器"]
    assert made.articles[1].body == body(ISSUE)[2:]
    assert made.articles[0].origin.lines == (4, 5, 6)
    back = apply(made, kinds.Merge(at=anchor("合作社有", made)))
    assert back.articles[0] == ISSUE.articles[0]
    assert characters(back) == characters(ISSUE)


def test_the_first_article_of_a_page_goes_on_the_last_of_the_page_before():
    made = apply(ISSUE, kinds.Merge(at=anchor("灯塔")))
    assert articles(made) == ["农机下田", "渡口停航"]
    assert made.articles[1].body[2] == Heading(text="灯塔")
    assert made.sections[1].folio == ("02版 副刊",)
    with pytest.raises(Outdated, match="no article before"):
        apply(ISSUE, kinds.Merge(at=anchor("农机下田")))


def test_a_merged_article_keeps_its_dateline_in_its_text():
    made = apply(ISSUE, kinds.MoveArticle(at=anchor("农机下田"), to=anchor("渡口")))
    made = apply(made, kinds.Merge(at=anchor("农机下田", made)))
    assert "本报讯今天上午，第一批农机下田。" in [getattr(block, "text", "") for block in body(made)]
    assert characters(made) == characters(ISSUE)


@pytest.mark.parametrize(
    "after", ["灯塔", "小知识", "灯塔每夜", "甲", "今天上午", "林晓岚 摄", "（下转", "合作社买"]
)
def test_a_block_is_moved_anywhere(after):
    made = apply(ISSUE, kinds.Move(at=anchor("合作社有"), after=anchor(after)))
    assert characters(made) == characters(ISSUE)
    found = [text.text for text in texts(made)]
    assert found.count("合作社有了新机器") == 1
    if after not in {"灯塔", "（下转", "小知识"}:  # a title, the end, and a box as a whole
        at = next(at for at, text in enumerate(found) if text.startswith(after))
        assert found[at + 1] == "合作社有了新机器"


def test_a_box_is_not_moved_into_itself():
    with pytest.raises(Outdated, match="into itself"):
        apply(ISSUE, kinds.Move(at=anchor("小知识"), after=anchor("灯塔每夜")))


def test_an_article_is_moved_on_its_page_and_to_another():
    made = apply(ISSUE, kinds.MoveArticle(at=anchor("渡口"), to=anchor("农机下田"), place="before"))
    assert articles(made) == ["渡口停航", "农机下田", "灯塔"]
    made = apply(ISSUE, kinds.MoveArticle(at=anchor("农机下田"), to=anchor("灯塔")))
    assert articles(made) == ["渡口停航", "灯塔", "农机下田"]
    assert [len(section.articles) for section in made.sections] == [1, 2]


# --- facts and characters ---


def test_facts_are_set_and_removed():
    made = apply(ISSUE, kinds.Set(field="date", value="2026-03-05"))
    assert made.masthead.date == datetime.date(2026, 3, 5)
    assert apply(made, kinds.Set(field="date")).masthead.date is None
    assert apply(ISSUE, kinds.Set(field="page_count", value="4")).masthead.page_count == 4
    for field, value in (("date", "gestern"), ("page_count", "vier"), ("colour", "red"), ("origin", "x")):
        with pytest.raises(Outdated):
            apply(ISSUE, kinds.Set(field=field, value=value))


def test_an_article_has_a_language_a_picture_a_description_a_page_its_number():
    made = apply(ISSUE, kinds.Set(field="lang", value="en", at=anchor("渡口")))
    assert made.articles[1].lang == "en"
    made = apply(ISSUE, kinds.Set(field="alt", value="一台拖拉机", at=anchor("新农机")))
    assert body(made)[3].alt == "一台拖拉机"
    made = apply(ISSUE, kinds.Set(field="page", value="A2", at=anchor("02版")))
    assert made.sections[1].page == "A2"
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Set(field="alt", value="x", at=anchor("渡口")))
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Set(field="lang", value="klingonisch", at=anchor("渡口")))


def test_a_dateline_is_taken_from_the_text_and_put_back():
    none = apply(ISSUE, kinds.Set(field="dateline", at=anchor("农机下田")))
    assert (none.articles[0].dateline, body(none)[0].text) == (None, "本报讯今天上午，第一批农机下田。")
    made = apply(none, kinds.Set(field="dateline", value="本报讯今天", at=anchor("农机下田", none)))
    assert (made.articles[0].dateline, body(made)[0].text) == ("本报讯今天", "上午，第一批农机下田。")
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Set(field="dateline", value="新华社", at=anchor("农机下田")))


def test_people_have_roles():
    people = (Person(role="photographer", name="林晓岚"),)
    assert apply(ISSUE, kinds.People(at=anchor("农机下田"), people=people)).articles[0].byline == people


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [("青衡", "衡", "横"), ("01版", "要", "耍"), ("农机下田", "田", "由"), ("乙", "乙", "己"), ("小知识", "识", "只"),
     ("新农机", "农", "衣"), ("本报记者", "岚", "风"), ("（下转", "转", "传")],
)  # fmt: skip
def test_characters_are_corrected_wherever_they_are_and_the_old_ones_kept(text, old, new):
    changed = anchor("甲") if text == "乙" else anchor(text)
    made = apply(ISSUE, kinds.Correct(at=changed, old=old, new=new))
    assert (made.repairs[-1].text, made.repairs[-1].result) == (old, new)
    assert sorted([*characters(ISSUE), new]) == characters(made)
    with pytest.raises(Outdated):
        apply(made, kinds.Correct(at=changed, old="不在", new="x"))


def test_the_second_of_two_equal_characters_is_corrected():
    made = apply(ISSUE, kinds.Correct(at=anchor("合作社买"), old="本", new="木", nth=1))
    assert body(made)[2].text == "合作社买了三台。机手都是木地人。"
    with pytest.raises(Outdated):
        apply(ISSUE, kinds.Correct(at=anchor("合作社买"), old="本", new="木", nth=2))


# --- what was dropped ---


def test_a_dropped_text_comes_back_and_its_repair_goes():
    made = apply(ISSUE, kinds.Restore(text="今天上午，第一批农机下田。", after=anchor("灯塔")))
    assert body(made, 2)[0] == Paragraph(text="今天上午，第一批农机下田。")
    assert [repair.kind for repair in made.repairs] == ["dropped-line"]
    with pytest.raises(Outdated):
        apply(made, kinds.Restore(text="今天上午，第一批农机下田。", after=anchor("灯塔", made)))


def test_a_text_is_dropped_with_a_record():
    made = apply(ISSUE, kinds.Drop(at=anchor("林晓岚 摄")))
    assert made.repairs[-1].text == "林晓岚 摄"
    assert characters(made) == characters(ISSUE)


def test_an_article_of_which_all_was_taken_is_gone():
    made = apply(ISSUE, kinds.Move(at=anchor("一、"), after=anchor("灯塔")))
    made = apply(made, kinds.Move(at=anchor("二、", made), after=anchor("灯塔", made)))
    made = apply(made, kinds.Drop(at=anchor("渡口", made)))
    made = apply(made, kinds.Drop(at=anchor("（下转", made)))
    assert articles(made) == ["农机下田", "灯塔"]


def test_a_lost_text_is_dismissed_by_name():
    made = apply_all(Reading(ISSUE), Corrections((kinds.Accept(code="TXT-006", text="遗失的一行文字"),)))
    assert [repair.code for repair in made.issue.repairs] == ["corrected-by-hand", "repeated-text"]


# --- what fits no more ---


def test_decisions_that_fit_nothing_are_reported_and_the_others_made():
    decisions = (
        kinds.Make(at=kinds.Anchor(text="没有这一行"), what="heading"),
        LineRole(text="没有", file="page.txt", role="headline"),
        kinds.Make(at=anchor("合作社买"), what="heading"),
    )
    made = apply_all(Reading(ISSUE), Corrections(decisions))
    assert isinstance(body(made.issue)[2], Heading)
    assert [(one.code, one.severity) for one in made.problems] == [("COR-001", Severity.WARNING)] * 2
    assert all("没有" in one.message for one in made.problems)
