"""The pola isu of domain.md section 4 with the letter each proposes, and the first word families.

The letters are proposals a verifier confirms: the ones that can be of any kind (isu keamanan,
bentrokan, hoaks …) propose a, permasalahan yang berkaitan dengan politik, ekonomi, sosial budaya.
"""

from django.db import migrations

PATTERNS = [
    ("bentrokan antarwarga", "a"),
    ("isu keamanan", "a"),
    ("isu SARA", "b"),
    ("kesenjangan sosial", "a"),
    ("konflik institusi pendidikan", "a"),
    ("konflik ormas", "a"),
    ("sengketa lahan", "d"),
    ("ekses konflik politik", "a"),
    ("rumah ibadah", "b"),
    ("Pilkades", "a"),
    ("batas desa", "c"),
    ("plasma/HGU", "d"),
    ("pertambangan tanpa izin", "d"),
    ("tenaga kerja lokal", "a"),
    ("wilayah tangkap nelayan", "d"),
    ("hoaks", "a"),
]
FAMILIES = [
    ["bentrok", "bentrokan", "berbentrokan"],
    ["mediasi", "dimediasi", "memediasi", "mediator"],
    ["tolak", "menolak", "ditolak", "penolakan", "tertolak"],
    ["sengketa", "bersengketa", "persengketaan", "disengketakan"],
    ["unjuk", "unjukrasa", "demo", "demonstrasi", "berdemo"],
    ["warga", "masyarakat", "penduduk"],
    ["tewas", "meninggal", "wafat"],
    ["bakar", "terbakar", "dibakar", "pembakaran", "kebakaran"],
    ["rusak", "dirusak", "merusak", "perusakan", "pengrusakan", "kerusakan"],
    ["serang", "menyerang", "diserang", "penyerangan", "serangan"],
    ["blokade", "blokir", "diblokir", "memblokir", "pemblokiran"],
    ["ancam", "mengancam", "diancam", "ancaman", "pengancaman"],
    ["tambang", "pertambangan", "penambang", "penambangan", "peti"],
    ["kebun", "perkebunan", "sawit", "plasma"],
    ["lahan", "tanah"],
    ["ungsi", "mengungsi", "pengungsi", "pengungsian"],
    ["hoaks", "hoax"],
]


def fill(apps, schema_editor):
    pattern = apps.get_model("incidents", "IssuePattern")
    family = apps.get_model("incidents", "WordFamily")
    for position, (name, source) in enumerate(PATTERNS, start=1):
        pattern.objects.get_or_create(
            team=None, name=name, defaults={"source": source, "position": position * 10}
        )
    for words in FAMILIES:
        family.objects.get_or_create(team=None, words=words)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
