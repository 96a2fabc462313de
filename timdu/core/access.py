"""Rules as questions: a permission function answers yes or no and knows the rule it speaks for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from django.core.exceptions import PermissionDenied

P = ParamSpec("P")


@dataclass(frozen=True)
class Verdict:
    """The answer of a permission function: truthy or falsy, with the rule and who can do it."""

    yes: bool
    reason: str
    who: str = ""

    def __bool__(self) -> bool:
        return self.yes


class Denied(PermissionDenied):
    """A signed-in person may not do this; the page says which rule and who can."""

    def __init__(self, reason: str, who: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.who = who


# What each question says when the answer is no, for whoever lists the rules.
SENTENCES: dict[Callable[..., Verdict], Verdict] = {}


def rule(reason: str, *, who: str = "") -> Callable[[Callable[P, bool]], Callable[P, Verdict]]:
    """Turn a yes-or-no function into one whose answer carries the rule in the user's language."""

    def decorate(question: Callable[P, bool]) -> Callable[P, Verdict]:
        @wraps(question)
        def ask(*args: P.args, **kwargs: P.kwargs) -> Verdict:
            return Verdict(bool(question(*args, **kwargs)), reason, who)

        SENTENCES[ask] = Verdict(False, reason, who)
        return ask

    return decorate


def require(verdict: Verdict) -> None:
    """Raise Denied when the answer is no."""
    if not verdict:
        raise Denied(verdict.reason, verdict.who)
