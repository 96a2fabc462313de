"""Photographs: opened, checked, turned upright, shrunk, written anew without what they carried."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from timdu.files import limits

FORMATS = ("JPEG", "PNG", "WEBP")
FEW_COLOURS = 256


class NoPicture(Exception):
    """The bytes are not a picture we take; the words are for the user."""


@dataclass(frozen=True)
class Picture:
    """A picture as we keep it, and small."""

    data: bytes
    content_type: str
    width: int
    height: int
    thumbnail: bytes


def clean(data: bytes) -> Picture:
    """Decode the picture and write it anew: upright, at most 2,048 px, no EXIF, no second frame."""
    image = opened(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image.load()
            image = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise NoPicture("gambarnya rusak atau terpotong. Coba unggah ulang dari ponsel.") from error
    image = flat(image)
    image.thumbnail((limits.LONG_SIDE, limits.LONG_SIDE), Image.Resampling.LANCZOS)
    drawn, content_type = written(image)
    small = image.convert("RGB")
    small.thumbnail((limits.THUMBNAIL_SIDE, limits.THUMBNAIL_SIDE))
    return Picture(drawn, content_type, image.width, image.height, jpeg(small, quality=75))


def opened(data: bytes) -> Image.Image:
    """Read the head only: format and size are judged before a pixel is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoPicture("isinya bukan foto JPEG, PNG, atau WebP.") from error
    except Image.DecompressionBombError as error:
        raise NoPicture("gambarnya terlalu besar (lebih dari 60 juta titik).") from error
    if image.width * image.height > limits.IMAGE_PIXELS:
        raise NoPicture("gambarnya terlalu besar (lebih dari 60 juta titik).")
    if image.width * image.height == 0:
        raise NoPicture("gambarnya kosong.")
    return image


def flat(image: Image.Image) -> Image.Image:
    """Eight bits a channel, RGB, on white where it was transparent."""
    if image.mode.startswith(("I", "F")):
        # Sixteen-bit greys: Pillow clips instead of scaling when it converts them.
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return image.convert("RGB")


def written(image: Image.Image) -> tuple[bytes, str]:
    """PNG for drawings and screens of few colours, JPEG for photographs, grey ones among them."""
    photograph = jpeg(image, quality=85)
    if image.getcolors(FEW_COLOURS) is not None:
        buffer = io.BytesIO()
        image.save(buffer, "PNG", optimize=True)
        if buffer.tell() <= len(photograph):
            return buffer.getvalue(), "image/png"
    return photograph, "image/jpeg"


def jpeg(image: Image.Image, *, quality: int) -> bytes:
    """A JPEG of the pixels alone."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()
