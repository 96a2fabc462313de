"""The jenis kegiatan of domain.md section 6, and those a kabupaten asks for beside them."""

from django.db import migrations

KINDS = [
    "sosialisasi", "dialog", "mediasi", "rapat", "monitoring", "patroli terpadu", "pembinaan",
    "kunjungan lapangan", "pelatihan", "lainnya",
]  # fmt: skip


def fill(apps, schema_editor):
    kinds = apps.get_model("renaksi", "ActivityKind").objects
    for position, name in enumerate(KINDS, start=1):
        kinds.get_or_create(team=None, name=name, defaults={"position": position * 10})


class Migration(migrations.Migration):
    dependencies = [("renaksi", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
