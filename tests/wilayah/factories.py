"""Factories of areas: codes as the ministry writes them, names invented."""

import factory
from factory.django import DjangoModelFactory

from timdu.wilayah.models import Wilayah
from timdu.wilayah.names import normalise

REGENCIES = 98


def unused(number):
    """The code of a regency nobody made yet: there are fewer codes than a long run asks for."""
    rows = Wilayah.objects.filter(code__startswith="61.", level=Wilayah.Level.REGENCY)
    taken = set(rows.values_list("code", flat=True))
    codes = (f"61.{(number + step) % REGENCIES + 1:02d}" for step in range(REGENCIES))
    return next(code for code in codes if code not in taken)


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Wilayah
        django_get_or_create = ("code",)

    code = "61"
    name = "Kalimantan Barat"
    level = Wilayah.Level.PROVINCE
    search_name = factory.LazyAttribute(lambda area: normalise(area.name))


class RegencyFactory(ProvinceFactory):
    parent = factory.SubFactory(ProvinceFactory)
    code = factory.Sequence(unused)
    name = factory.Sequence(lambda n: f"Contoh {n}")
    level = Wilayah.Level.REGENCY


class KecamatanFactory(ProvinceFactory):
    parent = factory.SubFactory(RegencyFactory)
    code = factory.LazyAttributeSequence(lambda area, n: f"{area.parent.code}.{n % 98 + 1:02d}")
    name = factory.Sequence(lambda n: f"Kecamatan Uji {n}")
    level = Wilayah.Level.KECAMATAN


class DesaFactory(ProvinceFactory):
    parent = factory.SubFactory(KecamatanFactory)
    code = factory.LazyAttributeSequence(lambda area, n: f"{area.parent.code}.{2001 + n % 900}")
    name = factory.Sequence(lambda n: f"Desa Uji {n}")
    level = Wilayah.Level.DESA
