"""App configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The machinery every app stands on."""

    name = "timdu.core"
    verbose_name = "inti"

    def ready(self) -> None:
        """Settle what forms say, before the first form is made."""
        from timdu.core import form_words

        form_words.settle()
