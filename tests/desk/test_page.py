"""The page in a browser: every action by keyboard alone, what is chosen, windows, languages, accessibility."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.process import Client

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "ebook" / "desk" / "static"
AXE = ROOT / ".venv/share/readers/node_modules/@daisy/axe-core-for-ace/axe.min.js"


@pytest.fixture
def page(browser: Browser, client: Client, address: str) -> Iterator[Page]:
    """The page, open, with what it wrongly does collected."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.goto(address)
    expect(opened.locator("#texts [role=option]").first).to_be_focused(timeout=30_000)
    yield opened
    assert [fault for fault in faults if "the server responded with a status of 4" not in fault] == []
    context.close()


def option(page: Page, text: str, pane: str = "texts"):
    return page.locator(f"#{pane} [role=option]", has_text=text).first


def go(page: Page, text: str) -> None:
    """Choose a text as a screen reader does, by moving the focus to it."""
    option(page, text).focus()


def settled(page: Page, count: int) -> None:
    """Wait for so many decisions."""
    expect(page.locator("#counts")).to_contain_text(f"Decisions: {count}")


def press_choice(page: Page, word: str) -> None:
    """Take a choice of a dialog by the key that it shows."""
    button = page.locator("dialog .choices button").filter(has_text=word).first
    page.keyboard.press(button.locator("kbd").inner_text())


KEYS: dict[str, tuple[str, Callable[[Page], None], dict[str, object]]] = {
    "role": ("渡口停航", lambda page: (page.keyboard.press("r"), press_choice(page, "deck")), {"do": "make", "what": "deck"}),
    "split": (
        "去年秋天",
        lambda page: (
            page.keyboard.press("s"), [page.keyboard.press("ArrowRight") for _ in range(5)], page.keyboard.press("Enter")
        ),
        {"do": "split", "before": "合作社的社员们商量了很久"},
    ),
    "join": ("机器停在", lambda page: page.keyboard.press("j"), {"do": "join"}),
    "begin": ("机器停在", lambda page: page.keyboard.press("b"), {"do": "begin"}),
    "merge": ("渡口停航", lambda page: page.keyboard.press("m"), {"do": "merge"}),
    "up": ("机器停在", lambda page: page.keyboard.press("Alt+ArrowUp"), {"do": "move"}),
    "down": ("去年秋天", lambda page: page.keyboard.press("Alt+ArrowDown"), {"do": "move"}),
    "article_up": ("渡口停航", lambda page: page.keyboard.press("Alt+PageUp"), {"do": "move-article", "place": "before"}),
    "article_down": ("农机下田", lambda page: page.keyboard.press("Alt+PageDown"), {"do": "move-article"}),
    "put": (
        "机器停在", lambda page: (page.keyboard.press("x"), go(page, "受大风"), page.keyboard.press("v")), {"do": "move"}
    ),
    "correct": (
        "渡口停航",
        lambda page: (page.keyboard.press("e"), page.keyboard.press("End"), page.keyboard.press("Backspace"),
                      page.keyboard.insert_text("行"), page.keyboard.press("Control+Enter")),
        {"do": "correct", "old": "航", "new": "行"},
    ),
    "dateline": (
        "农机下田",
        lambda page: (page.keyboard.press("d"), page.keyboard.press("Home"), page.keyboard.press("Enter")),
        {"do": "set", "field": "dateline"},
    ),
    "people": (
        "农机下田",
        lambda page: (page.keyboard.press("w"), page.keyboard.press("End"), page.keyboard.insert_text("二"), page.keyboard.press("Enter")),
        {"do": "people", "people": [{"role": "reporter", "name": "林晓岚二"}]},
    ),
    "lang": (
        "渡口停航", lambda page: (page.keyboard.press("l"), press_choice(page, "ko")), {"do": "set", "field": "lang", "value": "ko"}
    ),
    "facts": (
        "渡口停航",
        lambda page: (page.keyboard.press("f"), [page.keyboard.press("Tab") for _ in range(12)],
                      page.keyboard.insert_text("一角"), page.keyboard.press("Enter")),
        {"do": "set", "field": "price", "value": "一角"},
    ),
    "drop": ("机器停在", lambda page: page.keyboard.press("Delete"), {"do": "drop"}),
}  # fmt: skip


def test_each_action_is_done_by_keyboard_alone_and_undone_to_the_first_state(
    page: Page, client: Client, folder: Path
) -> None:
    first = client.state()
    file = folder / "page.txt.corrections.jsonl"
    for name, (text, act, wanted) in KEYS.items():
        go(page, text)
        act(page)
        settled(page, 1)
        made = json.loads(file.read_text("utf-8").splitlines()[1])
        assert wanted.items() <= made.items(), name
        page.keyboard.press("u")
        settled(page, 0)
    ignored = {"revision": 0, "redo": 0}
    assert {**client.state(), **ignored} == {**first, **ignored}
    assert page.locator("#message").inner_text() == ""


def test_arrow_keys_move_through_a_pane_and_tab_to_the_next(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#texts [aria-selected=true]")).to_contain_text("2026年3月5日")
    page.keyboard.press("Tab")
    expect(page.locator("#ebook")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#lines [role=option]:focus")).to_have_count(1)


def test_blocks_chosen_together_become_a_list(page: Page, client: Client) -> None:
    go(page, "去年秋天")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("r")
    press_choice(page, "list")
    settled(page, 1)
    assert "list" in {text["kind"] for text in client.state()["texts"]}


def test_a_line_is_given_a_role_and_read_around(page: Page, client: Client) -> None:
    option(page, "合作社有了", "lines").click()
    page.keyboard.press("r")
    press_choice(page, "headline")
    press_choice(page, "new article")
    settled(page, 1)
    line = next(line for line in client.state()["lines"] if line["text"].startswith("合作社有了"))
    assert (line["role"], line["first"], line["decided"]) == ("headline", True, True)
    expect(option(page, "合作社有了", "lines")).to_have_class("decided")


def test_a_doubt_is_found_by_one_key_and_settled_by_another(page: Page, client: Client) -> None:
    before = client.state()["doubts"]
    assert before
    page.keyboard.press("n")
    expect(page.locator("#doubt button").first).to_be_visible()
    page.keyboard.press("1")
    settled(page, 1)
    assert len(client.state()["doubts"]) < len(before)


def test_choosing_in_one_pane_shows_it_in_the_others(page: Page) -> None:
    option(page, "受大风", "lines").click()
    expect(option(page, "受大风")).to_have_class("linked")
    frame = page.frame_locator("#ebook")
    expect(frame.locator("[data-chosen]")).to_contain_text("受大风")
    option(page, "渡口停航").click()
    expect(option(page, "渡口停航", "lines")).to_have_class("linked")
    frame.locator("p", has_text="受大风").click()
    expect(option(page, "受大风")).to_have_attribute("aria-selected", "true")


def test_two_windows_do_not_overwrite_each_other(page: Page, client: Client, address: str) -> None:
    page.route("**/state?have=*", lambda route: route.fulfill(status=204))
    other = page.context.new_page()
    other.goto(address)
    go(other, "机器停在")
    other.keyboard.press("j")
    settled(other, 1)
    go(page, "渡口停航")
    page.keyboard.press("m")
    expect(page.locator("#message")).to_contain_text("another window")
    settled(page, 1)
    page.keyboard.press("m")
    settled(page, 2)
    page.reload()
    settled(page, 2)


def test_a_folder_that_cannot_be_written_to_is_told(page: Page, client: Client, folder: Path) -> None:
    (folder / "page.txt.corrections.jsonl").mkdir()
    try:
        assert client.ask("state")[0] == 409
        expect(page.locator("#message")).not_to_be_empty(timeout=10_000)
    finally:
        (folder / "page.txt.corrections.jsonl").rmdir()


def test_the_page_is_accessible_in_light_and_dark(page: Page) -> None:
    page.keyboard.press("n")
    axe = AXE.read_text("utf-8")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for dialog in ("", "?"):
            if dialog:
                page.keyboard.press(dialog)
            page.evaluate(f"(() => {{ {axe} }})()") if not page.evaluate("'axe' in window") else None
            found = page.evaluate("axe.run(document, {iframes: false})")
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
            page.keyboard.press("Escape")


# --- words ---


def test_every_language_has_all_words() -> None:
    words = json.loads((STATIC / "words.json").read_text("utf-8"))
    assert set(words) == {"en", "zh-Hans", "zh-Hant", "ja", "ko"}
    for table in words.values():
        assert list(table) == list(words["en"])
        for key, word in table.items():
            assert word.count("{0}") == words["en"][key].count("{0}"), key


def test_the_page_speaks_the_readers_language(page: Page) -> None:
    page.locator("#languages").select_option("ko")
    expect(page.locator("#structure h2")).to_have_text("구조")
    page.reload()
    expect(page.locator("#structure h2")).to_have_text("구조")
    assert page.locator("html").get_attribute("lang") == "ko"
