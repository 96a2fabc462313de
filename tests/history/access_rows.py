"""Who gets what from the pages of imported history: page × person × relation."""

from tests.access import Row
from tests.history.files import checked, row, xlsx
from tests.history.files import stored as store
from tests.wilayah.factories import KecamatanFactory


def rows(world):
    area = KecamatanFactory(parent=world.team.place, name="Toho Uji")
    return [row(1, area.name), row(2, "Antah Berantah")]


def found(world):
    return {"key": checked(xlsx(rows(world)), world.staff).key}


def stored(world):
    return {"key": store(xlsx(rows(world)), world.staff).key}


def of_kabid(world):
    return {"key": store(xlsx(rows(world)), world.verifier).key}


def of(name, **more):
    return Row(f"history:{name}", args=found, relation="of the team", **more)


ROWS = [
    Row("history:list"),
    Row("history:list", method="post", relation="no file"),
    *(of(name) for name in ("detail", "sheet", "columns", "values", "left")),
    of("store", method="post", status=302),
    Row("history:undo", args=stored, relation="of the team"),
    Row("history:undo", args=of_kabid, relation="of a colleague"),
]
