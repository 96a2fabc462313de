"""Models of the inbox."""

from timdu.inbox.models.arahan import Arahan
from timdu.inbox.models.notifications import DigestDay, MailChoice, Notification
from timdu.inbox.models.saved import SavedFilter
from timdu.inbox.models.todos import Todo, TodoQuerySet

__all__ = [
    "Arahan",
    "DigestDay",
    "MailChoice",
    "Notification",
    "SavedFilter",
    "Todo",
    "TodoQuerySet",
]
