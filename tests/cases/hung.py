"""Everything that can hang on a permasalahan, hung on one, by the actions people use."""

import datetime as dt

from django.utils import timezone

from incidents.cases.actions import handling, linking, moves, opening
from incidents.cases.agreements import actions as agreements
from incidents.cases.agreements.words import Butir
from incidents.cases.asking.actions import doing, giving, requests
from incidents.cases.emergency.models import Emergency
from renaksi.actions.rows import link as link_activity
from tests.files.factories import AttachmentFactory
from tests.nota.factories import begun, compiled
from timdu.core import reads
from timdu.inbox.arahan import actions as arahan

WORD = "Sentinelkata"


def hang(world, desk, reports, activity, word=WORD):
    """A permasalahan of T held by the camat's kecamatan, about which all is said and asked.

    `desk` are the people who do it: opener, verifier, leader.
    """
    opener, kabid, leader = desk
    today, now = timezone.localdate(), timezone.now()
    case = opening.open_case(
        by=opener, parties=[f"Kelompok {word}"], places=[world.camat.kecamatan], ranks=(4, 4),
        facts={"title": f"Perebutan {word} di pesisir.", "stage": "violence",
               "phase": "stopping", "holder_kecamatan": world.camat.kecamatan,
               "due_on": today - dt.timedelta(days=1), "due_what": f"Temu {word}"},
    )  # fmt: skip
    for report in reports:
        linking.link(case, report, by=kabid)
    step = handling.record(case, by=opener, kecamatan=world.camat.kecamatan,
                           what=f"Jaga {word}.", done_at=now)  # fmt: skip
    AttachmentFactory(owner=step, added_by=opener, caption=f"Foto {word}")
    said = {"subject": f"Hal {word}", "text": f"Lakukan {word}."}
    told = giving.give(by=leader, case=case, kecamatan=world.camat.kecamatan,
                       within_days=3, urgency="very_urgent", **said)  # fmt: skip
    giving.give(by=leader, case=case, kecamatan=world.camat.kecamatan, within_days=3, **said)
    doing.accept(told, by=world.camat)
    result = doing.report(told, by=world.camat, note=f"Sudah {word}.")
    AttachmentFactory(owner=result, added_by=opener)
    requests.ask(by=opener, case=case, agency=world.agency, **said)
    agreements.record(
        case, by=opener, clauses=[Butir(f"Isi {word}", "Kelompok", None)],
        facts={"summary": f"Sepakat {word}", "agreed_on": today - dt.timedelta(days=28),
               "place": "Kantor camat", "mechanism": "mediation", "parties": ["A", word]},
    )  # fmt: skip
    for who in (leader, world.leader):
        arahan.record(by=opener, about=case, leader=who, kecamatan=world.camat.kecamatan,
                      text=f"Arahan {word}.", given_at=now, manner="phone")  # fmt: skip
    compiled(begun(case, opener))
    link_activity(activity, case, by=opener)
    Emergency.objects.update(case=case)
    reads.opened(by=kabid, what=case)
    return case


def shut(case, by, word=WORD):
    """Closed on grounds."""
    return moves.close(case, by=by, outcome="calmed", checks=["calm"], grounds=f"Dasar {word}.")
