"""Several pictures on one sheet: what the tools that make the pictures of docs/images share."""

from __future__ import annotations

from PIL import Image

__all__ = ["GAP", "GROUND", "beside"]

GAP = 24
GROUND = (214, 214, 210)


def beside(shots: list[Image.Image]) -> Image.Image:
    """Pictures of one height from left to right; a single one as it is."""
    if len(shots) == 1:
        return shots[0]
    sheet = Image.new("RGB", (sum(shot.width + GAP for shot in shots) - GAP, shots[0].height), GROUND)
    left = 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    return sheet
