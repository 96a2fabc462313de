"""What was typed lies on the phone shut: read by nobody beside the application."""

import pytest
from playwright.sync_api import expect

from tests.offline import phone
from tests.offline.test_kinds import completes, learned, reported, send, unfold
from tests.offline.test_photos import PATCH, add, all_came, photograph
from tests.offline.test_shared import FORGET, share

pytestmark = pytest.mark.browser
KEPT = "Tersimpan di ponsel, belum dikirim."
# Which of these pieces stand anywhere in what the browser keeps, in whatever database.
SEARCH = """async (pieces) => {
  const latin = (bytes) => new TextDecoder("latin1").decode(bytes);
  const bytes = async (one) => latin(new Uint8Array(await one.arrayBuffer()));
  const text = async (value) => {
    if (value instanceof Blob) return `${value.name} ${await bytes(value)}`;
    if (value instanceof Uint8Array) return latin(value);
    if (!value || typeof value !== "object") return String(value);
    return (await Promise.all(Object.values(value).map(text))).join(" ");
  };
  let all = "";
  for (const {name} of await indexedDB.databases()) {
    const stores = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        done([...opening.result.objectStoreNames]);
        opening.result.close();
      };
    });
    for (const store of stores) all += await text(await raw(store, name));
  }
  return pieces.map((one) => typeof one === "string" ? one : latin(new Uint8Array(one)))
    .filter((one) => all.includes(one));
}"""


def readable(page, *pieces):
    """Those of the texts and photographs that stand readable in the browser's store."""
    parts = [one if isinstance(one, str) else list(one["buffer"][5000:5064]) for one in pieces]
    # Proof that it was looked at: the kind of a thing and its account are readable.
    account = page.evaluate("() => JSON.parse(localStorage.getItem('timdu.akun'))?.account ?? ''")
    found = phone.run(page, SEARCH, [*parts, account])
    assert found.pop() == account
    return found


def draft_is_kept(page):
    expect(page.locator("[data-kept-line]")).to_have_text(KEPT)


def test_what_is_typed_and_sent_is_never_readable(make_phone, site, line):
    words, picture = "Kabar yang tidak terbaca di berkas.", photograph(8, (640, 480))
    _, page = make_phone()
    phone.write(page, words)
    add(page, picture)
    draft_is_kept(page)
    (draft,) = phone.store(page, "drafts")
    assert dict(draft["fields"])["summary"] == words
    assert readable(page, words, picture, picture["name"], phone.DESA) == []

    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    assert readable(page, words, picture, picture["name"]) == []
    assert phone.store(page, "items")[0]["title"] == words
    page.goto("/kotak-keluar/")
    expect(page.get_by_text(words)).to_be_visible()

    line.break_next(*PATCH, "before")
    line.is_down = False
    all_came(page, site, words, 1)
    assert readable(page, words, picture, picture["name"]) == []
    (item,) = phone.store(page, "items")
    assert item["came"] == [picture["name"]]


def test_both_sides_of_a_conflict_are_shut(make_phone, site, line):
    own, theirs = "Massa sudah pulang.", "Massa masih berkumpul."
    _, page = make_phone()
    _, other = make_phone(phone.OPERATOR)
    code = reported(page, site, "Kabar yang berbeda di dua ponsel.")
    page.goto(f"/laporan/{code}/lengkapi/")
    completes(other, code)
    line.is_down = True
    unfold(page)
    page.get_by_label("Bagaimana keadaannya sekarang?").fill(own)
    send(page, "Kirim kelengkapan")
    page.goto("/kotak-keluar/")
    line.is_down = False
    phone.try_again(page)

    row = page.locator("[data-list=action] li").filter(has_text=f"Kelengkapan {code}")
    row.get_by_text(f"Tersimpan sekarang: {theirs}").wait_for()
    assert readable(page, own, theirs) == []
    row.get_by_role("button", name="Buka dan bandingkan").click()
    page.get_by_text("Isian Anda tidak hilang").wait_for()
    assert readable(page, own, theirs) == []


def test_what_the_form_needs_without_signal_is_shut(make_phone):
    _, page = make_phone()
    learned(page)

    (known,) = phone.store(page, "kept")
    lines = [known["head"], *(known["duty"] or {}).get("lines", []), *known["nil"]["said"]]
    assert phone.DESA in [name for _, name in known["places"]]
    assert readable(page, phone.DESA, *filter(None, lines)) == []


def test_what_is_shared_before_anybody_signed_in_is_shut(make_phone):
    words, picture = "Pesan yang tidak terbaca di berkas.", photograph(9, (640, 480))
    context, page = make_phone()
    context.clear_cookies()
    page.goto("/kotak-keluar/")
    page.evaluate(FORGET)

    share(page, words, picture)
    page.wait_for_url("**/masuk/?next=**")
    assert phone.run(page, "async () => (await raw('left', 'timdu-bagikan')).length") == 1
    assert readable(page, words, picture, picture["name"]) == []
    phone.fill_in(page, phone.OPERATOR)
    page.get_by_text("1 berkas").wait_for()

    assert page.get_by_label("Apa yang terjadi?").input_value() == words
    assert readable(page, words, picture, picture["name"]) == []


# Photographs that are shut, counted; and a phone on which shutting takes its time.
COUNT = """() => {
  window.pictures = 0;
  const {encrypt} = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = function (how, key, data) {
    if (data.byteLength > 20000) window.pictures += 1;
    return encrypt.call(this, how, key, data);
  };
}"""
SLOW = """() => {
  const {encrypt} = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = async function (...given) {
    const {slow} = window;
    window.slow = 0;
    if (slow) await new Promise((done) => setTimeout(done, slow));
    return encrypt.apply(this, given);
  };
}"""


def test_typing_on_and_sending_do_not_shut_the_photographs_anew(make_phone, line):
    words = "Kabar dengan tiga foto"
    _, page = make_phone()
    phone.write(page, words)
    page.evaluate(COUNT)
    add(page, *[photograph(seed, (640, 480)) for seed in (11, 12, 13)])
    draft_is_kept(page)
    for letter in " dan":
        page.get_by_label("Apa yang terjadi?").press_sequentially(letter)
        draft_is_kept(page)

    assert len(phone.store(page, "drafts")[0]["photos"]) == 3
    assert page.evaluate("() => window.pictures") == 3
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    assert page.evaluate("() => window.pictures") == 3


def test_a_draft_that_is_still_being_shut_does_not_outlive_its_report(make_phone, site):
    words = "Kabar yang dikirim selagi draf disimpan."
    _, page = make_phone()
    phone.write(page, "Kabar")
    draft_is_kept(page)
    page.evaluate(SLOW)

    page.evaluate("() => { window.slow = 1500; }")
    page.get_by_label("Apa yang terjadi?").fill(words)
    page.wait_for_function("() => window.slow === 0")
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1
    assert phone.store(page, "drafts") == []
