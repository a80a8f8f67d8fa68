"""The pages in a browser, from a disk and from `ebook serve`: calendar, search, reading, dark mode, keyboard, phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.serve.process import serving

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module", params=["file", "http"])
def root(request: pytest.FixtureRequest, shelf: Path) -> Iterator[str]:
    """The address of the shelf's folder."""
    if request.param == "file":
        yield f"{shelf.as_uri()}/"
    else:
        with serving(shelf) as (address, _):
            yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on anything that a browser complains about, or asks of the network."""
    context = browser.new_context(viewport=DESK, color_scheme="light", reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(8000)
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("requestfailed", lambda request: said.extend(_failed(request)))
    made.on("request", lambda request: said.append(request.url) if "example" in request.url else None)
    yield made
    context.close()
    assert said == []


def _failed(request: Request) -> list[str]:
    """What went wrong; a picture that was still on its way when the page was left did not fail."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} {request.failure}"]


def colour(page: Page) -> str:
    return str(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))


def test_the_calendar_leads_to_an_issue_and_its_articles(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("报架")
    expect(page.locator(".newest .card")).to_have_count(4)
    page.get_by_role("navigation", name="报纸").get_by_role("link", name="青衡日报").click()
    page.get_by_role("navigation", name="年份").get_by_role("link", name="2026年").click()
    page.get_by_role("link", name="2026年4月", exact=True).click()
    expect(page.locator(".day:not(.none)")).to_have_count(2)
    page.get_by_role("link", name="下一月").or_(page.get_by_role("link", name="上一月")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青衡日报 2026年3月")
    page.get_by_role("link", name="下一月").click()
    front = page.locator("#d24 img.front")
    assert front.evaluate("image => image.complete && image.naturalWidth > 100")
    page.locator("#d24 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青衡日报 2026年4月24日")
    page.get_by_role("navigation", name="目录").get_by_role("link", name="竹编匠人卜青山").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("竹编匠人卜青山")
    page.locator(".turns a[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("请给盲道让一让")
    page.locator("#ebook-issues a[rel=prev]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青衡日报 2026年4月1日")


def test_the_book_dresses_the_text_and_not_the_page(page: Page, root: str, shelf: Path) -> None:
    (article,) = [
        path
        for path in (shelf / "catalog/issues").glob("2026-04-24-*/edition/text/p01-*")
        if "<img" in path.read_text(encoding="utf-8")
    ]
    page.goto(root + article.relative_to(shelf).as_posix())
    expect(page.locator(".edition .text").first).to_have_css("text-align", "justify")
    indent = page.locator(".edition .text").first.evaluate(
        "p => parseFloat(getComputedStyle(p).textIndent) / parseFloat(getComputedStyle(p).fontSize)"
    )
    assert indent == pytest.approx(2, abs=0.05)
    assert page.locator(".edition figure img").evaluate("image => image.complete && image.naturalWidth > 100")
    expect(page.locator(".contents")).to_have_css("text-indent", "0px")
    assert page.locator(".edition").bounding_box()["width"] <= 740  # some forty characters a line


def test_the_search_finds_headlines_of_all_years(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    status = page.locator("#ebook-results .count")
    page.get_by_role("searchbox").fill("鉄橋")
    expect(status).to_have_text(re.compile("找到[12]条"))  # the reader may take one for a kicker
    assert status.get_attribute("aria-live") == "polite"
    expect(page.locator(".found mark").first).to_have_text("鉄橋")
    expect(page.locator(".newest")).to_be_hidden()
    page.get_by_role("searchbox").fill("ＬＥＤ 灯台")
    expect(status).to_have_text("找到1条")
    page.get_by_role("searchbox").fill("没有这样的标题")
    expect(status).to_have_text("没有找到相符的标题")
    page.get_by_role("searchbox").fill("今日通车")
    expect(status).to_have_text("找到3条")
    page.locator("#ebook-paper").select_option("灯浜新報")
    expect(status).to_have_text("没有找到相符的标题")
    page.locator("#ebook-paper").select_option("")
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("老渡口新桥今日通车")


def test_a_search_from_another_page_is_answered_on_the_first(page: Page, root: str) -> None:
    page.goto(f"{root}catalog/calendar/2026-04.html")
    page.get_by_role("searchbox").fill("<b>春播")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html?query=*")
    expect(page.locator("#ebook-results .count")).to_have_text("没有找到相符的标题")
    page.get_by_role("searchbox").fill("春播")
    expect(page.locator(".found li")).to_have_count(3)


def test_dark_is_kept_from_page_to_page(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    light = colour(page)
    page.locator("#ebook-theme").select_option("dark")
    dark = colour(page)
    assert light != dark
    page.locator(".newest .card h3 a").first.click()
    assert colour(page) == dark
    page.get_by_role("link", name="阅读").click()
    assert colour(page) == dark
    assert page.locator(".edition").evaluate("e => getComputedStyle(e).color") == "rgb(236, 230, 218)"
    page.locator("#ebook-theme").select_option("auto")
    assert colour(page) == light
    page.emulate_media(color_scheme="dark")
    assert colour(page) == dark
    page.locator("#ebook-theme").select_option("light")
    assert colour(page) == light


def test_the_keyboard_alone_is_enough(page: Page, root: str) -> None:
    page.goto(f"{root}index.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
        if reached[-1] == "青衡日报":
            break
    assert reached[:2] == ["query", "搜索"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("青衡日报 2026年4月24日")
    page.get_by_role("link", name="阅读").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("老渡口新桥今日通车")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("全市春播过七成")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text("老渡口新桥今日通车")
    page.keyboard.press("Control+ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("老渡口新桥今日通车")


def test_vertical_lines_begin_at_the_right_and_scroll(page: Page, root: str, shelf: Path) -> None:
    page.set_viewport_size({"width": 700, "height": 600})
    article = next((shelf / "catalog/issues").glob("2026-04-01-*/edition/text/p01-d63ccbf0.xhtml"))
    page.goto(root + article.relative_to(shelf).as_posix())
    region = page.get_by_role("group", name="本文")
    assert region.evaluate("r => getComputedStyle(r).writingMode") == "vertical-rl"
    assert region.evaluate("r => r.scrollWidth > r.clientWidth && r.scrollLeft === 0")
    box, heading = region.bounding_box(), page.get_by_role("heading", level=1).bounding_box()
    assert box
    assert heading
    assert heading["x"] + heading["width"] > box["x"] + box["width"] * 0.6
    assert box["x"] + box["width"] <= 700
    title = page.title()
    region.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_title(title)
    page.wait_for_function("r => r.scrollLeft < 0", arg=region.element_handle())
    page.get_by_role("link", name="目次").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_title(title)
    expect(page.locator(".contents [aria-current]")).to_have_text(
        re.compile("灯台の灯|旧灯浜鉄道")  # whichever the reader takes for the next article
    )


@pytest.mark.parametrize(
    "path", ["index.html", "catalog/calendar/2026-04.html", "catalog/calendar/2026.html", "issue", "article"]
)
@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(page: Page, root: str, shelf: Path, path: str, width: int) -> None:
    found = {
        "issue": "catalog/issues/2026-04-24-*/index.html",
        "article": "catalog/issues/2026-04-24-*/edition/text/p02-*.xhtml",
    }
    if path in found:
        path = next(shelf.glob(found[path])).relative_to(shelf).as_posix()
    page.set_viewport_size(PHONE | {"width": width})
    page.goto(root + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate("""[...document.querySelectorAll("main a:not(.edition a), .bar a, button, select, input")]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 24 && getComputedStyle(e).display !== "inline"
            && !e.matches("[tabindex='-1']")).map((e) => e.outerHTML)""")
    assert small == []


def test_without_scripts_all_but_the_search_works(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(f"{root}index.html")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator(".theme")).to_be_hidden()
    page.locator(".newest .card h3 a").first.click()
    page.get_by_role("link", name="上一期").click()
    page.get_by_role("link", name="阅读").click()
    page.locator(".turns a[rel=next]").click()
    expect(page.locator(".contents [aria-current]")).to_have_count(1)
    context.close()
