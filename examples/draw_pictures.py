"""Draws the pictures of the example newspaper: `python examples/draw_pictures.py`.

Three scenes in flat colours, drawn at twice their size and scaled down for smooth edges.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1200, 800)
SCALE = 2
FOLDER = Path(__file__).parent / "qingheng-daily" / "pictures"

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """A drawing surface whose unit is a pixel of the finished picture."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        """An empty sky that runs from one colour to another."""
        width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
        self.image = Image.new("RGB", (width, height))
        self.pen = ImageDraw.Draw(self.image)
        for y in range(height):
            self.pen.line([(0, y), (width, y)], fill=_between(top, bottom, y / height))

    def shape(self, points: list[Point], colour: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: list[Point], colour: Colour, width: float) -> None:
        """A line through points, with round joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def disc(self, centre: Point, radius: float, colour: Colour, *, flat: float = 1.0) -> None:
        """A filled circle, or an ellipse whose height is `flat` times its width."""
        x, y = centre[0] * SCALE, centre[1] * SCALE
        rx, ry = radius * SCALE, radius * flat * SCALE
        self.pen.ellipse((x - rx, y - ry, x + rx, y + ry), fill=colour)

    def save(self, path: Path) -> None:
        """Scales down and writes a PNG of 96 colours."""
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        small.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)


def _between(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _ridge(height: float, waves: list[tuple[float, float, float]]) -> list[Point]:
    """A skyline of hills, closed along the picture's lower edge; a wave is size, length and shift."""
    line = [
        (float(x), height - sum(size * math.sin(x / length + shift) for size, length, shift in waves))
        for x in range(0, SIZE[0] + 1, 6)
    ]
    return [*line, (SIZE[0], SIZE[1]), (0, SIZE[1])]


def _spaced(start: float, stop: float, count: int) -> Iterator[float]:
    return (start + (stop - start) * i / (count - 1) for i in range(count))


def bridge() -> Canvas:
    """An arch bridge over a bay at sunrise, people on it, an old tree and a moored ferry below."""
    canvas = Canvas((247, 214, 170), (236, 236, 222))
    canvas.disc((830, 300), 70, (236, 128, 84))
    canvas.shape(_ridge(400, [(50, 160, 0.4), (24, 61, 1.0)]), (176, 190, 184))
    canvas.shape(_ridge(460, [(40, 210, 2.2), (14, 47, 0.0)]), (128, 154, 150))
    canvas.shape([(0, 560), (1200, 560), (1200, 800), (0, 800)], (92, 134, 140))
    for i, y in enumerate(_spaced(590, 780, 12)):
        x = 700 + 90 * math.sin(i * 1.7)
        canvas.line([(x, y), (x + 170 - 9 * i, y)], (226, 176, 132), 3)
    _arches(canvas)
    for x in _spaced(250, 960, 14):
        _walker(canvas, x + 11 * math.sin(x), 408)
    _tree(canvas)
    _ferry(canvas)
    return canvas


def _arches(canvas: Canvas) -> None:
    dark = (70, 62, 66)
    canvas.shape([(0, 410), (1200, 410), (1200, 436), (0, 436)], dark)
    for centre, half in ((300, 190), (700, 210), (1090, 180)):
        arch = [(centre + half * math.cos(t), 640 - 190 * math.sin(t)) for t in _spaced(0, math.pi, 40)]
        canvas.line(arch, dark, 16)
        for x in _spaced(centre - half * 0.8, centre + half * 0.8, 9):
            top = 640 - 190 * math.sqrt(1 - ((x - centre) / half) ** 2)
            canvas.line([(x, 430), (x, top)], dark, 5)
    for x in (110, 500, 910):
        canvas.shape([(x - 16, 560), (x + 16, 560), (x + 24, 660), (x - 24, 660)], dark)
    canvas.line([(0, 388), (1200, 388)], dark, 3)
    for x in _spaced(0, 1200, 61):
        canvas.line([(x, 388), (x, 410)], dark, 2)


def _walker(canvas: Canvas, x: float, ground: float) -> None:
    coat = (150, 62, 52) if round(x) % 3 else (44, 74, 98)
    canvas.disc((x, ground - 46), 7, (58, 46, 44))
    canvas.shape(
        [(x - 8, ground - 38), (x + 8, ground - 38), (x + 11, ground - 10), (x - 11, ground - 10)], coat
    )
    canvas.line([(x - 4, ground - 10), (x - 6, ground)], (40, 40, 46), 4)
    canvas.line([(x + 4, ground - 10), (x + 7, ground)], (40, 40, 46), 4)


def _tree(canvas: Canvas) -> None:
    canvas.shape([(0, 600), (250, 640), (310, 720), (200, 800), (0, 800)], (84, 96, 72))
    canvas.shape([(92, 640), (104, 470), (132, 470), (150, 640)], (74, 58, 48))
    for i in range(26):
        angle, reach = i * 2.4, 20 + i * 4.2
        centre = (118 + reach * math.cos(angle), 440 + 0.66 * reach * math.sin(angle))
        canvas.disc(centre, 44 - i * 0.5, (62 + i % 4 * 9, 98 + i % 3 * 10, 66), flat=0.82)


def _ferry(canvas: Canvas) -> None:
    canvas.shape([(420, 690), (690, 690), (650, 734), (455, 734)], (88, 58, 44))
    roof = [(500 + 110 * t, 650 - 26 * math.sin(math.pi * t)) for t in _spaced(0, 1, 20)]
    canvas.shape([*roof, (610, 690), (500, 690)], (196, 168, 122))
    canvas.line([(430, 692), (300, 690), (240, 660)], (60, 50, 46), 3)
    canvas.line([(640, 720), (668, 560)], (60, 50, 46), 6)


def lampshade() -> Canvas:
    """Two hands' work: a lamp of woven bamboo, lit, over a bench with strips and a knife."""
    canvas = Canvas((62, 48, 42), (96, 70, 52))
    for i in range(18):
        canvas.disc((600, 330), 430 - 20 * i, _between((84, 62, 46), (232, 186, 112), i / 17), flat=0.86)
    canvas.line([(600, 0), (600, 120)], (36, 28, 26), 6)
    _weave(canvas)
    canvas.shape([(0, 640), (1200, 610), (1200, 800), (0, 800)], (70, 46, 34))
    for i, y in enumerate(_spaced(664, 760, 9)):
        canvas.line([(90 + 16 * i, y), (620 + 22 * i, y - 26 - 2 * i)], (206, 178, 112), 5)
    canvas.shape([(840, 690), (1010, 650), (1040, 664), (860, 716)], (178, 184, 186))
    canvas.shape([(1010, 650), (1110, 622), (1124, 640), (1030, 672)], (48, 34, 30))
    return canvas


def _weave(canvas: Canvas) -> None:
    light, shade = (250, 224, 160), (168, 114, 56)
    for ring in range(-7, 8):
        middle = 330 + ring * 26
        half = 230 * math.sqrt(max(0.0, 1 - (ring / 8.4) ** 2))
        arc = [(600 + half * math.cos(t), middle + 18 * math.sin(t)) for t in _spaced(0, math.pi, 30)]
        canvas.line(arc, light if ring % 2 else shade, 7)
    for turn in _spaced(-1.0, 1.0, 19):
        rib = [(600 + 240 * turn * math.cos(t), 330 + 205 * math.sin(t)) for t in _spaced(-1.35, 1.35, 30)]
        canvas.line(rib, shade, 4)
        slant = [(x + 26 * math.sin((y - 330) / 70), y) for x, y in rib]
        canvas.line(slant, light, 3)
    canvas.disc((600, 128), 62, (112, 72, 40), flat=0.26)
    canvas.disc((600, 534), 66, (252, 236, 190), flat=0.24)


def heron() -> Canvas:
    """A night heron with two chicks on a nest among reeds, the river behind."""
    canvas = Canvas((206, 222, 214), (232, 232, 206))
    canvas.shape(_ridge(330, [(26, 190, 0.0), (12, 70, 2.0)]), (162, 186, 170))
    canvas.shape([(0, 400), (1200, 400), (1200, 800), (0, 800)], (146, 180, 184))
    for i, y in enumerate(_spaced(420, 640, 14)):
        x = 560 + 420 * math.sin(i * 2.1)
        canvas.line([(x, y), (x + 150, y)], (188, 210, 208), 3)
    _reeds(canvas, 0, 420)
    for i in range(46):
        x, y = 400 + i * 9.5, 640 + 26 * math.sin(i * 1.3)
        canvas.line([(x - 80, y + 16), (x + 70, y - 14)], (110 + i % 4 * 16, 84 + i % 3 * 10, 54), 7)
    _bird(canvas, (620, 470), 1.0)
    _bird(canvas, (500, 596), 0.42)
    _bird(canvas, (770, 602), 0.38)
    _reeds(canvas, 860, 1200)
    return canvas


def _bird(canvas: Canvas, centre: Point, size: float) -> None:
    x, y = centre
    grey, dark = ((172, 178, 186), (48, 58, 78)) if size == 1 else ((178, 164, 142), (128, 108, 86))

    def at(dx: float, dy: float) -> Point:
        return x + dx * size, y + dy * size

    canvas.line([at(-20, 80), at(-24, 176)], (206, 170, 84), 9 * size)
    canvas.line([at(24, 80), at(28, 176)], (206, 170, 84), 9 * size)
    canvas.disc(at(0, 20), 112 * size, grey, flat=0.72)
    canvas.shape([at(-150, 70), at(-60, -52), at(60, -30), at(-10, 50)], dark)
    canvas.disc(at(92, -62), 56 * size, (232, 232, 226), flat=1.1)
    canvas.disc(at(92, -86), 50 * size, dark, flat=0.62)
    canvas.shape([at(132, -92), at(216, -60), at(130, -58)], (40, 40, 44))
    canvas.disc(at(112, -78), 9 * size, (196, 52, 44))
    if size == 1:
        canvas.line([at(60, -104), at(-30, -84), at(-96, -40)], (244, 244, 240), 4)


def _reeds(canvas: Canvas, left: float, right: float) -> None:
    for i, x in enumerate(_spaced(left, right, 26)):
        lean, top = 46 * math.sin(i * 1.9), 300 + 130 * math.sin(i * 2.7) ** 2
        colour = (92 + i % 3 * 16, 122 + i % 4 * 10, 70)
        canvas.line([(x, 800), (x + lean * 0.3, 560), (x + lean, top)], colour, 6)
        if i % 3 == 0:
            canvas.line([(x + lean, top), (x + lean * 1.3, top - 66)], (120, 78, 50), 15)


PICTURES: dict[str, Callable[[], Canvas]] = {"bridge": bridge, "lampshade": lampshade, "heron": heron}


def main() -> None:
    """Writes every picture into the example's folder."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        path = FOLDER / f"{name}.png"
        draw().save(path)
        print(f"{path.relative_to(FOLDER.parents[2])}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
