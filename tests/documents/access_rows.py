"""Who gets what from the addresses of documents."""

import datetime as dt

from tests.access import FAR, SECRETARIAT, Row
from tests.documents.factories import (
    LetterheadFactory,
    RecipientFactory,
    draft,
    numbered,
    signed,
)
from timdu.documents.actions import approval, sending
from timdu.documents.models import Delivery, Document, Recipient

TEAM = f"{SECRETARIAT} leader auditor"
OWN = f"{SECRETARIAT} leader camat operator"
OUTSIDE = "camat operator other_camat member other_member forkopimda observer admin"


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


def row(name, args, ok, **more):
    """A page of one document: whoever may see it but not do this gets a 403."""
    seen = more.pop("seen", TEAM)
    denied = " ".join(name for name in seen.split() if name not in ok.split())
    return Row(f"documents:{name}", args=args, ok=ok, denied=denied, **more)


def post(name, args, ok, data=lambda world: {}, **more):
    """The same for a POST that leads back to the document."""
    return row(name, args, ok, method="post", data=data, status=more.pop("status", 302), **more)


ROWS = [
    Row("documents:list", ok=f"{OUTSIDE} {TEAM} {FAR}"),
    Row("documents:register", ok=f"{TEAM} far_staff far_verifier far_secretary", otherwise=403),
    row("detail", a_draft, TEAM),
    row("detail", kecamatan_draft, OWN, relation="own kecamatan"),
    row("detail", secret_draft, "verifier secretary", relation="R", seen=""),
    row("detail", sent_to_observer, f"{TEAM} observer", relation="addressed"),
    row("pdf", a_draft, TEAM),
    row("pdf", secret_draft, "verifier secretary", relation="R", seen=""),
    row("pdf", sent_to_observer, f"{TEAM} observer", relation="addressed"),
    row("unsigned_pdf", sent_to_observer, TEAM),
    row("version_pdf", lambda world: {**sent_to_observer(world), "number": 1}, TEAM),
    row("edit", a_draft, SECRETARIAT),
    row("edit", kecamatan_draft, f"{SECRETARIAT} camat operator", relation="own kecamatan",
        seen=OWN),
    post("edit", a_draft, SECRETARIAT, version),
    post("refresh", a_draft, SECRETARIAT),
    post("draw_again", a_draft, SECRETARIAT),
    post("submit", a_draft, SECRETARIAT),
    post("initial", initialling, "verifier", version),
    post("initial_on_paper", initialling, "", lambda world: {"version": 1, "on_paper_by": "X"}),
    row("number", a_numbered, SECRETARIAT),
    post("number", a_numbered, SECRETARIAT, year),
    post("number", kecamatan_draft, f"{SECRETARIAT} camat operator", year,
         relation="own kecamatan", seen=OWN),
    row("sign", a_numbered, SECRETARIAT),
    post("sign", a_numbered, SECRETARIAT, status=200),
    row("send", a_signed, SECRETARIAT),
    post("send", a_signed, SECRETARIAT),
    row("give_back", initialling, f"{SECRETARIAT} leader"),
    post("give_back", initialling, f"{SECRETARIAT} leader", reason),
    row("reopen", a_numbered, "secretary"),
    post("reopen", a_numbered, "secretary", reason),
    row("cancel", a_draft, "secretary"),
    post("cancel", a_draft, "secretary", reason),
    post("share", secret_draft, "secretary", lambda world: {"person": world.leader.pk},
         seen="verifier secretary"),
    row("send_again", a_delivery, SECRETARIAT, seen=f"{TEAM} observer"),
    post("send_again", a_delivery, SECRETARIAT, reason, seen=f"{TEAM} observer"),
    row("carried", by_hand, SECRETARIAT),
    post("carried", by_hand, SECRETARIAT, reason),
    row("receipt", a_delivery, f"{SECRETARIAT} observer", seen=f"{TEAM} observer"),
    post("receipt", a_delivery, f"{SECRETARIAT} observer",
         lambda world: {"received_by": "TU", "on": "2026-01-02T10:00"}, seen=f"{TEAM} observer"),
    Row("documents:recipients", ok=f"{SECRETARIAT} far_staff far_verifier far_secretary",
        otherwise=403),
    Row("documents:recipient_create", ok=f"{SECRETARIAT} far_staff far_verifier far_secretary",
        otherwise=403),
    Row("documents:recipient_create", method="post", data=recipient_fields, status=302,
        ok=f"{SECRETARIAT} far_staff far_verifier far_secretary", otherwise=403),
    Row("documents:recipient_edit", args=a_recipient, ok=SECRETARIAT,
        denied=f"{OUTSIDE} leader auditor far_camat far_admin"),
    Row("documents:recipient_edit", method="post", args=a_recipient, data=recipient_fields,
        status=302, ok=SECRETARIAT, denied=f"{OUTSIDE} leader auditor far_camat far_admin"),
    Row("documents:verify", method="post", args=a_recipient, status=302,
        data=lambda world: {"email": Recipient.objects.get().email},
        ok="verifier secretary", denied="staff"),
    Row("documents:retire", method="post", args=a_recipient, status=302, data=reason,
        ok=SECRETARIAT),
    Row("documents:letterheads", otherwise=403,
        ok=f"camat operator other_camat {SECRETARIAT} admin {FAR}"),
    Row("documents:letterhead", args=lambda world: {"kind": "bupati"}, otherwise=403,
        ok="secretary admin far_secretary far_admin"),
    Row("documents:letterhead", method="post", args=lambda world: {"kind": "bupati"}, otherwise=403,
        data=letterhead_fields, status=302, ok="secretary admin far_secretary far_admin"),
    Row("documents:letterhead_kecamatan", ok="camat operator secretary admin",
        args=lambda world: {"kecamatan": LetterheadFactory(
            team=world.team, kind="kecamatan", kecamatan=world.camat.kecamatan).kecamatan_id},
        denied="other_camat member other_member staff verifier leader forkopimda auditor "
               "observer"),
    Row("documents:check", args=token, public=True, otherwise=200),
    Row("documents:check", args=lambda world: {"token": "23456-789AB"}, relation="unknown",
        public=True, status=404),
]  # fmt: skip
