"""What every answer tells the browser to refuse."""

import pytest

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/laporan/", 200), ("/pengaturan/pengguna/", 403), ("/tidak/ada/", 404)],
)
def test_every_page_carries_the_policy(client, world, address, status):
    client.force_login(world.camat)

    answer = client.get(address)

    assert answer.status_code == status
    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_so_do_pages_before_sign_in(client, db):
    answer = client.get("/masuk/")

    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_cookies_are_kept_from_scripts_and_other_sites(client, world):
    client.force_login(world.camat)

    cookies = client.get("/laporan/baru/").cookies

    assert cookies
    for cookie in cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"
