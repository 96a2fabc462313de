"""Pictures for the demo, drawn and not photographed: nobody and no real place is in them."""

import io

from PIL import Image, ImageDraw, ImageFont

from timdu.demo.dice import Dice

EMBLEM = 480
SIZE = (1280, 960)
Colour = tuple[int, int, int]
SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((150, 190, 225), (235, 240, 240)),
    ((235, 190, 140), (250, 235, 215)),
    ((170, 180, 190), (225, 228, 230)),
    ((110, 140, 190), (230, 205, 190)),
)
WATER, FIELD, EARTH = (70, 110, 135), (120, 145, 80), (165, 140, 105)
GROUNDS = {"water": WATER, "field": FIELD, "street": EARTH}
INK, PAPER = (45, 55, 65), (251, 249, 244)
WORDS = "GAMBAR CONTOH, BUKAN FOTO KEJADIAN"
QUAY = 700


def scene(dice: Dice, caption: str, ground: str) -> bytes:
    """A JPEG of an invented place: sky, ground, houses or boats, and words that say so."""
    picture = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(picture)
    width, height = SIZE
    top, low = dice.pick(SKIES)
    horizon = dice.whole(430, 560)
    for y in range(horizon):
        draw.line((0, y, width, y), fill=between(top, low, y / horizon))
    near = GROUNDS[ground]
    far = between(near, low, 0.35)
    for y in range(horizon, height):
        draw.line((0, y, width, y), fill=between(far, near, (y - horizon) / (height - horizon)))
    hills(draw, dice, horizon, far)
    things(draw, dice, horizon, ground)
    label(draw, caption)
    return encoded(picture, "JPEG")


def hills(draw: ImageDraw.ImageDraw, dice: Dice, horizon: int, colour: Colour) -> None:
    """A few hills on the horizon."""
    for _ in range(dice.whole(2, 4)):
        middle, half, up = dice.whole(0, 1280), dice.whole(180, 420), dice.whole(30, 110)
        edges = ((middle - half, horizon), (middle, horizon - up), (middle + half, horizon))
        draw.polygon(edges, fill=between(colour, INK, 0.25))


def things(draw: ImageDraw.ImageDraw, dice: Dice, horizon: int, ground: str) -> None:
    """Boats on water, houses elsewhere; people as dots far away."""
    for number in range(dice.whole(3, 6)):
        left = 90 + number * 190 + dice.whole(0, 70)
        base = horizon + dice.whole(40, 110)
        if ground == "water":
            hull = (
                (left, base),
                (left + 120, base),
                (left + 95, base + 34),
                (left + 22, base + 34),
            )
            draw.polygon(hull, fill=(110, 75, 55))
            draw.line((left + 60, base, left + 60, base - 80), fill=INK, width=4)
        else:
            draw.rectangle((left, base - 60, left + 120, base), fill=(215, 205, 190))
            roof = ((left - 14, base - 60), (left + 60, base - 112), (left + 134, base - 60))
            draw.polygon(roof, fill=(140, 80, 65))
    if ground == "water":
        draw.rectangle((0, QUAY, *SIZE), fill=(150, 140, 125))
    for _ in range(dice.whole(8, 22)):
        left, base = dice.whole(120, 1150), dice.whole(QUAY + 30, 830)
        draw.ellipse((left, base - 34, left + 12, base - 22), fill=INK)
        draw.line((left + 6, base - 22, left + 6, base), fill=INK, width=6)


def label(draw: ImageDraw.ImageDraw, caption: str) -> None:
    """What it is, over its whole width."""
    draw.rectangle((0, 842, 1280, 960), fill=PAPER)
    draw.text((36, 858), WORDS, fill=INK, font=ImageFont.load_default(38))
    draw.text((36, 908), caption, fill=INK, font=ImageFont.load_default(28))


def emblem(word: str) -> bytes:
    """A PNG in the place of an emblem: a shield that says it is none."""
    picture = Image.new("RGBA", (EMBLEM, EMBLEM), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    shield = ((70, 30), (410, 30), (410, 260), (240, 450), (70, 260))
    draw.polygon(shield, fill=(238, 232, 218, 255), outline=(30, 58, 95, 255), width=10)
    for line, y in (("LAMBANG", 130), (word.upper(), 190), ("CONTOH", 250)):
        font = ImageFont.load_default(46)
        half = draw.textlength(line, font=font) / 2
        draw.text((240 - half, y), line, fill=(30, 58, 95, 255), font=font)
    return encoded(picture, "PNG")


def between(first: Colour, second: Colour, part: float) -> Colour:
    """The colour so far on the way from one to the other."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue


def encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **({"quality": 82} if form == "JPEG" else {}))
    return out.getvalue()
