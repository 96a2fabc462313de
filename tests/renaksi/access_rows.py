"""Who gets what from the pages of kegiatan: page × person × relation."""

from tests.access import Row
from tests.files.factories import AttachmentFactory
from tests.renaksi.factories import ActivityFactory, ActivityKindFactory, InvolvedFactory


def of_desk(world):
    return {"code": ActivityFactory(entered_by=world.staff).code}


def of_kecamatan(world, **traits):
    return {"code": ActivityFactory(entered_by=world.operator, **traits).code}


def of_agency(world):
    return {"code": ActivityFactory(entered_by=world.member).code}


def naming(world):
    """The secretariat's, which names an agency and a kecamatan that took part."""
    activity = ActivityFactory(entered_by=world.staff)
    InvolvedFactory(activity=activity, agency=world.other_member.agency)
    InvolvedFactory(activity=activity, kecamatan=world.other_camat.kecamatan)
    return {"code": activity.code}


def withdrawn(world):
    return of_kecamatan(world, withdrawn=True)


def file_of(world):
    activity = ActivityFactory(entered_by=world.operator)
    return {"code": activity.code, "pk": AttachmentFactory(owner=activity).pk}


def kind(world):
    return {"pk": ActivityKindFactory(team=world.team).pk}


def typed(world):
    activity = ActivityFactory(entered_by=world.operator)
    return {
        "kind": activity.kind_id, "about": "Dialog pemuda.", "held_on": "2026-10-12",
        "place": world.team.place_id, "version": "99",
    }  # fmt: skip


def in_kecamatan(world):
    return typed(world) | {"place": world.camat.kecamatan_id}


ROWS = [
    Row("activities:list"),
    Row("activities:list", relation="saring", query="?bulan=2026-10&q=rukun&keadaan=ditarik"),
    Row("activities:export", query="?bulan=2026-10"),
    Row("activities:export", method="post", data=lambda world: {"bentuk": "csv"}),
    Row("activities:create"),
    Row("activities:create", method="post", relation="empty"),
    Row("activities:detail", args=of_desk),
    Row("activities:detail", args=of_kecamatan, relation="own kecamatan"),
    Row("activities:detail", args=of_agency, relation="agency"),
    Row("activities:detail", args=naming, relation="involved"),
    Row("activities:edit", args=of_kecamatan),
    Row("activities:edit", args=naming, relation="involved"),
    Row("activities:edit", args=withdrawn, relation="withdrawn"),
    Row("activities:edit", args=of_kecamatan, method="post", relation="old version",
        data=in_kecamatan, status=409),
    Row("activities:files", args=of_kecamatan),
    Row("activities:file_withdraw", args=file_of),
    Row("activities:withdraw", args=of_kecamatan),
    Row("activities:kinds"),
    Row("activities:kind_create"),
    Row("activities:kind_edit", args=kind),
]  # fmt: skip
