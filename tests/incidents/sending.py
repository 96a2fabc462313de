"""What the queue on a telephone sends."""

import hashlib
from uuid import uuid4

from django.utils import timezone

from incidents.views.complete import ALL

JSON = {"headers": {"accept": "application/json"}}
REPORT, NIL, FILES = "/laporan/baru/", "/nihil/baru/", "/kiriman/berkas/"


def kabar(desa, **changes):
    """A kabar awal."""
    return {
        "client_uuid": str(uuid4()),
        "summary": "Kelompok A mendatangi dermaga.",
        "place": desa.code,
        "when": "now",
        "opened_at": timezone.now().isoformat(),
        "urgency": "normal",
        "do": "send",
    } | changes


def nil(month, **changes):
    return {"client_uuid": str(uuid4()), "month": str(month), "asked": "Semua desa."} | changes


def completion(incident, **changes):
    """What a page of lengkapi sends when one of its fields was filled in."""
    sent = {"client_uuid": str(uuid4()), "version": str(incident.version)}
    for part in ALL:
        for field in part(incident=incident, user=incident.entered_by):
            value = field.value()
            value = field.field.widget.format_value(value) if value is not None else ""
            for name in (field.html_name, field.html_initial_name):
                if value not in (None, "", [], False, "False"):
                    sent[name] = value
    return sent | {"situation": "Massa masih di dermaga."} | changes


def announced(client, incident, data, **changes):
    """The answer to the announcement of a photograph."""
    told = {
        "report": str(incident.client_uuid), "size": len(data), "name": "IMG_1.jpg",
        "sha256": hashlib.sha256(data).hexdigest(),
    } | changes  # fmt: skip
    return client.post(FILES, told, **JSON)


def piece(client, url, offset, data):
    """The answer to one piece."""
    return client.patch(
        url, data, content_type="application/offset+octet-stream",
        headers={"accept": "application/json", "upload-offset": str(offset)},
    )  # fmt: skip


def whole(client, incident, data, size=700):
    """The answer to the last piece of a photograph that is sent without a cut."""
    url, answer = announced(client, incident, data).json()["url"], None
    for offset in range(0, len(data), size):
        answer = piece(client, url, offset, data[offset : offset + size])
    return answer
