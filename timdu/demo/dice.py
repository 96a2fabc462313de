"""Chance that falls the same at every load: a throw depends on the names it is made for."""

import hashlib
import random
import re
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from timdu.core.codes import ALPHABET, check_character

T = TypeVar("T")
ALTERNATIVES = re.compile(r"\[([^\[\]]+\|[^\[\]]+)\]")


class Dice:
    """A source of chance with a name; throws for one report never disturb those for another."""

    def __init__(self, *names: object) -> None:
        seed = "/".join(str(name) for name in names)
        self.names = names
        # Only random() itself is promised to stay the same from one Python to the next.
        self._random = random.Random(int(hashlib.sha256(seed.encode()).hexdigest(), 16))

    def child(self, *names: object) -> "Dice":
        """Dice of a part, independent of what was thrown here before."""
        return Dice(*self.names, *names)

    def share(self) -> float:
        """Something from 0 up to 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        return self.share() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.whole(0, len(choices) - 1)]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """The same things in another order."""
        order = sorted(range(len(choices)), key=lambda _: self.share())
        return [choices[place] for place in order]

    def around(self, low: int, high: int) -> int:
        """How many people: small numbers as they are, larger ones as people estimate them."""
        value = self.whole(low, high)
        return value if value < 20 else round(value / 5) * 5

    def worded(self, text: str) -> str:
        """One wording of a text that holds alternatives: "[tertib|aman]"."""
        return ALTERNATIVES.sub(lambda found: self.pick(found[1].split("|")), text)

    def uuid(self) -> UUID:
        return UUID(int=int(self.share() * 2**53) << 75 | int(self.share() * 2**53), version=4)

    def code(self, prefix: str, year: int) -> str:
        """A code like codes.new_code makes, from these dice."""
        body = "".join(self.pick(ALPHABET) for _ in range(4))
        return f"{prefix}-{year % 100:02d}-{body}{check_character(body)}"
