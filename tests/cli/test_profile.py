"""`ebook profile`, and the commands that use what it writes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from ebook.corrections import corrections_path
from ebook.corrections.decisions import SCHEMA
from ebook.source import Source

SAMPLES = Path(__file__).parents[1] / "pages" / "samples"


def test_a_profile_is_learned_from_a_text_and_used(ebook, page, tmp_path):
    target = tmp_path / "paper.toml"
    done = ebook("profile", page, "-o", target)
    assert done.code == 0
    assert b"1 issue, 0 of them corrected" in done.out
    learned = tomllib.loads(target.read_text("utf-8"))
    assert learned["issues"] == 1
    assert ebook("profile", page, "-o", "-").out == target.read_bytes()
    again = ebook("profile", page, "-o", target)
    assert again.code == 6
    assert "--force" in again.err
    printed = ebook("export", page, "--profile", target, "--to", "markdown", "-o", "-")
    assert printed.code == 0
    assert ebook("review", page, "--profile", target, "-o", "-").code == 0


@pytest.mark.parametrize("kind", ["json", "markdown"])
def test_the_corrected_issue_beside_its_text_counts(ebook, page, kind):
    made = ebook("export", page, "--to", kind, "-o", "-")
    page.with_suffix({"json": ".json", "markdown": ".md"}[kind]).write_bytes(made.out)
    learned = tomllib.loads(ebook("profile", page, "-o", "-").out.decode())
    assert (learned["issues"], learned["corrected"]) == (1, 1)
    assert ebook("profile", page.parent, "-o", "-").out == ebook("profile", page, "-o", "-").out


def test_a_profile_needs_what_issues_were_read_from(ebook, page):
    made = ebook("export", page, "--to", "json", "-o", "-")
    alone = page.parent / "other" / "issue.json"
    alone.parent.mkdir()
    alone.write_bytes(made.out)
    refused = ebook("profile", alone, "-o", "-")
    assert refused.code == 2
    assert "name the texts, page PDFs" in refused.err


@pytest.mark.parametrize("command", [("export", "-o", "-", "--to", "json"), ("review", "-o", "-")])
def test_a_broken_profile_is_refused_with_its_line(ebook, page, tmp_path, command):
    target = tmp_path / "paper.toml"
    target.write_text('issues = 1\n[lines.colum]\n"灯下集" = 1\n', encoding="utf-8")
    refused = ebook(command[0], page, *command[1:], "--profile", target)
    assert refused.code == 4
    assert f"{target}:2: " in refused.err
    assert "did you mean “column”?" in refused.err


def test_an_archive_refuses_a_broken_profile_before_it_begins(ebook, page, tmp_path):
    target = tmp_path / "paper.toml"
    target.write_text("issues = one\n", encoding="utf-8")
    refused = ebook("export", page.parent, "-o", tmp_path / "shelf", "--to", "json", "--profile", target)
    assert refused.code == 4
    assert f"{target}:1: " in refused.err


def test_a_page_pdf_teaches_how_large_its_titles_are(ebook, tmp_path):
    page = tmp_path / "page.pdf"
    page.write_bytes((SAMPLES / "own-page" / "page.pdf").read_bytes())
    page.with_suffix(".json").write_bytes(ebook("export", page, "--to", "json", "-o", "-").out)
    profile = tmp_path / "paper.toml"
    assert ebook("profile", page, "-o", profile).code == 0
    [issue] = tomllib.loads(profile.read_text("utf-8"))["examples"]
    sizes = {
        role: max(line["size"] for line in issue["lines"] if line.get("is") == role)
        for role in ("first-headline", "paragraph")
    }
    assert "indent = 0" not in profile.read_text("utf-8")
    assert sizes["first-headline"] > 1.5 * sizes["paragraph"]


def test_what_a_person_corrected_beside_the_source_is_learned(ebook, page):
    issue = json.loads(ebook("export", page, "--to", "json", "-o", "-").out)
    headline = issue["sections"][0]["articles"][0]["headline"]
    decision = {"do": "make", "at": {"text": headline}, "what": "kicker"}
    head = {"schema": SCHEMA}
    corrections = corrections_path(Source.from_path(page))
    corrections.write_text("\n".join(map(json.dumps, (head, decision))), encoding="utf-8")
    learned = tomllib.loads(ebook("profile", page, "-o", "-").out.decode())
    assert learned["corrected"] == 1
    roles = {line["text"]: line.get("is") for line in learned["examples"][0]["lines"]}
    assert roles[headline] == "first-kicker"
