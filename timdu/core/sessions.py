"""Django's sessions in the database, read by a question that is written and planned once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from timdu.core.questions import Question


def of_key(key: str) -> QuerySet[Any, Any]:
    """What one session holds, and until when."""
    rows = db.SessionStore.get_model_class().objects.filter(session_key=key)
    return rows.values_list("session_data", "expire_date")


HELD = Question(of_key, texts=("key",))


class SessionStore(db.SessionStore):
    """Every page of a signed-in person begins with this row."""

    def load(self) -> dict[str, Any]:
        row = HELD.ask(key=self.session_key)
        if row is None or row[1] <= timezone.now():
            self._session_key = None
            return {}
        return self.decode(row[0])
