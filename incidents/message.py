"""“Salin untuk WhatsApp”: a report in the words one camat writes to the next, by its class."""

from django.conf import settings

from incidents.facts import Fact, Record, read
from incidents.models.choices import Classification, Urgency

OPENING = "Mohon izin melaporkan,"
CLOSING = "Demikian dilaporkan, mohon petunjuk."
# Of what is secret nothing travels: whoever may read it opens it where its readers are known.
SECRET = (
    "Mohon izin, ada laporan {urgency}{code}, klasifikasi Rahasia. Isinya tidak dikirim "
    "lewat WhatsApp; mohon buka Timdu: {url}"
)
RESTRICTED = "*TERBATAS – hanya untuk penerima, jangan diteruskan*"
# What may travel outside the system; sources, reporters, opinions and exact points never do.
TOLD_OPENLY = ("kind", "occurred_at", "place", "parties", "people", "situation", "steps",
               "casualties", "damages")  # fmt: skip
TOLD_RESTRICTED = ("kind", "occurred_at", "place", "situation")


def compose(found: Record) -> str:
    """The message for this report's classification; a secret one names only its code."""
    row = found.row
    url = settings.SITE_URL + row.get_absolute_url()
    if row.classification == Classification.SECRET:
        calm = row.urgency == Urgency.NORMAL
        return SECRET.format(
            urgency="" if calm else f"{row.get_urgency_display()} ",
            code=row.code,
            url=url,
        )
    answers = {fact.key: fact for fact in read(found)}
    restricted = row.classification == Classification.RESTRICTED
    head = [RESTRICTED, ""] if restricted else []
    lines = [*head, OPENING, row.summary, ""]
    for key in TOLD_RESTRICTED if restricted else TOLD_OPENLY:
        words = place(found) if key == "place" else said(answers[key])
        if words:
            lines.append(f"{answers[key].label}: {words}")
    lines += [f"Urgensi: {row.get_urgency_display()}", "", CLOSING, f"{row.code}: {url}"]
    return "\n".join(lines).replace("\u00a0", " ")


def said(fact: Fact) -> str:
    """The answer in one line, each figure with its certainty."""
    return "; ".join(" ".join(filter(None, (line.text, line.word))) for line in fact.lines)


def place(found: Record) -> str:
    """The desa with its kecamatan, as two of one name need it; never the point on the map."""
    row = found.row
    word = next(fact for fact in read(found) if fact.key == "place").lines[0].word
    names = [row.place.full_name]
    if row.place_id != row.kecamatan_id:
        names.append(row.kecamatan.full_name)
    told = ", ".join(filter(None, [*names, row.place_text]))
    return f"{told} {word}".strip()
