"""What happened, in one sentence: the first one that is neither greeting nor heading."""

import re
from dataclasses import dataclass

from incidents.pasted import text as texts
from incidents.pasted.text import Span

LONGEST = 280
FEWEST_WORDS, HEADING = 3, 8
GREETING = re.compile(
    r"(?:dear (?:admin|all)|(?:hasil )?monitoring(?=:)|update|mhn"
    r"|as+alamu'?alaikum[\w.' ]{0,40}?(?:wb|wabarakatuh|wbr|wr)\b"
    r"|as+alamu'?alaikum|ass?\.? ?wr\.? ?wb"
    r"|wa'?alaikum\w*|salam (?:sejahtera|hormat|satu komando)|salam|shalom"
    r"|(?:selamat|slmt|met) (?:pagi|siang|sore|malam)"
    r"|(?:pagi|siang|sore|malam)(?= (?:pak|bu|bang|ndan)\b)"
    r"|(?:mohon )?(?:izin|ijin|maaf mengganggu)|mohon (?=izin|ijin|dilaporkan)|dengan hormat"
    r"|(?:kepada )?yth\.? [^\n,:.]{0,60}|siap|lapor(?:an)?(?= (?:pak|bu|ndan|komandan|bahwa|:))"
    r"|(?:me)?lapor(?:kan)?(?: bahwa)?|(?:me)?nyampaikan(?: bahwa)?|menginformasikan(?: bahwa)?"
    r"|menginfokan(?: bahwa)?|(?:kami |saya )?(?:infokan|informasikan|laporkan"
    r"|sampaikan)(?: bahwa)?"
    r"|dilaporkan(?: bahwa)?|disampaikan bahwa|bersama ini(?: kami)?|bahwa|permisi|maaf"
    r"|(?:bapak|ibu|pak|bu|bpk|bang|komandan|ndan|min|admin|rekan-rekan|rekan|kawan-kawan)"
    r"(?: (?:camat|kaban|kabid|bupati|kapolsek|danramil|admin|semua|sekalian|kades|dan))?"
    r"|pimpinan|saja|tolong|tlg|mau|kabar dari [^,.\n]{1,30},"
    r"|info(?:rmasi)?(?: awal| penting| warga)?|breaking news|urgent|segera|penting|up|halo|hallo"
    r"|tes)"
    r"(?=\W|\Z)[\s,.:;!–-]*",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:^[ -]*|(?<=[.;] ))(?:\d{1,2}[.)] ?)?(?:kejadian|peristiwa|perihal|hal"
    r"|apa(?: yang terjadi)?|kronologis?|"
    r"uraian|isi(?: laporan)?|permasalahan|masalah|keterangan|info|laporan)"
    r"(?: kejadian| singkat| peristiwa)? ?: *(?P<what>[^\n]+|\n[^\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
# "Sungai Duri II: nelayan protes …": what stands before the colon is no part of the sentence.
LEAD = re.compile(r"[^:.,\n]{1,40} ?: (?=\w)")
INTRODUCED = re.compile(
    r"(?:perkenalkan|nama saya|saya|kami|dengan)\b[^.\n]{0,40}, ?"
    r"(?:kades|kepala|ketua|lurah|babinsa|bhabin|camat|warga|tokoh|staf|sekdes)\b[^.\n]{0,30}\.?\Z",
    re.IGNORECASE,
)
PLACE_ONLY = re.compile(
    r"(?i:desa|ds|dsn|dusun|kel|kelurahan|kec|kecamatan)\b\.? (?:(?i:desa|ds|kel|kec|kecamatan|kab)"
    r"\b\.? ?|[A-Z][\w-]*[,. ]*)+\Z"
)
OTHER_LABEL = re.compile(
    r"\s*(?:\d{1,2}[.)] ?)?(?:waktu|hari|tanggal|tgl|jam|pukul|tempat|lokasi|tkp|desa|kecamatan"
    r"|alamat"
    r"|kapan|di mana|dimana|urgensi|jumlah|perkiraan|massa|pelapor|nama|no|hp|dari|sumber|pengirim"
    r"|siapa|jenis|langkah|korban|kerusakan|keadaan)[^:\n]{0,30}:",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\s*(?:demikian|terima ?kasih|trim[sa]|tks|thanks|mohon (?:petunjuk|arahan|atensi|maklum)"
    r"|hormat"
    r"|ttd|wassalam|salam|dokumentasi|foto|sekian|86)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Summary:
    """The sentence and where it stands."""

    words: str
    span: Span
    is_plain: bool


def find(text: str, span: Span) -> Summary | None:
    """The sentence that says what happened; a labelled line before any other."""
    labelled = LABELLED.search(text, *span)
    if labelled:
        inside = texts.trimmed(text, *labelled.span("what"))
        first = next(texts.sentences(text, *inside), None)
        if first and enough(text, first):
            return as_summary(text, first, is_plain=True)
    told = [bare(text, one) for one in texts.sentences(text, *span) if tells(text, one)]
    told = [one for one in told if enough(text, one)]
    kept = [one for one in told if not is_heading(text, one)] or told
    return as_summary(text, kept[0], is_plain=False) if kept else None


def rest(text: str, span: Span, taken: Span) -> str:
    """The other sentences, for the account of what happened; greeting and farewell stay away."""
    told = [bare(text, one) for one in texts.sentences(text, *span) if tells(text, one)]
    others = [one for one in told if one[1] <= taken[0] or one[0] >= taken[1]]
    others = [one for one in others if not is_heading(text, one)]
    return "\n".join(squeezed(text[start:end]) for start, end in others if end - start > 1)


def bare(text: str, span: Span) -> Span:
    """The sentence without the greetings before it."""
    start, end = span
    while start < end:
        found = LEAD.match(text, start, end) or GREETING.match(text, start, end)
        if not found or not found.group():
            break
        start = found.end()
    return texts.trimmed(text, start, end)


def tells(text: str, span: Span) -> bool:
    """Whether the sentence is more than a label or a farewell."""
    skipped = (OTHER_LABEL, CLOSING, INTRODUCED, PLACE_ONLY)
    return not any(words.match(text, *span) for words in skipped)


def enough(text: str, span: Span) -> bool:
    """Whether there are words to make a sentence of."""
    words = [word for word in text[span[0] : span[1]].split() if any(map(str.isalpha, word))]
    return len(words) >= FEWEST_WORDS


def is_heading(text: str, span: Span) -> bool:
    """LAPORAN KEJADIAN, or a question to the reader: there may be a better sentence."""
    words = text[span[0] : span[1]]
    return words.endswith("?") or (words.isupper() and len(words.split()) <= HEADING)


def as_summary(text: str, span: Span, *, is_plain: bool) -> Summary:
    """The words in one line, as long as the field allows."""
    words = squeezed(text[span[0] : span[1]])
    if len(words) > LONGEST:
        words = words[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return Summary(words[:1].upper() + words[1:], span, is_plain)


def squeezed(words: str) -> str:
    return " ".join(words.split())
