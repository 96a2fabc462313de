"""Factories of areas: codes as the ministry writes them, names invented."""

import factory
from factory.django import DjangoModelFactory

from timdu.wilayah.models import Wilayah
from timdu.wilayah.names import normalise


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
    code = factory.Sequence(lambda n: f"61.{n % 98 + 1:02d}")
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
