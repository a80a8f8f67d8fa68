"""The server of a desk: it does what its page asks, keeps it at once, and answers nobody else."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from ebook.corrections import load
from ebook.source import Source
from tests.desk.process import PAGE, Client, editing


def text_id(state: dict, start: str) -> str:
    return next(text["id"] for text in state["texts"] if text["text"].startswith(start))


def line_id(state: dict, start: str) -> int:
    return next(line["id"] for line in state["lines"] if line["text"].startswith(start))


def headlines(state: dict) -> list[str | None]:
    return [
        article.get("headline") for section in state["issue"]["sections"] for article in section["articles"]
    ]


# --- what the page asks ---


def test_the_state_has_lines_texts_and_their_links(client: Client) -> None:
    state = client.state()
    assert [line["text"] for line in state["lines"]] == PAGE.splitlines()
    by_id = {text["id"]: text for text in state["texts"]}
    for start in ("农机下田", "合作社有了", "渡口停航", "机器停在"):
        assert by_id[text_id(state, start)]["lines"] == [line_id(state, start)]
    assert state["lost"] == 0
    assert client.ask(f"state?have={state['revision']}") == (204, b"")


def test_a_decision_is_on_the_disk_when_it_is_answered_and_can_be_undone_to_the_start(
    client: Client, folder: Path
) -> None:
    first = client.state()
    wanted = [
        {"do": "line", "line": line_id(first, "合作社有了"), "role": "headline", "first": True},
        {"do": "line", "line": line_id(first, "渡口"), "role": "heading", "first": False},
        {"do": "join", "at": "机器停在"},
        {"do": "set", "field": "price", "value": "一角"},
    ]
    for decision in wanted:
        if "at" in decision:
            decision["at"] = text_id(client.state(), decision["at"])
        status, answer = client.decide(decision)
        assert status == 200, answer
    last = client.state()
    assert "合作社有了新机器" in headlines(last)
    assert "渡口停航" not in headlines(last)
    assert len(load(Source.from_path(folder / "page.txt")).decisions) == 4
    for _ in wanted:
        assert client.ask("undo", {"revision": client.state()["revision"]})[0] == 200
    back = client.state()
    assert {**back, "revision": 0, "redo": 0} == {**first, "revision": 0, "redo": 0}
    for _ in wanted:
        client.ask("redo", {"revision": client.state()["revision"]})
    assert {**client.state(), "revision": 0} == {**last, "revision": 0}


def test_a_decision_upon_an_old_state_is_refused_with_the_new_one(client: Client) -> None:
    revision = client.state()["revision"]
    assert client.decide({"do": "set", "field": "price", "value": "一角"}, revision)[0] == 200
    status, answer = client.decide({"do": "set", "field": "price", "value": "二角"}, revision)
    assert status == 409
    assert answer["state"]["issue"]["masthead"]["price"] == "一角"


def test_what_is_changed_outside_is_noticed(client: Client, folder: Path) -> None:
    before = client.state()
    (folder / "page.txt").write_text(PAGE.replace("渡口停航", "渡口复航了"), "utf-8")
    status, _ = client.decide({"do": "set", "field": "price", "value": "一角"}, before["revision"])
    assert status == 409
    assert "渡口复航了" in [line["text"] for line in client.state()["lines"]]


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"do": "join", "at": "0.0.block.0.99"}, 422),
        ({"do": "join", "at": {"text": "x"}}, 422),
        ({"do": "line", "line": 99, "role": "headline"}, 422),
        ({"do": "line", "line": 1, "role": "king"}, 400),
        ({"do": "set", "field": "date", "value": "soon"}, 422),
        ({"do": "explode"}, 400),
        ({}, 400),
        (None, 400),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    client: Client, folder: Path, decision: object, status: int
) -> None:
    revision = client.state()["revision"]
    assert client.ask("decide", {"revision": revision, "decision": decision})[0] == status
    assert not (folder / "page.txt.corrections.jsonl").exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"revision": "1"}', b"\xff"])
def test_what_is_no_request_is_refused(client: Client, body: bytes) -> None:
    assert client.ask("decide", body)[0] == 400
    assert client.ask("decide", b"x" * 1_000_001)[0] == 413


def test_the_ebook_is_shown_as_it_will_be(client: Client) -> None:
    state = client.state()
    path = state["articles"][headlines(state).index("渡口停航")]
    status, page = client.ask(f"ebook/{path}")
    assert status == 200
    assert "受大风影响".encode() in page
    assert "sandbox" in client.headers["content-security-policy"]
    assert client.ask("ebook/styles/base.css")[0] == 200
    assert client.ask("ebook/text/none.xhtml")[0] == 404


def test_done_exports_what_was_corrected(client: Client, folder: Path) -> None:
    state = client.state()
    client.decide({"do": "line", "line": line_id(state, "合作社有了"), "role": "headline", "first": True})
    status, answer = client.ask("done", {"revision": client.state()["revision"]})
    assert status == 200, answer
    issue = json.loads(Path(answer["done"]["files"][0]).read_text("utf-8"))
    made = [article["headline"] for section in issue["sections"] for article in section["articles"]]
    assert made == headlines(client.state())


# --- what it keeps ---


def test_kill_9_loses_no_decision_that_was_answered(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    with editing(page) as (address, process):
        client = Client(address)
        assert client.decide({"do": "set", "field": "price", "value": "一角"})[0] == 200
        os.kill(process.pid, signal.SIGKILL)
    assert [one.value for one in load(Source.from_path(page)).decisions] == ["一角"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.txt", "page.txt.corrections.jsonl"]


# --- whom it answers ---


def test_a_foreign_host_is_refused(client: Client) -> None:
    for host in (
        "evil.example",
        f"evil.example:{client.address.port}",
        "127.0.0.1",
        f"localhost.:{client.address.port}",
    ):
        assert client.ask("state", headers={"Host": host})[0] == 421


def test_a_foreign_origin_is_refused(client: Client) -> None:
    body = {"revision": 1, "decision": {"do": "set", "field": "price", "value": "x"}}
    for origin in (
        "http://evil.example",
        "null",
        f"https://{client.address.netloc}",
        "http://127.0.0.1:1",
        None,
    ):
        assert client.ask("decide", body, headers={"Origin": origin})[0] == 403
    assert client.ask("state", headers={"Origin": "http://127.0.0.1:1"})[0] == 403


def test_a_form_cannot_post(client: Client) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", None):
        assert client.ask("undo", {"revision": 1}, headers={"Content-Type": kind})[0] == 415


def test_without_the_token_nothing_is_found(client: Client) -> None:
    for root in ("/", "/wrong/", "//", f"{client.address.path[:-2]}/", "/%C3%A9/"):
        assert client.ask("state", root=root) == (404, b"")
        assert client.ask("undo", {"revision": 1}, root=root)[0] == 404


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "ebook/../../secret.txt", "ebook/%2e%2e/%2e%2e/secret.txt", "ebook//etc/passwd", "..%2fsecret.txt",
     "secret.txt", "page.txt", "../ebook/desk/app.py", "index.html", "page/1.jpg", "app.py"],
)  # fmt: skip
def test_no_file_is_reached_by_its_path(client: Client, path: str) -> None:
    status, content = client.ask(path)
    assert status == 404
    assert b"secret" not in content


def test_every_answer_forbids_the_page_all_else(client: Client) -> None:
    for path in ("", "desk.js", "state", "nothing"):
        client.ask(path)
        policy = client.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.headers["x-content-type-options"] == "nosniff"
        assert client.headers["referrer-policy"] == "no-referrer"


def test_it_listens_on_this_machine_alone(client: Client) -> None:
    assert client.address.hostname == "127.0.0.1"
