"""Pictures: only the source's own files come in, and what comes in every e-reader can show."""

import io
import os
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageFile

from ebook import model as m
from ebook import rasters
from ebook.render.pictures import BUDGETS, Budget, collect


def issue(*sources: str) -> m.Issue:
    figures = tuple(
        m.Figure(src=src, caption="渡口", origin=m.Origin(file="page.md", lines=(line,)))
        for line, src in enumerate(sources, start=7)
    )
    return m.Issue(sections=(m.Section(articles=(m.Article(headline="渡口复航", body=figures),)),))


def codes(gallery):
    return [problem.code for problem in gallery.problems]


def photo(size=(40, 30), mode="RGB", colour=(200, 40, 40)):
    return Image.new(mode, size, colour)


def noise(size):
    return Image.frombytes("RGB", size, random.Random(3).randbytes(size[0] * size[1] * 3))


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def only(folder, src="a.jpg", images="small"):
    gallery = collect(issue(src), folder, images)
    (resource,) = gallery.resources
    return gallery, resource, Image.open(io.BytesIO(resource.content))


# --- which files come in


@pytest.mark.parametrize(
    "src",
    ["../private.jpg", "/etc/passwd", "a/../../private.jpg", "C:\\private.jpg", "\\\\host\\a.jpg", "..\\private.jpg",
     "%2e%2e/private.jpg", "/dev/zero"],
)  # fmt: skip
def test_paths_that_lead_out_are_refused(tmp_path, src):
    (tmp_path / "private.jpg").write_bytes(saved(photo(), "JPEG"))
    (tmp_path / "source").mkdir()
    gallery = collect(issue(src), tmp_path / "source", "small")
    assert codes(gallery) == ["IMG-002"]
    assert not gallery.resources


def test_a_link_that_leads_out_is_refused_and_one_within_is_followed(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (tmp_path / "private.jpg").write_bytes(saved(photo(), "JPEG"))
    (folder / "real.jpg").write_bytes(saved(photo(), "JPEG"))
    (folder / "out.jpg").symlink_to(tmp_path / "private.jpg")
    (folder / "in.jpg").symlink_to(folder / "real.jpg")
    (folder / "loop.jpg").symlink_to(folder / "loop.jpg")
    gallery = collect(issue("out.jpg", "in.jpg", "loop.jpg"), folder, "small")
    assert codes(gallery)[0] == "IMG-002"
    assert codes(gallery)[1] in {"IMG-001", "IMG-005"}
    assert list(gallery.pictures) == ["in.jpg"]


@pytest.mark.parametrize(
    "src",
    ["http://example.org/a.jpg", "file:///etc/passwd", "//example.org/a.jpg", "data:image/png;base64,AAAA"],
)
def test_addresses_are_not_fetched(tmp_path, src):
    assert codes(collect(issue(src), tmp_path, "small")) == ["IMG-003"]


def test_a_pipe_and_a_folder_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    gallery = collect(issue("pipe.jpg", "folder.jpg", ".", ""), tmp_path, "small")
    assert codes(gallery) == ["IMG-004"] * 4


def test_a_missing_picture_names_its_article_and_line(tmp_path):
    (problem,) = collect(issue("照片/无.jpg"), tmp_path, "small").problems
    assert (problem.code, problem.file, problem.line) == ("IMG-001", "page.md", 7)
    assert "照片/无.jpg" in problem.message
    assert "渡口复航" in problem.message


@pytest.mark.parametrize("src", ["a\0b.jpg", "x" * 5000 + ".jpg", "\ud800.jpg"])
def test_impossible_names_are_reported(tmp_path, src):
    assert codes(collect(issue(src), tmp_path, "small"))[0] in {"IMG-001", "IMG-005"}


def test_without_a_folder_each_picture_is_reported():
    assert codes(collect(issue("a.jpg", "b.jpg"), None, "small")) == ["IMG-013", "IMG-013"]


def test_without_pictures_wanted_nothing_is_read_or_reported():
    gallery = collect(issue("a.jpg"), None, "none")
    assert not gallery.problems
    assert gallery.get("a.jpg") is None


@pytest.mark.parametrize("src", ["%E7%85%A7%E7%89%87/a.jpg", "照片\\a.jpg", "照片/a.jpg"])
def test_a_path_is_found_as_it_was_meant(tmp_path, src):
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "a.jpg").write_bytes(saved(photo(), "JPEG"))
    assert collect(issue(src), tmp_path, "small").get(src) is not None


def test_a_hangul_name_is_found_in_either_normal_form(tmp_path):
    (tmp_path / "\u1112\u1161\u11ab.jpg").write_bytes(saved(photo(), "JPEG"))
    assert collect(issue("\ud55c.jpg"), tmp_path, "small").get("\ud55c.jpg") is not None


def test_the_same_picture_is_stored_once(tmp_path):
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(saved(photo(), "JPEG"))
    gallery = collect(issue("a.jpg", "b.jpg", "a.jpg"), tmp_path, "small")
    assert len(gallery.resources) == 1
    assert gallery.get("a.jpg") == gallery.get("b.jpg")


# --- what comes out


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_every_format_becomes_jpeg_or_png(tmp_path, kind):
    suffix = {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    (tmp_path / f"a.{suffix}").write_bytes(saved(photo(), kind))
    gallery, resource, image = only(tmp_path, f"a.{suffix}")
    assert resource.media_type in {"image/jpeg", "image/png"}
    assert image.format == resource.media_type.removeprefix("image/").upper()
    assert image.size == (40, 30)
    assert not gallery.problems


@pytest.mark.parametrize(("images", "limit"), [("small", 1000), ("full", 1600)])
def test_large_pictures_are_scaled_and_keep_their_shape(tmp_path, images, limit):
    (tmp_path / "a.jpg").write_bytes(saved(photo((2400, 1200)), "JPEG"))
    gallery, _, image = only(tmp_path, images=images)
    assert image.size == (limit, limit // 2)
    assert (gallery.get("a.jpg").width, gallery.get("a.jpg").height) == image.size


def test_a_turned_photograph_is_set_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = photo((40, 20))
    picture.paste((0, 0, 255), (0, 0, 20, 20))
    (tmp_path / "a.jpg").write_bytes(saved(picture, "JPEG", exif=exif))
    _, _, image = only(tmp_path)
    assert image.size == (20, 40)
    assert image.getpixel((10, 5))[2] > 200
    assert not image.getexif()


def test_colours_are_taken_into_srgb_by_their_profile(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (tmp_path / "a.jpg").write_bytes(saved(photo(), "JPEG", icc_profile=linear))
    (tmp_path / "b.jpg").write_bytes(saved(photo(), "JPEG", icc_profile=lab.tobytes()))
    (tmp_path / "c.jpg").write_bytes(saved(photo(), "JPEG", icc_profile=b"no profile"))
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        _, _, image = only(tmp_path, name)
        assert "icc_profile" not in image.info
        assert all(abs(a - b) < 12 for a, b in zip(image.getpixel((5, 5)), (200, 40, 40), strict=True))


def test_print_colours_become_screen_colours(tmp_path):
    (tmp_path / "a.jpg").write_bytes(saved(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG"))
    _, _, image = only(tmp_path)
    assert image.mode == "RGB"
    assert image.getpixel((5, 5))[0] > 200


def test_transparency_survives_and_deep_greys_are_not_clipped(tmp_path):
    (tmp_path / "a.webp").write_bytes(
        saved(photo(mode="RGBA", colour=(10, 20, 30, 128)), "WEBP", lossless=True)
    )
    (tmp_path / "b.tif").write_bytes(saved(Image.new("I;16", (40, 30), 32768), "TIFF"))
    _, _, image = only(tmp_path, "a.webp")
    assert image.convert("RGBA").getpixel((5, 5))[3] == 128
    _, _, grey = only(tmp_path, "b.tif")
    assert 120 < grey.convert("L").getpixel((5, 5)) < 136


def test_a_small_clean_photograph_keeps_its_bytes(tmp_path):
    data = saved(photo((400, 300)), "JPEG", quality=60)
    (tmp_path / "a.jpg").write_bytes(data)
    _, resource, _ = only(tmp_path)
    assert resource.content == data


@pytest.mark.parametrize(
    "extra", [{"comment": b"made at home"}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}, {}]
)
def test_what_a_photograph_carries_beside_the_picture_goes(tmp_path, extra):
    data = saved(photo((400, 300)), "JPEG", quality=60, **extra)
    (tmp_path / "a.jpg").write_bytes(data if extra else data + b"PK\3\4 a whole archive")
    _, resource, _ = only(tmp_path)
    assert resource.content != data
    assert all(word not in resource.content for word in (b"home", b"Exif", b"archive"))


def test_the_same_input_gives_the_same_bytes(tmp_path):
    (tmp_path / "a.png").write_bytes(saved(noise((120, 90)), "PNG"))
    _, first, _ = only(tmp_path, "a.png")
    _, second, _ = only(tmp_path, "a.png")
    assert (first.path, first.content) == (second.path, second.content)


def test_a_moving_picture_keeps_its_first_frame_and_says_so(tmp_path):
    frames = [photo(colour=(255, 0, 0)), photo(colour=(0, 0, 255))]
    (tmp_path / "a.gif").write_bytes(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    gallery, _, image = only(tmp_path, "a.gif")
    assert codes(gallery) == ["IMG-012"]
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG2000", {"quality_mode": "rates", "quality_layers": [60]}),
        ("JPEG2000", {"quality_mode": "rates", "quality_layers": [60], "num_resolutions": 1}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("PNG", {"compress_level": 1}),
    ],
)
def test_the_large_master_file_of_a_library_is_scaled_down(tmp_path, monkeypatch, kind, options):
    monkeypatch.setattr(rasters, "_LARGE", 1_000_000)
    image = Image.linear_gradient("L").resize((2000, 2500))
    (tmp_path / "a.jpg").write_bytes(saved(image, kind, **options))
    gallery, _, made = only(tmp_path)
    assert set(codes(gallery)) <= {"IMG-008"}
    assert made.height == BUDGETS["small"].pixels
    dark, middle, light = (made.convert("L").getpixel((400, y)) for y in (5, 500, 995))
    assert dark < 10
    assert 120 < middle < 135
    assert light > 245


def test_a_jpeg_of_a_hundred_megapixels_is_scaled_down(tmp_path):
    (tmp_path / "a.jpg").write_bytes(saved(Image.new("L", (9000, 13000), 90), "JPEG"))
    gallery, _, made = only(tmp_path)
    assert codes(gallery) == []
    assert made.height == BUDGETS["small"].pixels


# --- what is damaged


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
@pytest.mark.parametrize("lenient", [False, True], ids=["alone", "after WeasyPrint was imported"])
def test_a_truncated_picture_is_reported(tmp_path, monkeypatch, kind, lenient):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    data = saved(noise((90, 60)), kind)
    (tmp_path / "a.img").write_bytes(data[: len(data) * 2 // 3])
    gallery = collect(issue("a.img"), tmp_path, "small")
    assert codes(gallery)[0] in {"IMG-006", "IMG-009"}
    assert gallery.get("a.img") is None


def test_a_picture_of_another_format_than_its_name_is_told(tmp_path):
    (tmp_path / "a.jpg").write_bytes(saved(photo(), "PNG"))
    gallery, _, _ = only(tmp_path)
    assert codes(gallery) == ["IMG-008"]


@pytest.mark.parametrize(
    "data", [b"", b"GIF", b"hello", b"%PDF-1.7\n", b"\x1f\x8b\x08\0", b"BM" + b"\0" * 60]
)
def test_what_is_no_picture_is_refused(tmp_path, data):
    (tmp_path / "a.jpg").write_bytes(data)
    assert codes(collect(issue("a.jpg"), tmp_path, "small")) == ["IMG-009"]


def test_a_decompression_bomb_is_refused_before_it_goes_off(tmp_path):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(data)
    assert codes(collect(issue("a.png"), tmp_path, "small")) == ["IMG-007"]


def test_a_huge_file_is_refused_unread(tmp_path):
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(80 << 20)
    assert codes(collect(issue("a.jpg"), tmp_path, "small")) == ["IMG-007"]


# --- budgets


def many(folder, count, size=(600, 600)):
    for number in range(count):
        picture = noise(size)
        picture.putpixel((0, 0), (number, 0, 0))
        (folder / f"{number}.png").write_bytes(saved(picture, "PNG"))
    return issue(*(f"{number}.png" for number in range(count)))


def test_a_picture_keeps_to_its_budget(tmp_path):
    (tmp_path / "a.jpg").write_bytes(saved(noise((1400, 1000)), "JPEG", quality=95))
    sizes = {}
    for images, budget in BUDGETS.items():
        _, resource, image = only(tmp_path, images=images)
        assert len(resource.content) <= budget.picture
        sizes[images] = image.size
    assert sizes["small"][0] < sizes["full"][0]


def test_a_transparent_picture_keeps_to_its_budget(tmp_path):
    picture = noise((800, 800)).convert("RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(saved(picture, "PNG"))
    _, resource, image = only(tmp_path, "a.png")
    assert image.format == "PNG"
    assert len(resource.content) <= BUDGETS["small"].picture


def test_an_issue_keeps_to_its_budget_and_says_so(tmp_path, monkeypatch):
    (tmp_path / "little.png").write_bytes(saved(photo(), "PNG"))
    value = many(tmp_path, 3)
    figures = (*value.articles[0].body, m.Figure(src="little.png"))
    value = m.Issue(sections=(m.Section(articles=(m.Article(headline="渡口", body=figures),)),))
    free = collect(value, tmp_path, "small")
    allowed = sum(len(resource.content) for resource in free.resources) * 2 // 3
    monkeypatch.setitem(BUDGETS, "small", Budget(pixels=1000, picture=150_000, issue=allowed))
    gallery = collect(value, tmp_path, "small")
    assert sum(len(resource.content) for resource in gallery.resources) <= allowed
    assert codes(gallery) == ["IMG-014"]
    assert "3 pictures" in gallery.problems[0].message
    assert gallery.get("little.png") == free.get("little.png")
    assert collect(value, tmp_path, "small") == gallery


def test_a_small_issue_is_left_alone(tmp_path):
    assert not codes(collect(many(tmp_path, 2, size=(100, 100)), tmp_path, "small"))
