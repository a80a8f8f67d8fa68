"""Make the font files of fonts/ out of Noto CJK, Source Serif and Source Sans.

    python tools/fonts/make.py --latin FOLDER [--noto FOLDER] [--out FOLDER]

FOLDER of --latin holds the two npm packages that fonts/README.md names, unpacked. The inputs are
checked against fonts/SHA256SUMS.inputs; the same inputs and the same versions of fontTools,
uharfbuzz and east-asian-spacing give the same bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

# Both fontTools and east-asian-spacing take the time stamp from here: the release of the younger source.
os.environ["SOURCE_DATE_EPOCH"] = "1643241600"

from io import BytesIO

from additions import Fit, additions
from coverage import write_coverage
from east_asian_spacing import Builder
from fontTools.ttLib import TTFont
from grafting import append, kern_like_bases, renumber
from naming import rename
from regions import separate, wrong_forms
from repertoire import FONTS
from subsetting import subset


class Recipe(NamedTuple):
    """One face: its names, its sources, and how their letters are brought to one size."""

    family: str
    style: str
    collection: str
    latin: str
    fit: Fit
    whole: bool = False

    @property
    def file(self) -> str:
        """The font's file name."""
        return f"{self.family.replace(' ', '')}-{self.style}.otf"


SERIF_LATIN = "source-serif-pro-3.1.0/VAR/SourceSerifVariable-Roman.otf"
SANS_LATIN = "source-sans-pro-3.6.0/VAR/SourceSansVariable-Roman.otf"

# The regular serif carries all that its source has: it is the face of last resort for the others.
RECIPES = (
    Recipe("Ebook Serif", "Regular", "NotoSerifCJK-Regular.ttc", SERIF_LATIN, Fit(340, 1.0882), whole=True),
    Recipe("Ebook Serif", "Bold", "NotoSerifCJK-Bold.ttc", SERIF_LATIN, Fit(475, 1.1187)),
    Recipe("Ebook Sans", "Regular", "NotoSansCJK-Regular.ttc", SANS_LATIN, Fit(400, 1.1171)),
    Recipe("Ebook Sans", "Bold", "NotoSansCJK-Bold.ttc", SANS_LATIN, Fit(645, 1.1351)),
)


def make(recipe: Recipe, noto: Path, latin: Path, out: Path) -> Path:
    """Write one font file; its path."""
    collection = noto / recipe.collection
    forms = wrong_forms(collection)
    wanted = {glyph for form in forms.values() for glyph in form.values()}
    cut = subset(collection, whole=recipe.whole, extra_glyphs=wanted)
    font = TTFont(BytesIO(cut.data), recalcBBoxes=False)
    renumber(font)
    separate(
        font, {code: {tag: cut.glyphs[old] for tag, old in form.items()} for code, form in forms.items()}
    )
    letters = TTFont(latin / recipe.latin)
    kern_like_bases(font, append(font, additions(font, letters, recipe.fit)))
    rename(font, recipe.family, recipe.style, latin_notice=letters["name"].getDebugName(0))
    target = out / recipe.file
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / recipe.file
        font.save(plain)
        asyncio.run(_add_contextual_spacing(plain, target))
    return target


async def _add_contextual_spacing(plain: Path, target: Path) -> None:
    """Add `chws` and `vchw`, judging each glyph by where its ink lies: the forms differ by language."""
    builder = Builder(plain)
    await builder.build_and_save(target)
    if not builder.has_spacings:
        raise SystemExit(f"{plain.name}: east-asian-spacing added no features")


def check_inputs(noto: Path, latin: Path) -> None:
    """Refuse sources other than those that fonts/SHA256SUMS.inputs names."""
    for line in (FONTS / "SHA256SUMS.inputs").read_text(encoding="utf-8").splitlines():
        expected, name = line.split(maxsplit=1)
        path = (noto if name.endswith(".ttc") else latin) / name
        if _sha256(path) != expected:
            raise SystemExit(f"{path} is not the file that fonts/SHA256SUMS.inputs names")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Make all faces, their coverage and their check sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--noto", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    parser.add_argument("--latin", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FONTS)
    arguments = parser.parse_args()
    check_inputs(arguments.noto, arguments.latin)
    arguments.out.mkdir(parents=True, exist_ok=True)
    made = [make(recipe, arguments.noto, arguments.latin, arguments.out) for recipe in RECIPES]
    write_coverage(made, arguments.out / "coverage.json")
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(made))
    (arguments.out / "SHA256SUMS").write_text(sums, encoding="utf-8")
    sys.stdout.write("".join(f"{path.name}: {path.stat().st_size:,} bytes\n" for path in made))


if __name__ == "__main__":
    main()
