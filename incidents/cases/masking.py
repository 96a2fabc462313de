"""A permasalahan as the Inspektorat reads it: without the names of who reported and who told them.

Taken out of every text is what stands as a name, number or address with its linked reports, those
let go again among them, and with the people of the offices that hold it or did something about it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from incidents import masks
from incidents.cases import rooms
from incidents.cases.entry import Entry
from incidents.cases.models import Case, CaseIncident, Handling
from incidents.cases.models.visibility import WHOLE
from incidents.masks import Veil
from timdu.core import words
from timdu.team.models import User

REPORTER, OFFICE = "pelapor disamarkan", "pencatat disamarkan"
# What a report tells of itself: by whom never stands beside it.
OF_REPORTS = ("Laporan: ", "Langkah dalam laporan", "Perkembangan")
TEXTS = ("title", "due_what", "names")
Offices = set[tuple[str | None, int | None]]


@dataclass(frozen=True)
class CaseVeil:
    """The veils of all reports and offices of one permasalahan."""

    veils: tuple[Veil, ...] = ()

    def over(self, text: str) -> str:
        """The text with each name masked."""
        for veil in self.veils:
            text = veil.over(text)
        return text


def of(cases: Collection[Case]) -> dict[int, CaseVeil]:
    """The veil of each; a fixed number of questions, but for the rooms of one alone."""
    links: dict[int, set[int]] = defaultdict(set)
    pairs = CaseIncident.objects.filter(case__in=cases).order_by()
    for case, report in pairs.values_list("case_id", "incident_id"):
        links[case].add(report)
    veils = masks.of({report for found in links.values() for report in found})
    offices = offices_of(cases)
    people = masks.Offices.of(pair for found in offices.values() for pair in found)
    return {
        case.pk: CaseVeil(
            (
                *(veils[report] for report in sorted(links[case.pk])),
                masks.veil(word for pair in offices[case.pk] for word in people.people(*pair)),
            )
        )
        for case in cases
    }


def offices_of(cases: Collection[Case]) -> dict[int, Offices]:
    """Who holds each, and who did something about it; of one alone also who was asked."""
    found: dict[int, Offices] = defaultdict(set)
    for case in cases:
        found[case.pk].add((case.holder_kecamatan_id, case.holder_id))
    steps = Handling.objects.filter(case__in=cases).order_by()
    for key, place, agency in steps.values_list("case_id", "kecamatan_id", "agency_id"):
        found[key].add((place, agency))
    if len(cases) == 1:
        (case,) = cases
        for record in rooms.hanging(case):
            office = getattr(record, "kecamatan_id", None), getattr(record, "agency_id", None)
            found[case.pk].add(office)
    return found


def hide(user: User, cases: Collection[Case]) -> CaseVeil:
    """Mask what a page shows of some permasalahan, for whom it is masked; the veil of the last.

    In place, for the page alone: nothing saves it.
    """
    if not user.is_masked or not cases:
        return CaseVeil()
    veils = of(cases)
    for case in cases:
        for name in TEXTS:
            setattr(case, name, veils[case.pk].over(getattr(case, name)))
    return veils[case.pk]


def entries(user: User, case: Case, found: Iterable[Entry], veil: CaseVeil) -> list[Entry]:
    """The chronology without names; nothing of it leads where this reader may not go."""
    rows = list(found)
    if not user.is_masked:
        return rows
    desk = desk_of(case)
    for row in rows:
        row.title, row.text = veil.over(row.title), veil.over(row.text)
        row.lines = [veil.over(line) for line in row.lines]
        row.remark, row.by = veil.over(row.remark), by(row, desk)
        if not row.url.startswith("/laporan/"):
            row.url = row.url_word = ""
    return rows


def desk_of(case: Case) -> set[str]:
    """What the people of the desk and the leaders are called: they report nothing here."""
    people = User.objects.filter(team=case.team_id, role__in=WHOLE)
    return {person.byline for person in people}


def by(row: Entry, desk: set[str]) -> str:
    """Who wrote it, where that is somebody of the desk; of a report never."""
    if row.title.startswith(OF_REPORTS):
        return REPORTER
    name = row.by.split(words.NBSP)[0].removeprefix("Dicatat ").removeprefix("Dikonfirmasi ")
    return row.by if name in desk or not row.by else OFFICE
