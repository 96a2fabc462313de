"""Serving: through a record one sees and not otherwise, and as nothing a browser could run."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.files import papers, pictures
from tests.files.factories import AttachmentFactory, StoredFileFactory, upload
from tests.incidents.factories import IncidentFactory
from tests.team.factories import AgencyFactory, UserFactory
from timdu.core.models import AccessLog
from timdu.documents.models import Letterhead
from timdu.files import actions, doors
from timdu.files.intake import keep, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def get(client, person):
    """Ask for a file as somebody."""

    def ask(file, name="files:show", user=person, **kw):
        client.force_login(user)
        return client.get(reverse(name, kwargs={"pk": getattr(file, "pk", file)}), **kw)

    return ask


def attached_to(owner, person, data=None, name="foto.jpg"):
    file = receive(upload(data, name), team=person.team, by=person)
    return actions.attach(owner, file, by=person).file


@pytest.fixture
def photograph(person):
    return attached_to(AgencyFactory(team=person.team), person, name="Dermaga é 港.jpg")


def test_show_sends_the_stored_bytes_as_nothing_that_runs(get, photograph):
    response = get(photograph)

    assert response.content == photograph.read()
    assert (
        dict(response.headers).items()
        >= {
            "Content-Type": "image/jpeg",
            "Content-Length": str(photograph.size),
            "Content-Security-Policy": "default-src 'none'; img-src 'self'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "Content-Disposition": (
                'inline; filename="Dermaga e .jpg"; '
                "filename*=UTF-8''Dermaga%20%C3%A9%20%E6%B8%AF.jpg"
            ),
        }.items()
    )
    assert not {"ETag", "Last-Modified"} & set(response.headers)


def test_small_sends_the_small_picture_and_lets_the_browser_keep_it(get, photograph):
    response = get(photograph, "files:small")

    assert response.content == photograph.read_thumbnail()
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, max-age=3600"
    assert response["Content-Security-Policy"].endswith("sandbox")


def test_show_sends_a_pdf(get, person):
    file = attached_to(AgencyFactory(team=person.team), person, papers.pdf(), "surat.pdf")

    assert get(file)["Content-Type"] == "application/pdf"
    assert get(file, "files:small").status_code == 404


def test_what_one_may_not_see_is_not_there(get, photograph):
    for name in ("files:show", "files:small"):
        assert get(photograph, name, user=UserFactory()).status_code == 404
        assert get(uuid4(), name).status_code == 404


def test_what_was_withdrawn_is_not_there(get, person, photograph):
    actions.withdraw(photograph.attachments.get(), by=person, reason="salah")

    assert get(photograph).status_code == 404


def test_a_file_of_two_records_opens_through_either(get, person, photograph):
    other = UserFactory()
    assert get(photograph, user=other).status_code == 404

    AttachmentFactory(owner=AgencyFactory(team=other.team), file=photograph, added_by=person)

    assert get(photograph, user=other).status_code == 200


def test_a_registered_record_opens_its_files(get, person):
    letterhead = Letterhead.objects.create(team=person.team, kind=Letterhead.Kind.values[0])
    emblem = StoredFileFactory(uploaded_by=UserFactory(team=person.team))
    assert get(emblem).status_code == 404

    letterhead.emblem = emblem
    letterhead.save()

    assert get(emblem).status_code == 200
    assert get(emblem, user=UserFactory()).status_code == 404


def test_what_was_chosen_in_a_form_is_seen_by_who_chose_it(get, person):
    held = StoredFileFactory(uploaded_by=person)

    assert get(held, "files:small").status_code == 200
    assert get(held, user=UserFactory(team=person.team)).status_code == 404


def test_what_the_system_made_belongs_to_nobody_by_itself(get, person):
    made = keep(b"%PDF-", name="a.pdf", content_type="application/pdf", team=person.team)

    assert get(made).status_code == 404


def test_opening_a_secret_record_s_file_is_logged(get, person):
    secret = IncidentFactory(team=person.team, entered_by=person, secret=True)
    file = attached_to(secret, person)

    assert get(file)["Cache-Control"] == "private, no-store"

    log = AccessLog.objects.get()
    assert (log.by, log.about) == (person, secret)


def test_a_secret_record_s_small_picture_is_not_kept(get, person):
    secret = IncidentFactory(team=person.team, entered_by=person, secret=True)

    response = get(attached_to(secret, person), "files:small")

    assert response["Cache-Control"] == "private, no-store"


def test_opening_an_ordinary_record_s_file_is_not_logged(get, person):
    ordinary = IncidentFactory(team=person.team, entered_by=person)
    file = attached_to(ordinary, person)

    assert get(file).status_code == 200
    assert not AccessLog.objects.exists()


def test_only_reading_is_answered(client, person, photograph):
    client.force_login(person)
    url = reverse("files:show", kwargs={"pk": photograph.pk})

    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_serving_asks_little(client, get, photograph, django_assert_num_queries):
    get(photograph)

    # Session, person, file, attachment, record.
    with django_assert_num_queries(5):
        client.get(reverse("files:small", kwargs={"pk": photograph.pk}))


def test_every_registered_door_leads_to_a_model_that_knows_who_sees_it(person):
    file = StoredFileFactory()

    for holders in doors.DOORS:
        held = holders(file)
        assert not held.model.objects.visible_to(person).filter(pk__in=held).exists()


def test_a_picture_that_hides_a_page_comes_out_clean(get, person):
    data = pictures.jpeg() + b"<html><script>alert(1)</script></html>"
    file = attached_to(AgencyFactory(team=person.team), person, data, "foto.html")

    response = get(file)

    assert response["Content-Disposition"].startswith('inline; filename="foto.jpg"')
    assert b"script" not in response.content
