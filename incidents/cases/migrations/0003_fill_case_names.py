"""The names of parties and kecamatan of permasalahan that were there before they were searched."""

from django.db import migrations


def fill(apps, schema_editor):
    case = apps.get_model("cases", "Case")
    for row in case.objects.prefetch_related("parties", "places__place"):
        parties = [one.name for one in sorted(row.parties.all(), key=lambda one: one.position)]
        names = " ".join([*parties, *(one.place.name for one in row.places.all())])
        if names:
            case.objects.filter(pk=row.pk).update(names=names)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_case_words")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
