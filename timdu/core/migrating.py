"""Migrating without drawing models anew for what is not drawn.

Django draws a model and its neighbours anew after every constraint, index and trigger that a
migration adds. PostgreSQL needs none of that: such an operation takes the name of the table and of
its columns. With a hundred models it was two thirds of the time of a first start. And a model that
is new draws all that it points to, and all that points there: half of what was left.
"""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState

# Options of a model that change nothing about its fields.
BESIDE = ("constraints", "indexes", "triggers")
Shape = tuple[object, ...]


def shape(model: ModelState) -> Shape:
    """What a drawn model is made of, without what stands beside it."""
    options = {name: value for name, value in model.options.items() if name not in BESIDE}
    return tuple(model.fields.items()), tuple(model.bases), tuple(model.managers), options


class State(ProjectState):
    """A state that knows how each model was drawn last, and leaves it when it would be the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn: dict[tuple[str, str], Shape] = {}
        # Whether a model was added whose neighbours do not know it yet.
        self.is_lopsided = False

    def clone(self) -> "State":
        """A copy that draws by itself."""
        plain = super().clone()
        copy = State(plain.models, plain.real_apps)
        copy.is_delayed = plain.is_delayed
        if "apps" in plain.__dict__:
            copy.apps = plain.apps
            copy.drawn, copy.is_lopsided = dict(self.drawn), self.is_lopsided
        return copy

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw the model and its neighbours anew, or change only what stands beside its fields."""
        if "apps" not in self.__dict__:
            return
        key = app_label, model_name.lower()
        now = shape(self.models[key])
        if key[1] not in self.apps.all_models[key[0]]:
            self.drawn[key], self.is_lopsided = now, True
            self.apps.render_multiple([self.models[key]])
            return
        if self.drawn.get(key) != now:
            self.drawn[key] = now
            super().reload_model(app_label, model_name, delay)
            return
        meta = self.apps.get_model(*key)._meta
        for option in BESIDE:
            setattr(meta, option, list(self.models[key].options.get(option, [])))

    def clear_delayed_apps_cache(self) -> None:
        """Before a migration reads rows: every model must know every other that points to it."""
        if self.is_lopsided and "apps" in self.__dict__:
            del self.apps
            self.drawn, self.is_lopsided = {}, False
        super().clear_delayed_apps_cache()


class Executor(MigrationExecutor):
    """Django's executor on such a state."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        plain = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return State(plain.models, plain.real_apps)
