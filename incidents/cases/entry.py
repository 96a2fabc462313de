"""One entry of the chronology of a permasalahan, whoever tells it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from timdu.files.models import Attachment


@dataclass
class Entry:
    """One entry: when it happened, and since when the permasalahan knows it."""

    at: dt.datetime
    known_at: dt.datetime
    # fact, handling, order, request, agreed, level, doc, opinion (components/chronology.html).
    kind: str
    title: str
    text: str = ""
    by: str = ""
    anchor: str = ""
    lines: list[str] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    remark: str = ""
    withdraw_url: str = ""
    url: str = ""
    url_word: str = ""
