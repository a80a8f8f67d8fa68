#!/usr/bin/env python3
"""Write a clean issue as page-reading programs of several kinds would, with its gold.

    dialects.py CLEAN.json DIALECT SEED OUT_PREFIX    -> OUT_PREFIX.md or .txt, OUT_PREFIX.gold.json

CLEAN.json is an issue as in ../papers; DIALECT is one of

markdown   as layout models write it (MinerU, PaddleOCR-VL, olmOCR, Marker and their like): titles behind # and ##,
           the level often wrong, kicker and deck sometimes titles and sometimes text; tables as HTML or pipes;
           pictures as ![](images/...); lists as dashes; amounts between dollar signs, escaped signs; folio lines
           and running heads often dropped; pages apart by a rule, a comment, a form feed or nothing
vlm        as a vision-language model tells a page: plain paragraphs, tables described in a sentence, a picture
           in brackets, some paragraphs shortened to their beginning and three dots, some articles twice
indent     plain text, paragraphs after two ideographic spaces, no blank lines, titles centred with spaces
export     as copied from a paper's web edition: 标题, 引题 and 副题 in lines of their own, 作者/来源 lines, chrome lines between
columns    hard-wrapped column lines, columns of several articles interleaved by blocks, hyphen-less, no blank lines

The gold is the clean issue, with what a dialect truly loses taken out (a table's rows where it is only described;
a page's folio where it is dropped: the section's title is then null).
"""

import copy
import html
import json
import random
import re
import sys
from pathlib import Path

from noise import clauses, cut_line, printed_length

PAGE_BREAKS = [
    "\n\n---\n\n",
    "\n\n<!-- page {n} -->\n\n",
    "\n\f\n",
    "\n\n",
    "\n\n## Page {n}\n\n",
    "\n\n{{{n}}}------------------------------------------------\n\n",
]


class Writer:
    def __init__(self, issue, seed):
        self.issue = copy.deepcopy(issue)
        self.rng = random.Random(seed)
        self.zh = issue["lang"].startswith("zh")
        self.half = issue["lang"].startswith("zh-Hans") and self.rng.random() < 0.4

    def chance(self, p):
        return self.rng.random() < p

    @staticmethod
    def head(art):
        h = art["headline"]
        return h[0] if isinstance(h, list) else h

    @staticmethod
    def lines_of(value):
        return [] if not value else list(value) if isinstance(value, list) else [value]

    def first_with_dateline(self, art):
        """The article's blocks, the dateline put back in front of the first paragraph."""
        blocks = copy.deepcopy(art["body"])
        if art.get("dateline"):
            for b in blocks:
                if b["t"] == "p":
                    gap = "" if art["dateline"][-1] in "】]）)=" and self.chance(0.5) else " "
                    b["text"] = art["dateline"] + gap + b["text"]
                    break
        return blocks

    def run(self):
        text = self.text()
        if self.half:
            text = text.translate(str.maketrans("，；：（）！？", ",;:()!?"))
        return text, self.issue


class Markdown(Writer):
    suffix = ".md"

    def __init__(self, issue, seed):
        super().__init__(issue, seed)
        self.table_style = self.rng.choice(["html", "html", "pipe"])
        self.keeps_folio = self.chance(0.5)
        self.level = self.rng.choice([1, 2])
        self.dollars = self.chance(0.4)
        self.page_break = self.rng.choice(PAGE_BREAKS)
        self.pictures = 0

    def inline(self, s):
        if self.dollars:
            s = re.sub(r"(?<![\d.A-Za-z])(\d+(?:\.\d+)?)%", lambda m: f"${m[1]}\\%$", s)
            s = re.sub(
                r"(?<![\d.$A-Za-z])(\d{2,5})(?=[米亩吨元])",
                lambda m: f"${m[1]}$" if self.chance(0.5) else m[1],
                s,
            )
        return s.replace("*", "\\*") if self.chance(0.3) else s

    def title(self, s, p=0.9):
        if not self.chance(p):
            return s if self.chance(0.6) else f"**{s}**"
        n = self.level if self.chance(0.8) else self.rng.choice([1, 2, 3])
        return "#" * n + " " + s

    def table(self, b):
        rows = [b["header"], *b["rows"]]
        if self.table_style == "html":
            t = (
                "<table>"
                + "".join(
                    "<tr>" + "".join(f"<td>{html.escape(str(c), quote=False)}</td>" for c in r) + "</tr>"
                    for r in rows
                )
                + "</table>"
            )
        else:
            t = "\n".join("| " + " | ".join(map(str, r)) + " |" for r in rows[:1])
            t += (
                "\n|"
                + "---|" * len(b["header"])
                + "\n"
                + "\n".join("| " + " | ".join(map(str, r)) + " |" for r in rows[1:])
            )
        return ([b["caption"]] if b.get("caption") else []) + [t] + ([b["note"]] if b.get("note") else [])

    def figure(self, b):
        self.pictures += 1
        cap, cred = b.get("caption") or "", b.get("credit") or ""
        out = [f"![]({self.rng.choice(['images/', 'imgs/'])}{self.pictures:02d}.jpg)"]
        return out + ([(cap + " " + cred).strip()] if self.chance(0.6) else [x for x in (cap, cred) if x])

    def blocks(self, blocks):
        out = []
        for b in blocks:
            t = b["t"]
            if t == "h":
                out.append(self.title(b["text"], 0.75))
            elif t in ("p", "quote", "note"):
                text = self.inline(b["text"])
                out.append(
                    text.replace("\n", self.rng.choice(["  \n", "\n", "\n\n"])) if "\n" in text else text
                )
            elif t == "list":
                mark = self.rng.choice(["- ", "* ", ""])
                out.append(
                    "\n".join(mark + self.inline(i) for i in b["items"]) if mark else "\n\n".join(b["items"])
                )
            elif t == "table":
                out += self.table(b)
            elif t == "figure":
                out += self.figure(b)
            elif t == "aside":
                out += ([self.title(b["title"], 0.7)] if b.get("title") else []) + self.blocks(b["body"])
        return out

    def article(self, art, above):
        out = []
        if art.get("column") and art["column"] != above:
            out.append(self.title(art["column"], 0.5))
        kicker, head, deck = self.lines_of(art.get("kicker")), self.head(art), self.lines_of(art.get("deck"))
        by = [art["byline_line"]] if art.get("byline_line") else []
        first = list(art).index("byline_line") < list(art).index("headline") if by else False
        if by and first:
            out += by
        out += [self.title(k, 0.6) for k in kicker]
        if " " in head and self.chance(0.5):
            out += [self.title(h) for h in clauses(head, self.issue["lang"])]
        else:
            out.append(self.title(head, 0.95))
        out += [self.title(d, 0.5) for d in deck]
        at_end = art.get("byline_at") == "end"
        if by and not first and not at_end:
            out += by
        if art.get("continued_from"):
            out.append(art["continued_from"])
        out += self.blocks(self.first_with_dateline(art))
        out += [x for x in (art.get("jump"), art.get("editor_credit")) if x] + (
            by if by and at_end and not first else []
        )
        return out

    def text(self):
        pages = []
        for n, section in enumerate(self.issue["sections"]):
            out = []
            if n == 0:
                m = list(self.issue["masthead"]["lines"])
                out += [self.title(m[0]) if i == 0 else x for i, x in enumerate(m)]
            folio = list(section.get("folio_lines") or [])
            if folio and self.keeps_folio:
                out += folio
            elif folio and n:
                section["title"] = section["page"] = None
            above = None
            for art in section["articles"]:
                out += self.article(art, above)
                above = art.get("column")
            pages.append("\n\n".join(out))
        text = pages[0]
        for n, page in enumerate(pages[1:], 2):
            text += self.page_break.replace("{n}", str(n)) + page
        return text + "\n"


class Vlm(Writer):
    picture_mark = ""
    suffix = ".txt"

    def blocks(self, blocks):
        out = []
        for b in blocks:
            t = b["t"]
            if t in ("p", "h", "quote", "note"):
                out.append(b["text"])
            elif t == "list":
                out += b["items"]
            elif t == "table":
                note = self.rng.choice(
                    ["Lists {n} rows.", "Shows {n} entries.", "Contains {n} rows of data."]
                ).format(n=len(b["rows"]))
                form = self.rng.choice(
                    ["Table with {c} columns: {h}. {x}", "[Table: {h}. {x}]", "Table listing {h}. {x}"]
                )
                if b.get("caption"):
                    out.append(b["caption"])
                out.append(form.format(c=len(b["header"]), h=", ".join(b["header"]), x=note))
                b["rows"], b["note"] = [], note
            elif t == "figure":
                if self.chance(0.5):
                    out.append(
                        self.picture_mark + self.rng.choice(["[图片]", "[Image]", "(照片)", "[Photo]"])
                    )
                out.append(" ".join(x for x in (b.get("caption"), b.get("credit")) if x))
            elif t == "aside":
                out += ([b["title"]] if b.get("title") else []) + self.blocks(b["body"])
        return out

    def article(self, art, above):
        titles = []
        if art.get("column") and art["column"] != above:
            titles.append(art["column"])
        kicker, head, deck = self.lines_of(art.get("kicker")), self.head(art), self.lines_of(art.get("deck"))
        titles += (
            kicker
            + (clauses(head, self.issue["lang"]) if " " in head and self.chance(0.4) else [head])
            + deck
        )
        by = [art["byline_line"]] if art.get("byline_line") else []
        if by and list(art).index("byline_line") < list(art).index("headline"):
            titles = by + titles
            by = []
        at_end = art.get("byline_at") == "end"
        # the gold's own table blocks lose their rows
        lines = self.blocks(art["body"])
        if art.get("dateline"):
            for i, b in enumerate(art["body"]):
                if b["t"] == "p":
                    k = lines.index(b["text"])
                    lines[k] = art["dateline"] + (" " if self.chance(0.7) else "") + lines[k]
                    break
        body = ([] if at_end else by) + ([art["continued_from"]] if art.get("continued_from") else []) + lines
        body += [x for x in (art.get("jump"), art.get("editor_credit")) if x] + (by if at_end else [])
        return titles, body

    def text(self):
        lines = list(self.issue["masthead"]["lines"])
        for section in self.issue["sections"]:
            page = list(section.get("folio_lines") or [])
            above, again = None, []
            for art in section["articles"]:
                titles, body = self.article(art, above)
                above = art.get("column")
                page += titles + body
                if self.chance(0.12) and len(body) > 2:
                    again += titles + body[: self.rng.randrange(2, len(body) + 1)]
            lines += page + again
        return "\n\n".join(lines) + "\n"


class Indent(Vlm):
    def blocks(self, blocks):
        out = []
        for b in blocks:
            t = b["t"]
            if t in ("p", "quote", "note"):
                out += (
                    ["\u3000\u3000" + x for x in b["text"].split("\n")]
                    if "\n" not in b["text"]
                    else ["\u3000\u3000\u3000" + x for x in b["text"].split("\n")]
                )
            elif t == "h":
                out.append("\u3000\u3000" + b["text"] if self.chance(0.5) else "          " + b["text"])
            elif t == "list":
                out += ["\u3000\u3000" + i for i in b["items"]]
            elif t == "table":
                if b.get("caption"):
                    out.append("      " + b["caption"])
                out += ["\t".join(map(str, r)) for r in [b["header"], *b["rows"]]] + (
                    [b["note"]] if b.get("note") else []
                )
            elif t == "figure":
                out += ["\u3000\u3000" + " ".join(x for x in (b.get("caption"), b.get("credit")) if x)]
            elif t == "aside":
                out += (["\u3000\u3000" + b["title"]] if b.get("title") else []) + self.blocks(b["body"])
        return out

    def article(self, art, above):
        pad = lambda s: " " * self.rng.choice([0, 4, 8, 12]) + s
        titles = []
        if art.get("column") and art["column"] != above:
            titles.append(art["column"])
        head = self.head(art)
        titles += (
            self.lines_of(art.get("kicker"))
            + (clauses(head, self.issue["lang"]) if " " in head and self.chance(0.5) else [head])
            + self.lines_of(art.get("deck"))
        )
        by = [art["byline_line"]] if art.get("byline_line") else []
        if by and list(art).index("byline_line") < list(art).index("headline"):
            titles, by = by + titles, []
        at_end = art.get("byline_at") == "end"
        body = ([] if at_end else [pad(b) for b in by]) + (
            [art["continued_from"]] if art.get("continued_from") else []
        )
        body += self.blocks(self.first_with_dateline(art))
        body += [x for x in (art.get("jump"), art.get("editor_credit")) if x] + (by if at_end else [])
        return [pad(t) for t in titles], body

    def text(self):
        lines = [" " * self.rng.choice([0, 6]) + x for x in self.issue["masthead"]["lines"]]
        for section in self.issue["sections"]:
            lines += section.get("folio_lines") or []
            above = None
            for art in section["articles"]:
                titles, body = self.article(art, above)
                above = art.get("column")
                lines += titles + body + ([""] if self.chance(0.3) else [])
        return "\n".join(lines) + "\n"


class Export(Indent):
    chrome_mark = ""
    CHROME = {
        "zh-Hans": [
            "上一篇 下一篇",
            "放大 缩小 默认",
            "返回目录 放大 缩小 全文复制 上一篇 下一篇",
            "分享到：",
            "本版新闻",
            "扫一扫 手机阅读",
            "版面导航",
            "[打印] [关闭窗口]",
        ],
        "zh-Hant": ["上一則 下一則", "字級：小 中 大", "回上頁", "列印", "分享"],
        "ja": ["前の記事 次の記事", "文字サイズ 小 中 大", "印刷", "一覧へ戻る"],
        "ko": ["이전기사 다음기사", "글자크기 작게 크게", "인쇄", "목록"],
    }

    def article(self, art, above):
        titles, body = super().article(art, above)
        titles, body = [t.strip() for t in titles], list(body)
        chrome = self.CHROME.get(
            self.issue["lang"], self.CHROME["zh-Hant" if "Hant" in self.issue["lang"] else "zh-Hans"]
        )
        if self.chance(0.6):
            body = (
                [self.chrome_mark + self.rng.choice(chrome)] + body
                if self.chance(0.5)
                else body + [self.chrome_mark + self.rng.choice(chrome)]
            )
        return titles, body


class Columns(Vlm):
    def blocks(self, blocks):
        out = []
        for b in blocks:
            if b["t"] == "table":
                if b.get("caption"):
                    out.append(b["caption"])
                out += ["  ".join(map(str, r)) for r in [b["header"], *b["rows"]]] + (
                    [b["note"]] if b.get("note") else []
                )
            elif b["t"] == "aside":
                out += ([b["title"]] if b.get("title") else []) + self.blocks(b["body"])
            elif b["t"] == "list":
                out += b["items"]
            elif b["t"] == "figure":
                out += [" ".join(x for x in (b.get("caption"), b.get("credit")) if x)]
            else:
                out += b["text"].split("\n")
        return out

    def article(self, art, above):
        # blocks() here keeps tables whole; verse comes line by line
        titles, by = [], [art["byline_line"]] if art.get("byline_line") else []
        if art.get("column") and art["column"] != above:
            titles.append(art["column"])
        titles += self.lines_of(art.get("kicker")) + [self.head(art)] + self.lines_of(art.get("deck"))
        if by and list(art).index("byline_line") < list(art).index("headline"):
            titles, by = by + titles, []
        at_end = art.get("byline_at") == "end"
        body = (
            ([] if at_end else by)
            + ([art["continued_from"]] if art.get("continued_from") else [])
            + self.blocks(self.first_with_dateline(art))
        )
        body += [x for x in (art.get("jump"), art.get("editor_credit")) if x] + (by if at_end else [])
        return titles, body

    def wrap(self, line, width, indent):
        out, first = [], True
        while line:
            room = width - (2 if first and indent else 0)
            here, line = cut_line(line, room)
            out.append(
                (
                    "\u3000\u3000"
                    if first and indent and self.style == "ideographic"
                    else "  "
                    if first and indent and self.style == "space"
                    else ""
                )
                + here
            )
            first = False
        return out

    def text(self):
        width = self.rng.choice([11, 13, 15, 17, 19, 22, 26])
        width = width if self.issue["lang"] != "ko" else width + 6
        self.style = self.rng.choice(["ideographic", "space", "none"])
        lines = list(self.issue["masthead"]["lines"])
        for section in self.issue["sections"]:
            lines += section.get("folio_lines") or []
            above = None
            for art in section["articles"]:
                titles, body = self.article(art, above)
                above = art.get("column")
                for t in titles:
                    lines += self.wrap(t, max(width, 15), False)
                for b in body:
                    lines += [b] if "  " in b.strip() else self.wrap(b, width, printed_length(b) > width)
        return "\n".join(lines) + "\n"


DIALECTS = {"markdown": Markdown, "vlm": Vlm, "indent": Indent, "export": Export, "columns": Columns}

if __name__ == "__main__":
    clean, dialect, seed, prefix = sys.argv[1:5]
    writer = DIALECTS[dialect](json.loads(Path(clean).read_text(encoding="utf-8")), int(seed))
    text, gold = writer.run()
    Path(prefix + writer.suffix).write_text(text, encoding="utf-8")
    Path(prefix + ".gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
