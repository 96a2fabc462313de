"""What the desk has at hand: reports that look alike, and lists it opens every day."""

from incidents.alike import keeping
from incidents.models import Compared, Likeness
from timdu.demo.stage import Stage
from timdu.inbox.models import SavedFilter
from timdu.team.models import User

MANY = 10_000
Notify = SavedFilter.Notify
FILTERS = (
    ("Menunggu lebih dari sehari", "/laporan/antrean/", "antrean=lewat", True, Notify.DAILY, None),
    ("Sengketa sumber daya alam", "/laporan/", "sumber=d&status=dihitung", True, Notify.NONE, None),
    ("Banyak yang mirip", "/laporan/antrean/", "antrean=ganda", False, Notify.COUNT, 50),
)


def find_all(stage: Stage) -> int:
    """Compare what waits, as of the morning of the demo; returns how many pairs look alike."""
    team, now = stage.people.team, stage.clock.now
    for pk in keeping.not_compared(team, MANY):
        keeping.compare(pk)
    Likeness.objects.filter(incident__team=team).update(found_at=now)
    Compared.objects.filter(incident__team=team).update(at=now)
    return Likeness.objects.filter(incident__team=team).count() // 2


def save_filters(stage: Stage) -> int:
    """The lists the staff of the secretariat opens every day; returns how many."""
    team = stage.people.team
    owner = User.objects.filter(team=team, role=User.Role.STAFF, serves=None).earliest("pk")
    for name, path, query, is_shared, notify, threshold in FILTERS:
        SavedFilter.objects.create(
            team=team, owner=owner, name=name, path=path, query=query, is_shared=is_shared,
            notify=notify, threshold=threshold, created_at=stage.clock.now,
        )  # fmt: skip
    return len(FILTERS)
