"""Where the styles and the fonts lie: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Literal

from ebook.errors import MissingTool

__all__ = ["folder"]


def folder(name: Literal["styles", "fonts"]) -> Path:
    """The folder of the styles or of the fonts.

    A wheel carries both inside the package; in a checkout and an editable install they are the
    package's siblings.

    Raises:
        MissingTool: neither place has it; the installation is incomplete.
    """
    package = Path(str(resources.files("ebook")))
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise MissingTool(f"the folder {name}/ of the installation is missing", hint="install ebook again")
