"""Every change to people and settings."""

import datetime as dt
from typing import Any

from django.db import transaction

from timdu.core import event_names, events
from timdu.core.access import Denied, require
from timdu.core.conflicts import Stale, refuse_stale
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings
from timdu.team.entrance.secret import temporary_password
from timdu.team.models import Agency, Setting, Team, User
from timdu.team.permissions import GRANTED_BY_SECRETARY, can_confirm_grant, can_manage_users
from timdu.team.serving import refuse_serving

event_names.name(
    user_invite="Akun dibuat",
    user_change="Data pengguna diubah",
    user_confirm="Peran disetujui",
    user_refuse="Peran tidak disetujui",
    user_end="Akses diakhiri",
    user_restore="Akses dibuka kembali",
    setting_change="Pengaturan diubah",
    team_change="Data tim diubah",
    agency_add="Instansi ditambahkan",
    agency_change="Data instansi diubah",
)


POSTING = ("kecamatan", "agency")


@transaction.atomic
def invite(*, by: User, **facts: Any) -> tuple[User, str]:
    """Make an account in the administrator's team; returns it with its temporary password.

    A role that verifies or approves waits for the secretary: until then the account sleeps.
    """
    require(can_manage_users(by))
    user = User(team=by.team, must_change_password=True, **facts)
    refuse_serving(user, user.serves)
    if user.role in GRANTED_BY_SECRETARY and has_secretary(by.team):
        _let_wait(user)
    if user.role == User.Role.AUDITOR:
        # Sleeps until a surat tugas says from when until when (timdu.team.audit).
        user.is_active = False
    password = temporary_password()
    user.set_password(password)
    user.save()
    events.record(
        by=by, what="user.invite", about=user, data={"role": user.role, "serves": user.serves_id}
    )
    return user, password


def has_secretary(team: Team | None) -> bool:
    """Whether anybody could confirm; the very first ones of a team need nobody's word."""
    return User.objects.filter(team=team, role=User.Role.SECRETARY).active().exists()


def _let_wait(user: User) -> None:
    """The account sleeps with the role it has until the secretary has answered."""
    user.pending_role, user.pending_serves, user.is_active = user.role, user.serves, False


@transaction.atomic
def change(user: User, *, by: User, version: str | None = None, **facts: Any) -> User:
    """Change a person's office, posting or role; a role that verifies or approves waits."""
    require(can_manage_users(by))
    user = locked(user, by)
    refuse_stale(user, facts, version)
    wanted, serves = facts.pop("role", user.role), facts.pop("serves", user.serves)
    if wanted != User.Role.LEADER:
        serves = None
    refuse_serving(user, serves if serves != user.serves else None)
    other = (wanted, serves) != (user.role, user.serves)
    waits = other and wanted in GRANTED_BY_SECRETARY and has_secretary(user.team)
    if waits:
        # The posting belongs to the role that is still held.
        facts = {name: value for name, value in facts.items() if name not in POSTING}
    before = {name: str(getattr(user, name)) for name in facts}
    for name, value in facts.items():
        setattr(user, name, value)
    if waits:
        user.pending_role, user.pending_serves = wanted, serves
    else:
        user.role, user.serves = wanted, serves
        user.pending_role, user.pending_serves = "", None
    refuse_losing_last_admin(user)
    user.save()
    after = {name: str(getattr(user, name)) for name in facts}
    changed = {name: [before[name], after[name]] for name in facts if before[name] != after[name]}
    data = {"changed": changed, "role": wanted, "serves": serves.pk if serves else None}
    events.record(by=by, what="user.change", about=user, data=data)
    return user


@transaction.atomic
def confirm_role(user: User, *, by: User, grant: bool) -> User:
    """The secretary's yes or no to a role the administrator proposed."""
    require(can_confirm_grant(by))
    user = locked(user, by)
    if not user.pending_role:
        raise WrongState("Tidak ada lagi peran yang menunggu persetujuan untuk pengguna ini.")
    if user.pk == by.pk:
        raise Denied("Peran sendiri tidak dapat disetujui sendiri.", "Sekretaris yang lain")
    role, serves = user.pending_role, user.pending_serves
    if grant:
        refuse_serving(user, serves)
        # None of the roles the secretary grants has a kecamatan of its own.
        user.role, user.is_active, user.kecamatan = role, True, None
        user.serves = serves
    user.pending_role, user.pending_serves = "", None
    user.save()
    what = "user.confirm" if grant else "user.refuse"
    data = {"role": role, "serves": serves.pk if serves else None}
    events.record(by=by, what=what, about=user, data=data)
    return user


@transaction.atomic
def end_access(user: User, *, by: User, reason: str) -> User:
    """Close an account from this moment; its open sessions end with the next click."""
    require(can_manage_users(by))
    user = locked(user, by)
    user.is_active, user.ended_reason = False, reason
    refuse_losing_last_admin(user)
    user.save(update_fields=["is_active", "ended_reason"])
    events.record(by=by, what="user.end", about=user, note=reason)
    return user


@transaction.atomic
def restore_access(user: User, *, by: User) -> User:
    """Open a closed account again; a role that verifies or approves is granted anew."""
    require(can_manage_users(by))
    user = locked(user, by)
    if user.pending_role:
        raise WrongState("Peran pengguna ini masih menunggu persetujuan Sekretaris.")
    if user.role == User.Role.AUDITOR and not user.access_until:
        raise WrongState("Akun Inspektorat dibuka dengan mencatat surat tugasnya.")
    user.is_active, user.ended_reason = True, ""
    if user.role in GRANTED_BY_SECRETARY and has_secretary(by.team):
        _let_wait(user)
    user.save()
    events.record(by=by, what="user.restore", about=user)
    return user


def lock(by: User) -> Team:
    """Two people who work on one team take turns."""
    return Team.objects.select_for_update(of=("self",)).get(pk=by.own_team.pk)


def locked(user: User, by: User) -> User:
    """Read the row again under lock, within the person's own team.

    The team's row is locked first: two administrators who end each other take turns.
    """
    lock(by)
    return User.objects.visible_to(by).select_for_update(of=("self",)).get(pk=user.pk)


def refuse_losing_last_admin(user: User) -> None:
    """Somebody must always be able to manage users (design lesson 11)."""
    stays = user.is_active and user.role == User.Role.ADMIN
    others = User.objects.active().filter(team=user.team, role=User.Role.ADMIN, access_until=None)
    was = User.objects.get(pk=user.pk)
    loses = was.is_active and was.role == User.Role.ADMIN and not stays
    if loses and not others.exclude(pk=user.pk).exists():
        raise WrongState(
            "Ini administrator terakhir. Tambahkan administrator lain sebelum mengakhirinya."
        )


@transaction.atomic
def change_setting(
    team: Team,
    key: str,
    value: Any,
    *,
    by: User,
    valid_from: dt.date,
    version: str | None = None,
) -> Setting:
    """Give a setting a value from a day on; earlier days keep theirs."""
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    standing = team_settings.value(team, key, on=valid_from)
    if version not in (None, team_settings.mark(team, key)) and standing != value:
        raise Stale(standing)
    row = team_settings.change(team, key, value, by=by, valid_from=valid_from)
    events.record(by=by, what="setting.change", about=row, data={"key": key, "value": value})
    return row


@transaction.atomic
def change_team(team: Team, *, by: User, version: str | None = None, **facts: Any) -> Team:
    """Change the team's own lines: seat, zone, petugas piket."""
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    refuse_stale(team, facts, version)
    for name, value in facts.items():
        setattr(team, name, value)
    team.save(update_fields=list(facts))
    events.record(by=by, what="team.change", about=team, data={"changed": sorted(facts)})
    return team


@transaction.atomic
def add_agency(*, by: User, **facts: Any) -> Agency:
    """Add an agency to the administrator's team."""
    require(can_manage_users(by))
    lock(by)
    agency = Agency(team=by.own_team, **facts)
    agency.full_clean()
    agency.save()
    events.record(by=by, what="agency.add", about=agency, note=agency.name)
    return agency


@transaction.atomic
def change_agency(agency: Agency, *, by: User, version: str | None = None, **facts: Any) -> Agency:
    """Correct how an agency is called; what it sent keeps pointing to it."""
    require(can_manage_users(by))
    lock(by)
    agency = Agency.objects.visible_to(by).select_for_update(of=("self",)).get(pk=agency.pk)
    refuse_stale(agency, facts, version)
    changed = {
        name: [str(getattr(agency, name)), str(value)]
        for name, value in facts.items()
        if getattr(agency, name) != value
    }
    for name, value in facts.items():
        setattr(agency, name, value)
    agency.full_clean()
    agency.save()
    events.record(by=by, what="agency.change", about=agency, data={"changed": changed})
    return agency
