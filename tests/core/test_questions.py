"""Questions written once: the same answer as Django's own, for whoever asks and however often."""

from threading import Thread

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from tests.team.factories import UserFactory
from tests.wilayah.factories import KecamatanFactory
from timdu.core.questions import Question
from timdu.core.sessions import SessionStore
from timdu.wilayah.models import Wilayah

HOSTILE = ["61' OR '1'='1", '61"; --', "%", "\\", "%(code)s", "61.02.12\x1fcode"]


def by_code(code):
    return Wilayah.objects.filter(code=code, level=Wilayah.Level.KECAMATAN).values_list("name")


def test_each_asking_gets_its_own_answer(db):
    one, other = KecamatanFactory(), KecamatanFactory()
    question = Question(by_code, texts=("code",))
    for _ in range(7):
        assert question.ask(code=one.code) == (one.name,)
        assert question.all(code=other.code) == [(other.name,)]
    assert question.ask(code="00") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_stays_a_value(db, text):
    KecamatanFactory()
    assert Question(by_code, texts=("code",)).all(code=text) == []


def test_what_is_written_out_survives_a_percent_sign(db):
    name = "Seratus % ' \\ %s"
    odd = KecamatanFactory(name=name)
    question = Question(
        lambda code: Wilayah.objects.filter(code=code, name=name).values_list("name"),
        texts=("code",),
    )
    assert question.ask(code=odd.code) == (odd.name,)


def test_what_would_stay_what_it_is_now_is_refused(db):
    made_of = Question(
        lambda code: Wilayah.objects.filter(code__startswith=code).values_list("name"),
        texts=("code",),
    )
    of_the_day = Question(
        lambda person: UserFactory._meta.model.objects.filter(
            pk=person, access_until__gt=timezone.localdate()
        ).values_list("pk"),
        numbers=("person",),
    )
    for question, given in ((made_of, {"code": "61"}), (of_the_day, {"person": 1})):
        with pytest.raises(FieldError):
            question.ask(**given)


def test_it_is_counted_as_a_question(db, django_assert_num_queries):
    KecamatanFactory()
    with django_assert_num_queries(1):
        Question(by_code, texts=("code",)).ask(code="61")


@pytest.mark.django_db(transaction=True)
def test_every_connection_learns_it(client):
    place = KecamatanFactory()
    question, answers = Question(by_code, texts=("code",)), []

    def ask():
        answers.append(question.ask(code=place.code))
        connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert [*answers, question.ask(code=place.code)] == [(place.name,)] * 5


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_is_replaced():
    place = KecamatanFactory()
    question = Question(by_code, texts=("code",))
    assert question.ask(code=place.code) == (place.name,)
    connection.connection.close()
    connection.health_check_enabled, connection.health_check_done = True, False

    assert question.ask(code=place.code) == (place.name,)


def test_what_is_added_up_in_the_database_is_no_stand_in(db):
    question = Question(
        lambda code: Wilayah.objects.filter(code=code).values_list(
            Concat(F("name"), Value(" (%)"), output_field=Wilayah._meta.get_field("name"))
        ),
        texts=("code",),
    )
    place = KecamatanFactory()
    assert question.ask(code=place.code) == (f"{place.name} (%)",)


def test_a_session_that_is_over_holds_nothing(db):
    store = SessionStore()
    store["who"] = "somebody"
    store.save()
    assert SessionStore(store.session_key).load() == {"who": "somebody"}
    Session.objects.update(expire_date=timezone.now())
    late = SessionStore(store.session_key)
    assert (late.load(), late.session_key) == ({}, None)
