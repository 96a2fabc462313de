"""What stops the launcher: a trouble told in one sentence with its remedy, or a person."""


class Trouble(Exception):
    """Something the person at the keyboard has to settle: one sentence, and what to do."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


class Stopped(BaseException):
    """Ctrl-C, a closed terminal or a polite kill. Not an Exception: nothing may swallow it."""
