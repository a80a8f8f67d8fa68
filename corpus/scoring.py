#!/usr/bin/env python3
"""Score a structured issue against a gold issue.

    score.py GOLD.json PREDICTED.json [SOURCE.txt] [--json]

PREDICTED is what the program reads out of SOURCE, as JSON in the shape described
in README.md beside this file; GOLD is the same issue structured by hand. Figures
run from 0 to 1, 1 is perfect:

masthead    share of the gold masthead's facts that are right
articles    F1 over articles (an article counts when over half of its text matches)
segments    F1, in characters: is each piece of text in the right article
blocks      F1 over body blocks: same text, same kind, in the right article
order       edit similarity of each article's running text
headline    share of gold articles whose headline is exactly right
titles      F1 over title lines (column, kicker, headline, deck)
names       F1 over (role, name) of bylines and photo credits
datelines   share of gold datelines that are right
kept        share of SOURCE's characters that the prediction still holds somewhere
            (text, masthead or repairs); anything below 1 is lost text
overall     mean of the nine figures before `kept`, times `kept`
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import Levenshtein

MARKUP = re.compile(
    r"<!--.*?-->|</?(?:table|thead|tbody|tr|td|th|br|p|div|img|sup|sub)\b[^>]*>|!\[[^\]]*\]\([^)]*\)|^(?:## Page \d+|\{\d+\}-+)$",
    re.M,
)
"""Signs of a page-reading program's Markdown, which are no text of the page."""
KINDS = {"p": "paragraph", "h": "heading", "li": "list"}


def norm(text: object) -> str:
    """Letters, digits and ideographs alone: spacing and punctuation never decide."""
    text = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(c for c in text if c.isalnum()).lower()


def as_list(value: object) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, (list, tuple)):
        return [str(v) for v in value if v]
    return [str(value)]


def block_text(block: dict) -> str:
    kind = block.get("type") or block.get("t")
    parts: list[str] = []
    if kind == "table":
        parts += as_list(block.get("caption"))
        parts += as_list(block.get("header"))
        for row in block.get("rows") or []:
            parts += [str(cell) for cell in row]
        parts += as_list(block.get("note"))
    elif kind == "figure":
        parts += as_list(block.get("caption")) + as_list(block.get("credit"))
    elif kind == "list":
        parts += [str(i) for i in block.get("items") or []]
    else:
        parts += as_list(block.get("text"))
    return "".join(parts)


def flatten(body: list[dict]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for block in body or []:
        kind = block.get("type") or block.get("t")
        kind = KINDS.get(kind, kind)
        if kind == "aside":
            if block.get("title"):
                out.append(("heading", norm(block["title"])))
            out += flatten(block.get("body") or block.get("blocks") or [])
        else:
            text = norm(block_text(block))
            if text:
                out.append((kind, text))
    return out


class Article:
    def __init__(self, raw: dict) -> None:
        self.headlines = [norm(h) for h in as_list(raw.get("headline"))]
        self.titles: Counter[str] = Counter()
        for field in ("column", "kicker", "deck"):
            for line in as_list(raw.get(field)):
                self.titles[norm(line)] += 1
        if self.headlines:
            self.titles[self.headlines[0]] += 1
        del_empty(self.titles)
        self.dateline = norm(raw.get("dateline"))
        self.names: Counter[tuple[str, str]] = Counter()
        for person in raw.get("byline") or []:
            self.names[(person.get("role") or "", norm(person.get("name")))] += 1
        self.blocks = flatten(raw.get("body") or raw.get("blocks") or [])
        self.body = "".join(text for _, text in self.blocks)
        self.running = "".join(self.titles) + self.body
        self.shingles = Counter(self.running[i : i + 6] for i in range(max(1, len(self.running) - 5)))


def del_empty(counter: Counter) -> None:
    counter.pop("", None)


def articles_of(issue: dict) -> list[Article]:
    return [Article(a) for s in issue.get("sections") or [] for a in s.get("articles") or []]


def f1(hit: float, predicted: float, gold: float) -> float:
    if not predicted and not gold:
        return 1.0
    return 2 * hit / (predicted + gold) if predicted + gold else 0.0


def overlap(a: Counter, b: Counter) -> int:
    if len(a) > len(b):
        a, b = b, a
    return sum(min(n, b[k]) for k, n in a.items() if k in b)


def match(gold: list[Article], pred: list[Article]) -> list[tuple[Article, Article | None]]:
    pairs = sorted(
        ((overlap(g.shingles, p.shingles), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)),
        reverse=True,
    )
    used_g: dict[int, int] = {}
    used_p: set[int] = set()
    for weight, i, j in pairs:
        if weight and i not in used_g and j not in used_p:
            used_g[i] = j
            used_p.add(j)
    return [(g, pred[used_g[i]] if i in used_g else None) for i, g in enumerate(gold)]


def masthead_score(gold: dict, pred: dict) -> float:
    fields = [k for k, v in gold.items() if v not in (None, "", []) and k != "lines"]
    if not fields:
        return 1.0
    right = 0
    for field in fields:
        got = pred.get(field)
        if field == "name" and got is None:
            got = pred.get("title")
        right += same_fact(field, norm(got), norm(gold[field]))
    return right / len(fields)


def same_fact(field: str, got: str, gold: str) -> bool:
    """Equal; for facts that papers word freely, one may hold the other (…主办, 零售每份15元) and be at most twice as long."""
    if got == gold:
        return True
    if field not in {"publisher", "weather", "price", "edition"} or not got or not gold:
        return False
    short, long = sorted((got, gold), key=len)
    return short in long and len(long) <= 2 * len(short) + 2


def everything(value: object) -> str:
    if isinstance(value, dict):
        return "".join(everything(v) for v in value.values())
    if isinstance(value, list):
        return "".join(everything(v) + "\n" for v in value)
    return "" if value is None else str(value)


def kept(source: str, pred: dict) -> float:
    """Share of the source's characters held: a character counts when some run of four around it is."""
    whole = norm(everything(pred))
    total = held = 0
    source = MARKUP.sub(" ", source)
    for text in map(norm, source.splitlines()):
        total += len(text)
        if len(text) < 4 or text in whole:
            held += len(text) if text in whole else 0
            continue
        covered = [False] * len(text)
        for start in range(len(text) - 3):
            if text[start : start + 4] in whole:
                covered[start : start + 4] = [True] * 4
        held += sum(covered)
    return held / total if total else 1.0


def score(gold: dict, pred: dict, source: str | None = None) -> dict[str, float]:
    gold_articles, pred_articles = articles_of(gold), articles_of(pred)
    pairs = match(gold_articles, pred_articles)
    found = sum(1 for g, p in pairs if p and overlap(g.shingles, p.shingles) > sum(g.shingles.values()) / 2)
    seg_hit = sum(overlap(g.shingles, p.shingles) for g, p in pairs if p)
    seg_gold = sum(sum(g.shingles.values()) for g in gold_articles)
    seg_pred = sum(sum(p.shingles.values()) for p in pred_articles)
    block_hit = sum(overlap(Counter(g.blocks), Counter(p.blocks)) for g, p in pairs if p)
    block_gold = sum(len(g.blocks) for g in gold_articles)
    block_pred = sum(len(p.blocks) for p in pred_articles)
    weights = [max(1, len(g.running)) for g, _ in pairs]
    order = (
        sum(
            w * (Levenshtein.normalized_similarity(g.body, p.body) if p else 0.0)
            for w, (g, p) in zip(weights, pairs)
        )
        / sum(weights)
        if pairs
        else 1.0
    )
    headline = (
        sum(1 for g, p in pairs if p and p.headlines and p.headlines[0] in g.headlines) / len(pairs)
        if pairs
        else 1.0
    )
    title_hit = sum(overlap(g.titles, p.titles) for g, p in pairs if p)
    name_hit = sum(overlap(g.names, p.names) for g, p in pairs if p)
    datelines = [(g, p) for g, p in pairs if g.dateline]
    out = {
        "masthead": masthead_score(gold.get("masthead") or {}, pred.get("masthead") or {}),
        "articles": f1(found, len(pred_articles), len(gold_articles)),
        "segments": f1(seg_hit, seg_pred, seg_gold),
        "blocks": f1(block_hit, block_pred, block_gold),
        "order": order,
        "headline": headline,
        "titles": f1(
            title_hit,
            sum(sum(p.titles.values()) for p in pred_articles),
            sum(sum(g.titles.values()) for g in gold_articles),
        ),
        "names": f1(
            name_hit,
            sum(sum(p.names.values()) for p in pred_articles),
            sum(sum(g.names.values()) for g in gold_articles),
        ),
        "datelines": sum(1 for g, p in datelines if p and p.dateline == g.dateline) / len(datelines)
        if datelines
        else 1.0,
    }
    mean = sum(out.values()) / len(out)
    out["kept"] = kept(source, pred) if source is not None else 1.0
    out["overall"] = mean * out["kept"]
    return {k: round(v, 4) for k, v in out.items()}


def main(argv: list[str]) -> int:
    as_json = "--json" in argv
    paths = [a for a in argv if not a.startswith("--")]
    if len(paths) not in (2, 3):
        print(__doc__)
        return 2
    gold, pred = (json.loads(Path(p).read_text(encoding="utf-8")) for p in paths[:2])
    source = Path(paths[2]).read_text(encoding="utf-8") if len(paths) == 3 else None
    result = score(gold, pred, source)
    if as_json:
        print(json.dumps(result))
    else:
        for key, value in result.items():
            print(f"{key:10} {value:.4f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
