"""Factories of team, agencies and people."""

import datetime as dt

import factory
from allauth.mfa.models import Authenticator
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.wilayah import factories as wilayah
from timdu.team.models import (
    Agency,
    Decree,
    DutyOfficer,
    Holder,
    Partner,
    Recovery,
    Seat,
    Team,
    User,
)

PASSWORD = "sandi-uji-yang-panjang"
# What the telephone of everybody's second factor knows.
SECRET = "JBSWY3DPEHPK3PXP"


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    place = factory.SubFactory(wilayah.RegencyFactory)
    name = factory.LazyAttribute(lambda team: f"Kabupaten {team.place.name}")
    short_name = factory.LazyAttribute(lambda team: team.place.name)
    province = "Kalimantan Barat"
    seat = factory.LazyAttribute(lambda team: team.place.name)
    zone = "Asia/Pontianak"
    duty_name = "Petugas A"
    duty_phone = "081200000000"


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    team = factory.SubFactory(TeamFactory)
    name = factory.Sequence(lambda n: f"Instansi Contoh {n}")
    short_name = factory.Sequence(lambda n: f"IC {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        kecamatan_user = factory.Trait(
            role=User.Role.KECAMATAN,
            kecamatan=factory.LazyAttribute(
                lambda user: wilayah.KecamatanFactory(parent=user.team.place)
            ),
            position=factory.LazyAttribute(lambda user: f"Camat {user.kecamatan.name}"),
        )
        member = factory.Trait(
            role=User.Role.MEMBER,
            agency=factory.LazyAttribute(lambda user: AgencyFactory(team=user.team)),
        )
        verifier = factory.Trait(role=User.Role.VERIFIER, position="Kabid")
        secretary = factory.Trait(role=User.Role.SECRETARY, position="Kepala Badan")
        admin = factory.Trait(role=User.Role.ADMIN, position="Administrator")

    team = factory.SubFactory(TeamFactory)
    username = factory.Sequence(lambda n: f"orang{n}")
    full_name = factory.Sequence(lambda n: f"Nama Contoh {n}")
    position = "Staf"
    role = User.Role.STAFF
    email = factory.LazyAttribute(lambda user: f"{user.username}@contoh.test")

    @factory.post_generation
    def password(user, create, extracted, **kwargs):
        user.set_password(extracted or PASSWORD)
        if create:
            user.save()

    @factory.post_generation
    def factor(user, create, extracted, **kwargs):
        """Everybody has set a second factor up; who tests the demand says `factor=False`."""
        if create and extracted is not False:
            Authenticator.objects.create(user=user, type="totp", data={"secret": SECRET})


SINCE = dt.date(2026, 1, 1)


class DecreeFactory(DjangoModelFactory):
    class Meta:
        model = Decree

    class Params:
        draft = factory.Trait(status=Decree.Status.DRAFT, valid_from=None)

    team = factory.SubFactory(TeamFactory)
    number = factory.Sequence(lambda n: f"300/{n}/UJI/2026")
    subject = "Pembentukan Tim Terpadu"
    signed_on = dt.date(2025, 12, 20)
    valid_from = SINCE
    status = Decree.Status.ISSUED


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    decree = factory.SubFactory(DecreeFactory)
    team = factory.SelfAttribute("decree.team")
    roster = factory.SelfAttribute("decree.roster")
    rank = Seat.Rank.MEMBER
    position = factory.Sequence(lambda n: n % 900 + 1)
    office = factory.Sequence(lambda n: f"Kepala Dinas Contoh {n}")
    valid_from = factory.SelfAttribute("decree.valid_from")


class HolderFactory(DjangoModelFactory):
    class Meta:
        model = Holder

    seat = factory.SubFactory(SeatFactory)
    full_name = factory.Sequence(lambda n: f"Pejabat Contoh {n}")
    phone = "081200000002"
    valid_from = factory.LazyAttribute(lambda holder: holder.seat.valid_from or SINCE)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    team = factory.SubFactory(TeamFactory)
    kind = Partner.Kind.COMMUNITY
    name = factory.Sequence(lambda n: f"Forum Contoh {n}")


class RecoveryFactory(DjangoModelFactory):
    class Meta:
        model = Recovery

    class Params:
        done = factory.Trait(granted=True, answered_at=factory.LazyFunction(timezone.now))

    user = factory.SubFactory(UserFactory)
    kind = Recovery.Kind.PASSWORD
    reason = "datang sendiri ke kantor"
    asked_by = factory.LazyAttribute(lambda row: UserFactory(team=row.user.team, admin=True))


class DutyOfficerFactory(DjangoModelFactory):
    class Meta:
        model = DutyOfficer

    team = factory.SubFactory(TeamFactory)
    name = factory.Sequence(lambda n: f"Petugas Contoh {n}")
    phone = factory.Sequence(lambda n: f"0812{n % 10_000_000:08d}")
