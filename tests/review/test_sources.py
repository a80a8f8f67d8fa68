"""What is shown of sources that are not one text: printed pages, and the files of a folder."""

from pathlib import Path

import msgspec
import pytest

import ebook
from ebook.facsimile import PageImage
from ebook.review import review_page
from ebook.source import Source

PAGE_PDF = Path(__file__).parents[1] / "pages" / "samples" / "own-page" / "page.pdf"
FIRST = """砚江晚报
2026年3月6日 星期五 第1208期 今日2版
老街路灯昨晚全亮
本报讯（记者 沈橹）昨天上午，砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了。
"""
SECOND = """02版 湖风
图书漂流角进了地铁站
本报讯（记者 俞清禾）三号线十二个车站昨日起设立图书漂流角，乘客可以取走一本书。
"""


def review(source: Path, target: Path) -> Path:
    read_once = Source.from_path(source)
    target.write_bytes(review_page(ebook.read(read_once), read_once))
    return target


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    return review(PAGE_PDF, tmp_path_factory.mktemp("review") / "review.html")


@pytest.fixture
def page(printed, browser):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(printed.as_uri())
    yield page
    page.close()


def test_a_printed_page_is_shown_as_it_is_printed(page):
    width = page.evaluate(
        """async () => {
            const picture = new Image();
            picture.src = document.querySelector(".printed image").getAttribute("href");
            await picture.decode();
            return picture.naturalWidth;
        }"""
    )
    assert width > 1000
    assert page.locator(".printed figure").count() == 1
    assert page.faults == []


def test_a_headline_lights_the_place_where_it_is_printed(page):
    page.locator(".articles .headline", has_text="老渡口新桥今日通车").hover()
    lit = page.locator(".printed .mark")
    assert lit.count() == 1
    assert "老渡口新桥今日通车" in lit.get_attribute("aria-label")
    frame, area = page.locator(".printed svg").bounding_box(), lit.bounding_box()
    assert (area["x"] - frame["x"]) / frame["width"] == pytest.approx(0.154, abs=0.02)
    assert (area["y"] - frame["y"]) / frame["height"] == pytest.approx(0.184, abs=0.02)


def test_a_line_on_the_page_lights_its_paragraph_and_the_other_lines_of_it(page):
    page.locator(".printed a.paragraph").first.dispatch_event("mouseover", {"bubbles": True})
    assert page.locator(".articles .mark").count() == 1
    assert page.locator(".printed .mark").count() > 1


def test_the_page_is_one_tab_stop_and_the_arrow_keys_move_from_line_to_line(page):
    assert page.locator(".printed a[tabindex='0']").count() == 1
    page.locator(".printed a[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") not in {before, ""}
    assert page.evaluate("document.activeElement.closest('svg') !== null")


def test_doubts_lead_to_the_place_that_they_are_about(page):
    link = page.locator(".doubts li > a").first
    assert page.locator(f".printed {link.get_attribute('href')}").count() == 1


def test_the_files_of_a_folder_are_shown_one_after_the_other(tmp_path, browser):
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "1.txt").write_text(FIRST, encoding="utf-8")
    (folder / "2.txt").write_text(SECOND, encoding="utf-8")
    page = browser.new_page()
    page.goto(review(folder, tmp_path / "review.html").as_uri())
    assert page.locator(".source h3").all_text_contents() == ["1.txt", "2.txt"]
    shown = page.locator(".source .text").all_text_contents()
    assert shown == [line for text in (FIRST, SECOND) for line in text.splitlines()]
    page.locator(".articles .headline", has_text="图书漂流角").hover()
    lit = page.locator(".source .mark")
    assert lit.count() == 1
    assert lit.locator("a").text_content() == "2"
    assert "图书漂流角进了地铁站" in lit.text_content()
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.close()


def test_a_page_whose_picture_is_damaged_says_so_and_shows_its_lines():
    reading = ebook.read(PAGE_PDF)
    image = PageImage(file="page.pdf", read=lambda: b"%PDF-1.7 and no more")
    pages = (msgspec.structs.replace(reading.facsimiles[0], image=image),)
    broken = msgspec.structs.replace(reading, facsimiles=pages)
    text = review_page(broken, Source.from_path(PAGE_PDF)).decode()
    assert "page.pdf: this PDF is damaged" in text
    assert "<image" not in text
    assert 'id="L1"' in text
