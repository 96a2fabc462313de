"""The table of a year as a file: the words of its cells, the rates as numbers."""

from collections.abc import Iterator, Sequence

from incidents.compliance import Block
from incidents.figures import Rate
from timdu.core.periods import MONTHS

HEAD = (
    "Kelompok", "Pengirim", *MONTHS,
    "Diharapkan", "Diterima", "Tepat waktu", "Kelengkapan (%)", "Ketepatan waktu (%)",
)  # fmt: skip


def rows(blocks: Sequence[Block]) -> Iterator[list[str | int | None]]:
    """The same table as a file: the words of the cells, the rates as numbers."""
    for block in blocks:
        for line in block.lines:
            words = [cell.word for cell in line.cells]
            yield [block.title, line.name, *words, *numbers(line.rate, block)]
        if block.is_rated:
            came = [f"{rate.actual} dari {rate.expected}" for rate in block.months]
            yield [
                block.title,
                "Diterima dari yang diharapkan",
                *came,
                *numbers(block.total, block),
            ]


def numbers(rate: Rate, block: Block) -> list[str | int | None]:
    """Expected, received, in time, and both rates; empty where nothing is measured."""
    if not block.is_rated:
        return [None] * 5
    rates = (rate.completeness, rate.timeliness)
    percents = [None if percent is None else round(percent) for percent in rates]
    return [rate.expected, rate.actual, rate.on_time, *percents]
