"""Trying the permission matrix: page × person × relation → status, complete by construction.

What each person gets stands in `timdu/rights/matrix.txt`, which the page Hak akses shows too. Each
app says in `tests/<app>/access_rows.py` how to try its lines: what to build, what to send.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.team.factories import AgencyFactory, TeamFactory, UserFactory
from tests.wilayah import factories as wilayah
from timdu.rights import matrix
from timdu.team.models import Agency, Team, User

RIGHTS = {right.key: right for right in matrix.table()}


@dataclass
class World:
    """Two teams and one person of every kind; `far_` people belong to the other team."""

    team: Team
    far_team: Team
    agency: Agency
    people: dict[str, User]
    made: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Row:
    """One line of the matrix and how to try it; `status` is what a yes gets."""

    url: str
    args: Callable[[World], dict[str, Any]] = lambda world: {}
    relation: str = ""
    method: str = "get"
    data: Callable[[World], dict[str, Any]] = lambda world: {}
    status: int = 200
    query: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Which line of the matrix it tries."""
        return self.url, self.method, self.relation.replace(" ", "-")

    @property
    def ok(self) -> list[str]:
        """Who gets a yes."""
        marks = RIGHTS[self.key].marks
        return [person for person, mark in marks.items() if mark == matrix.YES]

    @property
    def public(self) -> bool:
        return RIGHTS[self.key].stranger != matrix.SIGN_IN

    def expected(self, person: str) -> int:
        """What this person gets."""
        return self.means(RIGHTS[self.key].marks[person])

    def means(self, mark: str) -> int:
        """The status a mark stands for."""
        others = {matrix.REFUSED: 403, matrix.HIDDEN: 404, matrix.BESIDE: 200}
        return self.status if mark == matrix.YES else others[mark]

    def __str__(self) -> str:
        return " ".join(part for part in (self.method, self.url, self.relation) if part)


def build_world() -> World:
    """Make the two teams and their people."""
    team, far_team = TeamFactory(), TeamFactory(zone="Asia/Jakarta")
    kecamatan = wilayah.KecamatanFactory(parent=team.place)
    agency = AgencyFactory(team=team)
    role = User.Role
    camat = UserFactory(team=team, kecamatan_user=True, kecamatan=kecamatan)
    today = dt.date.today()
    leader = UserFactory(team=team, role=role.LEADER, position="Wakil Bupati")
    people = {
        "camat": camat,
        "operator": UserFactory(
            team=team, kecamatan_user=True, kecamatan=kecamatan, is_operator=True
        ),
        "other_camat": UserFactory(team=team, kecamatan_user=True),
        "member": UserFactory(team=team, member=True, agency=agency, position="Kasat Intelkam"),
        "other_member": UserFactory(team=team, member=True),
        "staff": UserFactory(team=team),
        "verifier": UserFactory(team=team, verifier=True),
        "secretary": UserFactory(team=team, secretary=True),
        "leader": leader,
        "aide": UserFactory(
            team=team, role=role.LEADER, serves=leader, position="Ajudan Wakil Bupati"
        ),
        "forkopimda": UserFactory(team=team, role=role.FORKOPIMDA, position="Dandim"),
        "observer": UserFactory(team=None, role=role.OBSERVER, area="61", position="Pengamat"),
        "auditor": UserFactory(
            team=team,
            role=role.AUDITOR,
            access_from=today - dt.timedelta(days=3),
            access_until=today + dt.timedelta(days=3),
        ),
        "admin": UserFactory(team=team, admin=True),
        "far_camat": UserFactory(team=far_team, kecamatan_user=True),
        "far_staff": UserFactory(team=far_team),
        "far_verifier": UserFactory(team=far_team, verifier=True),
        "far_secretary": UserFactory(team=far_team, secretary=True),
        "far_admin": UserFactory(team=far_team, admin=True),
    }
    return World(team, far_team, agency, people)
