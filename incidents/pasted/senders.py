"""Who sent it: by the head of the message, or by what stands under it."""

import re
from dataclasses import dataclass, replace

from incidents.pasted import text as texts
from incidents.pasted.text import Part, Span

PHONE = re.compile(r"(?<![\d/])(?:\+? ?62|0) ?-?8(?:[ .-]?\d){7,11}(?!\d)")
OFFICE = re.compile(
    r"\b(?:camat|sekcam|sekretaris kecamatan|kades|kepala desa|lurah|sekdes|kadus|kepala dusun"
    r"|babinsa|bhabinkamtibmas|bhabin|danramil|kapolsek|kanit intel|ketua (?:rt|rw|bpd|fkub|fkdm"
    r"|karang taruna|lpm|adat)|fkub|fkdm|tokoh (?:masyarakat|agama|adat|pemuda)|perangkat desa"
    r"|staf (?:desa|kecamatan)|linmas|pendamping desa)\b"
    r"(?: \d{1,3}(?:/\d{1,3})?)?(?: (?:desa|ds|kel|kelurahan|kecamatan|kec)\b\.?)?"
    r"(?: (?-i:[A-Z])[\w'-]*){0,3}",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:^(?:\d{1,2}[.)] ?)?[ -]*|(?<=[.;] ))(?:(?:pelapor|dilaporkan oleh|pengirim|dari"
    r"|nama(?: pelapor| pengirim)?|sumber(?: info(?:rmasi)?)?) ?:"
    r"|(?:hormat (?:kami|saya)|ttd|tertanda|a\.?n\.) ?[:,.]?)[ \n]*(?P<name>[^\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
MYSELF = re.compile(
    r"\b(?i:saya|kami|dengan)(?: (?i:pak|bu|bapak|ibu))? "
    r"(?P<name>(?:[A-Z][\w'.-]*)(?: [A-Z][\w'.-]*){0,3})(?:,|\.| \()"
)
# What follows the office of who reports.
TELLS = re.compile(r" (?:me)?(?:lapor(?:kan)?|nginfo(?:kan)?|info|nyampaikan)\b", re.IGNORECASE)
# An office that is signed with, not one that a sentence is about.
ALONE = re.compile(r"\W*(?:[A-Z(+\d].{0,40})?\Z", re.DOTALL)
NAME_LENGTH, CONTACT_LENGTH = 120, 60


@dataclass(frozen=True)
class Sender:
    """A name, an office, a number: whatever the message gives away."""

    name: str = ""
    office: str = ""
    contact: str = ""
    spans: tuple[Span, ...] = ()
    is_plain: bool = False


def find(text: str, span: Span, part: Part) -> Sender | None:
    """The head knows best; a signature adds what the head does not say."""
    signed = signature(text, span)
    head = split(part.name, part.name_span, is_plain=True) if part.name else Sender()
    number = PHONE.search(text, *span)
    found = replace(
        head,
        name=head.name or signed.name,
        office=head.office or signed.office,
        spans=(*head.spans, *(signed.spans if not (head.name and head.office) else ())),
    )
    if not found.contact and number:
        spans = tuple(one for one in found.spans if not inside(number.span(), one))
        found = replace(found, contact=contact(number.group()), spans=(*spans, number.span()))
    return found if found.name or found.office or found.contact else None


def inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def signature(text: str, span: Span) -> Sender:
    """A labelled name, a person who says who they are, or the last line with an office in it."""
    found = list(SIGNED.finditer(text, *span))
    if found:
        return split(found[-1]["name"], texts.trimmed(text, *found[-1].span("name")))
    said = MYSELF.search(text, *span)
    if said:
        office = OFFICE.search(text, said.end(), min(span[1], said.end() + 40))
        spans = (said.span("name"), *((office.span(),) if office else ()))
        return Sender(said["name"], office.group() if office else "", "", spans)
    told = list(texts.sentences(text, *span))
    for at in [*told[-1:], *told[:1]]:
        office = OFFICE.match(text, *at)
        if office and (
            ALONE.match(text, office.end(), at[1]) or TELLS.match(text, office.end(), at[1])
        ):
            return split(office.group(), office.span())
    return Sender()


def split(words: str, span: Span, *, is_plain: bool = False) -> Sender:
    """ "Kades Semudun (Nama, 0812…)" is an office, a name and a number."""
    number = PHONE.search(words)
    left = PHONE.sub(" ", words)
    office = OFFICE.search(left)
    if office:
        left = left.replace(office.group(), " ", 1)
    name = " ".join(re.sub(r"(?i)[^\w'. -]|\b(?:hp|wa|no|nomor|telp)\b\.?", " ", left).split())
    name = name.strip(" .-")
    return Sender(
        name=name[:NAME_LENGTH] if any(map(str.isalpha, name)) else "",
        office=office.group().strip()[:NAME_LENGTH] if office else "",
        contact=contact(number.group()) if number else "",
        spans=(span,),
        is_plain=is_plain,
    )


def contact(number: str) -> str:
    """The number as it was written, in one line."""
    return " ".join(number.split())[:CONTACT_LENGTH]
