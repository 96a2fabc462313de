"""The kabupaten of the offline tests: that of the story, with an operator beside the camat."""

from allauth.mfa.models import Authenticator

from incidents.cases.actions import opening
from incidents.models import Incident
from tests.browser import kabupaten
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah


def found():
    """Mempawah, and a second person in the same kecamatan who uses the same phone."""
    kabupaten.found()
    kunyit = Wilayah.objects.get(code="61.02.12")
    kabupaten.person(
        Team.objects.get(), "operator.sungaikunyit", "Operator Sungai Kunyit",
        User.Role.KECAMATAN, kecamatan=kunyit, is_operator=True,
    )  # fmt: skip
    # Nobody of a kecamatan needs a second step, and a code is taken only once in half a minute.
    Authenticator.objects.filter(user__role=User.Role.KECAMATAN).delete()


def permasalahan(report):
    """The report becomes part of a permasalahan of its own; prints its code."""
    staff = User.objects.get(username="staf.mempawah")
    made = opening.open_case(
        by=staff,
        facts={"title": "Perebutan wilayah tangkap."},
        incident=Incident.objects.get(code=report),
    )
    print(made.code)
