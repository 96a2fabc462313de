"""Who signs in and how: settings that are the same on every machine, taken over by settings.py."""

AUTH_USER_MODEL = "team.User"
AUTHENTICATION_BACKENDS = ["timdu.team.entrance.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "timdu.team.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# One office sits behind one address: the per-address limit is generous, the per-account one is not.
# A wrong code of the second step counts as a failed sign-in of its account.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Timdu"
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_FORMS = {
    "change_password": "timdu.team.sign_in_forms.ChangePasswordForm",
    "reset_password": "timdu.team.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "timdu.team.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "timdu.team.sign_in_forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "timdu.team.sign_in_forms.SecondStepForm",
    "reauthenticate": "timdu.team.sign_in_forms.SecondStepAgainForm",
    "activate_totp": "timdu.team.sign_in_forms.ActivateTOTPForm",
    "add_webauthn": "timdu.team.sign_in_forms.AddKeyForm",
    "edit_webauthn": "timdu.team.sign_in_forms.EditKeyForm",
}
