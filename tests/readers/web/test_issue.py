"""Web editions of one paper in several templates: articles, pages, and what is reported."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

import pytest

from ebook import model as m
from ebook.errors import UnreadableSource
from ebook.readers import Reading, ReadOptions
from ebook.readers.web.issue import read_issue
from ebook.readers.web.selectors import load
from ebook.reading.audit import texts_of
from tests.readers.web import sites

NODE = "html/2026-04/24/node_1.htm"
FIRST = "html/2026-04/24/content_1_1001.htm"


def read(files: Mapping[str, bytes]) -> Reading:
    return read_issue(files, load(), ReadOptions(), "paper")


def article(reading: Reading, headline: str) -> m.Article:
    return next(found for found in reading.issue.articles if m.plain(found.headline) == headline)


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def content(issue: m.Issue) -> Any:
    """What an issue says, without where it was found and how."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: bare(part).replace("pc/", "") if name == "src" else bare(part)
                for name, part in value.items()
                if name not in {"origin", "repairs"}
            }
        return [bare(part) for part in value] if isinstance(value, list) else value

    return bare(json.loads(m.to_json(issue)))


def replaced(files: dict[str, bytes], path: str, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in files[path]
    return files | {path: files[path].replace(old.encode(), new.encode())}


@pytest.fixture(scope="module")
def classic() -> Reading:
    return read(sites.classic())


def test_pages_and_articles_keep_the_papers_order(classic: Reading) -> None:
    found = [
        (page.page, page.title, [m.plain(one.headline) for one in page.articles])
        for page in classic.issue.sections
    ]
    assert found == [
        ("01", "要闻", ["老渡口新桥今日通车", "全市春播过七成", "竹编匠人卜青山"]),
        ("02", "综合", ["老渡口新桥今日通车", "五座水库水位平稳", "河心岛上的新生"]),
    ]


def test_the_masthead_comes_from_the_pages(classic: Reading) -> None:
    masthead = classic.issue.masthead
    assert (masthead.name, str(masthead.date), masthead.weekday) == ("青衡日报", "2026-04-24", "星期五")


def test_titles_of_two_lines_have_two_lines(classic: Reading) -> None:
    bridge = article(classic, "老渡口新桥今日通车")
    assert bridge.kicker == "一座桥 三代人 四十七年"
    assert bridge.deck == ("从渡船二十分钟到步行四分钟，", "两岸六个村共用一个菜市场")


def test_a_credit_before_its_caption_is_split_off(classic: Reading) -> None:
    figure = article(classic, "老渡口新桥今日通车").body[0]
    assert figure == m.Figure(
        src="resfile/01/bridge.jpg",
        caption="老渡口大桥今晨放行，第一批行人从北岸走向南岸。",
        credit="本报记者 阮星驰 摄",
    )
    assert any(repair.code == "credit-before-caption" for repair in classic.issue.repairs)


def test_bold_lines_are_headings_and_jump_lines_are_jumps(classic: Reading) -> None:
    bridge = article(classic, "老渡口新桥今日通车")
    assert m.Heading(text="四分钟能做什么") in bridge.body
    assert bridge.continued_to == "（下转02版）"
    assert classic.issue.sections[1].articles[0].continued_from == "（上接01版）"


@pytest.mark.parametrize(
    ("headline", "people"),
    [
        ("全市春播过七成", [("reporter", "简行舟")]),
        ("五座水库水位平稳", [("reporter", "简行舟"), ("correspondent", "于江")]),
        ("河心岛上的新生", [("photographer", "柳拾光")]),
    ],
)
def test_people_are_found_wherever_papers_name_them(
    classic: Reading, headline: str, people: list[tuple[str, str]]
) -> None:
    found = article(classic, headline)
    assert [(person.role, person.name) for person in found.byline] == people


def test_first_lines_that_name_reporters_are_no_text(classic: Reading) -> None:
    reservoirs = article(classic, "五座水库水位平稳")
    assert reservoirs.byline_text == "■ 本报记者 简行舟 通讯员 于江"
    assert m.plain(reservoirs.body[0].text).startswith("4月23日")  # type: ignore[union-attr]


def test_tables_of_the_text_are_tables(classic: Reading) -> None:
    table = article(classic, "五座水库水位平稳").body[-1]
    assert table == m.Table(header=("水库", "水位（米）"), rows=(("筠溪", "86.42"),))


def test_areas_of_the_page_are_places(classic: Reading) -> None:
    origin = classic.issue.sections[1].articles[2].origin
    assert origin is not None
    assert origin.places == (m.Place(page=2, box=(0.0171, 0.78, 0.5714, 1.0)),)


@pytest.mark.parametrize(
    "site", [lambda: sites.classic("gb2312"), sites.people_2024, sites.people, sites.newsdetatit]
)
def test_every_template_gives_the_same_issue(classic: Reading, site: Callable[[], dict[str, bytes]]) -> None:
    assert content(read(site()).issue) == content(classic.issue)


def test_a_page_that_was_saved_without_its_comments_keeps_its_titles(classic: Reading) -> None:
    files = {
        path: re.sub(rb"<!--.*?-->", b"", data, flags=re.DOTALL) for path, data in sites.classic().items()
    }
    assert content(read(files).issue) == content(classic.issue)


def test_pages_saved_with_absolute_links_are_found(classic: Reading) -> None:
    base = rb"href=\1http://paper.example/html/2026-04/24/\2"
    files = {
        path.rpartition("/")[2]: re.sub(rb"href=(\"?)(?:\./)?((?:node|content)_)", base, data)
        for path, data in sites.classic().items()
    }
    reading = read(files)
    assert [[one.headline for one in page.articles] for page in reading.issue.sections] == [
        [one.headline for one in page.articles] for page in classic.issue.sections
    ]
    assert [problem.code for problem in reading.problems if problem.code != "WEB-006"] == [
        "WEB-001",
        "WEB-004",
    ]


def test_one_file_may_list_all_pages(classic: Reading) -> None:
    reading = read(sites.beijing())
    assert content(reading.issue) == content(classic.issue)
    assert [problem.code for problem in reading.problems] == ["WEB-004"]


def test_a_page_that_is_listed_and_missing_is_reported(classic: Reading) -> None:
    (problem,) = [problem for problem in classic.problems if problem.code == "WEB-001"]
    assert problem.file == NODE
    assert "page 04 副刊 (html/2026-04/24/node_4.htm)" in problem.message


def test_an_article_that_is_only_a_page_number_is_reported(classic: Reading) -> None:
    found = article(classic, "竹编匠人卜青山")
    assert (found.body, found.continued_to) == ((), "（03版）")
    assert codes(classic).count("WEB-004") == 1


def test_an_article_that_is_listed_and_missing_keeps_its_headline() -> None:
    files = {path: data for path, data in sites.classic().items() if path != FIRST}
    reading = read(files)
    first = reading.issue.sections[0].articles[0]
    assert (first.headline, first.body) == ("老渡口新桥今日通车", ())
    (problem,) = [problem for problem in reading.problems if problem.code == "WEB-002"]
    assert "content_1_1001.htm" in problem.message


def test_an_article_on_two_pages_is_read_once() -> None:
    files = sites.classic()
    reading = read(replaced(files, "html/2026-04/24/node_2.htm", "content_2_1004.htm", "content_1_1002.htm"))
    assert "WEB-003" in codes(reading)
    assert len([one for one in reading.issue.articles if one.headline == "全市春播过七成"]) == 1


def test_an_article_that_no_page_lists_comes_last_on_its_page() -> None:
    files = replaced(sites.classic(), NODE, "content_1_1002.htm", "content_1_9999.htm")
    files = replaced(files, NODE, "全市春播过七成", "另一篇")
    reading = read(files)
    assert [m.plain(one.headline) for one in reading.issue.sections[0].articles][-1] == "全市春播过七成"
    assert {"WEB-002", "WEB-005"} <= set(codes(reading))


def test_pages_saved_into_one_folder_under_other_names_are_found() -> None:
    files = {f"a/b/c/{number}.html": data for number, data in enumerate(sites.classic().values())}
    reading = read(files)
    assert content(reading.issue)["sections"] == content(read(sites.classic()).issue)["sections"]
    assert codes(reading).count("WEB-001") == 1


def test_pages_that_were_saved_under_each_others_names_are_told_by_their_numbers(classic: Reading) -> None:
    files = sites.classic()
    other = "html/2026-04/24/content_1_1002.htm"
    files[FIRST], files[other] = files[other], files[FIRST]
    assert content(read(files).issue) == content(classic.issue)


def test_a_break_shown_as_text_divides_the_title() -> None:
    title = "<founder-title><!--<npm:article-title>-->全市春播"
    files = replaced(
        sites.classic(), "html/2026-04/24/content_1_1002.htm", f"{title}过七成", f"{title}&lt;br&gt;过七成"
    )
    reading = read(files)
    assert reading.issue.sections[0].articles[1].headline == ("全市春播", "过七成")
    assert any(repair.code == "shown-markup" for repair in reading.issue.repairs)


def test_controls_are_left_out_with_a_record() -> None:
    files = replaced(sites.classic(), FIRST, "<P>　　四分钟，够", "<P>上一篇　下一篇</P><P>　　四分钟，够")
    reading = read(files)
    texts = [text for one in reading.issue.articles for text in texts_of(one)]
    assert not any("上一篇" in text or "脚本" in text for text in texts)
    dropped = [repair.text for repair in reading.issue.repairs if repair.code == "web-controls"]
    assert any("上一篇 下一篇" in text for text in dropped)


def test_a_page_that_breaks_off_is_reported() -> None:
    files = sites.classic()
    files[FIRST] = files[FIRST][: files[FIRST].index("四分钟，够".encode())]
    reading = read(files)
    assert "WEB-008" in codes(reading)
    assert "今天清晨6时30分" in m.plain(article(reading, "老渡口新桥今日通车").body[1].text)  # type: ignore[union-attr]


def test_a_damaged_file_among_others_is_reported() -> None:
    reading = read(
        sites.classic() | {FIRST: b"", "html/2026-04/24/about.htm": b"<html><p>about us</p></html>"}
    )
    assert {"WEB-002", "WEB-007", "WEB-009"} <= set(codes(reading))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"plain text",
        b"<html><body><p>something else</p></body></html>",
    ],
)
def test_what_is_no_saved_page_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as error:
        read({"page.htm": data})
    assert error.value.hint
    assert error.value.file


def test_one_article_alone_is_an_issue() -> None:
    reading = read({"content_1_1001.htm": sites.classic()[FIRST]})
    (section,) = reading.issue.sections
    assert (section.page, section.title) == ("01", "要闻")
    assert reading.issue.masthead.name == "青衡日报"
    assert str(reading.issue.masthead.date) == "2026-04-24"


def test_one_page_alone_has_the_headlines_and_says_what_is_missing() -> None:
    reading = read({"node_1.htm": sites.classic()[NODE]})
    assert [one.headline for one in reading.issue.articles] == [
        "老渡口新桥今日通车",
        "全市春播过七成",
        "竹编匠人卜青山",
    ]
    assert codes(reading).count("WEB-002") == 3


@pytest.mark.parametrize("site", [sites.classic, sites.people_2024, sites.people])
def test_no_character_of_an_article_is_lost(site: Callable[[], dict[str, bytes]]) -> None:
    reading = read(site())
    held = Counter("".join(text for one in reading.issue.articles for text in texts_of(one)))
    held += Counter("".join(repair.text for repair in reading.issue.repairs))
    for articles in sites.ARTICLES.values():
        for source in articles:
            shown = "".join(str(source.get(name, "")) for name in ("pre", "title", "sub", "author"))
            shown += "".join(source.get("body", ())) + "".join(source.get("pic", ("", ""))[1:])
            text = re.sub(r"<[^>]*>|&nbsp;|\s", "", shown)
            assert not Counter(text) - held, source["title"]


def test_a_page_without_articles_is_neither_missing_nor_unknown() -> None:
    advertisement = b"<html><body><img src=x.jpg usemap=#x><map name=x></map></body></html>"
    reading = read(sites.classic() | {"html/2026-04/24/node_4.htm": advertisement})
    assert not {"WEB-001", "WEB-007"} & set(codes(reading))


PIECES = (
    "<P>　　", "</P>", "<BR>", "<BR>　　", "<STRONG>", "</STRONG>", "<font color=red>", "</font>", "<div>", "</div>", "<table><tr><td>",
    "</td><td>", "</td></tr><tr><td>", "</td></tr></table>", "<img src=../../x.jpg>", "<img src=/etc/passwd>", "<a href=javascript:x()>",
    "</a>", "<ul><li>", "</li></ul>", "<h2>", "</h2>", "<ruby>漢<rt>かん</rt></ruby>", "<!-- x -->", "<script>x()</script>", "&nbsp;", "&lt;",
    "<select><option>选项</select>", "<blockquote>", "<pre>", "</pre>", "<founder-content>", "<center>", "上一篇", "（03版）",
)  # fmt: skip
UNSEEN = re.compile(r"<!--.*?-->|<script>.*?</script>|<rt>.*?</rt>|<[^>]*>|&nbsp;|\s", re.DOTALL)


@pytest.mark.parametrize("seed", range(40))
def test_no_character_of_any_markup_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    letters = "一座桥三代人四十七年老渡口新桥今日通车，。：“”A1"
    pieces = [
        chance.choice(PIECES) if chance.random() < 0.6 else chance.choice(letters) * 3 for _ in range(30)
    ]
    markup = "".join(pieces)
    page = f"<html><body><founder-title>题</founder-title><founder-content>{markup}</founder-content></body></html>"
    reading = read({"content_1.htm": page.encode()})
    held = Counter("".join(text for one in reading.issue.articles for text in texts_of(one)))
    held += Counter("".join(repair.text for repair in reading.issue.repairs))
    assert not Counter(UNSEEN.sub("", markup).replace("&lt;", "<")) - held, markup


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 300, "<font>" * 5000, "<b><i>" * 2000 + "x"],
    ids=["blocks", "fonts", "marks"],
)
def test_what_is_nested_too_deeply_is_refused(markup: str) -> None:
    page = f"<html><body><founder-title>题</founder-title><founder-content>{markup}</founder-content></body></html>"
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        read({"content_1.htm": page.encode()})


@pytest.mark.parametrize(
    "src",
    ["/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", "http://x.cn/a.jpg", "//x.cn/a.jpg", "data:text/html;base64,AAAA",
     "http://[::1", "..\\..\\..\\..\\..\\x.jpg"],
)  # fmt: skip
def test_pictures_outside_the_source_are_reported_and_not_followed(src: str) -> None:
    files = replaced(sites.classic(), FIRST, "../../../resfile/01/bridge.jpg", src)
    reading = read(files)
    figure = article(reading, "老渡口新桥今日通车").body[0]
    assert isinstance(figure, m.Figure)
    assert figure.src is None
    assert figure.caption
    assert "WEB-006" in codes(reading)


@pytest.mark.parametrize("coords", ["", "1,2", "a,b,c,d", "9" * 400, "-9,-9,-1,-1", "0,0,0,0", "5,5," * 2000])
def test_areas_that_are_none_are_left_out(coords: str) -> None:
    files = replaced(sites.classic(), NODE, "6,97,227,97,227,359,6,359", coords)
    origin = read(files).issue.sections[0].articles[0].origin
    assert origin is not None
    assert origin.places == ()


@pytest.mark.parametrize(
    "site", [sites.classic, sites.people_2024, sites.people, lambda: sites.classic("gb2312")]
)
def test_no_damage_ends_in_another_error(site: Callable[[], dict[str, bytes]]) -> None:
    chance = random.Random(7)
    whole = site()
    refused: list[UnreadableSource] = []
    for _ in range(12):
        files = dict(whole)
        for path in chance.sample(sorted(files), 3):
            data = bytearray(files[path])
            match chance.randrange(4):
                case 0:
                    files[path] = bytes(data[: chance.randrange(len(data))])
                case 1:
                    files[path] = files[chance.choice(sorted(files))]
                case 2:
                    del data[(at := chance.randrange(len(data))) : at + 200]
                    files[path] = bytes(data)
                case _:
                    for _ in range(30):
                        data[chance.randrange(len(data))] = chance.randrange(256)
                    files[path] = bytes(data)
        try:
            issue = read(files).issue
            assert m.from_json(m.to_json(issue)) == issue
        except UnreadableSource as error:
            refused.append(error)
    assert all(error.hint and error.file for error in refused)


def test_a_picture_within_the_page_itself_comes_along() -> None:
    src = "data:image/jpeg;base64,/9j/4AAQ"
    reading = read(replaced(sites.classic(), FIRST, "../../../resfile/01/bridge.jpg", src))
    figure = article(reading, "老渡口新桥今日通车").body[0]
    assert isinstance(figure, m.Figure)
    assert figure.src is not None
    assert reading.pictures == {figure.src: b"\xff\xd8\xff\xe0\x00\x10"}
    assert "WEB-006" not in codes(reading)


@pytest.mark.parametrize(
    "img", ['<img src="../../../tplimg/dot.gif">', '<img src="share.png" width=16 height=16>']
)
def test_the_sites_own_small_pictures_are_left_out_with_a_record(img: str) -> None:
    reading = read(replaced(sites.classic(), FIRST, "<P>　　四分钟，够", f"<P>{img}四分钟，够"))
    figures = [block for block in article(reading, "老渡口新桥今日通车").body if isinstance(block, m.Figure)]
    assert len(figures) == 1
    assert any("dot.gif" in repair.text or "share.png" in repair.text for repair in reading.issue.repairs)


def test_pages_of_several_days_are_reported() -> None:
    other = {path.replace("04/24", "04/25"): data for path, data in sites.classic().items()}
    other = {path: data.replace("04月24日".encode(), "04月25日".encode()) for path, data in other.items()}
    (problem,) = [problem for problem in read(other | sites.classic()).problems if problem.code == "WEB-010"]
    assert "2026-04-24" in problem.message
    assert "2026-04-25" in problem.message


def mhtml(path: str, data: bytes, pictures: Mapping[str, bytes]) -> bytes:
    page = EmailMessage()
    page["MIME-Version"] = "1.0"
    page.set_content(data.decode(), subtype="html", cte="quoted-printable")
    page["Content-Location"] = f"http://paper.example/{path}"
    page.make_related()
    for location, picture in pictures.items():
        page.add_related(picture, "image", "jpeg", headers=[f"Content-Location: {location}"])
    return page.as_bytes()


def test_pages_saved_as_single_files_are_read_with_their_pictures(classic: Reading) -> None:
    picture = {"http://paper.example/resfile/01/bridge.jpg": b"\xff\xd8\xff\xe0"}
    files = {
        f"{path.rpartition('/')[2].partition('.')[0]}.mhtml": mhtml(
            path, data, picture if path == FIRST else {}
        )
        for path, data in sites.classic().items()
    }
    reading = read(files)
    assert [[one.headline for one in page.articles] for page in reading.issue.sections] == [
        [one.headline for one in page.articles] for page in classic.issue.sections
    ]
    figure = article(reading, "老渡口新桥今日通车").body[0]
    assert isinstance(figure, m.Figure)
    assert figure.src == "content_1_1001.mhtml/bridge.jpg"
    assert reading.pictures == {"content_1_1001.mhtml/bridge.jpg": b"\xff\xd8\xff\xe0"}


def test_a_single_file_that_is_cut_off_is_reported_or_refused() -> None:
    whole = mhtml(FIRST, sites.classic()[FIRST], {})
    for end in range(0, len(whole), 400):
        try:
            assert read({"a.mhtml": whole[:end]}).issue.lang
        except UnreadableSource as error:
            assert error.hint  # noqa: PT017  # both endings are right, depending on where it was cut


@pytest.mark.parametrize(
    "piece",
    [
        "<!--enpproperty ", "<!--enpproperty <a> ", "<script", '<script>document.write("', "<h1>", "上一篇     ", "分享 大 中 小 ",
        "<!-- <npm:", "第", "2026年", "（本报记者",
    ],
)  # fmt: skip
def test_no_page_takes_endless_time(piece: str) -> None:
    body = piece * 3000 + "完"
    page = f"<html><body><founder-title>题</founder-title><founder-content><p>{body}</p></founder-content></body></html>"
    try:
        read({"content_1.htm": page.encode()})
    except UnreadableSource as error:
        assert error.hint  # noqa: PT017  # what opens and never closes may swallow the whole page
