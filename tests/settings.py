"""Settings of the tests: the real ones, with a handful of lines changed."""

import os
import tempfile
from pathlib import Path
from urllib.parse import unquote

os.environ.setdefault(
    "SECRET_KEY", "a key for tests that is long enough and says so itself 0123456789"
)
os.environ.setdefault("TIMDU_VAR", tempfile.mkdtemp(prefix="timdu-uji-"))
os.environ["TIMDU_LOCAL"] = "1"
os.environ.setdefault("DATABASE_URL", os.environ.get("DATABASE_OWNER_URL", ""))

from timdu.settings import *

# Test databases are made and migrated by their owner. Browser and broker tests start real
# processes that connect as timdu_app; guard tests open such a connection themselves.
# Changed in copies: what is started beside the tests may read both this and the real settings.
DATABASES = {"default": {**DATABASES["default"]}}
DATABASES["default"] |= {
    key: unquote(str(value))
    for key, value in env.db("DATABASE_OWNER_URL").items()
    if key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
}
DATABASES["default"]["OPTIONS"] = {"application_name": "timdu-uji", "prepare_threshold": 5}
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TIMDU_TEST_DB", "test_timdu")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES_ROOT = Path(tempfile.mkdtemp(prefix="timdu-berkas-"))
STORAGES = {
    "default": {
        "BACKEND": "timdu.files.storage.DurableStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
FULL = bool(os.environ.get("TIMDU_TEST_FULL"))
