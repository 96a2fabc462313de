"""The nota dinas of the demo: one that came back with the bupati's decision."""

import datetime as dt

from incidents.cases.models import Case
from reports.nota.kind import CODE
from reports.nota.models import Decision, Nota
from timdu.demo.papers import Paper, Period
from timdu.demo.press import Course
from timdu.demo.registry import Plan, Writer
from timdu.demo.stage import Stage

DAY = dt.timedelta(days=1)
# Words of the permasalahan's title, how many days ago, the decision and its words.
STORIES = {
    "mempawah": (
        ("Tuntutan kuota", 9, "with_notes",
         "Pilihan pertama disetujui. Laporkan hasil perundingan setiap dua minggu."),
    ),
    "samosir": (),
}  # fmt: skip


def plans(stage: Stage) -> list[Plan]:
    """Those of one team, each about a permasalahan that runs."""
    found = []
    for title, days, *_ in STORIES[stage.ground.kabupaten.key]:
        case = Case.objects.filter(team=stage.people.team, title__startswith=title).first()
        if case is not None:
            begun = stage.clock.office_hours(stage.clock.ago(days, 9, 0))
            period = Period(CODE, begun.date(), begun.date(), subject=case.code)
            found.append(Plan(period, begun, "numbered", nota_up))
    return found


def nota_up(writer: Writer, paper: Paper, plan: Plan) -> Course[None]:
    """Compiled by the desk, initialled, numbered, signed on paper, decided."""
    people = writer.stage.people
    staf, kabid, kaban = people["staf"], people["kabid"], people["kaban"]
    at = plan.begun_at
    paper.compile(at, staf)
    case = Case.objects.get(team=people.team, code=plan.period.subject)
    nota = Nota.objects.create(case=case, document=paper.row, by=staf, at=at)
    writer.ledger.event("nota.begin", [case, paper.row], by=staf, at=at, note=paper.row.title)
    at = writer.submission(at)
    paper.submit(at, staf)
    paper.initial(writer.hours(at + dt.timedelta(minutes=40)), kabid, 0)
    paper.initial(writer.hours(at + dt.timedelta(hours=3)), kaban, 1)
    at = writer.numbering(plan)
    paper.number(at, staf, f"300.2/{at.month:02d}/ND-BKBP/{at.year}")
    yield from paper.draw(at)
    decide(writer, nota, writer.hours(at + 2 * DAY), case)


def decide(writer: Writer, nota: Nota, at: dt.datetime, case: Case) -> None:
    """The sheet came back from the bupati."""
    staf = writer.stage.people["staf"]
    told = {title: rest for title, _, *rest in STORIES[writer.stage.ground.kabupaten.key]}
    verdict, words = next(rest for title, rest in told.items() if case.title.startswith(title))
    made = Decision.objects.create(
        nota=nota, verdict=verdict, words=words, decided_by="Bupati", decided_on=at.date(),
        by=staf, at=at,
    )  # fmt: skip
    note = f"{made}, Bupati. {words}"
    writer.ledger.event("nota.decide", [case, nota.document], by=staf, at=at, note=note)
    Case.objects.filter(pk=case.pk, changed_at__lt=at).update(changed_at=at)
