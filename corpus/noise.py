#!/usr/bin/env python3
"""Turn a clean issue (authoring JSON) into the text that a page-reading program would give, and its gold.

    noise.py CLEAN.json LEVEL SEED OUT_PREFIX     -> OUT_PREFIX.txt, OUT_PREFIX.gold.json

LEVEL 0 clean reading order; 1 half-width punctuation, bylines before or after titles, tables as
placeholders or rows; 2 as the seed: repeated articles and paragraphs, sentences broken in two,
article tails displaced, early headlines; 3 as 1 but hard-wrapped column lines and no blank lines.
"""

import copy
import json
import random
import sys
from pathlib import Path

HALF = str.maketrans("\uff0c\uff1b\uff1a\uff08\uff09\uff01\uff1f", ",;:()!?")


MARKS = range(0xE000, 0xF900)
"""Private-use characters that a caller may put before a piece to find it again; they take no room in a line."""


def cut_line(line, room):
    """A line divided after so many characters, marks not counted."""
    at = 0
    while at < len(line) and room:
        room -= ord(line[at]) not in MARKS
        at += 1
    return line[:at], line[at:]


def printed_length(line):
    """The characters of a line, marks not counted."""
    return sum(ord(char) not in MARKS for char in line)


def clauses(head, lang):
    """The printed lines of a headline: its clauses, or, where spaces part words (Korean, English), two halves."""
    words = head.split(" ")
    if not lang.startswith(("ko", "en")) or len(words) < 4:
        return words if not lang.startswith(("ko", "en")) else [head]
    cut = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def names_line(art):
    return art.get("byline_line")


class Noise:
    def __init__(self, issue, level, seed):
        self.issue = copy.deepcopy(issue)
        self.level = level
        self.rng = random.Random(seed)
        self.zh = issue["lang"].startswith("zh-Hans")
        self.half = level >= 1 and self.zh and self.rng.random() < 0.7
        self.table_style = self.rng.choice(["placeholder", "pipe", "tab", "spaces"]) if level else "pipe"

    def txt(self, s):
        return s.translate(HALF) if self.half else s

    def table(self, b):
        out = []
        if b.get("caption"):
            out.append(b["caption"])
        if self.table_style == "placeholder":
            b["placeholder"] = True
            note = "Lists %d rows%s." % (len(b["rows"]), (" of " + b["caption"]) if b.get("caption") else "")
            out.append("Table with %d columns: %s. %s" % (len(b["header"]), ", ".join(b["header"]), note))
            b["rows"], b["note"] = [], note
        elif self.table_style == "pipe":
            out.append(
                "\n".join(
                    ["| " + " | ".join(b["header"]) + " |", "|" + "---|" * len(b["header"])]
                    + ["| " + " | ".join(map(str, r)) + " |" for r in b["rows"]]
                )
            )
        elif self.table_style == "tab":
            out.append("\n".join("\t".join(map(str, r)) for r in [b["header"]] + b["rows"]))
        else:
            out.append("\n".join("  ".join(map(str, r)) for r in [b["header"]] + b["rows"]))
        if b.get("note") and not b.get("placeholder"):
            out.append(b["note"])
        return out

    def body(self, blocks):
        out = []
        for b in blocks:
            t = b["t"]
            if t in ("p", "h", "quote", "note"):
                out.append(b["text"])
            elif t == "list":
                out += b["items"]
            elif t == "figure":
                cap, cred = b.get("caption") or "", b.get("credit") or ""
                if self.rng.random() < 0.6:
                    out.append((cap + " " + cred).strip())
                else:
                    out += [x for x in (cap, cred) if x]
            elif t == "table":
                out += self.table(b)
            elif t == "aside":
                if b.get("title"):
                    out.append(b["title"])
                out += self.body(b["body"])
        return out

    def titles(self, art, above=None):
        lines = []
        if art.get("column") and art["column"] != above:  # a joint column prints its label once
            lines.append(art["column"])
        kicker, head, deck = art.get("kicker"), art["headline"], art.get("deck")
        kickers = [] if not kicker else list(kicker) if isinstance(kicker, list) else [kicker]
        if isinstance(head, list):  # gold that accepts several: the first is what stands in print
            head = head[0]
        if self.level >= 1 and kicker and self.rng.random() < 0.35:
            lines += kickers[:-1] + [kickers[-1] + " " + head]  # kicker and headline read as one line
        elif self.level >= 1 and " " in head and self.rng.random() < 0.4:
            lines += kickers + clauses(head, self.issue["lang"])
        else:
            lines += kickers + [head]
        return lines + ([] if not deck else list(deck) if isinstance(deck, list) else [deck])

    def article(self, art, above=None):
        """Title lines and body lines of an article, as read; above is the column label of the article before."""
        titles, body = self.titles(art, above), []
        if art.get("continued_from"):
            body.append(art["continued_from"])
        lines = self.body(art["body"])
        if art.get("dateline"):
            for i, b in enumerate(art["body"]):
                if b["t"] == "p":
                    for j, text in enumerate(lines):
                        if text == b["text"]:
                            gap = (
                                ""
                                if art["dateline"].endswith(("\u3011", "]", "=", ")", "\uff09"))
                                and self.rng.random() < 0.5
                                else " "
                            )
                            lines[j] = art["dateline"] + gap + text
                            break
                    break
        body += lines
        if art.get("jump"):
            body[-1] = body[-1] + art["jump"] if self.rng.random() < 0.5 else body[-1]
            if not body[-1].endswith(art["jump"]):
                body.append(art["jump"])
        if art.get("editor_credit"):
            body.append(art["editor_credit"])
        by = names_line(art)
        if by:
            keys = list(art)
            printed_before = keys.index("byline_line") < keys.index("headline")
            spot = (
                "before"
                if printed_before
                else art.get("byline_at")
                or ("before" if self.level >= 1 and self.rng.random() < 0.3 else "after")
            )
            if spot == "before":
                titles = [by] + titles
            elif spot == "end":
                body.append(by)
            else:
                titles = titles + [by]
        return titles, body

    def cut(self, text):
        """A place inside a paragraph where the column ended."""
        spots = [
            i
            for i in range(len(text) // 3, 2 * len(text) // 3)
            if text[i - 1].isalnum() and text[i].isalnum()
        ]
        return self.rng.choice(spots) if spots else None

    def page(self, section):
        arts = section["articles"]
        units = [self.article(a, arts[i - 1].get("column") if i else None) for i, a in enumerate(arts)]
        rng = self.rng
        folio = list(section.get("folio_lines") or [])
        out = []
        if self.level != 2:
            for titles, body in units:
                out += titles + body
            return folio + out
        displaced = []
        for n, (titles, body) in enumerate(units):
            long_body = len(body) >= 5
            body = list(body)
            for i in range(len(body) - 1, -1, -1):
                if len(body[i]) > 90 and rng.random() < 0.18 and "\n" not in body[i]:
                    k = self.cut(body[i])
                    if k:
                        body[i : i + 1] = [body[i][:k], body[i][k:]]
            if long_body and rng.random() < 0.35:
                k = rng.randrange(len(body) // 2, len(body) - 1)
                displaced.append((n, body[k:]))
                body = body[:k]
            out.append((n, titles + body))
        flat = []
        for n, lines in out:
            flat += lines
            for m, tail in list(displaced):
                if m < n and rng.random() < 0.6 or n == len(units) - 1:
                    flat += tail
                    displaced.remove((m, tail))
        # repeats: a whole article again, or the last paragraphs of one
        for n, lines in out:
            r = rng.random()
            if r < 0.18 and len(lines) > 2:
                flat += lines
            elif r < 0.36 and len(lines) > 4:
                k = rng.randrange(2, len(lines) - 1)
                tail = lines[k : k + 2]
                if len(tail[0]) > 40 and rng.random() < 0.5:
                    tail[0] = tail[0][len(tail[0]) // 3 :]
                flat += tail
        return folio + flat

    def wrap(self, lines):
        out = []
        width = self.rng.choice([13, 15, 17, 19, 22])
        for line in lines:
            if "\n" in line or "\t" in line:
                out += line.split("\n")
                continue
            first = True
            while line:
                w = (
                    width
                    if self.zh or "ja" in self.issue["lang"] or "zh" in self.issue["lang"]
                    else width + 8
                )
                piece, rest = cut_line(line, w)
                out.append(("  " if first and printed_length(line) > w else "") + piece)
                line, first = rest, False
        return out

    def run(self):
        gold = self.issue
        lines = list(gold["masthead"].get("lines") or [])
        for n, section in enumerate(gold["sections"]):
            page = self.page(section)
            lines += page
        lines = [self.txt(x) for x in lines]
        text = "\n".join(self.wrap(lines)) + "\n" if self.level == 3 else "\n\n".join(lines) + "\n"
        return text, gold


if __name__ == "__main__":
    clean, level, seed, prefix = sys.argv[1:5]
    text, gold = Noise(json.loads(Path(clean).read_text(encoding="utf-8")), int(level), int(seed)).run()
    Path(prefix + ".txt").write_text(text, encoding="utf-8")
    Path(prefix + ".gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
