"""What a phone keeps of the application: files and shells of pages, never anything about people."""

import hashlib
import json
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

# All that the shells are drawn and run with; tests/browser/test_offline.py opens them without more.
FILES = (
    "bootstrap/css/bootstrap.min.css",
    "css/fonts.css",
    "css/theme.css",
    "font-jakarta/files/plus-jakarta-sans-latin-wght-normal.woff2",
    "idb/index.js",
    "img/crest.svg",
    "img/favicon.svg",
    "img/sprite.svg",
    "js/alike.js",
    "js/app.js",
    "js/forms.js",
    "js/install.js",
    "js/locate.js",
    "js/offline.js",
    "js/outbox/account.js",
    "js/outbox/beside.js",
    "js/outbox/box.js",
    "js/outbox/cipher.js",
    "js/outbox/drafts.js",
    "js/outbox/filling.js",
    "js/outbox/form.js",
    "js/outbox/handed.js",
    "js/outbox/keys.js",
    "js/outbox/kinds.js",
    "js/outbox/learn.js",
    "js/outbox/leave.js",
    "js/outbox/photos.js",
    "js/outbox/receipt.js",
    "js/outbox/run.js",
    "js/outbox/said.js",
    "js/outbox/seal.js",
    "js/outbox/send.js",
    "js/outbox/shared.js",
    "js/outbox/store.js",
    "js/outbox/wire.js",
    "js/outbox/words.js",
    "js/page.js",
    "js/photos.js",
    "js/rows.js",
    "js/taken.js",
)
# Kept once they were asked for: heavy, and needed only beside a photograph.
LATER = ("exifreader/exif-reader.js",)
# Where a shell's text comes from: when one of these changes, phones fetch the shells again.
SOURCES = (
    "base.html",
    "layouts/*.html",
    "offline/*.html",
    "components/*.html",
    "bootstrap5/**/*.html",
)


def addresses() -> dict[str, Any]:
    """Which files to keep, and which shell stands in for which page while nothing answers."""
    names = ("report", "nil", "activity", "outbox")
    form, nil, activity, box = (reverse(f"offline:{name}") for name in names)
    instead = {
        reverse("incidents:create"): form,
        reverse("nil:create"): nil,
        reverse("activities:create"): activity,
    }
    return {
        "files": [static(name) for name in FILES],
        "later": [static(name) for name in LATER],
        "shells": [form, nil, activity, box],
        "instead": instead | {one: one for one in (form, nil, activity, box)},
        "otherwise": box,
    }


@cache
def version() -> str:
    """A name that changes with anything that is kept."""
    digest = hashlib.sha256(json.dumps(addresses()).encode())
    folder = settings.BASE_DIR / "templates"
    for pattern in SOURCES:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
