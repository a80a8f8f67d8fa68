"""Stage: what each line of an issue is, and where articles begin.

Two models, one after the other, each a conditional random field over all lines of the issue (Lafferty et al.
2001): it weighs what a line looks like against what its neighbours are, and finds the most likely explanation
of the whole. The second model also sees what the first one found: how this paper sets its titles, bylines and
folios throughout (stacked sequential learning, Cohen and Carvalho 2005). Lines whose size on the page is known
have models of their own, which weigh sizes and places, too.

The roles:

MAST   a line of the masthead                     FOLIO  a folio or staff line at a page's edge
COL    a column label (栏目)                      KICK   a kicker (引题)
HEAD   a headline, or a line of one               KH     kicker and headline read as one line
DECK   a deck (副题)                              BY     a byline
JF, JT a jump line: from, to another page         P      a paragraph
H      a cross-heading                            QUOTE  a pull quote
NOTE   a note of the editors                      LIST   an item of a list
VERSE  a line of verse                            TCAP, TAB, TNOTE  a table's caption, row, note
STUB   a sentence in the place of a table         FIG, CRED, PICTURE  a caption, its credit, a picture's place
AT     a box's title; AP, ALIST what is in it     EC     who edited the article
CHROME controls of a web page                     +      goes on the line before it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import msgspec

from ebook.languages import Language
from ebook.reading import paper
from ebook.reading.certain import settled
from ebook.reading.features import bucket, line_features, pattern_of
from ebook.reading.paper import CorrectedIssue
from ebook.reading.pieces import Line, Piece
from ebook.reading.profiles import KnownLines, Profile, label_of_word
from ebook.reading.weights import own_tagger, tagger

__all__ = ["HEADER", "SIGNED", "Labelling", "headers_of", "read_roles", "stacked_features"]

HEADER = ("COL", "KICK", "HEAD", "KH", "DECK", "BY", "JF")
_TITLES = ("KICK", "HEAD", "KH")
_BEGINS = "*"
_DOUBT = 0.9
_TEMPER = 0.55
"""The power that makes probabilities true of papers left out, as `benchmarks/reading.py` measures it."""
_LIMITS = (0.2, 0.4, 0.6, 0.8, 0.95)
SIGNED = ("BY", "COL", "H", "FIG", "AT", "TCAP", "JT", "EC")
_SHORT = 40
_FAR = 12
_UNKNOWN = Profile()
_NOTHING = KnownLines(_UNKNOWN)


class Labelling(msgspec.Struct, frozen=True):
    """A label for each line (a role, with `*` where an article begins), its probability, and the next likely one."""

    labels: list[str]
    sure: list[float]
    others: list[str]


def read_roles(lines: Sequence[Line], language: Language, profile: Profile = _UNKNOWN) -> list[Piece]:
    """The lines with their roles; `profile` is what is known of the paper from earlier issues."""
    known = KnownLines(profile)
    if profile.examples:
        found = _as_in_paper(lines, language, profile)
    else:
        _, found = _in_general(lines, language, profile, known)
    pieces = [
        Piece(
            line=line,
            role=found.labels[at].rstrip(_BEGINS),
            begins=found.labels[at].endswith(_BEGINS),
            sure=_calibrated(found.sure[at]),
            other=found.others[at],
        )
        for at, line in enumerate(lines)
    ]
    return settled(_recognised(pieces, known), language)


def _calibrated(sure: float) -> float:
    """How often a line of which a model is so sure has the right role.

    The models are too sure of papers that they did not learn from, all by the same power of the odds.
    """
    if not 0 < sure < 1:
        return sure
    odds: float = (sure / (1 - sure)) ** _TEMPER
    return round(odds / (1 + odds), 4)


def _in_general(
    lines: Sequence[Line], language: Language, profile: Profile = _UNKNOWN, known: KnownLines = _NOTHING
) -> tuple[list[list[str]], Labelling]:
    """What both models as shipped find, and the features of the second."""
    features = line_features(lines, language)
    kind = "page_" if any(line.size for line in lines) else ""
    first = _informed(labelled(features, f"{kind}roles"), lines, known)
    stacked = stacked_features(features, lines, first, profile)
    return stacked, labelled(stacked, f"{kind}roles2")


def _as_in_paper(lines: Sequence[Line], language: Language, profile: Profile) -> Labelling:
    """What a model finds that learned from the paper's corrected issues what the models as shipped make of them.

    These must not know the profile here: it was learned from the same issues.
    """

    def train() -> bytes:
        return paper.train(_example(issue, language) for issue in profile.examples)

    model = own_tagger((profile.examples, language.tag), train)
    stacked, found = _in_general(lines, language)
    return label_with(model, paper.paper_features(stacked, found.labels, found.sure, found.others))


def _example(issue: CorrectedIssue, language: Language) -> tuple[list[paper.Features], list[str]]:
    """(features, labels) of a corrected issue; a line whose role nobody said is what the models as shipped find."""
    stacked, found = _in_general([paper.line_of(line) for line in issue.lines], language)
    labels = [
        label_of_word(line.role) if line.role else label
        for line, label in zip(issue.lines, found.labels, strict=True)
    ]
    return paper.paper_features(stacked, found.labels, found.sure, found.others), labels


def _recognised(pieces: list[Piece], known: KnownLines) -> list[Piece]:
    """The pieces, with the roles of the lines that the paper's earlier issues hold too."""
    if not known:
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        label = known.label_of(piece.text)
        role = label.rstrip(_BEGINS)
        if role and role != piece.role:
            begins = label.endswith(_BEGINS)
            found.append(Piece(line=piece.line, role=role, begins=begins))
        elif (
            piece.begins and found and found[-1].role == "COL" and found[-1].begins and piece.role in _TITLES
        ):
            found.append(msgspec.structs.replace(piece, begins=False))
        else:
            found.append(piece)
    return found


def _informed(first: Labelling, lines: Sequence[Line], known: KnownLines) -> Labelling:
    """What the first model found, but for the lines that are in the paper's earlier issues, or framed as there."""
    if not known:
        return first
    labels, sure, others = list(first.labels), list(first.sure), list(first.others)
    for at, line in enumerate(lines):
        label = known.label_of(line.text) or known.label_of_frame(line.text)
        if label:
            if label.rstrip(_BEGINS) != labels[at].rstrip(_BEGINS):
                labels[at] = label
            sure[at], others[at] = 1.0, ""
    return Labelling(labels, sure, others)


def labelled(features: list[list[str]], model: str) -> Labelling:
    """The most likely labels of a sequence by one of the models."""
    return label_with(tagger(model), features)


def label_with(model: object, features: Sequence[Collection[str]]) -> Labelling:
    """The most likely labels of a sequence.

    Args:
        model: a `pycrfsuite.Tagger`.
        features: those of each line, or their weights.
    """
    if not features:
        return Labelling([], [], [])
    labels: list[str] = model.tag(features)  # type: ignore[attr-defined]
    every: list[str] = model.labels()  # type: ignore[attr-defined]
    sure = [round(model.marginal(label, at), 4) for at, label in enumerate(labels)]  # type: ignore[attr-defined]
    others = [
        ""
        if sure[at] > _DOUBT
        else max((model.marginal(name, at), name) for name in every if name != label)[1]  # type: ignore[attr-defined]
        for at, label in enumerate(labels)
    ]
    return Labelling(labels, sure, others)


def stacked_features(
    features: list[list[str]], lines: Sequence[Line], first: Labelling, profile: Profile = _UNKNOWN
) -> list[list[str]]:
    """The features of the second model: those of the first, and what it found in the issue and in earlier ones."""
    labels = first.labels
    roles = [label.rstrip(_BEGINS) for label in labels]
    habits = _habits(labels, roles, profile)
    patterns = _patterns(lines, labels)
    signs = _signs(lines, roles, profile)
    begins = [at for at, label in enumerate(labels) if label.endswith(_BEGINS)]
    out = []
    for at, line in enumerate(lines):
        label = labels[at]
        found = [*features[at], f"y={label}", f"y={label}:{bucket(first.sure[at], _LIMITS)}"]
        if first.others[at]:
            found.append(f"y2={first.others[at]}")
        found += (
            f"y{step}={labels[at + step] if 0 <= at + step < len(labels) else '-'}"
            for step in (-4, -3, -2, -1, 1, 2, 3, 4)
        )
        found.append("yy=" + "|".join(labels[max(0, at - 1) : at + 2]))
        found += habits
        found += (f"{habit}|{label}" for habit in habits)
        if len(line.text) < _SHORT:
            found += _kin(line, label, roles[at], patterns, signs)
        found += _distances(at, begins)
        out.append(found)
    return out


def _habits(labels: Sequence[str], roles: Sequence[str], profile: Profile) -> list[str]:
    """How the paper sets its articles: the share with each part, and the two most usual orders of titles."""
    shares, orders = Counter(profile.shares()), Counter(profile.orders())
    begun = max(1, shares[""] + sum(label.endswith(_BEGINS) for label in labels))
    headings = shares["H"] + roles.count("H")
    for header in headers_of(labels):
        shares.update(set(header))
        orders["-".join(header)] += 1
    found = [f"I{role}{min(4, shares[role] * 5 // begun)}" for role in ("COL", "KICK", "DECK", "BY")]
    found.append(f"IH{min(4, headings * 2 // begun)}")
    ranked = sorted(orders.items(), key=lambda pair: (-pair[1], pair[0]))
    return found + [f"T={order}" for order, _ in ranked[:2]]


def headers_of(labels: Sequence[str]) -> Iterator[list[str]]:
    """The roles of the titles of each article, in order."""
    roles = [label.rstrip(_BEGINS) for label in labels]
    for at, label in enumerate(labels):
        if not label.endswith(_BEGINS):
            continue
        end = at
        while end < len(labels) and roles[end] in HEADER and (end == at or not labels[end].endswith(_BEGINS)):
            end += 1
        yield roles[at:end]


def _patterns(lines: Sequence[Line], labels: Sequence[str]) -> dict[str, Counter[str]]:
    """The labels of all short lines of one pattern (digits and letters levelled)."""
    found: dict[str, Counter[str]] = {}
    for line, label in zip(lines, labels, strict=True):
        if len(line.text) < _SHORT:
            found.setdefault(pattern_of(line.text), Counter())[label] += 1
    return found


def _signs(lines: Sequence[Line], roles: Sequence[str], profile: Profile) -> Counter[tuple[str, str]]:
    """How often lines of a role begin and end with each character."""
    found: Counter[tuple[str, str]] = Counter(dict(profile.signs()))
    for line, role in zip(lines, roles, strict=True):
        if role in SIGNED and line.text:
            found[role, line.text[0]] += 1
            found[role, f"${line.text[-1]}"] += 1
    return found


def _kin(
    line: Line, label: str, role: str, patterns: dict[str, Counter[str]], signs: Counter[tuple[str, str]]
) -> list[str]:
    """What lines of the same pattern, and with the same first and last character, were found to be."""
    found = []
    others = Counter(patterns[pattern_of(line.text)])
    others[label] -= 1
    usual, times = max(others.items(), key=lambda pair: (pair[1], pair[0]))
    if times > 0:
        found.append(f"pm={usual}:{bucket(times / others.total(), _LIMITS)}")
    if line.text:
        for name in SIGNED:
            own = name == role
            first, last = signs[name, line.text[0]] - own, signs[name, f"${line.text[-1]}"] - own
            if first > 1:
                found.append(f"ps{name}{min(first, 4)}")
            if last > 1:
                found.append(f"pe{name}{min(last, 4)}")
    return found


def _distances(at: int, begins: Sequence[int]) -> tuple[str, str]:
    """How far the beginnings of articles before and after a line are."""
    import bisect

    after = bisect.bisect_right(begins, at)
    before = bisect.bisect_left(begins, at)
    ahead = begins[after] - at if after < len(begins) else _FAR
    behind = at - begins[before - 1] if before else _FAR
    return f"nb{min(ahead, _FAR)}", f"pb{min(behind, _FAR)}"
