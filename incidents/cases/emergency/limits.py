"""What of an SK goes beyond the statute, in sentences: it is stored all the same, with a reason.

Every day is a day of the calendar as the SK has it; nothing here depends on a clock or a zone. The
first day counts: ninety days from 1 January end on 31 March, in a leap year on 30 March.
"""

import datetime as dt
from dataclasses import dataclass

from incidents.cases.emergency.models.choices import (
    CONSULT_WITHIN_DAYS,
    LONGEST_DAYS,
    LONGEST_EXTENSION_DAYS,
    Kind,
)
from timdu.core.words import long_date

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """What one SK says of its days."""

    kind: str
    signed_on: dt.date
    starts_on: dt.date
    ends_on: dt.date | None
    consulted_on: dt.date | None


@dataclass(frozen=True)
class Term:
    """The term an SK is about: what the confirmed ones before it came to."""

    starts_on: dt.date
    ends_on: dt.date
    extended: bool = False


def last_day(starts_on: dt.date, days: int = LONGEST_DAYS) -> dt.date:
    """The last day of a term of so many days; the first day is one of them."""
    return starts_on + (days - 1) * DAY


def length(starts_on: dt.date, ends_on: dt.date) -> int:
    """How many days a term has, both ends counted."""
    return (ends_on - starts_on).days + 1


def impossible(said: Said, term: Term | None) -> str:
    """What no SK can mean; empty where all can be."""
    if said.ends_on is not None and said.ends_on < said.starts_on:
        return "Hari terakhir berlaku tidak mendahului hari pertama."
    if said.kind != Kind.ESTABLISH and term is None:
        return "Penetapannya belum dikonfirmasi. Konfirmasi lebih dahulu."
    if term is None or said.kind != Kind.EXTEND:
        return ""
    if said.ends_on is None or said.ends_on <= term.ends_on:
        return f"Perpanjangan berakhir sesudah {long_date(term.ends_on)}."
    return ""


def beyond(said: Said, term: Term | None) -> list[str]:
    """Each point in which the SK goes beyond the statute."""
    asked = {Kind.ESTABLISH: of_establishing, Kind.EXTEND: of_extending, Kind.REVOKE: of_revoking}
    return list(asked[Kind(said.kind)](said, term))


def of_establishing(said: Said, term: Term | None) -> list[str]:
    """Pasal 16 and 22."""
    found = []
    days = length(said.starts_on, said.ends_on or said.starts_on)
    if days > LONGEST_DAYS:
        last = long_date(last_day(said.starts_on))
        found.append(
            f"Jangka waktunya {days} hari; menurut UU 7/2012 Pasal 22 paling lama {LONGEST_DAYS} "
            f"hari, sampai {last}."
        )
    if said.consulted_on is None:
        found.append(
            "Konsultasi dengan pimpinan DPRD belum diisi; menurut UU 7/2012 Pasal 16 status "
            "ditetapkan setelah berkonsultasi."
        )
    elif said.consulted_on > said.signed_on:
        found.append(
            "Konsultasi dengan pimpinan DPRD sesudah tanggal SK; menurut UU 7/2012 Pasal 16 status "
            "ditetapkan setelah berkonsultasi."
        )
    return found


def of_extending(said: Said, term: Term | None) -> list[str]:
    """Pasal 29 ayat (1) and 30 ayat (1)."""
    assert term is not None and said.ends_on is not None
    found = []
    longest = term.ends_on + LONGEST_EXTENSION_DAYS * DAY
    if said.ends_on > longest:
        days = (said.ends_on - term.ends_on).days
        found.append(
            f"Perpanjangannya {days} hari; menurut UU 7/2012 Pasal 29 ayat (1) paling lama "
            f"{LONGEST_EXTENSION_DAYS} hari, sampai {long_date(longest)}."
        )
    if term.extended:
        found.append(
            "Status ini sudah pernah diperpanjang; UU 7/2012 Pasal 29 ayat (1) menyebut satu "
            f"perpanjangan paling lama {LONGEST_EXTENSION_DAYS} hari."
        )
    if said.signed_on > term.ends_on:
        found.append(
            f"SK ditandatangani sesudah jangka waktunya berakhir ({long_date(term.ends_on)})."
        )
    if said.starts_on > term.ends_on + DAY:
        found.append("Ada hari di antara berakhirnya status dan mulainya perpanjangan.")
    return [*found, *consultation(said, term)]


def consultation(said: Said, term: Term) -> list[str]:
    """Whether the DPRD was consulted in the ten days before the end."""
    first = consult_from(term.ends_on)
    window = f"{long_date(first)} sampai {long_date(term.ends_on)}"
    law = f"menurut UU 7/2012 Pasal 30 ayat (1) dalam {CONSULT_WITHIN_DAYS} hari sebelum berakhir"
    if said.consulted_on is None:
        return [f"Konsultasi dengan pimpinan DPRD belum diisi; {law}: {window}."]
    if not first <= said.consulted_on <= term.ends_on:
        return [f"Konsultasi dengan pimpinan DPRD di luar masanya; {law}: {window}."]
    if said.consulted_on > said.signed_on:
        return ["Konsultasi dengan pimpinan DPRD sesudah tanggal SK perpanjangan."]
    return []


def of_revoking(said: Said, term: Term | None) -> list[str]:
    """Pasal 31: before the term is over."""
    assert term is not None
    if said.starts_on > term.ends_on:
        return [
            "Pencabutan berlaku sesudah jangka waktunya berakhir "
            f"({long_date(term.ends_on)}); UU 7/2012 Pasal 31 mengatur pencabutan sebelum batas "
            "waktu."
        ]
    if said.starts_on < term.starts_on:
        return ["Pencabutan berlaku mendahului hari pertama status."]
    return []


def consult_from(ends_on: dt.date) -> dt.date:
    """The first of the ten days before the end."""
    return ends_on - CONSULT_WITHIN_DAYS * DAY
