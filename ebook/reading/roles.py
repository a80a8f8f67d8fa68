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
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ebook.languages import Language
from ebook.reading import paper
from ebook.reading.certain import settled
from ebook.reading.decoding import BEGINS, Labelling, constrained, with_decisions
from ebook.reading.features import bucket, line_features, pattern_of
from ebook.reading.paper import CorrectedIssue
from ebook.reading.pieces import DecidedLine, Line, Piece
from ebook.reading.profiles import KnownLines, Profile, label_of_word
from ebook.reading.weights import own_tagger, tagger

__all__ = ["HEADER", "SIGNED", "headers_of", "read_roles", "stacked_features"]

HEADER = ("COL", "KICK", "HEAD", "KH", "DECK", "BY", "JF")
_TITLES = ("KICK", "HEAD", "KH")
_TEMPER = 0.55
"""The power that makes probabilities true of papers left out, as `benchmarks/reading.py` measures it."""
_LIMITS = (0.2, 0.4, 0.6, 0.8, 0.95)
SIGNED = ("BY", "COL", "H", "FIG", "AT", "TCAP", "JT", "EC")
_SHORT = 40
_FAR = 12
_UNKNOWN = Profile()
_NOTHING = KnownLines(_UNKNOWN)
_UNDECIDED: Mapping[int, DecidedLine] = {}


def read_roles(
    lines: Sequence[Line],
    language: Language,
    profile: Profile = _UNKNOWN,
    decided: Mapping[int, DecidedLine] = _UNDECIDED,
) -> list[Piece]:
    """The lines with their roles.

    Args:
        lines: all lines of the issue.
        language: of the issue.
        profile: what is known of the paper from earlier issues.
        decided: what a person decided about lines, by their places; it holds, and the others are read around it.
    """
    known = KnownLines(profile)
    if profile.examples:
        found = _as_in_paper(lines, language, profile, decided)
    else:
        _, found = _in_general(lines, language, profile, known, decided)
    others = found.others
    pieces = [
        Piece(
            line=line,
            role=found.labels[at].rstrip(BEGINS),
            begins=found.labels[at].endswith(BEGINS),
            sure=_calibrated(found.sure[at]),
            other=others[at],
            likely=_calibrated_others(found.sure[at], found.likely[at]),
        )
        for at, line in enumerate(lines)
    ]
    return with_decisions(settled(_recognised(pieces, known), language), decided)


def _calibrated(sure: float) -> float:
    """How often a line of which a model is so sure has the right role.

    The models are too sure of papers that they did not learn from, all by the same power of the odds.
    """
    if not 0 < sure < 1:
        return sure
    odds: float = (sure / (1 - sure)) ** _TEMPER
    return round(odds / (1 + odds), 4)


def _in_general(
    lines: Sequence[Line],
    language: Language,
    profile: Profile = _UNKNOWN,
    known: KnownLines = _NOTHING,
    decided: Mapping[int, DecidedLine] = _UNDECIDED,
) -> tuple[list[list[str]], Labelling]:
    """What both models as shipped find, and the features of the second."""
    features = line_features(lines, language)
    kind = "page_" if any(line.size for line in lines) else ""
    first = _informed(constrained(tagger(f"{kind}roles"), features, decided), lines, known)
    stacked = stacked_features(features, lines, first, profile)
    return stacked, constrained(tagger(f"{kind}roles2"), stacked, decided)


def _as_in_paper(
    lines: Sequence[Line], language: Language, profile: Profile, decided: Mapping[int, DecidedLine]
) -> Labelling:
    """What a model finds that learned from the paper's corrected issues what the models as shipped make of them.

    These must not know the profile here: it was learned from the same issues.
    """

    def train() -> bytes:
        return paper.train(_example(issue, language) for issue in profile.examples)

    model = own_tagger((profile.examples, language.tag), train)
    stacked, found = _in_general(lines, language, decided=decided)
    return constrained(model, paper.paper_features(stacked, found.labels, found.sure, found.others), decided)


def _example(issue: CorrectedIssue, language: Language) -> tuple[list[paper.Features], list[str]]:
    """(features, labels) of a corrected issue; a line whose role nobody said is what the models as shipped find."""
    stacked, found = _in_general([paper.line_of(line) for line in issue.lines], language)
    labels = [
        label_of_word(line.role) if line.role else label
        for line, label in zip(issue.lines, found.labels, strict=True)
    ]
    return paper.paper_features(stacked, found.labels, found.sure, found.others), labels


def _calibrated_others(sure: float, likely: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The other labels of a line with what `_calibrated` leaves of its probability, in the shares that they have."""
    scale = (1 - _calibrated(sure)) / (1 - sure) if sure < 1 else 1.0
    return tuple((label, round(share * scale, 4)) for label, share in likely)


def _recognised(pieces: list[Piece], known: KnownLines) -> list[Piece]:
    """The pieces, with the roles of the lines that the paper's earlier issues hold too."""
    if not known:
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        label = known.label_of(piece.text)
        role = label.rstrip(BEGINS)
        if role and role != piece.role:
            begins = label.endswith(BEGINS)
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
    labels, sure, likely = list(first.labels), list(first.sure), list(first.likely)
    for at, line in enumerate(lines):
        label = known.label_of(line.text) or known.label_of_frame(line.text)
        if label:
            if label.rstrip(BEGINS) != labels[at].rstrip(BEGINS):
                labels[at] = label
            sure[at], likely[at] = 1.0, ()
    return Labelling(labels, sure, likely)


def stacked_features(
    features: list[list[str]], lines: Sequence[Line], first: Labelling, profile: Profile = _UNKNOWN
) -> list[list[str]]:
    """The features of the second model: those of the first, and what it found in the issue and in earlier ones."""
    labels = first.labels
    roles = [label.rstrip(BEGINS) for label in labels]
    habits = _habits(labels, roles, profile)
    patterns = _patterns(lines, labels)
    signs = _signs(lines, roles, profile)
    begins = [at for at, label in enumerate(labels) if label.endswith(BEGINS)]
    others = first.others
    out = []
    for at, line in enumerate(lines):
        label = labels[at]
        found = [*features[at], f"y={label}", f"y={label}:{bucket(first.sure[at], _LIMITS)}"]
        if other := others[at]:
            found.append(f"y2={other}")
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
    begun = max(1, shares[""] + sum(label.endswith(BEGINS) for label in labels))
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
    roles = [label.rstrip(BEGINS) for label in labels]
    for at, label in enumerate(labels):
        if not label.endswith(BEGINS):
            continue
        end = at
        while end < len(labels) and roles[end] in HEADER and (end == at or not labels[end].endswith(BEGINS)):
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
