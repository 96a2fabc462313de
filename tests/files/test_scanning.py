"""A virus scanner where there is one: asked first, believed, and never a reason to lose a report.

clamd itself runs in the full count, with a signature of our own; every day a server of ten lines
says what clamd says (copied from its answers).
"""

import socketserver
import threading

import pytest
from django.core.files.storage import default_storage

from incidents.models import Incident
from tests.files import clamav, papers, pictures
from tests.files.factories import upload
from tests.incidents.test_views_report import data as kabar
from tests.servers import free_port
from tests.settings import FULL
from tests.team.factories import UserFactory
from tests.wilayah.factories import DesaFactory
from timdu.files import intake, scanning
from timdu.files.models import Attachment, StoredFile

pytestmark = pytest.mark.django_db
real = pytest.mark.skipif(not FULL, reason="starts clamd: only in the full run")


class Speaks(socketserver.StreamRequestHandler):
    """INSTREAM and VERSION, to the byte; `server.says` overrides the verdict."""

    def handle(self):
        command = self.word()
        if command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.4.6/27000/Sun Nov 22 08:00:00 2026\0")
            return
        data = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(size)
        found = b"stream: Uji.Eicar FOUND\0" if clamav.EICAR in data else b"stream: OK\0"
        self.wfile.write(found if self.server.says is None else self.server.says)

    def word(self):
        word = b""
        while (letter := self.rfile.read(1)) not in (b"\0", b""):
            word += letter
        return word


@pytest.fixture
def clamd(settings):
    """Something that speaks as clamd does."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Speaks) as server:
        server.says = None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.fixture
def silent(settings):
    """An address at which nobody listens."""
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{free_port()}"


@pytest.fixture
def person():
    return UserFactory()


def infected():
    return papers.with_attachment("lampiran.txt", clamav.EICAR)


def receive(person, data, name="surat.pdf"):
    return intake.receive(upload(data, name), team=person.team, by=person)


def test_without_an_address_nobody_is_asked(person, settings):
    assert settings.CLAMAV_ADDRESS == ""
    assert scanning.state() == scanning.State(is_set=False)
    assert scanning.found_in(clamav.EICAR) == ""


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"", ""), (b"x" * 3 * scanning.CHUNK, ""), (b"x" * 99_999 + clamav.EICAR, "Uji.Eicar")],
)
def test_what_is_found_in(clamd, data, found):
    assert scanning.found_in(data) == found


def test_state_says_who_answers(clamd):
    assert scanning.state().answers
    assert scanning.state().version.startswith("ClamAV 1.4.6")


def test_state_says_that_nobody_answers(silent):
    assert scanning.state() == scanning.State(is_set=True)


@pytest.mark.parametrize(
    "said", [b"", b"stream: O", b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"\xff\0"]
)
def test_an_answer_that_is_none_is_no_clean_bill(clamd, person, said):
    clamd.says = said

    with pytest.raises(intake.Refused, match="pemeriksa virus sedang tidak menjawab"):
        receive(person, papers.pdf())


def test_what_is_found_is_refused_and_nothing_of_it_is_kept(clamd, person):
    with pytest.raises(intake.Refused, match="“surat.pdf”.*pemeriksa virus menemukan Uji.Eicar"):
        receive(person, infected())

    assert not StoredFile.objects.exists()
    assert receive(person, papers.pdf()).pages == 1


def test_a_photograph_with_something_in_it_is_refused(clamd, person):
    with pytest.raises(intake.Refused, match="menemukan Uji.Eicar"):
        receive(person, pictures.jpeg() + clamav.EICAR, "foto.jpg")


def test_while_nobody_answers_papers_wait_and_photographs_are_taken(silent, person):
    with pytest.raises(intake.Refused, match="Unggah lagi nanti"):
        receive(person, papers.pdf())

    kept = receive(person, pictures.jpeg() + clamav.EICAR, "foto.jpg")
    with default_storage.open(kept.path) as stored:
        assert clamav.EICAR not in stored.read()


def test_a_report_is_never_lost_for_its_photograph(clamd, client, world):
    client.force_login(world.camat)
    photo = upload(pictures.jpeg() + clamav.EICAR, "foto.jpg")

    typed = kabar(DesaFactory(parent=world.camat.kecamatan), photos=[photo])
    sent = client.post("/laporan/baru/", typed, follow=True)

    assert Incident.objects.count() == 1 and not Attachment.objects.exists()
    assert "pemeriksa virus menemukan Uji.Eicar" in sent.content.decode()


@pytest.mark.parametrize(
    ("fixture", "words"),
    [(None, "tidak dipasang"), ("silent", "PDF ditolak sampai ia menjawab"), ("clamd", "1.4.6")],
)
def test_the_administrators_home_says_how_it_stands(client, world, request, fixture, words):
    if fixture:
        request.getfixturevalue(fixture)
    client.force_login(world.admin)

    assert words in client.get("/").content.decode()


@real
@pytest.mark.parametrize("kind", ["path", "port"])
def test_clamd_itself(tmp_path, settings, person, kind):
    address = None if kind == "path" else f"127.0.0.1:{free_port()}"
    with clamav.running(tmp_path, address=address) as settings.CLAMAV_ADDRESS:
        clamav.wait(lambda: scanning.state().answers)

        assert receive(person, papers.pdf()).pages == 1
        assert scanning.found_in(b"x" * 20_000_000) == ""
        for data, name in [(infected(), "surat.pdf"), (pictures.jpeg() + clamav.EICAR, "a.jpg")]:
            with pytest.raises(intake.Refused, match="menemukan Uji.Eicar"):
                receive(person, data, name)
    with pytest.raises(intake.Refused, match="sedang tidak menjawab"):
        receive(person, papers.pdf())


@real
def test_clamd_that_takes_less_than_we_do_is_no_clean_bill(tmp_path, settings):
    with clamav.running(tmp_path, StreamMaxLength="1M") as settings.CLAMAV_ADDRESS:
        clamav.wait(lambda: scanning.state().answers)

        with pytest.raises(scanning.Unanswered):
            scanning.found_in(b"x" * 3_000_000)
