"""Who gets what from the addresses of documents."""

import datetime as dt

from tests.access import Row
from tests.documents.factories import (
    LetterheadFactory,
    RecipientFactory,
    draft,
    numbered,
    signed,
)
from timdu.documents.actions import approval, sending
from timdu.documents.models import Delivery, Document, Recipient


def a_draft(world):
    return {"pk": draft(world.team).pk}


def kecamatan_draft(world):
    document = draft(world.team, kind="uji_kecamatan", kecamatan=world.camat.kecamatan)
    return {"pk": document.pk}


def secret_draft(world):
    document = draft(world.team)
    Document.objects.filter(pk=document.pk).update(classification="R")
    document.readers.add(world.verifier, world.secretary)
    return {"pk": document.pk}


def initialling(world):
    return {"pk": approval.submit(draft(world.team), by=world.staff).pk}


def a_numbered(world):
    return {"pk": numbered(world.team).pk}


def a_signed(world):
    RecipientFactory(team=world.team)
    return {"pk": signed(world.team).pk}


def a_delivery(world, **changes):
    RecipientFactory(team=world.team, user=world.observer)
    sending.send(signed(world.team), by=world.staff)
    Delivery.objects.update(**{"state": "sent", **changes})
    return {"pk": Delivery.objects.get().pk}


def sent_to_observer(world):
    a_delivery(world)
    return {"pk": Document.objects.get().pk}


def by_hand(world):
    RecipientFactory(team=world.team, by_hand=True)
    sending.send(signed(world.team), by=world.staff)
    return {"pk": Delivery.objects.get().pk}


def a_recipient(world):
    row = RecipientFactory(team=world.team, email="kesbang@contoh.test", verified_at=None)
    return {"pk": row.pk}


def recipient_fields(world):
    return {
        "name": "Gubernur", "channel": "email", "email": "gubernur@contoh.test", "position": 1,
        "kinds": ["uji"],
    }  # fmt: skip


def letterhead_fields(world):
    return {
        "lines": "BUPATI UJI", "place": "Uji", "signer_title": "BUPATI UJI,", "signer_name": "NAMA",
    }  # fmt: skip


def token(world):
    return {"token": Document.objects.get(pk=a_draft(world)["pk"]).check_token}


def year(world):
    return {"official_number": "300/1", "date": dt.date.today().isoformat(), "note": "salah ketik"}


def version(world):
    return {"version": 1}


def reason(world):
    return {"note": "alasan uji", "reason": "alasan uji", "words": "diantar"}


def row(name, args, **more):
    """A page of one document."""
    return Row(f"documents:{name}", args=args, **more)


def post(name, args, data=lambda world: {}, **more):
    """The same for a POST that leads back to the document."""
    return row(name, args, method="post", data=data, status=more.pop("status", 302), **more)


ROWS = [
    Row("documents:list"),
    Row("documents:register"),
    row("detail", a_draft),
    row("detail", kecamatan_draft, relation="own kecamatan"),
    row("detail", secret_draft, relation="R"),
    row("detail", sent_to_observer, relation="addressed"),
    row("pdf", a_draft),
    row("pdf", secret_draft, relation="R"),
    row("pdf", sent_to_observer, relation="addressed"),
    row("unsigned_pdf", sent_to_observer),
    row("version_pdf", lambda world: {**sent_to_observer(world), "number": 1}),
    row("edit", a_draft),
    row("edit", kecamatan_draft, relation="own kecamatan"),
    post("edit", a_draft, version),
    post("refresh", a_draft),
    post("draw_again", a_draft),
    post("submit", a_draft),
    post("initial", initialling, version),
    post("initial_on_paper", initialling, lambda world: {"version": 1, "on_paper_by": "X"}),
    row("number", a_numbered),
    post("number", a_numbered, year),
    post("number", kecamatan_draft, year,
         relation="own kecamatan"),
    row("sign", a_numbered),
    post("sign", a_numbered, status=200),
    row("send", a_signed),
    post("send", a_signed),
    row("give_back", initialling),
    post("give_back", initialling, reason),
    row("reopen", a_numbered),
    post("reopen", a_numbered, reason),
    row("cancel", a_draft),
    post("cancel", a_draft, reason),
    post("share", secret_draft, lambda world: {"person": world.leader.pk}),
    row("send_again", a_delivery),
    post("send_again", a_delivery, reason),
    row("carried", by_hand),
    post("carried", by_hand, reason),
    row("receipt", a_delivery),
    post("receipt", a_delivery,
         lambda world: {"received_by": "TU", "on": "2026-01-02T10:00"}),
    Row("documents:recipients"),
    Row("documents:recipient_create"),
    Row("documents:recipient_create", method="post", data=recipient_fields, status=302),
    Row("documents:recipient_edit", args=a_recipient),
    # Without its version it is late for the recipient that is there.
    Row("documents:recipient_edit", method="post", args=a_recipient, data=recipient_fields,
        status=409),
    Row("documents:verify", method="post", args=a_recipient, status=302,
        data=lambda world: {"email": Recipient.objects.get().email}),
    Row("documents:retire", method="post", args=a_recipient, status=302, data=reason),
    Row("documents:letterheads"),
    Row("documents:letterhead", args=lambda world: {"kind": "bupati"}),
    Row("documents:letterhead", method="post", args=lambda world: {"kind": "bupati"},
        data=letterhead_fields, status=409),
    Row("documents:letterhead_kecamatan",
        args=lambda world: {"kecamatan": LetterheadFactory(
            team=world.team, kind="kecamatan", kecamatan=world.camat.kecamatan).kecamatan_id}),
    Row("documents:check", args=token),
    Row("documents:check", args=lambda world: {"token": "23456-789AB"}, relation="unknown"),
]  # fmt: skip
