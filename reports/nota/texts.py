"""The parts of a nota dinas a person edits; their first wording comes from the frozen data."""

from reports.kinds.words import amount, day, inside, listed
from timdu.documents.kinds import Passage, Snapshot


def matter(snapshot: Snapshot) -> str:
    """Pokok permasalahan: what, where, between whom, how it stands."""
    found = snapshot["facts"]
    head = found["head"]
    where = f" di Kecamatan {listed(found['places'])}" if found["places"] else ""
    between = f" Pihak yang terkait: {listed(found['parties'])}." if found["parties"] else ""
    return (
        f"Bersama ini kami laporkan permasalahan {inside(found['title']).rstrip('. ')}{where}."
        f"{between} Permasalahan berada pada tahap {inside(head['stage'])} sejak "
        f"{day(head['stage_since'])}, dalam fase {inside(head['phase'])}, dengan tingkat kerawanan "
        f"{inside(found['level'])}, dan dipegang oleh {head['holder']}."
    )


def analysis(snapshot: Snapshot) -> str:
    """Why it is judged as it is, and whether what was agreed is kept."""
    found = snapshot["facts"]
    parts = []
    if found["reason"]:
        parts.append(f"Dasar penilaian kerawanan terakhir: {inside(found['reason']).rstrip('.')}.")
    if found["incidents"]:
        count = amount(len(found["incidents"]) + found["more"], "laporan")
        parts.append(f"Penilaian bersandar pada {count} terverifikasi.")
    for row in found["agreements"]:
        parts.append(
            f"Kesepakatan {day(row['date'])} ({inside(row['mechanism'])}): {inside(row['state'])}."
        )
    return "\n".join(parts)


def advice(snapshot: Snapshot) -> str:
    """Pilihan: what is under way first; the writer adds the others."""
    found = snapshot["facts"]
    holder = found["head"]["holder"]
    until = f" sampai {found['due_what']}, {day(found['due_on'])}" if found["due_on"] else ""
    return "\n".join(
        [
            f"- Pilihan pertama: penanganan oleh {holder} dilanjutkan{until}.",
            "- Pilihan kedua: Bupati memberi arahan kepada perangkat daerah terkait dan meminta "
            "koordinasi instansi vertikal.",
        ]
    )


def closing(snapshot: Snapshot) -> str:
    """The last sentence."""
    return "Demikian disampaikan, mohon keputusan dan arahan Bupati."


PASSAGES = (
    Passage("matter", "Pokok permasalahan", matter, limit=2500),
    Passage("more_facts", "Fakta lain", lambda snapshot: "", "Dicetak sesudah tabel bila diisi."),
    Passage("analysis", "Analisis", analysis, "Pendapat; fakta tetap dalam tabel."),
    Passage("advice", "Saran dan pilihan", advice, "Satu baris satu pilihan, diawali tanda -."),
    Passage("closing", "Kalimat penutup", closing, limit=500),
)
