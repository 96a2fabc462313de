"""The sign-in library's forms, in the words of this house."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa import adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.contrib import messages

# What a field is called, and what to know before typing; the library's own hints are left out.
WORDS = {
    "oldpassword": ("Kata sandi sekarang", ""),
    "password": ("Kata sandi", ""),
    "password1": (
        "Kata sandi baru",
        "Paling sedikit 10 huruf, angka, atau tanda. Bukan nama Anda, bukan kata yang umum.",
    ),
    "password2": ("Kata sandi baru, sekali lagi", ""),
    "email": ("Surel", ""),
    "code": ("Kode", ""),
    "name": ("Nama kunci", "Misalnya: kunci USB kantor."),
}


def speak(form: forms.Form) -> None:
    """Put our words on the fields; a placeholder that repeats the label is noise."""
    for name, field in form.fields.items():
        field.label, field.help_text = WORDS.get(name, (field.label, field.help_text))
        field.widget.attrs.pop("placeholder", None)
    if code := form.fields.get("code"):
        code.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class ResetPasswordForm(account.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """A new password after the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class SecondStepForm(second_step.AuthenticateForm):
    """The code at sign-in: six digits, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)
        # A recovery code may hold letters.
        self.fields["code"].widget.attrs.pop("inputmode")

    def save(self) -> None:
        """Who came in with a recovery code is told how many are left."""
        super().save()
        used = self.authenticator
        if used.type == Authenticator.Type.RECOVERY_CODES:
            used.refresh_from_db()
            left = len(used.wrap().get_unused_codes())
            messages.warning(
                context.request,
                f"Anda masuk dengan kode cadangan; tinggal {left}. Ponsel hilang? Buka Verifikasi "
                "dua langkah di menu akun, cabut ponsel lama, lalu pasang yang baru.",
            )


class SecondStepAgainForm(second_step.ReauthenticateForm):
    """The code once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """The first code proves that the phone knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)
        self.fields[
            "code"
        ].help_text = "Enam angka yang sedang tampil di aplikasi; berganti setiap 30 detik."

    @property
    def secret_in_fours(self) -> str:
        """The secret as it is copied by hand; the apps leave the spaces out."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    @property
    def address(self) -> str:
        """What the picture says, as a link: a phone cannot photograph its own screen."""
        return adapter.get_adapter().build_totp_url(self.user, self.secret)


class AddKeyForm(keys.AddWebAuthnForm):
    """A new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)


class EditKeyForm(keys.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self)
