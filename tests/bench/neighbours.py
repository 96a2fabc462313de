"""Other kabupaten with as much as the first: what one team pays for nine strangers."""

import psycopg
from psycopg import sql

# The keys of each neighbour's rows begin so far from those of the one before.
STEP = 10_000_000
REPORTS = "received_hash = repeat('0', 64)"
CASES = r"code ~ '^PM-\d\d-\d{6}$'"
OF_CASES = f"case_id IN (SELECT id FROM cases_case WHERE {CASES})"
SEEDED = {
    "incidents_incident": REPORTS,
    "cases_case": CASES,
    # A kabupaten has reports of its own, too, and permasalahan are made of all of them.
    "cases_caseincident": f"{OF_CASES} AND incident_id IN"
    f" (SELECT id FROM incidents_incident WHERE {REPORTS})",
    "cases_assessment": OF_CASES,
    "cases_handling": OF_CASES,
}
# What a neighbour's row has in place of the first team's.
OTHERS = {
    "id": "id + {start}",
    "team_id": "{team}",
    "case_id": "case_id + {start}",
    "incident_id": "incident_id + {start}",
    "code": "overlay(code placing to_char({number}, 'FM00') from position('-' in code) + 1 for 2)",
    "client_uuid": "md5(client_uuid::text || {number})::uuid",
    "place_id": "(ARRAY[{places}])[1 + id % {many}]",
    "kecamatan_id": "left((ARRAY[{places}])[1 + id % {many}], 8)",
    "agency_id": "NULL",
    "holder_id": "NULL",
    "entered_by_id": "{person}",
    "opened_by_id": "{person}",
    "by_id": "{person}",
}
COLUMNS = """SELECT column_name::text FROM information_schema.columns
  WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"""


def copy(url, told):
    """Give each of them what the first team was given; no history is written for it."""
    with psycopg.connect(url) as owner:
        for table, condition in SEEDED.items():
            columns = [name for (name,) in owner.execute(COLUMNS, [table])]
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            # Chosen before the first copy: a copy is not copied again.
            owner.execute(
                f"CREATE TEMP TABLE first AS SELECT * FROM {table}"
                f" WHERE {condition} AND id < {STEP}"
            )
            for number, team, person, places in told:
                facts = {
                    "start": number * STEP, "number": 89 + number, "team": team,
                    "person": person, "many": len(places),
                    "places": ", ".join(sql.quote(place) for place in places),
                }  # fmt: skip
                values = [OTHERS.get(name, f'"{name}"').format(**facts) for name in columns]
                names = ", ".join(f'"{name}"' for name in columns)
                owner.execute(
                    f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM first"
                )
            owner.execute("DROP TABLE first")
            owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            owner.commit()
