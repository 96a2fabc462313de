"""Every report there is was received once: its key, hash and time stand with those of today."""

from django.db import migrations

# The content stays in the report. From which device it came nobody knows any more.
FORWARDS = """
    INSERT INTO core_received
        (account_id, client_uuid, kind, content, content_hash, device, device_name,
         content_type_id, object_id, at)
    SELECT entered_by_id, client_uuid, 'incident', NULL, received_hash, NULL, '',
           kind.id, incident.id::text, received_at
    FROM incidents_incident incident
    JOIN django_content_type kind ON kind.app_label = 'incidents' AND kind.model = 'incident'
    ORDER BY incident.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0006_received"),
        ("incidents", "0006_relay"),
    ]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
