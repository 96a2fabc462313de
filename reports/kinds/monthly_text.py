"""The first wording of each passage of the monthly report, written from the frozen data."""

from typing import Any

from reports.kinds.words import LEVELS, amount, capital, listed
from timdu.core import words as core_words
from timdu.documents.kinds import Passage, Snapshot

Facts = dict[str, Any]
VERY_HIGH = 4
LAWS = (
    "Undang-Undang Nomor 7 Tahun 2012 tentang Penanganan Konflik Sosial;",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah, sebagaimana telah beberapa "
    "kali diubah;",
    "Peraturan Pemerintah Nomor 2 Tahun 2015 tentang Peraturan Pelaksanaan Undang-Undang "
    "Nomor 7 Tahun 2012 tentang Penanganan Konflik Sosial;",
    "Peraturan Menteri Dalam Negeri Nomor 42 Tahun 2015 tentang Pelaksanaan Koordinasi "
    "Penanganan Konflik Sosial.",
)


def places(facts: Facts, *states: str) -> list[str]:
    """The names of the kecamatan in one of the states."""
    return [row["name"] for row in facts["kecamatan"] if row["state"] in states]


def kecamatan(names: list[str]) -> str:
    """Kecamatan Toho dan Jongkat."""
    return f"Kecamatan {listed(names)}"


def letter(snapshot: Snapshot) -> str:
    """What the letter itself says: that it comes, and the month in five figures."""
    facts = snapshot["facts"]
    label, team = facts["label"], facts["team"]["name"]
    return "\n\n".join(
        (
            f"Dalam rangka penanganan konflik sosial di {team}, bersama ini kami sampaikan dengan "
            f"hormat laporan bulanan Tim Terpadu Penanganan Konflik Sosial {team} untuk bulan "
            f"{label}.",
            " ".join(_month_in_short(facts)),
        )
    )


def _month_in_short(facts: Facts) -> list[str]:
    totals, label = facts["totals"], facts["label"]
    sentences = [f"Pada bulan {label} tidak tercatat laporan terverifikasi."]
    if totals["verified"]:
        sentences = [
            f"Pada bulan {label} tercatat {amount(totals['verified'], 'laporan')} terverifikasi "
            f"dari {core_words.in_words(totals['with_reports'])} kecamatan, di antaranya "
            f"{amount(totals['events'], 'peristiwa')}."
        ]
    sentences.append(_heard(facts))
    if not totals["social_conflicts"]:
        sentences.append(
            "Tidak ada laporan yang oleh verifikator dinyatakan sebagai konflik sosial."
        )
    if totals["waiting"]:
        sentences.append(
            f"{capital(amount(totals['waiting'], 'laporan'))} bulan itu masih menunggu verifikasi "
            "dan belum dihitung."
        )
    grave = sum(row["level"] == VERY_HIGH for row in facts["priorities"])
    if grave:
        sentences.append(
            f"{capital(core_words.in_words(grave))} potensi konflik berada pada tingkat kerawanan "
            "Sangat Tinggi, sebagaimana diuraikan pada bagian E laporan terlampir."
        )
    return sentences


def _heard(facts: Facts) -> str:
    """Who reported nihil and who did not report: two different things, said apart."""
    nil, missing = places(facts, "nil", "late_nil"), places(facts, "missing")
    parts = []
    if nil:
        parts.append(f"{core_words.in_words(len(nil))} kecamatan melaporkan nihil")
    if missing:
        parts.append(f"{core_words.in_words(len(missing))} kecamatan belum menyampaikan laporan")
    if not parts and places(facts, "future"):
        return "Batas waktu laporan kecamatan belum lewat."
    if not parts and places(facts, "exempt"):
        return "Kecamatan selebihnya belum wajib melapor untuk bulan itu."
    if not parts:
        return "Seluruh kecamatan telah menyampaikan laporan."
    return f"{capital(' dan '.join(parts))}."


def basis(snapshot: Snapshot) -> str:
    """The laws the report stands on, one on each line; no article that was not read."""
    return "\n".join(LAWS)


def field_text(key: str) -> Any:
    """A function that words the situation in one bidang."""

    def situation(snapshot: Snapshot) -> str:
        facts = snapshot["facts"]
        row = next(field for field in facts["fields"] if field["key"] == key)
        if not row["verified"]:
            return "Tidak ada laporan terverifikasi pada bidang ini dari kecamatan yang melapor."
        kinds = [
            f"{core_words.number(kind['count'])} {kind['name'].lower()}" for kind in row["kinds"]
        ]
        sentence = (
            f"Tercatat {amount(row['verified'], 'laporan')} terverifikasi ({', '.join(kinds)}) di "
            f"{kecamatan(row['kecamatan'])}."
        )
        if row["level"]:
            sentence += f" Kerawanan tertinggi: {LEVELS[row['level']]}."
        return sentence

    return situation


def analysis(snapshot: Snapshot) -> str:
    """What the figures alone allow to say, and what they do not."""
    facts = snapshot["facts"]
    now, before = facts["totals"], facts["before"]
    paragraphs = []
    if now["verified"] != before["verified"]:
        verb = "Kenaikan" if now["verified"] > before["verified"] else "Penurunan"
        paragraphs.append(
            f"{verb} laporan dari {core_words.number(before['verified'])} menjadi "
            f"{core_words.number(now['verified'])} perlu dibaca bersama jumlah pelapor (dari "
            f"{core_words.number(before['reporters'])} menjadi "
            f"{core_words.number(now['reporters'])} orang) sehingga belum dapat dibaca sebagai "
            f"{verb.lower()} kerawanan."
        )
    missing = places(facts, "missing")
    if missing:
        paragraphs.append(
            f"Tidak adanya laporan dari {kecamatan(missing)} tidak dapat dibaca sebagai keadaan "
            "aman."
        )
    return "\n\n".join(paragraphs) or (
        "Jumlah laporan sama dengan bulan sebelumnya; tidak ada perubahan yang menonjol dari data."
    )


def conclusions(snapshot: Snapshot) -> str:
    """Kesimpulan, one on each line."""
    facts = snapshot["facts"]
    totals = facts["totals"]
    grave = [row for row in facts["priorities"] if (row["level"] or 0) >= VERY_HIGH]
    lines = [
        f"Pada bulan {facts['label']} tercatat {amount(totals['verified'], 'laporan')} "
        f"terverifikasi, {core_words.number(totals['events'])} di antaranya peristiwa.",
    ]
    if grave:
        names = sorted({row["kecamatan"] for row in grave})
        lines.append(
            f"Potensi konflik tingkat Sangat Tinggi terdapat di {kecamatan(names)} dan menjadi "
            "prioritas penanganan."
        )
    else:
        lines.append("Tidak ada potensi konflik terbuka pada tingkat kerawanan Sangat Tinggi.")
    return "\n".join(lines)


def suggestions(snapshot: Snapshot) -> str:
    """Saran, one on each line."""
    facts = snapshot["facts"]
    lines = ["Mohon arahan Gubernur atas hal-hal yang dilaporkan."]
    missing = places(facts, "missing")
    if missing:
        lines.append(f"Laporan {kecamatan(missing)} kami susulkan segera setelah diterima.")
    if facts["totals"]["waiting"]:
        lines.append(
            "Laporan yang masih menunggu verifikasi kami sampaikan pada laporan bulan berikutnya."
        )
    return "\n".join(lines)


def closing(snapshot: Snapshot) -> str:
    """The last sentence of the letter."""
    return "Demikian disampaikan, atas perhatian dan arahan Gubernur kami ucapkan terima kasih."


LINES = "Satu baris satu butir."
FIELDS = (
    ("ideology", "Ideologi"),
    ("politics", "Politik"),
    ("economy", "Ekonomi"),
    ("sociocultural", "Sosial budaya"),
    ("security", "Pertahanan dan keamanan"),
)
PASSAGES = (
    Passage("letter", "Surat pengantar", letter, "Alinea dipisah satu baris kosong."),
    Passage("closing", "Kalimat penutup surat", closing, limit=500),
    Passage("basis", "Dasar", basis, LINES),
    *(Passage(key, f"Situasi bidang {name.lower()}", field_text(key)) for key, name in FIELDS),
    Passage(
        "analysis", "Analisis dan prediksi", analysis, "Pendapat; dicetak terpisah dari fakta."
    ),
    Passage("conclusions", "Kesimpulan", conclusions, LINES),
    Passage("suggestions", "Saran", suggestions, LINES),
)
