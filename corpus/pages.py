"""Pages made from the corpus: the text that a page-reading program would give, its gold, and what each piece is.

`make_page(issue, form, seed)` writes a clean issue in one of `FORMS`. Before it is written, a private-use
character is put in front of every piece, so that afterwards each line is known to be a headline, a byline,
a paragraph... without any guessing. The marks are taken out again.
"""

import copy
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import dialects
import noise

FORMS = ("l0", "l1", "l2", "l3", "vlm", "indent", "export", "columns", "markdown")
FIRST = 0xE000
CHROME, PICTURE = chr(FIRST), chr(FIRST + 1)


@dataclass
class Piece:
    role: str
    article: int | None = None
    info: dict = field(default_factory=dict)


@dataclass
class Page:
    """text: without marks; gold: without marks; marks: for each line, (column, Piece) in order; suffix: of the file."""

    text: str
    gold: dict
    marks: list
    pieces: dict
    suffix: str
    lang: str


class _Marker:
    def __init__(self, issue):
        self.issue = copy.deepcopy(issue)
        self.pieces = {CHROME: Piece("CHROME"), PICTURE: Piece("PICTURE")}
        self.columns = {}

    def mark(self, text, role, article=None, **info):
        key = chr(FIRST + len(self.pieces))
        assert FIRST + len(self.pieces) < 0xF900
        self.pieces[key] = Piece(role, article, {"text": text, **info})
        return key + text

    def each(self, value, role, article, **info):
        if not value:
            return value
        if isinstance(value, list):
            return [self.mark(x, role, article, **info) for x in value]
        return self.mark(value, role, article, **info)

    def run(self):
        issue = self.issue
        m = issue["masthead"]
        m["lines"] = [self.mark(x, "MAST") for x in m["lines"]]
        n = 0
        for s, section in enumerate(issue["sections"]):
            section["folio_lines"] = [
                self.mark(x, "FOLIO", section=s) for x in section.get("folio_lines") or []
            ]
            columns = {}
            for art in section["articles"]:
                self.article(art, n, columns)
                n += 1
        return issue

    def article(self, art, n, columns):
        if art.get("column"):
            if art["column"] not in columns:
                columns[art["column"]] = self.mark(art["column"], "COL")
            art["column"] = columns[art["column"]]
        art["kicker"] = self.each(art.get("kicker"), "KICK", n)
        heads = art["headline"] if isinstance(art["headline"], list) else [art["headline"]]
        art["headline"] = (
            [self.mark(heads[0], "HEAD", n), *heads[1:]]
            if isinstance(art["headline"], list)
            else self.mark(heads[0], "HEAD", n)
        )
        art["deck"] = self.each(art.get("deck"), "DECK", n)
        people = art.get("byline") or []
        for key, role in (
            ("byline_line", "BY"),
            ("continued_from", "JF"),
            ("jump", "JT"),
            ("editor_credit", "EC"),
            ("dateline", "DL"),
        ):
            art[key] = self.each(art.get(key), role, n, people=people)
        if not art["body"]:
            return
        self.blocks(art["body"], n, people, "")

    def blocks(self, blocks, n, people, inside):
        for b in blocks:
            t = b["t"]
            if t in ("p", "quote", "note", "h"):
                role = {"p": "P", "quote": "QUOTE", "note": "NOTE", "h": "H"}[t]
                if t == "p" and "\n" in b["text"]:
                    role = "VERSE"
                b["text"] = self.mark(b["text"], (inside if role == "P" else "") + role, n, people=people)
            elif t == "list":
                b["items"] = [self.mark(x, inside + "LIST", n, people=people) for x in b["items"]]
            elif t == "figure":
                b["caption"] = self.each(b.get("caption"), "FIG", n, people=people)
                b["credit"] = self.each(b.get("credit"), "CRED", n, people=people)
            elif t == "table":
                b["caption"] = self.each(b.get("caption"), "TCAP", n)
                b["header"] = [self.mark(str(b["header"][0]), "TAB", n, head=True), *b["header"][1:]]
                b["rows"] = [[self.mark(str(r[0]), "TAB", n), *r[1:]] for r in b["rows"]]
                b["note"] = self.each(b.get("note"), "TNOTE", n)
            elif t == "aside":
                b["title"] = self.each(b.get("title"), "AT", n)
                self.blocks(b["body"], n, people, "A")


def strip(value):
    if isinstance(value, str):
        return "".join(c for c in value if not 0xE000 <= ord(c) < 0xF900)
    if isinstance(value, list):
        return [strip(v) for v in value]
    if isinstance(value, dict):
        return {k: strip(v) for k, v in value.items()}
    return value


def make_page(issue, form, seed):
    marker = _Marker(issue)
    marked = marker.run()
    if form.startswith("l"):
        text, gold = noise.Noise(marked, int(form[1]), seed).run()
        suffix = ".txt"
    else:
        cls = dialects.DIALECTS[form]
        writer = cls(marked, seed)
        writer.chrome_mark, writer.picture_mark = CHROME, PICTURE
        text, gold = writer.run()
        suffix = cls.suffix
    marks, plain = [], []
    for line in text.split("\n"):
        here, out = [], []
        for c in line:
            if 0xE000 <= ord(c) < 0xF900:
                here.append((len(out), c))
            else:
                out.append(c)
        marks.append(here)
        plain.append("".join(out))
    return Page("\n".join(plain), strip(gold), marks, marker.pieces, suffix, issue["lang"])


def varied(issue, seed):
    """The issue with its articles in another order and some of their optional parts left out.

    What stands beside what on a page is chance; an article with a deck could have none. So more pages are
    made of the same articles. Articles of one column stay together, parts of one article keep their page.
    """
    import random

    rng = random.Random(seed)
    issue = copy.deepcopy(issue)
    for section in issue["sections"]:
        groups = []
        for art in section["articles"]:
            if groups and art.get("column") and art["column"] == groups[-1][-1].get("column"):
                groups[-1].append(art)
            else:
                groups.append([art])
        rng.shuffle(groups)
        section["articles"] = [art for group in groups for art in group]
        for art in section["articles"]:
            for key, chance in (
                ("kicker", 0.25),
                ("deck", 0.25),
                ("byline_line", 0.2),
                ("column", 0.15),
                ("dateline", 0.1),
            ):
                if art.get(key) and rng.random() < chance:
                    art[key] = None
            body = art["body"]
            if len(body) > 4 and rng.random() < 0.3:
                keep = rng.randrange(2, len(body))
                art["body"] = body[:keep]
    return issue


def excerpt(issue, seed):
    """A few articles of one page under a masthead of two lines, or none: what people copy out of an issue."""
    import random

    rng = random.Random(seed)
    issue = varied(issue, seed)
    masthead = issue["masthead"]
    lines = masthead["lines"]
    kept = [x for x in lines if x.strip() == masthead["name"]] + [
        x for x in lines if masthead["date"][:4] in x
    ][:1]
    masthead["lines"] = list(dict.fromkeys(kept)) if rng.random() < 0.8 else []
    sections = rng.sample(issue["sections"], 1 + (rng.random() < 0.3))
    for section in sections:
        count = rng.randrange(2, 6)
        start = rng.randrange(max(1, len(section["articles"]) - count + 1))
        section["articles"] = section["articles"][start : start + count]
        section["folio_lines"] = section.get("folio_lines", [])[: rng.randrange(0, 3)]
    issue["sections"] = sections
    return issue
