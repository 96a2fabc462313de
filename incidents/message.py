"""“Salin untuk WhatsApp”: a report in the words one camat writes to the next, by its class."""

from incidents.facts import Record, read
from incidents.models.choices import Classification

OPENING = "Mohon izin melaporkan,"
CLOSING = "Demikian dilaporkan, mohon petunjuk."
SECRET = (
    "Mohon izin, ada laporan Rahasia {code}. Isinya tidak dikirim lewat WhatsApp; "
    "mohon dibuka di Timdu oleh yang berhak."
)
RESTRICTED = "*TERBATAS – hanya untuk penerima, jangan diteruskan*"
# What may travel outside the system; sources, opinions and exact points never do.
TOLD_OPENLY = ("kind", "occurred_at", "place", "parties", "people", "situation", "steps",
               "casualties", "damages")  # fmt: skip
TOLD_RESTRICTED = ("kind", "occurred_at", "place", "situation")


def compose(found: Record) -> str:
    """The message for this report's classification; a secret one names only its code."""
    row = found.row
    if row.classification == Classification.SECRET:
        return SECRET.format(code=row.code)
    restricted = row.classification == Classification.RESTRICTED
    told = TOLD_RESTRICTED if restricted else TOLD_OPENLY
    answers = {fact.key: fact for fact in read(found)}
    head = [RESTRICTED, ""] if restricted else []
    lines = [*head, OPENING, row.summary, ""]
    for key in told:
        fact = answers[key]
        # The first line only: below the place stands the point on the map.
        kept = fact.lines[:1] if key == "place" else fact.lines
        words = "; ".join(" ".join(filter(None, (line.text, line.word))) for line in kept)
        if words:
            lines.append(f"{fact.label}: {words}")
    lines += [f"Urgensi: {row.get_urgency_display()}", "", CLOSING]
    return "\n".join([*lines, f"{row.byline}, {row.code}"]).replace("\u00a0", " ")
