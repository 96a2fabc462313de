"""Pictures a test needs, made on the spot: honest ones, odd ones, hostile ones."""

import io
import random
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

GPS = 0x8825
ORIENTATION, ARTIST, COMMENT = 0x0112, 0x013B, 0x9286


def photograph(width=640, height=480, mode="RGB"):
    """A picture with as many colours as a photograph."""
    across = Image.linear_gradient("L").resize((width, height))
    down = Image.linear_gradient("L").rotate(90).resize((width, height))
    grain = Image.frombytes("L", (64, 64), random.Random(1).randbytes(64 * 64))
    noise = grain.resize((width, height))
    return Image.merge("RGB", (across, down, noise)).convert(mode)


def as_bytes(image, kind="JPEG", **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(width=640, height=480, **options):
    return as_bytes(photograph(width, height), **options)


def screenshot(width=400, height=300):
    """A PNG of few colours."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((20, 20, 120, 90), fill="#1E3A5F")
    return as_bytes(image, "PNG")


def tell_tale(orientation=6):
    """A JPEG that says where it was taken, by whom and with what."""
    image = photograph(640, 480)
    ImageDraw.Draw(image).rectangle((0, 0, 160, 120), fill="red")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[ARTIST] = "Nama Pelapor"
    exif[COMMENT] = b"catatan rahasia"
    exif.get_ifd(GPS).update({1: "S", 2: (0.0, 21.0, 33.0), 3: "E", 4: (108.0, 57.0, 12.0)})
    notes = {"comment": b"dipotret di rumah pelapor", "xmp": b"<x:xmpmeta>RAHASIA</x:xmpmeta>"}
    return as_bytes(image, exif=exif, **notes)


def tell_tale_png():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Nama Pelapor")
    notes.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>RAHASIA</x:xmpmeta>")
    exif = Image.Exif()
    exif[ARTIST] = "Nama Pelapor"
    exif.get_ifd(GPS).update({1: "S", 2: (0.0, 21.0, 33.0)})
    return as_bytes(photograph(), "PNG", pnginfo=notes, exif=exif)


def swapped_profile():
    """A colour profile in which red means green and green means red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1)
    return swapped.replace(b"????", b"gXYZ", 1)


def animated(kind):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue")]
    return as_bytes(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def two_in_one():
    """An MPO: what phones write when they keep a second picture beside the first."""
    return as_bytes(photograph(), "MPO", save_all=True, append_images=[photograph(64, 48)])


def sixteen_bit():
    """A grey PNG of sixteen bits: dark at the left, bright at the right."""
    row = b"".join(struct.pack("<H", x * 65535 // 255) for x in range(256))
    return as_bytes(Image.frombytes("I;16", (256, 16), row * 16), "PNG")


def palette_with_alpha():
    """A drawing in palette colours on a transparent ground."""
    image = Image.new("P", (100, 100), 0)
    image.putpalette([0, 0, 0, 200, 0, 0] + [0] * 762)
    ImageDraw.Draw(image).rectangle((30, 30, 70, 70), fill=1)
    return as_bytes(image, "PNG", transparency=0)


def see_through_photograph():
    image = photograph(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return as_bytes(image, "PNG")


def cmyk():
    """A red square, as a print shop would send it."""
    return as_bytes(Image.new("CMYK", (64, 64), (0, 255, 255, 0)))


def claims(width, height, pixels=b""):
    """A PNG that says it is so large, and holds whatever it holds."""
    return _png(width, height, _chunk(b"IDAT", zlib.compress(pixels, 9)))


def bomb(side=20_000, rows_at_once=100):
    """A true PNG of that many white pixels in about a megabyte: 1.2 GB once it is decoded."""
    rows = (b"\x00" + b"\xff" * side * 3) * rows_at_once
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(rows) + squeeze.flush(zlib.Z_FULL_FLUSH)
    times, check = side // rows_at_once, 1
    for _ in range(times):
        check = zlib.adler32(rows, check)
    body = b"\x78\xda" + block * times + b"\x03\x00" + struct.pack(">I", check)
    return _png(side, side, _chunk(b"IDAT", body))


def text_bomb():
    """A small PNG whose comment unpacks to 100 MB."""
    comment = b"Comment\x00\x00" + zlib.compress(b"a" * 100_000_000, 9)
    pixels = _chunk(b"IDAT", zlib.compress(b"\x00\xff\xff\xff"))
    return _png(1, 1, _chunk(b"zTXt", comment) + pixels)


def _png(width, height, chunks):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + chunks + _chunk(b"IEND", b"")


def _chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
