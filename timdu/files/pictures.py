"""Photographs: opened, checked, turned upright, shrunk, written anew without what they carried."""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from timdu.files import limits

FORMATS = ("JPEG", "PNG", "WEBP")
LOSSLESS = ("PNG", "WEBP")
# Brands of the ISO container that phones write as HEIC or AVIF.
APPLE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
FEW_COLOURS = 256
TOO_LARGE = "gambarnya terlalu besar (lebih dari %d juta titik)."
TORN = "gambarnya rusak atau terpotong. Coba unggah ulang dari ponsel."
# What Pillow raises on wild input. A bomb is a warning up to twice Pillow's own limit, and an
# error where warnings are errors; the size is judged below in any case.
BROKEN = (
    OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, MemoryError,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


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
    """Decode the picture and write it anew: upright, at most 2,048 px, pixels and nothing else."""
    image = opened(data)
    try:
        # A large JPEG is decoded at a half, a quarter, an eighth: less memory, less time.
        image.draft(None, (limits.LONG_SIDE, limits.LONG_SIDE))
        image.load()
        image = bare(ImageOps.exif_transpose(image))
    except BROKEN as error:
        raise NoPicture(TORN) from error
    drawn, content_type = written(image)
    small = on_white(image)
    small.thumbnail((limits.THUMBNAIL_SIDE, limits.THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return Picture(drawn, content_type, image.width, image.height, jpeg(small, quality=75))


def opened(data: bytes) -> Image.Image:
    """Read the head only: format and size are judged before a pixel is decoded."""
    if data[4:8] == b"ftyp" and data[8:12] in APPLE_BRANDS:
        raise NoPicture("formatnya HEIC. Atur kamera ke “Paling Kompatibel”, lalu foto lagi.")
    # The PDF engine turns this on for its whole process when it is loaded: half a picture would
    # pass for one, and a text that unpacks to gigabytes for no text at all.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise NoPicture("isinya bukan foto JPEG, PNG, atau WebP.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(TOO_LARGE % (limits.PHOTOGRAPH_PIXELS // 1_000_000)) from error
    except BROKEN as error:
        raise NoPicture(TORN) from error
    most = limits.DRAWING_PIXELS if image.format in LOSSLESS else limits.PHOTOGRAPH_PIXELS
    if image.width * image.height > most:
        raise NoPicture(TOO_LARGE % (most // 1_000_000))
    # A second picture beside the first (MPO) is the phone's own affair; a film is the sender's.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise NoPicture("gambarnya bergerak. Kirim foto biasa, atau tangkapan layarnya.")
    return image


def bare(image: Image.Image) -> Image.Image:
    """A new image of the pixels alone: eight bits a channel, sRGB, at most 2,048 px."""
    if image.mode.startswith(("I", "F")):
        # Sixteen-bit greys: Pillow clips instead of scaling when it converts them.
        image = image.point(lambda value: value / 256).convert("L")
    is_clear = image.has_transparency_data
    image = in_srgb(image).convert("RGBA" if is_clear else "RGB")
    image.thumbnail((limits.LONG_SIDE, limits.LONG_SIDE), Image.Resampling.LANCZOS)
    if is_clear and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    pixels = Image.new(image.mode, image.size)
    pixels.paste(image)
    return pixels


def in_srgb(image: Image.Image) -> Image.Image:
    """Apply the colour profile before it is dropped; a broken one is not worth the picture."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def written(image: Image.Image) -> tuple[bytes, str]:
    """PNG for what is transparent, JPEG for photographs, the smaller of both for few colours."""
    if image.mode == "RGBA":
        return png(image), "image/png"
    photograph = jpeg(image, quality=85)
    if image.getcolors(FEW_COLOURS) is not None:
        drawing = png(image, optimize=True)
        if len(drawing) <= len(photograph):
            return drawing, "image/png"
    return photograph, "image/jpeg"


def png(image: Image.Image, *, optimize: bool = False) -> bytes:
    """A PNG of the pixels alone."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=optimize)
    return buffer.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """The picture as it looks on paper."""
    if image.mode != "RGBA":
        return image.copy()
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper.convert("RGB")


def jpeg(image: Image.Image, *, quality: int) -> bytes:
    """A JPEG of the pixels alone."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()
