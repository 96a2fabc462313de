"""How urgent a message sounds, and of how many people it speaks."""

import re
from dataclasses import dataclass

from incidents.models.choices import Certainty, Urgency
from incidents.pasted import numbers
from incidents.pasted.text import Span

LABELLED = re.compile(
    r"^[ -]*(?:urgensi|sifat|tingkat) ?: ?(sangat segera|segera|biasa)\b", re.MULTILINE
)
VERY = re.compile(
    r"\b(?:sangat (?:segera|mendesak|darurat|genting)|darurat|gawat|genting|sos|"
    r"(?:mohon|tolong|minta)(?: \w+){0,2} (?:bantuan|pengamanan|aparat|merapat)(?: \w+){0,2}"
    r" (?:segera|sekarang|secepatnya)|segera merapat|kejar-kejaran|bakar-bakaran"
    r"|(?:sedang|masih|sudah|terjadi)(?: \w+)? (?:bentrok|bentrokan|tawuran|baku hantam|ricuh"
    r"|saling serang|saling lempar)|senjata tajam|sajam|parang|celurit|bom molotov|dikepung"
    r"|mengepung|menyandera|disandera|dibakar massa|korban jiwa|meninggal dunia|tewas)\b"
)
URGENT = re.compile(
    r"\b(?:segera|mendesak|secepatnya|urgent|penting sekali|memanas|makin panas|tegang|ketegangan"
    r"|cekcok|adu mulut|ancaman|mengancam|diancam|ultimatum|blokir|memblokir|diblokir|blokade"
    r"|menghadang|dihadang|provokasi|bentrok|bentrokan|ricuh|rusuh|tawuran|saling dorong"
    r"|massa berkumpul|massa bertambah)\b"
)
CALM = re.compile(
    r"\b(?:tidak mendesak|(?:tdk|tidak) urgent|biasa saja|sekadar info|sekedar info|info saja"
    r"|untuk informasi|sebagai informasi|mohon maklum|untuk diketahui|sudah kondusif"
    r"|aman terkendali|situasi kondusif|kondusif|laporan rutin)\b"
)
DENIED = re.compile(
    r"\b(?:tidak|tdk|tak|bukan|belum|tanpa|nihil|jangan sampai|mencegah|hindari|menghindari"
    r"|rawan|berpotensi|potensi|jangan)(?: \w+){0,2} ?\Z"
)
GROUP = (
    r"(?:orang|org|warga|massa|masa|jiwa|pemuda|remaja|nelayan|petani|pekerja|buruh|ibu-ibu|ibu2"
    r"|bapak-bapak|emak-emak|penambang|mahasiswa|pelajar|siswa|pedagang|peserta|karyawan"
    r"|pendemo|simpatisan|sopir|supir|anggota kelompok|anggota|keluarga)"
)
ABOUT = (
    r"(?:sekitar|sekira|kira-kira|kurang lebih|krg lebih|sktr|lebih dari|lebih kurang|±|\+-|\+/-"
    r"|hampir"
    r"|sebanyak|berjumlah|jumlah|k\.?l\.?|l\.?k\.?)?\W{0,2}"
)
COUNT = rf"(?!(?:belas|puluh|ratus|ribu)an\b)(?P<first>{numbers.PATTERN})(?:[- ]?an\b)?"
RANGE = rf"(?: ?(?:-|–|s/d|sd|sampai|hingga) ?(?P<second>{numbers.PATTERN})(?:[- ]?an\b)?)?"
AFTER = COUNT.replace("first", "after")
NO_PEOPLE = r"(?![\d:/]| (?:kampung|desa|dusun|rt|rw|kelompok|kubu|pihak))"
CROWD = re.compile(
    rf"(?<![\d.,/:-])\b{COUNT}{RANGE} ?{GROUP}\b"
    rf"|\b(?:massa|warga|peserta) {ABOUT}{AFTER}{NO_PEOPLE}"
)
SAID = re.compile(
    r"(?:^(?:\d{1,2}[.)] ?)?[ -]*|(?<=[.;] ))(?:jumlah (?:massa|orang|warga|peserta)"
    rf"|perkiraan (?:orang|massa|jumlah)|massa) ?: ?{ABOUT}{COUNT}",
    re.MULTILINE,
)
HARMED_AFTER = re.compile(
    r"[^.,\n]{0,12}\b(?:luka|terluka|meninggal|tewas|korban|mengungsi|pengungsi|diamankan|ditangkap"
    r"|ditahan|hilang|dirawat|pingsan|cedera|kena|polisi|tni|polri|personel|satpol|brimob|aparat"
    r"|prajurit|linmas)\b"
)
HARMED_BEFORE = re.compile(
    r"\b(?:korban|luka|meninggal|mengungsi|pengungsi|personel|aparat|diamankan|menurunkan"
    r"|mengamankan|menangkap)"
    r"[^.\n]{0,12}\Z"
)
SURELY = re.compile(r"\b(?:tepatnya|persis|pasti|terhitung|terdata)\b")
BEFORE = 24


@dataclass(frozen=True)
class Sign:
    """What was read of a choice or a number, and where."""

    value: str | int
    span: Span
    is_plain: bool
    certainty: str = Certainty.PROVISIONAL


def urgency(low: str, span: Span) -> Sign | None:
    """How urgent it sounds; a denied word ("tidak ada korban jiwa") counts for nothing."""
    labelled = LABELLED.search(low, *span)
    if labelled:
        names = {choice.label.lower(): choice for choice in Urgency}
        return Sign(names[labelled[1]], labelled.span(1), is_plain=True)
    for words, value in ((VERY, Urgency.VERY_URGENT), (URGENT, Urgency.URGENT)):
        for found in words.finditer(low, *span):
            if not DENIED.search(low[max(span[0], found.start() - BEFORE) : found.start()]):
                return Sign(value, found.span(), is_plain=False)
    calm = CALM.search(low, *span)
    return Sign(Urgency.NORMAL, calm.span(), is_plain=False) if calm else None


def people(low: str, span: Span) -> Sign | None:
    """How many took part: the first number that is neither harmed nor in uniform."""
    said = SAID.search(low, *span)
    if said and (value := numbers.value(said["first"])) is not None:
        return Sign(value, said.span("first"), is_plain=True)
    for found in CROWD.finditer(low, *span):
        end = found.end()
        if HARMED_AFTER.match(low[end : end + 30]) or HARMED_BEFORE.search(
            low[max(span[0], found.start() - BEFORE) : found.start()]
        ):
            continue
        numbered = [numbers.value(found[name]) for name in ("first", "second", "after")
                    if found[name]]  # fmt: skip
        values = [value for value in numbered if value]
        if values:
            near = low[max(span[0], found.start() - BEFORE) : end]
            sure = Certainty.SURE if SURELY.search(near) else Certainty.PROVISIONAL
            return Sign(max(values), found.span(), is_plain=len(values) == 1, certainty=sure)
    return None
