"""Many permasalahan in one team, with reports and steps: `fill(rows)`, after `seed.fill`."""

import datetime as dt
import random

from django.utils import timezone

from incidents.cases.models import Assessment, Case, CaseIncident, Handling
from incidents.models import Incident, IssuePattern
from timdu.team.models import Agency, Team, User

BATCH = 2000
# How many reports tell of one matter; a busy one has many, most have one or two.
REPORTS = [1] * 6 + [2] * 5 + [3] * 3 + [6] + [12]
TITLES = [
    "Perebutan wilayah tangkap nelayan Kelompok C dan Kelompok D, {number}",
    "Tuntutan kuota tenaga kerja lokal di PT Contoh, {number}",
    "Letak patok batas dua desa, {number}",
    "Daftar penerima bantuan sosial, {number}",
    "Penghitungan ulang pemilihan kepala desa, {number}",
]


def fill(rows, seed=11):
    """Open so many, link verified reports to them, judge and handle; one in four is open."""
    dice = random.Random(seed)
    team = Team.objects.get(place_id="61.02")
    staff = User.objects.filter(team=team, role="staff").first()
    free = Incident.objects.filter(team=team, status__in=("verified", "closed"))
    reports = list(free.order_by("occurred_at").values_list("pk", "occurred_at"))
    offices = list(Agency.objects.filter(team=team)[:6])
    patterns = list(IssuePattern.objects.all()[:8])
    for start in range(0, rows, BATCH):
        Case.objects.bulk_create(
            one(dice, number, rows, team, staff, offices, patterns)
            for number in range(start, min(start + BATCH, rows))
        )
        made = list(Case.objects.order_by("-pk")[: min(BATCH, rows - start)])
        links, steps, judged = [], [], []
        for case in made:
            for _ in range(min(dice.choice(REPORTS), len(reports))):
                pk, when = reports.pop()
                links.append(CaseIncident(case=case, incident_id=pk, by=staff, at=when))
            steps += [handled(dice, case, staff, offices) for _ in range(dice.randrange(4))]
            judged.append(Assessment(case=case, likelihood=case.likelihood, impact=case.impact,
                                     reason="Dinilai.", by=staff, at=case.opened_at))  # fmt: skip
        CaseIncident.objects.bulk_create(links)
        Handling.objects.bulk_create(steps)
        Assessment.objects.bulk_create(judged)


def one(dice, number, rows, team, staff, offices, patterns):
    """One permasalahan; those that moved last are the open ones."""
    age = dt.timedelta(minutes=(rows - number) * 250 + dice.randrange(200))
    opened = timezone.now() - age
    return Case(
        team=team, code=f"PM-{opened:%y}-{number:06d}", opened_by=staff, opened_at=opened,
        title=dice.choice(TITLES).format(number=number), source=dice.choice("abcde"),
        pattern=dice.choice(patterns), stage=dice.choice(Case.Stage.values[:6]),
        phase="prevention", likelihood=dice.randrange(1, 5), impact=dice.randrange(1, 5),
        holder=dice.choice([None, None, *offices]), changed_at=opened, stage_since=opened,
        status="open" if number > rows * 3 // 4 else "closed",
    )  # fmt: skip


def handled(dice, case, staff, offices):
    """One step of the secretariat or an agency."""
    return Handling(
        case=case, agency=dice.choice([None, *offices]), what="Mediasi di kantor camat.",
        done_at=case.opened_at, at=case.opened_at, by=staff,
    )  # fmt: skip
