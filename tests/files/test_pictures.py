"""Photographs are written anew: the right way up, small enough, with nothing they carried."""

import io
import resource

import pytest
from PIL import Image, ImageFile

from tests.files import pictures as made
from timdu.files import limits
from timdu.files.pictures import NoPicture, clean

SECRETS = (b"RAHASIA", b"rahasia", b"rumah", b"Pelapor", b"Exif", b"GPS", b"xmp", b"ICC_PROFILE")


def seen(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("source", [made.tell_tale, made.tell_tale_png])
def test_clean_leaves_nothing_of_what_the_picture_carried(source):
    before = seen(source())
    assert before.getexif().get_ifd(made.GPS)

    picture = clean(source())

    for data in (picture.data, picture.thumbnail):
        after = seen(data)
        assert dict(after.getexif()) == {}
        assert after.getexif().get_ifd(made.GPS) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & set(after.info)
        assert [secret for secret in SECRETS if secret in data] == []


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (5, 5)), (3, (-5, -5)), (6, (-5, 5)), (8, (5, -5)), (2, (-5, 5)), (7, (-5, -5))],
)
def test_clean_turns_the_picture_upright(orientation, corner):
    """The red corner, upper left before turning, is where the camera said it should be."""
    picture = clean(made.tell_tale(orientation))

    image = seen(picture.data)
    x, y = (value % size for value, size in zip(corner, image.size, strict=True))
    red, green, blue = image.getpixel((x, y))
    assert red > 180
    assert green < 90
    assert blue < 90
    assert image.size == ((480, 640) if orientation in (6, 7, 8) else (640, 480))
    assert (picture.width, picture.height) == image.size


@pytest.mark.parametrize(
    ("width", "height", "kept"),
    [
        (4000, 3000, (2048, 1536)),
        (3000, 4000, (1536, 2048)),
        (2049, 10, (2048, 10)),
        (640, 480, (640, 480)),
        (1, 1, (1, 1)),
    ],
)
def test_clean_shrinks_to_the_long_side(width, height, kept):
    picture = clean(made.jpeg(width, height))

    assert seen(picture.data).size == kept
    assert max(seen(picture.thumbnail).size) <= limits.THUMBNAIL_SIDE


def test_clean_writes_photographs_as_jpeg_and_drawings_as_png():
    photograph, drawing = clean(made.tell_tale_png()), clean(made.screenshot())

    assert (photograph.content_type, seen(photograph.data).format) == ("image/jpeg", "JPEG")
    assert (drawing.content_type, seen(drawing.data).format) == ("image/png", "PNG")


def test_clean_writes_the_same_bytes_again():
    assert clean(made.tell_tale()) == clean(made.tell_tale())


def test_clean_keeps_what_is_transparent():
    palette, photograph = clean(made.palette_with_alpha()), clean(made.see_through_photograph())

    assert palette.content_type == photograph.content_type == "image/png"
    assert seen(palette.data).getpixel((5, 5))[3] == 0
    assert seen(palette.data).getpixel((50, 50)) == (200, 0, 0, 255)
    assert seen(palette.thumbnail).getpixel((5, 5)) == (255, 255, 255)


def test_clean_drops_a_transparency_nobody_uses():
    opaque = made.as_bytes(made.photograph(mode="RGBA"), "PNG")

    assert clean(opaque).content_type == "image/jpeg"


def test_clean_keeps_the_greys_of_sixteen_bits():
    image = seen(clean(made.sixteen_bit()).data)

    assert abs(image.getpixel((64, 8))[0] - 64) < 4
    assert abs(image.getpixel((192, 8))[0] - 192) < 4


def test_clean_takes_the_colours_of_a_print_shop():
    red, green, blue = seen(clean(made.cmyk()).data).convert("RGB").getpixel((32, 32))

    assert red > 200
    assert max(green, blue) < 80


def test_clean_turns_what_has_a_colour_profile():
    exif = Image.Exif()
    exif[made.ORIENTATION] = 6
    profile = made.swapped_profile()
    data = made.as_bytes(made.photograph(640, 480), exif=exif, icc_profile=profile)

    assert seen(clean(data).data).size == (480, 640)


def test_clean_applies_a_colour_profile_before_it_is_dropped():
    red = Image.new("RGB", (64, 64), (220, 20, 20))
    data = made.as_bytes(red, "PNG", icc_profile=made.swapped_profile())

    after = seen(clean(data).data).convert("RGB").getpixel((32, 32))

    assert after[1] > after[0]


def test_clean_takes_a_picture_whose_profile_is_broken():
    data = made.as_bytes(made.photograph(), icc_profile=b"bukan profil")

    assert "icc_profile" not in seen(clean(data).data).info


def test_clean_takes_the_first_of_two_pictures_in_one():
    assert seen(clean(made.two_in_one()).data).size == (640, 480)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_clean_takes_other_formats(kind):
    assert clean(made.as_bytes(made.photograph(), kind)).content_type == "image/jpeg"


@pytest.mark.parametrize("mode", ["L", "1", "LA", "P", "CMYK"])
def test_clean_takes_other_modes(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    assert clean(made.as_bytes(made.photograph(mode=mode), kind)).width == 640


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: made.animated("PNG"), "bergerak"),
        (lambda: made.animated("WEBP"), "bergerak"),
        (lambda: made.jpeg()[:-2000], "rusak atau terpotong"),
        (lambda: made.tell_tale_png()[:2000], "rusak atau terpotong"),
        (lambda: made.jpeg()[:30], "JPEG|rusak"),
        (lambda: made.claims(20_000, 20_000), "terlalu besar"),
        (lambda: made.claims(5001, 5000), "lebih dari 25 juta"),
        (lambda: made.claims(100_000, 100_000), "terlalu besar"),
        (lambda: made.claims(0, 10), "bukan foto"),
        (lambda: made.claims(4000, 4000), "rusak atau terpotong"),
        (made.bomb, "terlalu besar"),
        (made.text_bomb, "rusak atau terpotong"),
        (lambda: made.as_bytes(made.photograph(), "GIF"), "bukan foto"),
        (lambda: made.as_bytes(made.photograph(), "BMP"), "bukan foto"),
        (lambda: made.as_bytes(made.photograph(), "TIFF"), "bukan foto"),
        (lambda: made.as_bytes(made.photograph(), "AVIF"), "HEIC"),
        (lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "bukan foto"),
        (lambda: b"<html><script>alert(1)</script>", "bukan foto"),
        (lambda: b"GIF89a/*<script>alert(1)</script>*/", "bukan foto"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "bukan foto"),
        (lambda: b"PK\x03\x04" + b"0" * 500, "bukan foto"),
        (lambda: b"\x00" * 4096, "bukan foto"),
    ],
)
def test_clean_refuses(data, words):
    with pytest.raises(NoPicture, match=words):
        clean(data())


def test_clean_hides_no_page_in_a_picture():
    """A JPEG with HTML after its end comes out without it."""
    picture = clean(made.jpeg() + b"<html><script>alert(1)</script></html>")

    assert b"script" not in picture.data


def test_clean_refuses_a_bomb_before_it_unpacks():
    """1.2 GB would show in the memory of the process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb = made.bomb()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(NoPicture):
        clean(bomb)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(before, grown) < 50_000


def test_clean_decodes_a_large_jpeg_small():
    """Fifty million points would be 150 MB; at a quarter of each side they are ten."""
    large = made.as_bytes(Image.new("RGB", (8000, 6000), "#1E3A5F"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    picture = clean(large)

    assert (picture.width, picture.height) == (2048, 1536)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_clean_refuses_half_a_picture_whatever_another_library_allows(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(NoPicture, match="rusak atau terpotong"):
        clean(made.jpeg()[:-2000])


def test_clean_refuses_a_text_bomb_whatever_another_library_allows(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(NoPicture, match="rusak atau terpotong"):
        clean(made.text_bomb())
