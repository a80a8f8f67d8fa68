"""Learns the weights of `ebook.reading.people` and `ebook.reading.masthead` from issues structured by hand.

`fit` makes the models; `python tools/fitting/spans.py --evaluate FOLDER...` reads each paper with
weights learned from the others and prints how much of it was right.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pycrfsuite

from ebook.calendar import find_dates
from ebook.languages import Language, resolve
from ebook.numerals import number
from ebook.reading import masthead, people, weights
from fitting.forms import Filled, forms_of
from fitting.mastheads import made_masthead

__all__ = ["fit"]

HALF = str.maketrans("，；：（）！？", ",;:()!?")
PICTURES = re.compile(
    r"[图圖摄攝影绘繪画畫照插え絵写撮]|カメラ|イラスト|사진|그림|畵|[Pp]hoto|PHOTO|[Pp]icture"
)
SEEDS = (1, 2)
HALF_WIDTH, JUMPING, GAPLESS, RENAMED, UNSIGNED, COLUMN = 0.4, 0.5, 0.5, 0.8, 0.5, 0.7
"""The shares of examples that are changed, or kept of what there is plenty of."""
TIMES, MADE_MASTHEADS = 4, 60
"""How often each form of a line is filled, and how many mastheads are made for a language."""
JUMP = re.compile(r"[下转轉]{2}第?|下转|下轉|面に|面에 계속|Continued|See page|Turn to|관련기사")


class Piece(msgspec.Struct):
    """A short text with its people.

    Attributes:
        kind: what it is.
        text: the text.
        names: where names stand, with the roles of each.
        part: where the dateline, credit or jump line is.
        setting: what is known of the article.
    """

    kind: people.Kind
    text: str
    names: list[tuple[int, int, str]] = []
    part: tuple[int, int] | None = None
    setting: people.Setting = people.Setting()


# --- pieces of an issue -------------------------------------------------------------------


class _Article:
    """The people of an article, each to be found in one of its texts."""

    def __init__(self, article: dict[str, Any], rng: random.Random, *, half: bool) -> None:
        self.article, self.rng = article, rng
        self.open: dict[str, list[str]] = {}
        for person in article.get("byline") or []:
            self.open.setdefault(person["name"], []).append(person["role"])
        self._all = {name: list(roles) for name, roles in self.open.items()}
        column, news = article.get("column") or None, bool(article.get("dateline"))
        self.setting = people.Setting(column, news, bool(article.get("byline_line")))
        self._half = half and rng.random() < HALF_WIDTH

    def set(self, text: str) -> str:
        return text.translate(HALF) if self._half else text

    def find(
        self, kind: people.Kind, text: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int, str]]:
        """The names of people not found yet, in a part of a text."""
        found: list[tuple[int, int, str]] = []
        wanted = self.open if kind in {"tail", "editors"} else self._all
        for name in sorted(wanted, key=len, reverse=True):
            roles = self._roles(kind, text, wanted[name])
            pattern = r"[\s　]*".join(map(re.escape, re.sub(r"\s", "", name)))
            flags = re.IGNORECASE if name.isascii() else 0
            for match in re.compile(pattern, flags).finditer(text, start, len(text) if end is None else end):
                if roles and not any(s < match.end() and match.start() < e for s, e, _ in found):
                    found.append((*match.span(), "+".join(sorted(roles))))
                    self.open[name] = [role for role in self.open[name] if role not in roles]
                    break
        return sorted(found)

    @staticmethod
    def _roles(kind: people.Kind, text: str, roles: list[str]) -> list[str]:
        if kind in {"credit", "caption"}:
            return [role for role in roles if role == "photographer"] or roles[:1]
        if "photographer" in roles and len(roles) > 1 and not PICTURES.search(text):
            return [role for role in roles if role != "photographer"]
        return roles


def pieces(article: dict[str, Any], language: str, rng: random.Random) -> Iterator[Piece]:
    """The short texts of an article that can name people."""
    known = _Article(article, rng, half=language == "zh-Hans")
    if line := article.get("byline_line"):
        yield Piece("byline", known.set(line), known.find("byline", line), None, known.setting)
    blocks = list(_flat(article["body"]))
    yield from _heads(known, blocks)
    yield from _pictures(known, blocks)
    if line := article.get("editor_credit"):
        yield Piece("editors", known.set(line), known.find("editors", line))
    yield from _tails(known, blocks)


def _flat(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block
        if block["t"] == "aside":
            yield from _flat(block["body"])


def _heads(known: _Article, blocks: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    first = next((block["text"] for block in blocks if block["t"] == "p"), None)
    dateline = known.article.get("dateline") or ""
    if first is None:
        return
    gap = " " if dateline and not (dateline[-1] in "】]）)=" and known.rng.random() < GAPLESS) else ""
    text = dateline + gap + first
    names = known.find("head", text, 0, len(dateline)) if dateline else []
    yield Piece("head", known.set(text), names, (0, len(dateline)) if dateline else None)


def _pictures(known: _Article, blocks: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    for block in blocks:
        if block["t"] != "figure":
            continue
        caption, credit = block.get("caption") or "", block.get("credit") or ""
        if credit:
            names = known.find("credit", credit)
            yield Piece("credit", known.set(credit), names)
            if caption:
                gap = known.rng.choice((" ", "", "　"))
                at = len(caption + gap)
                whole = known.set(caption + gap + credit)
                yield Piece("caption", whole, _moved(names, at), (at, len(whole)))
        elif caption:
            photographers = [name for name, roles in known.open.items() if "photographer" in roles]
            yield Piece(
                "caption", known.set(caption), known.find("caption", caption) if photographers else []
            )


def _tails(known: _Article, blocks: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    texts = [
        block["text"]
        for block in blocks
        if block["t"] in {"p", "note", "quote"} and "\n" not in block["text"]
    ]
    items = [item for block in blocks if block["t"] == "list" for item in block["items"]]
    for text in [*texts[::-1], *items]:
        jump = known.article.get("jump") or ""
        jump = jump if text is (texts[-1] if texts else None) and known.rng.random() < JUMPING else ""
        names = known.find("tail", text, max(0, len(text) - 45))
        whole = text + jump
        part = (len(text), len(whole)) if jump else None
        yield Piece("tail", known.set(whole), names, part, known.setting)


def cut(piece: Piece) -> Piece:
    """The part of a piece that its tagger reads."""
    start, end = 0, len(piece.text)
    match piece.kind:
        case "head":
            end = people.head_end(piece.text)
        case "tail":
            start = people.tail_start(piece.text)
        case "caption":
            start = max(0, end - people._CAPTION)  # noqa: SLF001
        case _:
            end = min(end, people._BYLINE)  # noqa: SLF001
    names = [(s - start, e - start, role) for s, e, role in piece.names if s >= start and e <= end]
    part = (max(0, piece.part[0] - start), min(piece.part[1], end) - start) if piece.part else None
    return msgspec.structs.replace(piece, text=piece.text[start:end], names=names, part=part)


def renamed(piece: Piece, pool: Sequence[str], rng: random.Random) -> Piece:
    """The piece with other people's names."""
    text, part, names, shift = piece.text, list(piece.part or ()), [], 0
    for start, end, role in sorted(piece.names):
        new = text[start + shift : end + shift]
        if role != "agency" and pool and rng.random() < RENAMED:
            new = rng.choice(pool)
        text = text[: start + shift] + new + text[end + shift :]
        names.append((start + shift, start + shift + len(new), role))
        change = len(new) - (end - start)
        part = [at + change if at > start + shift else at for at in part]
        shift += change
    return msgspec.structs.replace(piece, text=text, names=names, part=(part[0], part[1]) if part else None)


# --- learning -----------------------------------------------------------------------------


def language_of(tag: str) -> Language:
    return resolve(tag)


def labels_of(piece: Piece, tokens: Sequence[people.Token]) -> list[str]:
    letter = {"head": "D", "tail": "J", "caption": "C"}.get(piece.kind, "O")
    found = []
    for token in tokens:
        label = letter if piece.part and piece.part[0] <= token.start < piece.part[1] else "O"
        for start, end, _ in piece.names:
            if start <= token.start < end:
                label += ".B" if token.start == start else ".I"
        found.append(label)
    return found


def _articles(paper: dict[str, Any]) -> list[dict[str, Any]]:
    return [article for section in paper["sections"] for article in section["articles"]]


def _first_texts(found: Sequence[Piece]) -> people.Heads:
    return people.Heads(piece.text for piece in found if piece.kind == "head")


def _pools(papers: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    pools: dict[str, dict[str, None]] = {}
    for paper in papers:
        for article in _articles(paper):
            for person in article.get("byline") or []:
                if person["role"] != "agency":
                    pools.setdefault(paper["lang"], {})[person["name"]] = None
    return {language: sorted(names) for language, names in pools.items()}


class _Trainers:
    def __init__(self) -> None:
        self.all: dict[str, Any] = {}

    def add(self, name: str, features: list[list[str]], labels: list[str]) -> None:
        if name not in self.all:
            self.all[name] = pycrfsuite.Trainer(verbose=False)
        if features:
            self.all[name].append(features, labels)

    def train(self, name: str, **settings: float) -> bytes:
        trainer = self.all[name]
        trainer.set_params(
            {"feature.minfreq": 2, "feature.possible_transitions": True, "max_iterations": 60, **settings}
        )
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / name)
            trainer.train(path)
            return Path(path).read_bytes()


def fit(papers: Sequence[dict[str, Any]]) -> dict[str, bytes]:
    """The models learned from some issues: the same bytes for the same issues."""
    trainers = _Trainers()
    pools = _pools(papers)
    for paper in papers:
        language = language_of(paper["lang"])
        for seed in SEEDS:
            rng = random.Random(seed)
            found = [piece for article in _articles(paper) for piece in pieces(article, paper["lang"], rng)]
            if seed > 1:
                found = [renamed(piece, pools.get(paper["lang"], []), rng) for piece in found]
            heads = _first_texts(found)
            for whole in found:
                _learn(trainers, whole, language, heads, rng)
    for tag in sorted({paper["lang"] for paper in papers}):
        _learn_forms(trainers, language_of(tag), [p for p in papers if p["lang"] == tag], pools.get(tag, []))
    models = {name: trainers.train(name, c1=0.05, c2=0.3) for name in ("byline", "head", "tail")}
    models["masthead"] = _fit_mastheads(papers)
    models["who"] = trainers.train("who", c1=0.05, c2=1.0)
    return models


def _learn_forms(
    trainers: _Trainers, language: Language, papers: Sequence[dict[str, Any]], pool: Sequence[str]
) -> None:
    """Learns the forms of lines that papers of a language use, before and behind texts of the corpus."""
    articles = [article for paper in papers for article in _articles(paper)]
    texts = [text for article in articles for text in _texts(article)]
    captions = [
        block["caption"]
        for article in articles
        for block in _flat(article["body"])
        if block["t"] == "figure" and block.get("caption")
    ]
    for seed in range(TIMES):
        rng = random.Random(seed)
        for form in forms_of(language, pool, rng):
            text = rng.choice(texts)
            for piece in _from_form(form, text, rng.choice(captions or texts), rng):
                others = [text] * rng.randrange(1, 6) + [piece.text] * rng.randrange(3)
                _learn(trainers, piece, language, people.Heads([piece.text, *others]), rng)


def _texts(article: dict[str, Any]) -> list[str]:
    return [block["text"] for block in article["body"] if block["t"] == "p" and "\n" not in block["text"]]


def _from_form(form: Filled, text: str, caption: str, rng: random.Random) -> Iterator[Piece]:
    """The line as it stands in an article."""
    columnist = any(role == "columnist" for *_, role in form.names)
    setting = people.Setting(
        "副刊" if rng.random() < (COLUMN if columnist else 1 - COLUMN) else None,
        rng.random() < (1 - COLUMN if columnist else COLUMN),
        form.kind == "byline",
    )
    match form.kind:
        case "head":
            gap = "" if form.text[-1:].isspace() or not form.end or rng.random() < COLUMN else " "
            part = (0, form.end) if form.end else None
            yield Piece("head", form.text + gap + text, form.names, part, setting)
        case "tail":
            jump = (len(text), len(text) + len(form.text)) if JUMP.search(form.text) else None
            yield Piece("tail", text + form.text, _moved(form.names, len(text)), jump, setting)
        case "byline" | "editors":
            yield Piece(form.kind, form.text, form.names, None, setting)
        case _:
            yield Piece("credit", form.text, form.names)
            at = len(caption := caption + rng.choice((" ", "", "　")))
            whole = caption + form.text
            yield Piece("caption", whole, _moved(form.names, at), (at, len(whole)))


def _moved(names: Sequence[tuple[int, int, str]], by: int) -> list[tuple[int, int, str]]:
    return [(start + by, end + by, role) for start, end, role in names]


def _learn(
    trainers: _Trainers, whole: Piece, language: Language, heads: people.Heads, rng: random.Random
) -> None:
    piece = cut(whole)
    if piece.kind == "tail" and not piece.names and not piece.part and rng.random() > UNSIGNED:
        return
    extra = {"head": heads.features(whole.text), "tail": piece.setting.features}.get(piece.kind, ())
    tokens, features = people.observe(piece.kind, piece.text, language, extra)
    trainers.add(people.MODELS[piece.kind], features, labels_of(piece, tokens))
    if piece.names:
        spans = [(start, end) for start, end, _ in piece.names]
        described = people.role_features(piece.kind, piece.text, spans, language, piece.setting)
        trainers.add("who", described, [role for *_, role in piece.names])


# --- mastheads ----------------------------------------------------------------------------

_NUMERALS = re.compile(
    r"[0-9０-９][0-9０-９,，]*|[〇○零一二三四五六七八九十百千廿卅拾壹貳參肆伍陸柒捌玖兩两]+"
)
_COUNTERS = {
    "page_count": re.compile(r"[版張张頁页面쪽]|ages|ページ"),
    "issue_number": re.compile(r"[第號号期호#]|[Nn][Oo]|Issue"),
}


def body_of(paper: dict[str, Any]) -> str:
    """Folio lines and datelines of an issue."""
    folios = [line for section in paper["sections"] for line in section.get("folio_lines") or []]
    return "\n".join([*folios, *(article.get("dateline") or "" for article in _articles(paper))])


def masthead_spans(facts: dict[str, Any], text: str, language: Language) -> list[tuple[int, int, str]]:
    """Where the facts of a masthead stand in its lines."""
    order = (
        "date",
        "issue_number",
        "page_count",
        "lunar_date",
        "cn_number",
        "issn",
        "postal_code",
        "weather",
        "price",
        "weekday",
        "publisher",
        "name",
        "edition",
    )
    found: list[tuple[int, int, str]] = []
    for field in order:
        for start, end in _places(field, facts.get(field), text, language):
            if not any(start < e and s < end for s, e, _ in found):
                found.append((start, end, field))
                break
    return found


def _places(field: str, value: Any, text: str, language: Language) -> Iterator[tuple[int, int]]:
    if value in (None, ""):
        return
    if field == "date":
        yield from (
            (date.start, date.end)
            for date in find_dates(text, language)
            if date.date and date.date.isoformat() == value
        )
        return
    if field in _COUNTERS:
        wanted = str(value).replace(",", "")
        for match in _NUMERALS.finditer(text):
            around = text[max(0, match.start() - 8) : match.end() + 4]
            if str(number(re.sub("[,，]", "", match[0]))) == wanted and _COUNTERS[field].search(around):
                yield match.span()
    pattern = r"[\s　]*".join(map(re.escape, re.sub(r"\s", "", str(value))))
    matches = [*re.finditer(pattern, text)] or [*re.finditer(pattern, text, re.IGNORECASE)]
    if field == "name":
        edged = "\n" + text + "\n"
        matches.sort(key=lambda match: (edged[match.start()], edged[match.end() + 1]) != ("\n", "\n"))
    yield from (match.span() for match in matches)


def _learn_masthead(
    trainers: _Trainers,
    lines: Sequence[str],
    spans: Sequence[tuple[int, int, str]],
    body: str,
    language: Language,
) -> None:
    tokens, features = masthead.observe(lines, language, body)
    labels = ["O"] * len(tokens)
    for at, token in enumerate(tokens):
        for start, end, field in spans:
            if start <= token.start < end:
                labels[at] = ("B-" if token.start == start else "I-") + field
    trainers.add("masthead", features, labels)


def _fit_mastheads(papers: Sequence[dict[str, Any]]) -> bytes:
    trainers = _Trainers()
    for paper in papers:
        language, printed = language_of(paper["lang"]), list(paper["masthead"]["lines"])
        shuffled = list(printed)
        random.Random(len(printed)).shuffle(shuffled)
        for lines in (printed, [line.translate(HALF) for line in printed], shuffled):
            spans = masthead_spans(paper["masthead"], "\n".join(lines), language)
            _learn_masthead(trainers, lines, spans, body_of(paper), language)
    for tag in sorted({paper["lang"] for paper in papers}):
        for seed in range(MADE_MASTHEADS):
            made = made_masthead(language_of(tag), random.Random(seed))
            _learn_masthead(trainers, made.lines, made.spans, made.body, language_of(tag))
    return trainers.train("masthead", c1=0.05, c2=0.3, max_iterations=80)


def judge_masthead(paper: dict[str, Any], score: Score) -> float:
    """The share of a masthead's facts that are read with the weights in use."""
    found = masthead.read_masthead(paper["masthead"]["lines"], language_of(paper["lang"]), body_of(paper))
    rights = []
    for field in masthead.FACTS:
        gold = paper["masthead"].get(field)
        if gold in (None, ""):
            continue
        read = getattr(found, field)
        right = _is_fact(field, _bare(str(read or "")), _bare(str(gold)))
        rights.append(right)
        score.judge("m " + field, right=right)
        if not right:
            score.errors.append(
                f"{paper['id']} masthead {field} gold {gold!r} read {read!r} in {paper['masthead']['lines']}"
            )
    return sum(rights) / max(1, len(rights))


def _is_fact(field: str, read: str, gold: str) -> bool:
    if read == gold or field not in {"publisher", "weather", "price", "edition"} or not read:
        return read == gold
    short, long = sorted((read, gold), key=len)
    return short in long and len(long) <= 2 * len(short) + 2


# --- evaluation ---------------------------------------------------------------------------


def _bare(text: str | None) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text or "") if char.isalnum()).lower()


class Score:
    """What was right in some papers."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.errors: list[str] = []

    def f1(self, name: str) -> float:
        found = self.counts[name, "gold"] + self.counts[name, "read"]
        return 2 * self.counts[name, "hit"] / found if found else 1.0

    def share(self, name: str) -> float:
        return self.counts[name, "right"] / max(1, self.counts[name, "all"])

    def compare(self, name: str, gold: set[Any], read: set[Any]) -> None:
        self.counts[name, "gold"] += len(gold)
        self.counts[name, "read"] += len(read)
        self.counts[name, "hit"] += len(gold & read)

    def judge(self, name: str, *, right: bool) -> None:
        self.counts[name, "all"] += 1
        self.counts[name, "right"] += right


def _read(
    piece: Piece, language: Language, heads: people.Heads
) -> tuple[tuple[int, int] | None, Sequence[Any]]:
    match piece.kind:
        case "byline":
            return None, people.byline(piece.text, language, piece.setting)
        case "credit":
            return None, people.credit(piece.text, language)
        case "editors":
            return None, people.editors(piece.text, language)
        case "head":
            end, found = people.paragraph_head(piece.text, language, heads)
            return (0, end) if end else None, found
        case "tail":
            start, found = people.paragraph_tail(piece.text, language, piece.setting)
        case "caption":
            start, found = people.caption(piece.text, language)
    return (start, len(piece.text)) if start < len(piece.text) else None, found


def judge(paper: dict[str, Any], score: Score) -> None:
    """Reads a paper's pieces with the weights in use."""
    language, rng = language_of(paper["lang"]), random.Random(1)
    parts = [list(pieces(article, paper["lang"], rng)) for article in _articles(paper)]
    heads = _first_texts([piece for part in parts for piece in part])
    for article, part in zip(_articles(paper), parts, strict=True):
        everybody: set[tuple[str, str]] = set()
        for piece in part:
            region, found = _read(piece, language, heads)
            read = {(person.role, _bare(person.name)) for person in found}
            gold = {
                (role, _bare(piece.text[s:e])) for s, e, roles in piece.names for role in roles.split("+")
            }
            everybody |= read
            score.compare(piece.kind, gold, read)
            score.compare(piece.kind + " bare", {name for _, name in gold}, {name for _, name in read})
            same = _same(piece.text, region, piece.part)
            score.judge(piece.kind + " part", right=same)
            if piece.part and piece.kind == "head":
                score.judge("datelines", right=same)
            if gold != read or not same:
                shown = piece.text[-60:] if piece.kind == "tail" else piece.text[:90]
                score.errors.append(
                    f"{paper['id']} {piece.kind} [{piece.setting.column}] {shown!r}\n      gold {sorted(gold)} {piece.part}\n      read {sorted(read)} {region}"
                )
        gold_people = {(person["role"], _bare(person["name"])) for person in article.get("byline") or []}
        score.compare("names", gold_people, everybody)
        score.compare("names bare", {n for _, n in gold_people}, {n for _, n in everybody})


def _same(text: str, one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return _bare(text[slice(*one)] if one else "") == _bare(text[slice(*other)] if other else "")


def evaluate(files: Sequence[Path], folds: int) -> None:
    """Prints how each paper is read with weights learned from the others."""
    papers = [json.loads(file.read_text(encoding="utf-8")) | {"id": file.stem} for file in files]
    total, mastheads = Score(), []
    for fold in range(folds):
        models = fit([paper for at, paper in enumerate(papers) if at % folds != fold])
        with weights.use(models):
            _judge_all(papers[fold::folds], total, mastheads)
    for kind in ("names", *people.MODELS):
        print(
            f"{kind:10} {total.f1(kind):.3f} without role {total.f1(kind + ' bare'):.3f} part {total.share(kind + ' part'):.3f} of {total.counts[kind, 'gold']}"
        )
    print(
        f"masthead {sum(mastheads) / len(mastheads):.3f}",
        {field: round(total.share("m " + field), 2) for field in masthead.FACTS},
    )
    print(
        f"datelines {total.share('datelines'):.3f}; sizes {[(name, len(data) // 1000) for name, data in models.items()]}"
    )
    Path(tempfile.gettempdir(), "spans.errors").write_text("\n".join(total.errors), encoding="utf-8")


def _judge_all(papers: Sequence[dict[str, Any]], total: Score, mastheads: list[float]) -> None:
    for paper in papers:
        score = Score()
        judge(paper, score)
        mastheads.append(judge_masthead(paper, score))
        print(
            f"{paper['id']:28} names {score.f1('names'):.3f} ({score.f1('names bare'):.3f}) datelines {score.share('datelines'):.3f} masthead {mastheads[-1]:.3f}",
            flush=True,
        )
        total.counts += score.counts
        total.errors += score.errors


def main(arguments: Sequence[str]) -> int:
    """Evaluates on the issues of the folders named."""
    folds = int(next((a.partition("=")[2] for a in arguments if a.startswith("--folds=")), "5"))
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    files = sorted(file for folder in folders for file in folder.glob("*.json"))
    if "--evaluate" not in arguments or not files:
        print(__doc__)
        return 2
    evaluate(files, folds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
