"""Limits, stated to the user before they are hit."""

MEGABYTE = 1024 * 1024
IMAGE_BYTES = 10 * MEGABYTE
PDF_BYTES = 20 * MEGABYTE
PDF_PAGES = 500
PDF_SECONDS = 20
# Refused before decoding: a small file may claim to be a very large picture. A JPEG can be decoded
# at a part of its size; a PNG or WebP needs all of its pixels in memory.
PHOTOGRAPH_PIXELS = 60_000_000
DRAWING_PIXELS = 25_000_000
LONG_SIDE = 2048
THUMBNAIL_SIDE = 320
PHOTOS_PER_RECORD = 6
PAPERS_PER_RECORD = 12
NAME_LENGTH = 120

IMAGE_WORDS = "Foto JPEG, PNG, atau WebP, paling besar 10 MB."
PDF_WORDS = "PDF tanpa kata sandi, paling besar 20 MB."
