"""Settings, all from the environment: safe unless told otherwise, loud when a secret is missing."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF
from pghistory import DeleteEvent, InsertEvent, UpdateEvent

from timdu.sign_in import *  # noqa: F403  # Only names of settings stand there.

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env("TIMDU_VAR", default=str(BASE_DIR / "var"))).resolve()
FILES_ROOT = Path(env("FILES_ROOT", default=str(VAR / "files")))
NPM = BASE_DIR / "node_modules"
WILAYAH_DATA = Path(env("WILAYAH_DATA", default=str(NPM / "idn-area-data" / "data")))
DOCUMENT_FONTS = Path(env("DOCUMENT_FONTS", default=str(NPM / "@fontsource" / "arimo" / "files")))

SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
# Plain HTTP on this computer only. `./run` sets it; a server never does.
LOCAL = env.bool("TIMDU_LOCAL", default=False)
PORT = env.int("PORT", default=8000)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "pgtrigger",
    "pghistory",
    "timdu.apps.TimduConfig",
    "timdu.core",
    "timdu.wilayah",
    "timdu.files",
    "timdu.team",
    "timdu.inbox",
    "timdu.documents",
    "timdu.operation",
    "incidents",
    "incidents.history",
    "incidents.cases",
    "incidents.cases.asking",
    "incidents.cases.agreements",
    "incidents.cases.emergency",
    "renaksi",
    "reports",
    "reports.nota",
    "timdu.demo",
]

MIDDLEWARE = [
    "timdu.core.logs.numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "timdu.core.refusing.NullCharacters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "timdu.core.programs.SignInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "timdu.core.devices.known",
    "timdu.team.middleware.access",
    "timdu.core.programs.for_one_account",
    "timdu.core.whole.whole_forms",
    "timdu.team.middleware.SecondFactor",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "timdu.urls"
WSGI_APPLICATION = "timdu.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["timdu.core.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "timdu.shell.context",
            ],
        },
    }
]

# The application runs as a role that owns nothing; `manage.py migrate` is given the owner's
# address by whoever deploys (DATABASE_OWNER_URL), see timdu/core/management/commands/provision.py.
# Each thread keeps its connection and asks before it is used whether it still stands: after a
# restart of the database the next request finds a new one at once, and while it is away a request
# is answered in words at once. A pool would let each wait for it (docs/decisions/0056).
DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "application_name": "timdu",
            # What timdu/core/questions.py asks stays planned in its connection.
            "prepare_threshold": 5,
            # A machine that no longer answers at all is given up after seconds, not minutes.
            "connect_timeout": 5, "tcp_user_timeout": 20_000,
            "keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3,
        },
    }
}  # fmt: skip
# The folder of a socket stands percent-encoded in the host's place, as in every libpq address.
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
# Backups (timdu/operation) belong on another disk than the data; the key belongs on neither.
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", default="")
DATABASE_SCRATCH_URL = env("DATABASE_SCRATCH_URL", default="")
BACKUP_ROOT = Path(env("BACKUP_ROOT", default=str(VAR / "cadangan")))
BACKUP_KEY = env("BACKUP_KEY", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
    )
}

# Who signs in and how: the same everywhere. What follows from the environment stands here.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

SESSION_ENGINE = "timdu.core.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
# Cookies ignore ports: without this, two copies on one computer sign each other out.
SESSION_COOKIE_NAME = f"timdu_sesi_{PORT}"
CSRF_COOKIE_NAME = f"timdu_csrf_{PORT}"
DEVICE_COOKIE_NAME = f"timdu_perangkat_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
SECURE_HSTS_SECONDS = 0 if LOCAL else 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "timdu.core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap draws its select arrows and ticks as data: images.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True
# Numbers people read go through the filter `angka`; a year or a key must stay as it is.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", NPM / "bootstrap" / "dist"),
    ("exifreader", NPM / "exifreader" / "dist"),
    ("htmx", NPM / "htmx.org" / "dist"),
    ("idb", NPM / "idb" / "build"),
    ("leaflet", NPM / "leaflet" / "dist"),
    ("font-jakarta", NPM / "@fontsource-variable" / "plus-jakarta-sans"),
    ("font-arimo", NPM / "@fontsource" / "arimo"),
]
STATICFILES_FINDERS = [
    "timdu.core.statics.NeededFiles",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Files lie in a folder, or in an S3 store where one is named; either way only we read them out.
FILES_S3_BUCKET = env("FILES_S3_BUCKET", default="")
STORAGES = {
    "default": (
        {
            "BACKEND": "timdu.files.bucket.PrivateBucket",
            "OPTIONS": {
                "bucket_name": FILES_S3_BUCKET,
                # Empty: Amazon's own, found by the region.
                "endpoint_url": env("FILES_S3_ENDPOINT", default="") or None,
                "region_name": env("FILES_S3_REGION", default="") or None,
                "access_key": env("FILES_S3_ACCESS_KEY", default="") or None,
                "secret_key": env("FILES_S3_SECRET_KEY", default="") or None,
            },
        }
        if FILES_S3_BUCKET
        else {
            "BACKEND": "timdu.files.storage.DurableStorage",
            "OPTIONS": {"location": FILES_ROOT},
        }
    ),
    "staticfiles": {"BACKEND": "timdu.core.statics.StaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_HANDLERS = ["timdu.files.uploads.CappedUpload"]
# Where clamd listens: the path of its socket, or host:port. Without one no file is scanned.
CLAMAV_ADDRESS = env("CLAMAV_ADDRESS", default="")

FORM_RENDERER = "django.forms.renderers.Jinja2"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

EMAIL_HOST = env("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Timdu <timdu@localhost>")
# The switch and the ceiling of design rule 6: runaway mail stops here.
MAIL_SENDING = env.bool("MAIL_SENDING", default=True)
MAIL_DAILY_CEILING = env.int("MAIL_DAILY_CEILING", default=500)

CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {} if REDIS_URL else {
    "data_folder_in": str(VAR / "queue"), "data_folder_out": str(VAR / "queue"),
    "processed_folder": str(VAR / "queue-done"), "store_processed": False,
    "control_folder": str(VAR / "queue-control"),
    # It looks so often for the next message, in seconds; by itself only once in a second.
    "polling_interval": 0.2,
}  # fmt: skip
# After so long without a sign of life a claimed row is taken to be left behind.
TASK_SILENCE = timedelta(seconds=env.int("TASK_SILENCE", default=120))
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (InsertEvent(), UpdateEvent(), DeleteEvent())
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PATCH")  # A GET changes nothing that has a history.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"

# "json" on a server: one object a line (timdu/core/logs.py).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "timdu.core.logs.JsonLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env("LOG_FORMAT", default="plain"),
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
TIMDU_VERSION = "0.1.0"
