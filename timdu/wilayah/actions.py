"""Loading the area codes: one transaction, nothing ever deleted."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from timdu.wilayah.models import Boundary, Wilayah, WilayahLoad
from timdu.wilayah.shapes import Read
from timdu.wilayah.source import Area, BadData

# A new list that drops more than this share of the codes is a broken download, not a reform.
PLAUSIBLE_LOSS = 0.1

INCOMING = """
    CREATE TEMPORARY TABLE incoming (
        code varchar(13) COLLATE "C", name text, search_name text COLLATE "C",
        level smallint, parent_id varchar(13) COLLATE "C"
    )
"""
# What is already there and will be something else: code, what happens, name and date so far.
DIFFERENCE = """
    SELECT now.code,
           CASE WHEN incoming.code IS NULL THEN 'retired'
                WHEN now.retired_on IS NOT NULL THEN 'revived' ELSE 'changed' END,
           now.name, COALESCE(now.retired_on::text, '')
    FROM wilayah_wilayah now LEFT JOIN incoming USING (code)
    WHERE CASE WHEN incoming.code IS NULL THEN now.retired_on IS NULL
          ELSE now.retired_on IS NOT NULL
               OR (now.name, now.search_name) IS DISTINCT FROM (incoming.name, incoming.search_name)
          END
    ORDER BY now.code
"""
UPSERT = """
    INSERT INTO wilayah_wilayah AS now (code, name, search_name, level, parent_id)
    SELECT code, name, search_name, level, parent_id FROM incoming ORDER BY code
    ON CONFLICT (code) DO UPDATE
    SET name = excluded.name, search_name = excluded.search_name, retired_on = NULL
    WHERE (now.name, now.search_name) IS DISTINCT FROM (excluded.name, excluded.search_name)
       OR now.retired_on IS NOT NULL
"""
RETIRE = """
    UPDATE wilayah_wilayah SET retired_on = %s
    WHERE retired_on IS NULL
      AND NOT EXISTS (SELECT FROM incoming WHERE incoming.code = wilayah_wilayah.code)
"""


def is_loaded(fingerprint: str) -> bool:
    """Whether the newest loading was of exactly these files."""
    newest = WilayahLoad.objects.order_by("-pk").values_list("fingerprint", flat=True).first()
    return newest == fingerprint


@transaction.atomic
def load(
    areas: Sequence[Area], *, fingerprint: str, on: dt.date, force: bool = False
) -> WilayahLoad:
    """Bring the table to what the list says: new codes in, names renewed, lost codes retired.

    A code that comes back is revived. Raises BadData when the list lacks so many of the current
    codes that it cannot be whole, unless `force` says that this is meant.
    """
    with connection.cursor() as cursor:
        # Two loadings at once wait for each other; readers do not wait.
        cursor.execute("LOCK TABLE wilayah_wilayah IN SHARE ROW EXCLUSIVE MODE")
        before = _compare(cursor, areas)
        counts = Counter(what for _, what, _, _ in before)
        if not force:
            _refuse_implausible(cursor, counts["retired"])
        cursor.execute(UPSERT)
        inserted = cursor.rowcount - counts["changed"] - counts["revived"]
        cursor.execute(RETIRE, [on])
        cursor.execute("DROP TABLE incoming")
        # The check of each parent at the commit may have been planned while the table was empty:
        # reading it through for each of 90,000 rows takes minutes.
        # (ANALYZE needs the owner; for the running role the server skips it with a warning.)
        cursor.execute("ANALYZE wilayah_wilayah")
        cursor.execute("DISCARD PLANS")
    return WilayahLoad.objects.create(
        fingerprint=fingerprint,
        inserted=inserted,
        changed=counts["changed"],
        retired=counts["retired"],
        revived=counts["revived"],
        before=before,
    )


def _compare(cursor: CursorWrapper, areas: Sequence[Area]) -> list[tuple[str, str, str, str]]:
    """Copy the list beside the table; return code, what will happen, name and end so far."""
    cursor.execute(INCOMING)
    with cursor.copy("COPY incoming FROM STDIN") as copy:
        for area in areas:
            copy.write_row((area.code, area.name, area.search_name, area.level, area.parent))
    cursor.execute("ANALYZE incoming")
    cursor.execute(DIFFERENCE)
    return cursor.fetchall()


def _refuse_implausible(cursor: CursorWrapper, lost: int) -> None:
    cursor.execute("SELECT count(*) FROM wilayah_wilayah WHERE retired_on IS NULL")
    (current,) = cursor.fetchone()
    if lost > PLAUSIBLE_LOSS * current:
        raise BadData(
            f"Daftar ini tidak memuat {lost} dari {current} kode yang berlaku; mungkin berkasnya "
            "terpotong. Bila memang demikian, ulangi dengan --paksa."
        )


@transaction.atomic
def keep_boundaries(read: Read, *, source: str, official: bool) -> tuple[list[str], list[str]]:
    """Store the outlines of the areas we know, in place of those they had.

    Returns the codes that were stored and, in words, what could not be matched.
    """
    known = set(Wilayah.objects.filter(pk__in=read.shapes).values_list("pk", flat=True))
    rows = [
        Boundary(place_id=code, polygons=shape, source=source, is_official=official)
        for code, shape in read.shapes.items()
        if code in known
    ]
    Boundary.objects.filter(pk__in=known).delete()
    Boundary.objects.bulk_create(rows)
    unknown = [f"{code}: kode tidak dikenal" for code in read.shapes if code not in known]
    return sorted(known), [*read.unmatched, *unknown]
