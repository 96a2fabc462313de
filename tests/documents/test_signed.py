"""The signed file is the draft that went out, or it stays out."""

import io

import pypdf
import pytest
from pypdf.generic import NameObject, NumberObject

from tests.documents.factories import (
    RecipientFactory,
    numbered,
    rendition_of,
    scan_of,
    upload,
)
from tests.documents.signing_tools import NAME, sign
from tests.reading import words
from tests.team.factories import TeamFactory, UserFactory
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.documents import letters, signed
from timdu.documents.actions import approval, signing
from timdu.documents.models import SignedFile
from timdu.files.intake import Refused


@pytest.fixture
def staff(db):
    return UserFactory(team=TeamFactory(is_demo=True))


@pytest.fixture
def document(staff):
    RecipientFactory(team=staff.team, name="Gubernur Contoh")
    return numbered(staff.team)


@pytest.fixture
def ours(document):
    return rendition_of(document).file.read()


@pytest.fixture
def examine(document, ours):
    head = letters.head_of(rendition_of(document))
    return lambda data: signed.examine(data, ours, head=head)


def rewritten(pdf: bytes, **changes: str) -> bytes:
    """The same document drawn anew by another program, with words exchanged."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_metadata({"/Producer": "SRIKANDI uji"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_examine_accepts_the_signed_draft(examine, ours):
    finding = examine(sign(ours))

    assert (finding.form, finding.refusals, finding.signers) == ("electronic", [], [NAME])
    assert not finding.needs_person
    assert finding.notes == [
        "Teks setiap halaman sama dengan naskah bernomor.",
        "Naskah bernomor utuh bita demi bita di dalam berkas ini.",
    ]


def test_examine_accepts_two_signatures_one_after_the_other(examine, ours):
    assert examine(sign(sign(ours), "Kedua")).refusals == []


def test_examine_accepts_a_signed_file_another_program_wrote_anew(examine, ours):
    finding = examine(sign(rewritten(ours)))

    assert (finding.refusals, finding.notes) == (
        [], ["Teks setiap halaman sama dengan naskah bernomor."],
    )  # fmt: skip


def test_examine_refuses_a_file_changed_after_signing(examine, ours):
    data = sign(ours)
    place = data.rfind(b"/Contents") - 40
    broken = data[:200] + bytes([data[200] ^ 1]) + data[201:]

    assert place > 0
    assert "rusak" in examine(broken).refusals[0]


def test_examine_refuses_a_page_changed_by_a_later_update(examine, ours):
    writer = pypdf.PdfWriter(io.BytesIO(sign(ours)), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    out = io.BytesIO()
    writer.write(out)

    assert "diubah sesudah ditandatangani" in examine(out.getvalue()).refusals[0]


def test_examine_refuses_our_own_unsigned_pdf(examine, ours):
    assert "tidak bertanda tangan" in examine(ours).refusals[0]


def test_examine_refuses_another_document_and_says_what_differs(examine, document, ours):
    other = numbered(TeamFactory(is_demo=True), official_number="300.2/9/BKBP/2026")

    refusals = examine(sign(rendition_of(other).file.read())).refusals

    assert refusals[0].startswith("Halaman 1 berbeda dari naskah bernomor.")
    assert "Gubernur Contoh" in " ".join(refusals)


def test_examine_refuses_another_number_of_pages(examine, ours):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(ours))
    writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)

    assert examine(sign(out.getvalue())).refusals == [
        "Jumlah halaman berbeda: naskah bernomor 2, berkas ini 3."
    ]


def test_examine_leaves_a_scan_to_a_person(examine):
    finding = examine(scan_of(2))

    assert (finding.form, finding.refusals, finding.needs_person) == ("scan", [], True)


def test_examine_counts_the_pages_of_a_scan(examine):
    assert "berkas ini 3" in examine(scan_of(3)).refusals[0]


def test_differences_tells_missing_words_from_added_ones():
    draft = ["dua", "belas", "orang", "mengungsi"]

    assert signed.differences(draft, ["dua", "belas", "orang", "mengungsi", "Ditandatangani"]) == (
        [], ["Ditandatangani"],
    )  # fmt: skip
    assert signed.differences(draft, ["dua", "ratus", "orang", "mengungsi"]) == (
        ["belas"],
        ["ratus"],
    )


@pytest.mark.parametrize("data", [b"", b"bukan pdf", b"%PDF-1.7\nrusak", b"%PDF-1.4\n%%EOF"])
def test_examine_says_what_cannot_be_read(examine, data):
    with pytest.raises(signed.Unreadable):
        examine(data)


def test_examine_says_that_a_file_is_locked(examine, ours):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(ours))
    writer.encrypt("rahasia", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(signed.Unreadable, match="kata sandi"):
        examine(out.getvalue())


def test_accept_keeps_the_file_byte_for_byte(document, staff, ours):
    data = sign(ours)

    row = signing.accept(document, upload(data), confirmed=False, by=staff)

    document.refresh_from_db()
    assert (document.status, row.form, row.confirmed) == ("signed", "electronic", False)
    assert row.file.read() == data
    assert row.findings["signers"] == [NAME]


def test_accept_of_a_scan_needs_a_person(document, staff):
    data = scan_of(2)

    with pytest.raises(signing.Mismatch) as unsaid:
        signing.accept(document, upload(data), confirmed=False, by=staff)
    assert unsaid.value.finding.refusals == []
    row = signing.accept(document, upload(data), confirmed=True, by=staff)

    assert (row.form, row.confirmed, row.by) == ("scan", True, staff)


def test_accept_never_takes_another_text_however_it_is_confirmed(document, staff):
    other = rendition_of(numbered(TeamFactory(), official_number="1/2026")).file.read()

    with pytest.raises(signing.Mismatch):
        signing.accept(document, upload(sign(other)), confirmed=True, by=staff)

    assert SignedFile.objects.count() == 0


def test_accept_again_replaces_the_file(document, staff, ours):
    first = signing.accept(document, upload(scan_of(2)), confirmed=True, by=staff)

    second = signing.accept(document, upload(sign(ours)), confirmed=False, by=staff)

    assert list(SignedFile.objects.filter(superseded_at=None)) == [second]
    first.refresh_from_db()
    assert first.superseded_at is not None


def test_accept_is_for_the_desk_and_for_numbered_documents(document, staff, ours):
    with pytest.raises(Denied):
        signing.accept(
            document,
            upload(sign(ours)),
            confirmed=False,
            by=UserFactory(team=staff.team, admin=True),
        )
    secretary = UserFactory(team=staff.team, secretary=True)
    approval.reopen(document, note="salah", by=secretary)
    with pytest.raises(WrongState):
        signing.accept(document, upload(sign(ours)), confirmed=False, by=staff)


def test_accept_refuses_what_is_no_pdf(document, staff):
    with pytest.raises((signed.Unreadable, Refused)):
        signing.accept(document, upload(b"GIF89a"), confirmed=True, by=staff)


def test_a_signer_nobody_knows_is_said_on_the_page_and_not_in_the_log(
    client, staff, document, ours, caplog
):
    client.force_login(staff)
    file = upload(sign(ours))

    page = client.post(f"/dokumen/{document.pk}/bertanda-tangan/", {"file": file}, follow=True)

    assert NAME in words(page)
    assert "penerbit sertifikat" in words(page).lower()
    assert [row for row in caplog.records if row.name.startswith("pyhanko")] == []
