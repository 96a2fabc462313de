"""Reading the person of a session: once per request, with what the entrance needs to know."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from timdu.team.entrance import factor
from timdu.team.models import User


class Backend(AuthenticationBackend):
    """Allauth's own, but the second factor is read along with the person."""

    def get_user(self, user_id: Any) -> User | None:
        person = factor.read_along(User.objects.filter(pk=user_id)).first()
        return person if person is not None and self.user_can_authenticate(person) else None
