"""Who gives, does, answers and takes back what is asked."""

from incidents.cases.asking.models import CoordinationRequest, DateChange, Disposition
from incidents.cases.asking.models.visibility import ASKED, TOLD
from incidents.permissions import VERIFIERS
from timdu.core.access import rule
from timdu.inbox.models import Arahan
from timdu.team.models import User
from timdu.team.roster import line

Role = User.Role
DESK = "Sekretariat Tim Terpadu"


@rule(
    "Disposisi dibaca oleh sekretariat, pimpinan, serta camat dan perangkat daerah yang dituju.",
    who=DESK,
)
def can_see_dispositions(user: User) -> bool:
    """Vertical agencies and the Forkopimda get none."""
    return user.role in TOLD


@rule(
    "Permintaan koordinasi dibaca oleh sekretariat, pimpinan, dan yang diminta.",
    who=DESK,
)
def can_see_requests(user: User) -> bool:
    """Camat are told, not asked."""
    return user.role in ASKED


@rule(
    "Disposisi diberikan oleh pimpinan dan Kepala Badan. Staf dan Kabid menuliskannya dari arahan "
    "yang sudah dibenarkan pimpinan.",
    who="pimpinan atau Kepala Badan",
)
def can_give(user: User, arahan: Arahan | None = None) -> bool:
    """Nobody tells a camat what to do in another's name; a confirmed arahan is a leader's own."""
    if arahan is not None and user.is_secretariat:
        return arahan.confirmed_at is not None
    if arahan is not None:
        return user.leads and arahan.leader_id == user.pk and arahan.confirmed_at is not None
    return user.leads or user.role == Role.SECRETARY


@rule("Permintaan koordinasi dibuat oleh sekretariat dan pimpinan.", who=DESK)
def can_ask(user: User) -> bool:
    """The team asks; a leader may, whoever only serves one may not."""
    return user.is_secretariat or user.leads


def is_addressed(user: User, disposition: Disposition) -> bool:
    """Whether the disposisi is to the person's own office."""
    if user.role == Role.KECAMATAN:
        return disposition.kecamatan_id == user.kecamatan_id
    return user.role == Role.MEMBER and disposition.agency_id == user.agency_id


@rule(
    "Disposisi diterima, dikembalikan, dan dilaporkan oleh kantor yang dituju; sekretariat "
    "mencatat yang disampaikan kepadanya.",
    who="kantor yang dituju, atau sekretariat",
)
def can_carry_out(user: User, disposition: Disposition) -> bool:
    """The office itself; the desk for an office that answers on paper or by telephone."""
    return user.is_secretariat or is_addressed(user, disposition)


@rule(
    "Hasil disposisi diterima Kabid atau Kepala Badan, dan tidak pernah oleh yang melaporkannya.",
    who="Kabid atau Kepala Badan yang tidak melaporkannya",
)
def can_judge(user: User, disposition: Disposition) -> bool:
    """Who did it, or wrote down that it was done, does not say that it is enough."""
    if user.role not in VERIFIERS:
        return False
    last = disposition.results.first()
    return last is None or last.by_id != user.pk


@rule(
    "Disposisi ditarik oleh yang memberikannya atau Kepala Badan.",
    who="yang memberikannya, atau Kepala Badan",
)
def can_withdraw(user: User, disposition: Disposition) -> bool:
    """Whose word it is takes it back."""
    return disposition.giver_id == user.pk or user.role == Role.SECRETARY


@rule(
    "Disposisi yang dikembalikan dikirim lagi oleh yang memberikannya, yang menuliskannya, atau "
    "Kepala Badan.",
    who="yang memberikannya, atau Kepala Badan",
)
def can_send_again(user: User, disposition: Disposition) -> bool:
    """Staff who wrote it down from an arahan put it right, too."""
    return bool(can_withdraw(user, disposition)) or (
        user.is_secretariat and disposition.by_id == user.pk
    )


@rule(
    "Usulan tanggal dijawab oleh yang memberikan disposisinya atau Kepala Badan, bukan oleh yang "
    "mencatat usulannya.",
    who="yang memberikannya, atau Kepala Badan",
)
def can_answer_date(user: User, change: DateChange) -> bool:
    """Who wrote the wish down does not grant it."""
    row = change.disposition
    return change.by_id != user.pk and (row.giver_id == user.pk or user.role == Role.SECRETARY)


def is_asked(user: User, request: CoordinationRequest) -> bool:
    """Whether the permintaan is to the person's own office or seat."""
    if user.role == Role.MEMBER:
        return request.agency_id is not None and request.agency_id == user.agency_id
    if user.role != Role.FORKOPIMDA:
        return False
    if request.agency_id is not None:
        return request.agency_id == user.agency_id
    asked = request.person_id
    if asked is None or asked == user.pk:
        return asked is not None
    return any(term.covers(asked, request.at) for term in line.others(user))


@rule(
    "Permintaan koordinasi dijawab oleh yang diminta; sekretariat mencatat jawaban yang "
    "disampaikan kepadanya.",
    who="yang diminta, atau sekretariat",
)
def can_answer(user: User, request: CoordinationRequest) -> bool:
    """The office itself; the desk for mitra and for those without an account."""
    return user.is_secretariat or is_asked(user, request)


@rule(
    "Permintaan koordinasi ditarik oleh yang membuatnya, Kabid, atau Kepala Badan.",
    who="yang membuatnya, Kabid, atau Kepala Badan",
)
def can_take_back(user: User, request: CoordinationRequest) -> bool:
    """Whoever asked, or who answers for the desk."""
    return request.by_id == user.pk or user.role in VERIFIERS
