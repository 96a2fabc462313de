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
# A table of 500 rows weighs a tenth of that; what unpacks to more was made to.
SHEET_BYTES = 5 * MEGABYTE
SHEET_UNPACKED = 40 * MEGABYTE
SHEET_PARTS = 200
SHEET_MERGED = 20_000
# Cells and rows, and whatever stands in the XML: what is read of it is held in memory.
SHEET_CELLS = 100_000
SHEET_ELEMENTS = 1_000_000
LONG_SIDE = 2048
THUMBNAIL_SIDE = 320
PHOTOS_PER_RECORD = 6
PAPERS_PER_RECORD = 12
NAME_LENGTH = 120
# Files that come piece by piece: one piece, and all that one account may have under way.
PIECE_BYTES = MEGABYTE
UPLOADS = 40
UPLOADS_BYTES = 150 * MEGABYTE

IMAGE_WORDS = "Foto JPEG, PNG, atau WebP, paling besar 10 MB."
PDF_WORDS = "PDF tanpa kata sandi, paling besar 20 MB."
SHEET_WORDS = "Lembar Excel (.xlsx) tanpa makro dan kata sandi, paling besar 5 MB."
CSV_WORDS = "CSV (.csv) diterima juga, paling besar 5 MB."
