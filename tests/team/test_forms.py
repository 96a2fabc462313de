"""Forms of the team: what is refused says so beside its field, once."""

from django.urls import reverse

from tests.team.factories import AgencyFactory


def test_an_agency_that_is_there_is_refused_with_words(world, client):
    AgencyFactory(team=world.admin.team, name="Dinas Contoh")
    client.force_login(world.admin)
    answer = {"name": "Dinas Contoh", "short_name": "Discontoh"}

    page = client.post(reverse("team:agency_list"), answer).content.decode()

    assert "Instansi dengan nama ini sudah ada." in page
    assert page.count('class="error-summary"') == 1


def test_no_page_sums_its_errors_up_twice(world, client):
    client.force_login(world.admin)

    page = client.post(reverse("team:user_create"), {"username": ""}).content.decode()

    assert page.count('class="error-summary"') == 1
