"""A form that was cut on its way is refused, whole ones pass."""

import io

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from timdu.core.whole import FORM, FORM_WITH_FILES, whole_forms

BODY = b"client_uuid=1&asked=Semua+kepala+desa"


def sent(body, announced, kind=FORM):
    return WSGIRequest({
        "REQUEST_METHOD": "POST", "PATH_INFO": "/nihil/baru/", "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(announced), "wsgi.input": io.BytesIO(body),
    })  # fmt: skip


def test_a_form_of_which_the_end_is_missing_is_not_taken():
    taken = []
    door = whole_forms(lambda request: taken.append(request.POST["asked"]) or HttpResponse())

    door(sent(BODY, len(BODY)))
    with pytest.raises(SuspiciousOperation):
        door(sent(BODY[:-5], len(BODY)))

    assert taken == ["Semua kepala desa"]


def test_a_form_with_a_photograph_that_was_cut_is_not_taken_and_a_whole_one_is():
    """Cut within the photograph or within a number, what came would look whole."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="asked"\r\n\r\n1200\r\n'
        b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        + b"J" * 200_000
        + b"\r\n--x--\r\n"
    )
    kind = f"{FORM_WITH_FILES}; boundary=x"
    taken = []
    door = whole_forms(
        lambda request: (
            taken.append((request.POST["asked"], request.FILES["photo"].size)) or HttpResponse()
        )
    )

    whole = sent(body, len(body), kind)
    door(whole)
    whole.close()
    for end in (body.index(b"1200") + 2, 100_000, len(body) - 2):
        with pytest.raises(SuspiciousOperation):
            door(sent(body[:end], len(body), kind))

    assert taken == [("1200", 200_000)]


def test_the_page_of_a_cut_form_says_so_and_nothing_is_written(client, world):
    client.force_login(world.camat)
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK'
    answer = client.generic(
        "POST", "/laporan/impor/", body, content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(len(body) + 900),
        **{"wsgi.input": io.BytesIO(body)},
    )  # fmt: skip

    assert answer.status_code == 400
