"""How allauth behaves here: nobody signs up, accounts are given."""

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from timdu.team.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; a password of one's own ends the temporary one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama pengguna atau kata sandi salah.",
        "email_password_mismatch": "Surel atau kata sandi salah.",
        "enter_current_password": "Tulis kata sandi Anda sekarang.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home: whoever has replaced the temporary password begins to work."""
        return reverse("home")

    def set_password(self, user: "User", password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)
