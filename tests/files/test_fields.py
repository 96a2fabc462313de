"""Every file field and every hostile file: refused in words, or served as nothing that runs."""

import importlib
import pkgutil
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse

import incidents.forms
from incidents.cases.agreements.forms import AgreementForm, AmendForm, CheckForm
from incidents.cases.asking.forms.acts import AnswerForm, ReportedForm
from incidents.cases.emergency.forms import ActForm, EstablishForm
from incidents.cases.forms.acts import CloseForm, HandlingForm
from incidents.forms.files import FilesForm
from incidents.forms.imported import UploadForm
from incidents.forms.later import DevelopmentForm
from incidents.forms.paste import PastedReportForm
from incidents.forms.report import ReportForm
from incidents.history.forms import HistoryFileForm
from renaksi.forms.activity import RecordForm
from reports.nota.forms import DecisionForm
from tests import judging, posting
from tests.agreements import access_rows as agreements
from tests.asking.factories import DispositionFactory, RequestFactory
from tests.cases.factories import CaseFactory
from tests.documents.factories import numbered
from tests.emergency import access_rows as emergency
from tests.files.corpus import samples
from tests.incidents.factories import IncidentFactory
from tests.incidents.test_views_report import data as kabar
from tests.nota import access_rows as nota
from tests.renaksi.factories import ActivityKindFactory
from tests.settings import FULL
from tests.team.factories import DecreeFactory
from tests.test_access import Undo
from tests.wilayah.factories import DesaFactory
from timdu.documents.forms import LetterheadForm, SignedFileForm
from timdu.files import limits
from timdu.files.models import StoredFile
from timdu.team.audit.forms import SuratTugasForm
from timdu.team.roster.forms import DecreeForm

pytestmark = pytest.mark.django_db
EDGE = b"batas-uji"
PARTS = 3
VERSION = re.compile(r'name="version" value="([^"]+)"')
HARMLESS = {"image/jpeg", "image/png", "application/pdf"}


@dataclass(frozen=True)
class Field:
    """A file field: its form, the page that sends it, who may, and what it takes."""

    form: type[forms.BaseForm]
    name: str
    takes: str
    person: str = "camat"


REPORT = Field(ReportForm, "photos", "image")
MORE = Field(FilesForm, "uploads", "image pdf")
SCAN = Field(DecreeForm, "scan", "pdf", "secretary")
EMBLEM = Field(LetterheadForm, "picture", "image", "secretary")
SIGNED = Field(SignedFileForm, "file", "none of these: not what was numbered", "staff")
LETTER = Field(SuratTugasForm, "scan", "pdf", "secretary")
NEWS = Field(DevelopmentForm, "photos", "image")
PASTED = Field(PastedReportForm, "photos", "image", "operator")
TABLE = Field(UploadForm, "file", "sheet")
PROOF = Field(CloseForm, "uploads", "image pdf", "verifier")
STEP = Field(HandlingForm, "uploads", "image pdf", "staff")
DEED = Field(AgreementForm, "uploads", "image pdf", "staff")
AMENDED = Field(AmendForm, "uploads", "image pdf", "staff")
LOOKED = Field(CheckForm, "uploads", "image pdf", "staff")
FIELDS = [REPORT, MORE, SCAN, EMBLEM, SIGNED, LETTER, NEWS, PASTED, TABLE, PROOF, STEP]
DECIDED = Field(EstablishForm, "uploads", "image pdf", "staff")
PROLONGED = Field(ActForm, "uploads", "image pdf", "staff")
FIELDS += [DEED, AMENDED, LOOKED, DECIDED, PROLONGED]
HELD = Field(RecordForm, "photos", "image")
FIELDS += [HELD]
RESULT = Field(ReportedForm, "uploads", "image pdf", "staff")
ANSWER = Field(AnswerForm, "uploads", "image pdf", "staff")
ASKED = [RESULT, ANSWER]
FIELDS += ASKED
SHEET = Field(DecisionForm, "uploads", "image pdf", "staff")
YEARS = Field(HistoryFileForm, "file", "sheet csv", "staff")
FIELDS += [SHEET, YEARS]


def page_of(field, world):
    """Where the form is, and what else it sends."""
    if field in (REPORT, PASTED, MORE, NEWS):
        return page_of_report(field, world)
    if field in FIELDS[FIELDS.index(PROOF) : -1]:
        return page_of_case(field, world)
    if field in (TABLE, YEARS):
        return reverse("incidents:imports" if field is TABLE else "history:list"), {}
    if field is SCAN:
        decree = DecreeFactory(team=world.team, draft=True)
        return reverse("roster:decree_edit", kwargs={"pk": decree.pk}), {"subject": "Tim Terpadu"}
    if field is EMBLEM:
        typed = {
            "lines": "BUPATI UJI", "place": "Uji", "signer_title": "BUPATI", "signer_name": "NAMA",
        }  # fmt: skip
        return reverse("documents:letterhead", kwargs={"kind": "bupati"}), typed
    if field is LETTER:
        typed = {
            "number": "700/1", "signed_on": "2026-02-25", "subject": "pemeriksaan",
            "valid_from": "2026-03-02", "valid_until": "2026-03-31",
        }  # fmt: skip
        return reverse("audit:surat_tugas", kwargs={"pk": world.auditor.pk}), typed
    pk = numbered(world.team).pk
    return reverse("documents:sign", kwargs={"pk": pk}), {"confirmed": "on"}


def page_of_agreement(field, world):
    """Each of the three forms, as somebody who may would send it."""
    if field is DEED:
        code = CaseFactory(opened_by=world.staff).code
        return reverse("agreements:create", kwargs={"code": code}), agreements.typed(world)
    found = agreements.agreement(world)
    if field is LOOKED:
        return reverse("agreements:check", kwargs=found), agreements.look(world)
    typed = agreements.typed(world) | {"reason": "Para pihak mengubahnya."}
    return reverse("agreements:amend", kwargs=found), typed


def page_of_asked(field, world):
    case, told = CaseFactory(opened_by=world.staff), {"told": "Lewat telepon."}
    if field is RESULT:
        row = DispositionFactory(case=case, kecamatan=world.camat.kecamatan, accepted=True)
        return reverse("asking:report", kwargs={"code": row.code}), told | {"note": "Sudah."}
    row = RequestFactory(case=case, agency=world.agency)
    return reverse("asking:answer", kwargs={"code": row.code}), told | {"reply": "confirmed"}


def page_of_status(field, world):
    if field is DECIDED:
        return reverse("emergency:create"), emergency.said(world)
    typed = emergency.said(world) | {"beyond_reason": "Begitu bunyi SK."}
    typed["ends_on"] = "2099-12-31"
    return reverse("emergency:extend", kwargs=emergency.confirmed(world)), typed


def page_of_case(field, world):
    if field is SHEET:
        return reverse("nota:decide", kwargs=nota.with_number(world)), nota.said(world)
    if field in (DECIDED, PROLONGED):
        return page_of_status(field, world)
    if field in (DEED, AMENDED, LOOKED):
        return page_of_agreement(field, world)
    if field is HELD:
        typed = {
            "client_uuid": str(uuid4()), "kind": str(ActivityKindFactory().pk), "about": "Dialog.",
            "held_on": "2026-10-12", "place": world.camat.kecamatan_id,
        }  # fmt: skip
        return reverse("activities:create"), typed
    if field in ASKED:
        return page_of_asked(field, world)
    code = CaseFactory(opened_by=world.staff).code
    if field is PROOF:
        typed = {"outcome": "agreed", "checks": "calm", "grounds": "Ditandatangani."}
        return reverse("cases:close", kwargs={"code": code}), typed
    typed = {"actor": "meja", "what": "Patroli.", "done_at": "2026-11-01T10:00"}
    return reverse("cases:handle", kwargs={"code": code}), typed


def page_of_report(field, world):
    if field in (REPORT, PASTED):
        typed = kabar(DesaFactory(parent=world.camat.kecamatan))
        if field is REPORT:
            return reverse("incidents:create"), typed
        told = {"pasted": "Mohon izin melaporkan.", "channel": "whatsapp"}
        return reverse("incidents:paste"), typed | told
    code = IncidentFactory(entered_by=world.camat).code
    if field is MORE:
        return reverse("incidents:files", kwargs={"code": code}), {}
    said = {"client_uuid": str(uuid4()), "text": "Massa bubar.", "as_of": "2026-11-01T10:00"}
    return reverse("incidents:develop", kwargs={"code": code}), said


def multipart(typed, name, filename, data):
    """What a program sends that asks nobody how a file may be called."""
    parts = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (key.encode(), value.encode())
        for key, value in typed.items()
    ]
    called = filename.encode("utf-8", "surrogatepass").replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    head = b'Content-Disposition: form-data; name="%s"; filename="%s"' % (name.encode(), called)
    parts.append(head + b"\r\nContent-Type: text/html\r\n\r\n" + data)
    return b"".join(b"--%s\r\n%s\r\n" % (EDGE, part) for part in parts) + b"--%s--\r\n" % EDGE


def send(client, address, typed, field, sample):
    body = multipart(typed, field.name, sample.name, sample.data)
    kind = f"multipart/form-data; boundary={EDGE.decode()}"
    return client.generic("POST", address, body, content_type=kind)


def stored():
    """Every file on disk."""
    return {path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()}


def wrong_with(client, address, typed, field, sample):
    """What is wrong with what becomes of one file in one field."""
    before = stored()
    answer = send(client, address, typed, field, sample)
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    if answer.status_code != 200:
        return [f"status {answer.status_code}"]
    wrong = judging.alive(posting.read(answer.content.decode()))
    file = StoredFile.objects.filter(uploaded_by=client.person).first()
    is_taken = bool(set(sample.taken.split()) & set(field.takes.split()))
    if (file is not None) is not is_taken:
        return [*wrong, "not taken" if is_taken else "taken"]
    if file is None:
        return wrong + silence(answer) + ["kept on disk"] * bool(stored() - before)
    return wrong + served(client, file)


def silence(answer):
    """Nothing is refused without a sentence that says why."""
    tree = posting.read(answer.content.decode())
    said = tree.xpath(
        "//*[contains(@class, 'invalid-feedback') or contains(@class, 'alert') or "
        "contains(@class, 'error-summary') or contains(@class, 'notice') or @role='alert']"
    )
    words = " ".join(one.text_content() for one in said)
    known = ("tidak dapat diterima", "kosong", "terlalu besar", "PDF", "Berkas", "bukan", "rusak")
    return [] if any(word in words for word in known) else [f"no sentence: {words[:200]!r}"]


def served(client, file):
    """As nothing that a browser could run."""
    answer = client.get(reverse("files:show", kwargs={"pk": file.pk}))
    name = answer.headers.get("Content-Disposition", "")
    return [
        words
        for words, is_so in {
            f"status {answer.status_code}": answer.status_code != 200,
            f"as {answer['Content-Type']}": answer["Content-Type"] not in HARMLESS,
            "guessed by the browser": answer.headers.get("X-Content-Type-Options") != "nosniff",
            "no sandbox": not answer["Content-Security-Policy"].endswith("sandbox"),
            f"as {name!r}": not name.startswith(('inline; filename="', 'attachment; filename="')),
            f"name {file.name!r}": set(file.name) & set('<>:"/\\|?*;%\0\u202e')
            or len(file.name) > limits.NAME_LENGTH,
            "with a page in it": file.is_image and b"<script" in answer.content,
        }.items()
        if is_so
    ]


def test_every_file_field_is_here():
    """A form with a file field of its own fails here until it has its line above."""
    for module in pkgutil.iter_modules(incidents.forms.__path__):
        importlib.import_module(f"incidents.forms.{module.name}")
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith(("timdu.", "incidents.", "renaksi.", "reports.")):
            found |= {
                (form, name)
                for name, field in form.base_fields.items()
                if isinstance(field, forms.FileField)
            }

    assert found == {(field.form, field.name) for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.form.__name__}.{field.name}")
def test_hostile_files(client, world, field):
    client.person = world.people[field.person]
    client.force_login(client.person)
    address, typed = page_of(field, world)
    # As the page was opened: a form without its version is late for everything.
    if version := VERSION.search(client.get(address).content.decode()):
        typed["version"] = version.group(1)
    wrong = {}
    # The full run tries every file in every field; each field its own part of them otherwise.
    for sample in samples() if FULL else samples()[FIELDS.index(field) % PARTS :: PARTS]:
        with Undo():
            StoredFile.objects.filter(uploaded_by=client.person).delete()
            if found := wrong_with(client, address, typed, field, sample):
                wrong[f"{sample.name[:60]!r} ({len(sample.data)})"] = found

    assert wrong == {}


def test_corpus_is_what_the_fields_are_judged_by():
    assert len(samples()) >= 60
    assert {sample.taken for sample in samples()} == {"", "image", "pdf"}
