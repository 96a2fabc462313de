"""The second factor: who needs one and who has one, read with the person and not by itself.

`design.md`, section 5: mandatory for the secretariat, administrators, auditors, for those who
approve, and for whoever holds R; not in the demo. What R is, the apps above know: each tells by
`secrets_of` how it is seen from a person, so that signing in asks everything in its one query.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from timdu.core.access import Verdict

if TYPE_CHECKING:
    from timdu.team.models import User

# Who works on the whole team's matters or gives a paraf (timdu/documents/paraf.py).
ROLES = ("staff", "verifier", "secretary", "leader", "admin", "auditor")
# Recovery codes alone are no factor: they stand in for one.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
PERSON = OuterRef("pk")
# What is read along with a person.
FACTS = ("has_factor", "holds_secret")

_SECRETS: list[Callable[[], Exists]] = []


def secrets_of(question: Callable[[], Exists]) -> None:
    """An app above says whether a person (`factor.PERSON`) is named on something R."""
    _SECRETS.append(question)


def read_along(people: "QuerySet[User]") -> "QuerySet[User]":
    """The people with `has_factor` and `holds_secret`."""
    named = Q()
    for question in _SECRETS:
        named |= Q(question())
    holds = ExpressionWrapper(named, output_field=BooleanField()) if _SECRETS else Value(False)
    return people.annotate(
        has_factor=Exists(Authenticator.objects.filter(user=PERSON, type__in=KINDS)),
        holds_secret=holds,
    )


def _known(user: "User", fact: str) -> bool:
    """What was read along when the person signed in; asked for now where they did not."""
    found: Any = getattr(user, fact, None)
    if found is None:
        row = read_along(user.__class__._default_manager.filter(pk=user.pk))
        found = row.values_list(fact, flat=True).get()
    return bool(found)


def has_factor(user: "User") -> bool:
    """Whether a code or a key is asked of them after the password."""
    return _known(user, "has_factor")


def holds_secret(user: "User") -> bool:
    """Whether they are named on anything R."""
    return _known(user, "holds_secret")


def is_demanded_by_role(user: "User") -> bool:
    """Whether the office alone asks for it; an observer has no team, the demo asks nobody."""
    return user.role in ROLES and user.team is not None and not user.team.is_demo


def why(user: "User") -> str:
    """Why the person needs a second factor; empty when they do not."""
    if user.team is None or user.team.is_demo:
        return ""
    if is_demanded_by_role(user):
        return f"Langkah kedua wajib untuk peran {user.role_word}."
    if holds_secret(user):
        return "Langkah kedua wajib bagi yang ditunjuk membuka data Rahasia."
    return ""


def is_missing(user: "User") -> bool:
    """Whether the person has to set one up before anything else."""
    return not has_factor(user) and why(user) != ""


def may_open_secret(user: "User") -> Verdict:
    """Behind the demand at sign-in: what is R opens to nobody who came with a password alone."""
    safe = user.team is None or user.team.is_demo or has_factor(user)
    return Verdict(
        safe,
        "Data Rahasia hanya dibuka oleh yang masuk dengan langkah kedua.",
        "Anda sendiri, sesudah memasang langkah kedua di menu akun",
    )
