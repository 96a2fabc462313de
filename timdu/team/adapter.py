"""How allauth behaves here: nobody signs up, accounts are given."""

import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from timdu.team.entrance import actions

if TYPE_CHECKING:
    from timdu.team.models import User

# What allauth would tell by mail is an event of the account here.
TOLD = {
    "account/email/password_changed": "user.change_password",
    "account/email/password_reset": "user.change_password",
    "mfa/email/totp_activated": "user.add_factor",
    "mfa/email/webauthn_added": "user.add_factor",
    "mfa/email/totp_deactivated": "user.drop_factor",
    "mfa/email/webauthn_removed": "user.drop_factor",
    "mfa/email/recovery_codes_generated": "user.renew_codes",
}
PROOFS = ("password", "mfa")


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; a password of one's own ends the temporary one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama masuk atau kata sandi salah.",
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

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in within these minutes has proven enough."""
        given = [
            record["at"]
            for record in get_authentication_records(self.request, self.request.user)
            if record["method"] in PROOFS
        ]
        if given and time.time() - given[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: "User",
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """No mail, but an event: who changes their way in leaves a trace."""
        if template_prefix in TOLD:
            actions.note_change(user, TOLD[template_prefix])
