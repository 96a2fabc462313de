"""Any sequence of retries, doubles, reorderings and edits ends in one record for each key.

Two machines walk at random against the addresses a telephone uses, each beside a plain model of
what should stand: one hands in texts, one photographs in pieces.
"""

import hashlib

import pytest
from django.conf import settings as conf
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from incidents.models import Incident, NilReport
from tests.files import pictures
from tests.incidents.factories import IncidentFactory
from tests.incidents.sending import JSON, NIL, REPORT, announced, completion, kabar, nil, piece
from tests.wilayah.factories import DesaFactory
from timdu.core.models import Received
from timdu.core.periods import Month
from timdu.files.models import Attachment, UploadPart

pytestmark = pytest.mark.django_db
RUNS = settings(
    max_examples=200 if conf.FULL else 8,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
KEYS = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(4)]
WORDS = ["Massa datang.", "Massa bubar."]
PEOPLE = ["camat", "operator"]
PICTURES = [pictures.jpeg(60, 40), pictures.jpeg(90, 60), b"bukan gambar" * 50]


class Walk(RuleBasedStateMachine):
    """One walk, in a transaction of its own that is taken back; the people stay."""

    world, clients = None, {}

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


class Texts(Walk):
    """Kabar awal, nihil and lengkapi under a few keys, by two people of one kecamatan."""

    @initialize()
    def begin(self):
        self.desa = DesaFactory(parent=self.world.camat.kecamatan)
        self.opened = timezone.now().isoformat()
        # A nihil is of the past, a report of now: neither is in the other's way.
        this = Month.of(timezone.now(), self.world.team.zone)
        self.months = [this.plus(-2), this.plus(-3)]
        self.report = IncidentFactory(entered_by=self.world.camat)
        self.held, self.filed, self.version = {}, set(), 1
        self.situation = self.report.situation
        self.page = completion(self.report)

    def answered(self, person, key, content, answer, free=201):
        """What a plain table of keys says the answer must have been; whether it was taken."""
        known = self.held.get((person, key))
        if known is None:
            assert answer.status_code == free
            if free == 201:
                self.held[person, key] = content
            return free == 201
        assert answer.status_code == (202 if known == content else 409)
        assert "received_hash" in answer.json() and "stale" not in answer.json()
        return False

    @rule(person=st.sampled_from(PEOPLE), key=st.sampled_from(KEYS), text=st.sampled_from(WORDS))
    def kabar_awal(self, person, key, text):
        sent = kabar(self.desa, client_uuid=key, summary=text, opened_at=self.opened)
        answer = self.clients[person].post(REPORT, sent, **JSON)
        self.answered(person, key, ("incident", text), answer)

    @rule(person=st.sampled_from(PEOPLE), key=st.sampled_from(KEYS), which=st.integers(0, 1))
    def nothing_happened(self, person, key, which):
        month = self.months[which]
        answer = self.clients[person].post(NIL, nil(month, client_uuid=key), **JSON)
        free = 422 if month in self.filed else 201
        if self.answered(person, key, ("nil", str(month)), answer, free):
            self.filed.add(month)

    @rule(
        person=st.sampled_from(PEOPLE), key=st.sampled_from(KEYS), text=st.sampled_from(WORDS),
        back=st.integers(0, 1),
    )  # fmt: skip
    def completed(self, person, key, text, back):
        version = self.version - back
        sent = self.page | {"client_uuid": key, "version": str(version), "situation": text}
        address = reverse("incidents:complete", kwargs={"code": self.report.code})
        answer = self.clients[person].post(address, sent, **JSON)
        free = 409 if back else 201
        if self.answered(person, key, ("completion", text, version), answer, free):
            self.version += text != self.situation
            self.situation = text
        elif free == 409 and (person, key) not in self.held:
            assert answer.json()["stale"] and answer.json()["version"] == self.version

    @invariant()
    def each_key_is_one_record(self):
        kinds = [content[0] for content in self.held.values()]
        assert Received.objects.count() == len(self.held)
        assert Incident.objects.count() == kinds.count("incident") + 1
        assert NilReport.objects.count() == kinds.count("nil")
        report = Incident.objects.get(pk=self.report.pk)
        assert (report.version, report.situation) == (self.version, self.situation)


class Pieces(Walk):
    """Photographs of one report, announced and sent in any order, with cuts and doubles."""

    @initialize()
    def begin(self):
        self.client = self.clients["camat"]
        self.incident = IncidentFactory(entered_by=self.world.camat)
        self.urls, self.there, self.done = {}, {}, set()

    @rule(which=st.integers(0, 2))
    def announce(self, which):
        answer = announced(self.client, self.incident, PICTURES[which])
        assert answer.status_code == (200 if which in self.urls else 201)
        told = answer.json()
        self.urls.setdefault(which, told["url"])
        self.there.setdefault(which, b"")
        assert told["url"] == self.urls[which]
        self.agrees(which, told)

    @rule(
        which=st.integers(0, 2), shift=st.sampled_from([0, 0, 0, 0, -7, 5]),
        size=st.sampled_from([0, 1, 300, 5000]), garbled=st.sampled_from([False] * 9 + [True]),
    )  # fmt: skip
    def send(self, which, shift, size, garbled):
        if which not in self.urls:
            return
        data, there = PICTURES[which], self.there[which]
        offset = len(there) + shift
        sent = data[max(offset, 0) :][:size]
        if garbled:
            sent = bytes(255 - byte for byte in sent)
        answer = piece(self.client, self.urls[which], offset, sent)
        if which in self.done:
            assert answer.status_code == 200
        elif shift:
            assert answer.status_code == 409
        else:
            whole = there + sent
            differs = len(whole) == len(data) and whole != data
            assert answer.status_code == (409 if differs else 200)
            self.there[which] = b"" if differs else whole
            if whole == data:
                self.done.add(which)
        self.agrees(which, answer.json())

    @rule(which=st.integers(0, 2))
    def look(self, which):
        if which in self.urls:
            self.agrees(which, self.client.get(self.urls[which], **JSON).json())

    def agrees(self, which, told):
        assert told["offset"] == len(self.there[which])
        assert told["done"] == (which in self.done)
        if told["done"]:
            assert told["attached"] == (which != 2)

    @invariant()
    def each_photograph_is_there_once(self):
        if not hasattr(self, "incident"):
            return
        found = [one.file.sha256_received for one in Attachment.objects.of(self.incident)]
        wanted = [hashlib.sha256(PICTURES[which]).hexdigest() for which in self.done - {2}]
        assert sorted(found) == sorted(wanted)
        held = sum(len(part.data) for part in UploadPart.objects.all())
        under_way = [self.there[which] for which in self.urls if which not in self.done]
        assert held == sum(len(data) for data in under_way)


@pytest.mark.parametrize("machine", [Texts, Pieces])
def test_any_sequence_ends_in_one_record_for_each_key(machine, world):
    Walk.world, Walk.clients = world, {name: Client() for name in PEOPLE}
    for name, client in Walk.clients.items():
        client.force_login(world.people[name])

    run_state_machine_as_test(machine, settings=RUNS)
