"""Questions of every page: Django writes their SQL once, PostgreSQL plans it once.

Who asks? What stands around the page? Django spends several milliseconds on writing such a question
and PostgreSQL as many on planning it, again at every page, to read one row by its key. Here it is
written at its first asking with stand-ins where the values will be, and prepared in the database.
The rows are plain values: a question is for what stands around a page, never for the list in it.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import psycopg
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import Func, QuerySet, Subquery
from psycopg import sql

Row = tuple[Any, ...]
# Stand-ins for keys: no key is negative, no code of an area holds a control character.
FIRST_STAND_IN = -2_000_000_000
MARK = "\x1f"


class Planned(psycopg.Cursor[Row]):
    """A cursor whose query stays prepared in its connection."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "Planned":
        return super().execute(query, params, **how | {"prepare": True})


class Question:
    """One SELECT of plain values, asked again and again with other keys.

    `write` gets a stand-in for each of `numbers` and `texts` by name and returns the rows, ending
    in `values_list`. The same names are given to `ask`.
    """

    def __init__(
        self,
        write: Callable[..., QuerySet[Any, Any]],
        *,
        numbers: tuple[str, ...] = (),
        texts: tuple[str, ...] = (),
    ) -> None:
        self._write = write
        self._stand_ins: dict[str, int | str] = {
            name: FIRST_STAND_IN - place for place, name in enumerate(numbers)
        } | {name: f"{MARK}{name}" for name in texts}

    def ask(self, **given: Any) -> Row | None:
        """The first row, or none."""
        rows = self.all(**given)
        return rows[0] if rows else None

    def all(self, **given: Any) -> list[Row]:
        """Every row; `given` holds a value for each name."""
        with self._cursor() as cursor:
            cursor.execute(self._sql, given)
            rows: list[Row] = cursor.fetchall()
        return rows

    def _cursor(self) -> Any:
        """A planned one; where queries are listed for a reader, one that can tell its text."""
        # As `connection.cursor()` begins: a connection that died meanwhile is replaced.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        if connection.queries_logged:
            return connection.cursor()
        planned: Any = Planned(connection.connection)
        return connection.make_cursor(planned)

    @cached_property
    def _sql(self) -> str:
        """The SELECT with `%(name)s` where a value belongs and everything else written out."""
        rows = self._write(**self._stand_ins)
        compiler = rows.query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        if compiler.get_converters(column[0] for column in compiler.select):
            raise FieldError("A question reads only values that Django takes as they come.")
        pieces = text.split("%s")
        if len(pieces) != len(params) + 1:
            raise FieldError("A question cannot hold a '%s' that is no value.")
        names = {stand_in: name for name, stand_in in self._stand_ins.items()}
        filled = [_filled(value, names) for value in params]
        return "".join(part for pair in zip(pieces, [*filled, ""], strict=True) for part in pair)


def _filled(value: Any, names: Mapping[int | str, str]) -> str:
    """What stands in the place of one value: a name, or the value itself."""
    if isinstance(value, (int, str)) and value in names:
        return f"%({names[value]})s"
    if MARK in str(value) or not isinstance(value, (int, str)):
        raise FieldError("A question is written once: what changes by the day has to be given.")
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")


def counted(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are, as a part of a larger question.

    To learn whether there is any, where most often there is none: asked for one, PostgreSQL hopes
    to meet it soon and may read the whole table; to count, it uses the index.
    """
    return Subquery(rows.order_by().annotate(many=Func("pk", function="COUNT")).values("many"))
