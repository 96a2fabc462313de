"""The columns of the table, in the order of the form, made for the person who asks."""

from collections import Counter
from collections.abc import Sequence

from django.utils.text import capfirst

from incidents import permissions
from incidents.actions.importing import KIND
from incidents.forms import telling
from incidents.models import IssuePattern
from incidents.models.choices import (
    TOLL,
    TYPED_ORIGINS,
    Certainty,
    Channel,
    Informant,
    Kind,
    Loss,
    Precision,
    Scope,
    StepsAnswer,
    Toll,
    Urgency,
)
from timdu.core.columns import CHOICE, CLOCK, DATE, MOMENT, NUMBER, Column
from timdu.core.filled import Table
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

VERSION, MOST = 1, 500
UNKNOWN, NOTHING = "unknown", "none"
YES, NO = "on", "no"
FREE = "Boleh kosong."
UNSAID = "Kosong berarti belum diisi; tulis “belum diketahui” bila memang belum diketahui."
Level = Wilayah.Level


def table_for(user: User) -> Table:
    """What the person is handed: their places, their agencies, their questions."""
    columns = [*sender(user), *first(user), *known(user)]
    if not user.is_secretariat:
        columns += told(user)
    return Table(KIND, VERSION, [*columns, *facts(user), *figures(), *more()], MOST)


def sender(user: User) -> list[Column]:
    """Whose report it is: only the secretariat writes for others."""
    if not user.is_secretariat:
        return []
    agencies = Agency.objects.visible_to(user).current().order_by("short_name")
    offices = tuple((str(agency.pk), agency.short_name) for agency in agencies)
    return [
        Column("origin", "Laporan dari siapa?", "Pilih dari daftar. Kecamatan: dari camat.",
               CHOICE, "Kecamatan", tuple(TYPED_ORIGINS), needed=True, width=24),
        Column("agency", "Instansi", "Diisi bila laporan dari instansi.", CHOICE, "", offices,
               has_codes=False),
        Column("on_behalf", "Nama pemberi laporan",
               "Diisi bila dari mitra, warga, atau media. Paling banyak 120 huruf."),
        *told(user),
    ]  # fmt: skip


def told(user: User) -> list[Column]:
    """How it reached whoever types it."""
    if not permissions.can_relay(user):
        return []
    return [
        Column(telling.CHANNEL, "Disampaikan lewat apa?",
               "Kosongkan bila tidak disampaikan orang lain.", CHOICE, "", tuple(Channel.choices)),
        Column(telling.WHEN, "Kapan disampaikan?",
               "Tanggal dan jam, misalnya 3/11/2026 14.30. Ketepatan waktu lapor dihitung dari "
               "sini.", MOMENT),
        Column(telling.NAME, "Nama yang menyampaikan",
               "Dilindungi: hanya terbaca oleh pencatat, Kabid, dan Kepala Badan."),
        Column(telling.CONTACT, "Nomor atau alamatnya", "Dilindungi seperti namanya."),
    ]  # fmt: skip


def first(user: User) -> list[Column]:
    """The first word: what, where, when, how urgent."""
    places, also = places_of(user)
    return [
        Column("summary", "Apa yang terjadi?",
               "Satu kalimat, paling banyak 280 huruf: siapa melakukan apa. Jangan menulis nama "
               "anak atau korban.", example="Kelompok A mendatangi kantor PT Contoh.",
               needed=True, width=48),
        Column("place", "Desa atau kelurahan", "Pilih dari daftar.", CHOICE,
               places[0][1] if places else "", places, needed=True, width=28, also=also),
        Column("day", "Tanggal kejadian",
               "Hari, bulan, tahun: 3/11/2026 atau 3 November 2026.", DATE, "3/11/2026",
               needed=True, width=16),
        Column("clock", "Jam kejadian",
               "Misalnya 14.30. Bila hanya kira-kira, tulis perkiraannya dan pilih “perkiraan” di "
               "kolom berikutnya.", CLOCK, "14.30", needed=True, width=12),
        Column("occurred_precision", "Ketepatan waktu", "Kosong berarti tepat.", CHOICE,
               "perkiraan", tuple(Precision.choices), width=14),
        Column("urgency", "Seberapa mendesak?",
               "Kosong berarti Biasa. Yang Sangat Segera kirim lewat formulir Lapor, supaya "
               "petugas piket langsung dikabari.", CHOICE, "Biasa",
               tuple(pair for pair in Urgency.choices if pair[0] != Urgency.VERY_URGENT),
               also=((Urgency.VERY_URGENT.label, Urgency.VERY_URGENT.value),)),
    ]  # fmt: skip


def known(user: User) -> list[Column]:
    """Only operators say whether the head knows."""
    if not user.is_operator or user.is_secretariat:
        return []
    head = "Camat" if user.kecamatan_id else "pimpinan"
    note = "Ya bila sudah; kosong berarti belum."
    return [Column("known_to_head", f"Sudah diketahui {head}", note, CHOICE, "Ya",
                   ((YES, "Ya"), (NO, "Belum")))]  # fmt: skip


def facts(user: User) -> list[Column]:
    """What verification needs; all of it may follow later."""
    unknown = ((UNKNOWN, "Belum diketahui"),)
    patterns = IssuePattern.objects.offered_to(user.own_team)
    named = tuple((str(row.pk), str(row)) for row in patterns)
    return [
        Column("parties", "Pihak yang terlibat",
               f"Kelompok atau badan usaha, bukan orang. Pisahkan dengan titik koma. {UNSAID}",
               example="Kelompok A; PT Contoh", width=30),
        Column("people", "Perkiraan jumlah orang", "Angka saja, misalnya 40.", NUMBER, "40"),
        Column("people_certainty", "Kepastian jumlah", "Kosong berarti sementara.", CHOICE,
               "sementara", tuple(Certainty.choices)),
        Column("scope", "Lingkup pihak", FREE, CHOICE, "", tuple(Scope.choices)),
        Column("who", "Keterangan para pihak", f"Paling banyak 2.000 huruf. {FREE}", width=30),
        Column("kind", "Jenis laporan", "Kosong berarti Informasi.", CHOICE, "Peristiwa",
               tuple(Kind.choices)),
        Column("picked", "Pola isu", "Pilih yang paling dekat, atau “Belum diketahui”.", CHOICE,
               named[0][1] if named else "", (*named, *unknown), width=26, has_codes=False),
        Column("situation", "Keadaan sekarang", UNSAID, example="Massa bubar pukul 16.00.",
               width=36),
        Column("steps", "Langkah yang sudah diambil",
               "Siapa: melakukan apa; pisahkan dengan titik koma. Atau pilih “Belum ada langkah” "
               "atau “Belum diketahui”.", CHOICE, "Camat: mempertemukan kedua pihak",
               tuple((key, word) for key, word in StepsAnswer.choices if key != StepsAnswer.TAKEN),
               width=40, open_list=True),
        Column("information_source", "Sumber informasi", "Dari siapa Anda mengetahuinya.", CHOICE,
               "Perangkat desa", tuple(Informant.choices)),
        Column("source_name", "Nama sumber",
               "Dilindungi: hanya terbaca oleh pencatat, Kabid, dan Kepala Badan."),
    ]  # fmt: skip


def figures() -> list[Column]:
    """Korban and kerusakan; a number without a word about it is provisional."""
    found = []
    answers = ((NOTHING, "Tidak ada"), (UNKNOWN, "Tidak diketahui"), ("figures", "Ada"))
    note = "Bila “Ada”, isi angkanya di kolom berikut. Kosong berarti belum diisi, bukan nol."
    parts: Sequence[Toll | Loss]
    for key, title, parts in (("toll", "Korban", TOLL), ("damage", "Kerusakan", tuple(Loss))):
        asked = f"Ada {title.lower()}?"
        found.append(Column(f"{key}_answer", asked, note, CHOICE, "Tidak ada", answers, width=16))
        for part in parts:
            each = f"{title}: {part.label}. Angka saja; tercatat sementara. {FREE}"
            label = str(capfirst(part.label))
            found.append(Column(f"{key}_{part}", label, each, NUMBER, width=14))
    return found


def more() -> list[Column]:
    """What may be added: the exact place, the story, the opinion."""
    long = "Paling banyak {} huruf. Boleh kosong."
    return [
        Column("place_text", "Tempat lebih rinci", "Misalnya: dermaga, simpang tiga Pasar Baru.",
               example="Simpang tiga Pasar Baru", width=28),
        Column("what", "Uraian kejadian", long.format("4.000"), width=40),
        Column("why", "Mengapa", long.format("2.000"), width=30),
        Column("how", "Bagaimana", long.format("2.000"), width=30),
        Column("analysis", "Analisis", f"Pendapat Anda. {long.format('3.000')}", width=30),
        Column("prediction", "Prediksi", f"Pendapat Anda. {long.format('2.000')}", width=30),
        Column("advice", "Saran", f"Pendapat Anda. {long.format('2.000')}", width=30),
    ]  # fmt: skip


def places_of(user: User) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The desa of the person's area by name, with their kecamatan where there are several."""
    rows = Wilayah.objects.within(user.scope).current().named()
    found = list(rows.filter(level__gte=Level.KECAMATAN).order_by("level", "search_name"))
    desa = [row for row in found if row.level == Level.DESA]
    times = Counter(row.name for row in desa)
    wide = not user.kecamatan_id
    named = [(row.pk, label(row, wide, times[row.name] > 1)) for row in desa]
    named += [
        (row.pk, f"Kecamatan {row.name} (desa belum diketahui)") for row in found
        if row.level == Level.KECAMATAN
    ]  # fmt: skip
    also = [(row.full_name, row.pk) for row in desa if not wide]
    also += [(row.name, row.pk) for row in desa if times[row.name] == 1]
    return tuple(named), tuple(also)


def label(row: Wilayah, wide: bool, has_namesake: bool) -> str:
    """What a desa is called in the list."""
    name = row.full_name if has_namesake else row.name
    return f"{name}, {row.parent.name}" if wide and row.parent else name
