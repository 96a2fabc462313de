"""The openings there are get the team of who opened; their role of then nobody knows any more."""

from django.db import migrations

# The owner lets the trigger stand aside for this one statement. Constraints are checked at once:
# a table with checks still to come cannot be altered.
FORWARDS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE core_accesslog DISABLE TRIGGER pgtrigger_access_b2d56;
    UPDATE core_accesslog SET team_id = person.team_id
        FROM team_user person WHERE person.id = by_id AND person.team_id IS NOT NULL;
    ALTER TABLE core_accesslog ENABLE TRIGGER pgtrigger_access_b2d56;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_opening_role")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
