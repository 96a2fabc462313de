"""Photographs of the demo's reports: drawn pictures, received and kept like any upload."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.models import Incident
from incidents.models.choices import Kind, Status
from timdu.demo import pictures
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.recorded import Entry
from timdu.demo.situations import written
from timdu.demo.stage import Stage
from timdu.files import intake
from timdu.files.models import Attachment, StoredFile

# So many of the newest events of a team have a picture, besides those whose entry asks for one.
NEWEST = 10
WATERY = ("pesisir", "danau", "dermaga")


def attach_all(stage: Stage, entries: list[Entry], ledger: Ledger) -> int:
    """Attach the pictures; returns how many."""
    asked = [stage.lives[entry["key"]].row for entry in entries if entry.get("photo")]
    team = stage.people.team
    events = [
        row
        for row in stage.ledger.incidents
        if row.team is team and row.kind == Kind.EVENT and row.status != Status.DRAFT
    ]
    newest = sorted(events, key=lambda row: row.occurred_at, reverse=True)[:NEWEST]
    rows = {row.code: row for row in (*asked, *newest)}.values()
    return sum(attach(stage, row, ledger) for row in rows)


def attach(stage: Stage, row: Incident, ledger: Ledger) -> int:
    """One or two pictures of one report."""
    dice = stage.dice.child("gambar", row.code)
    count = dice.whole(1, 2)
    for number in range(count):
        after = dt.timedelta(seconds=40 + 25 * number)
        attach_one(
            stage,
            row,
            dice.child(number),
            number,
            (row.reported_at or row.received_at) + after,
            ledger,
        )
    return count


def attach_one(
    stage: Stage, row: Incident, dice: Dice, number: int, at: dt.datetime, ledger: Ledger
) -> None:
    """One picture, received as it would come from a telephone."""
    caption = f"{row.place.full_name}, {written(row.occurred_at.date())}"
    data = pictures.scene(dice, caption, ground_of(stage, row, dice))
    upload = SimpleUploadedFile(
        f"IMG_{row.occurred_at:%Y%m%d}_{number + 1}.jpg", data, "image/jpeg"
    )
    file = intake.receive(upload, team=row.team, by=row.entered_by)
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=at)
    attachment = Attachment(
        owner=row, file=file, position=number, added_by=row.entered_by, added_at=at
    )
    attachment.save()
    ledger.event(
        "file.attach", [row], by=row.entered_by, at=at, note=file.name,
        data={"file": str(file.pk), "sha256": file.sha256_received},
    )  # fmt: skip


def ground_of(stage: Stage, row: Incident, dice: Dice) -> str:
    """What one sees there: water, fields, or a street."""
    tags = stage.area(row.kecamatan.code).tags
    if tags.intersection(WATERY) and dice.chance(0.6):
        return "water"
    return "street" if tags.intersection(("kota", "pasar", "jalan")) else "field"
