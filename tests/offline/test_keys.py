"""The key of an account: one, never readable; without it, or without any, no report is lost."""

import time

import pytest
from playwright.sync_api import expect

from tests.offline import phone
from tests.offline.test_cipher import draft_is_kept, readable
from tests.offline.test_photos import PATCH, POST, add, all_came, photograph

pytestmark = pytest.mark.browser
KEYS = """async () => {
  const found = (await raw("kept")).filter(({account}) => account.startsWith("kunci:"));
  return Promise.all(found.map(async ({account, key}) => {
    const out = (way) => crypto.subtle.exportKey(way, key).then(() => way, () => "");
    return [account, key.extractable, ...await Promise.all(["raw", "jwk"].map(out))];
  }));
}"""
# What an account's key makes of the first report that lies here.
OPENED = """async (account) => {
  const {open} = await module("cipher");
  const [item] = await raw("items");
  const {key} = (await raw("kept")).find((one) => one.account === `kunci:${account}`);
  const {title, unopened} = await open(item, {key, account: item.account, bound: item.uuid});
  return [title ?? "", Boolean(unopened)];
}"""
# Two tabs that need a key in the same moment; what one shuts, the other opens.
AT_ONCE = """async () => {
  const [cipher, keys] = [await module("cipher"), await module("keys")];
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  const {url} = kept.find((one) => one.url.includes("/outbox/store."));
  const tabs = await Promise.all(["?satu", "?dua", "?tiga"].map((one) => import(url + one)));
  const stores = await Promise.all(tabs.map((one) => one.ready()));
  const about = {account: "uji", uuid: "uji"};
  const [one, two, three] = await Promise.all(stores.map((db) => keys.toShut(db, about)));
  const shut = await cipher.shut({words: "rahasia"}, one);
  const read = await Promise.all([two, three].map((other) => cipher.open(shut, other)));
  return [cipher.isShut(shut.words), ...read.map(({words}) => words)];
}"""
# What a tab of the version before does with a report and a photograph.
AS_OLD = """async () => {
  const [[item], [photo]] = [await raw("items"), await raw("photos")];
  const ways = [
    () => new Map(item.fields),
    () => new URLSearchParams(item.fields),
    () => item.fields.filter(([name]) => name),
    () => photo.blob.arrayBuffer(),
  ];
  return ways.map((way) => {
    try {
      way();
      return "reads it";
    } catch (error) {
      return error.name;
    }
  });
}"""
# The browser lost the key, or the version that is there has never made one.
NO_KEY = """() => new Promise((done) => {
  const opening = indexedDB.open("timdu");
  opening.onsuccess = () => {
    const work = opening.result.transaction("kept", "readwrite");
    work.objectStore("kept").delete(IDBKeyRange.bound("kunci:", "kunci;"));
    work.oncomplete = () => {
      opening.result.close();
      done();
    };
  };
})"""
# Everything as the version before wrote it.
AS_BEFORE = """async () => {
  const store = await module("store");
  const [{account}] = await raw("items");
  const [items, photos] = await Promise.all([store.items(account), store.photos(account)]);
  const plain = await Promise.all(photos.map(async (photo) => {
    const {cipher, size, type, lastModified, ...rest} = photo;
    return {...rest, blob: await store.picture(photo)};
  }));
  const work = (await store.ready()).transaction(["items", "photos"], "readwrite");
  for (const one of items) work.objectStore("items").put(one);
  for (const one of plain) work.objectStore("photos").put(one);
  await work.done;
}"""
# Browsers that make no key, or whose store takes none (private windows of some).
WITHOUT = {
    "no key is made": """
      SubtleCrypto.prototype.generateKey = () => Promise.reject(new DOMException("kunci"));""",
    "no key is kept": """
      const {add} = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = function (value, ...rest) {
        if (value.key) throw new DOMException("kunci", "DataCloneError");
        return add.call(this, value, ...rest);
      };""",
    "nothing is shut": """
      SubtleCrypto.prototype.encrypt = () => Promise.reject(new DOMException("kunci"));""",
    "what is shut does not open": """
      SubtleCrypto.prototype.decrypt = () => Promise.reject(new DOMException("kunci"));""",
}


def waits(page, line, words):
    """A report that is kept and waits for signal."""
    phone.write(page, words)
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()


def until(page, is_so):
    """Signal comes again and again, until it is so."""
    end = time.monotonic() + phone.PATIENCE
    while not is_so():
        assert time.monotonic() < end
        phone.try_again(page)
        page.wait_for_timeout(100)


def test_the_key_is_the_accounts_own_and_nobody_takes_it_out(make_phone, site, line, cookies):
    words = "Kabar di bawah satu kunci."
    context, page = make_phone()
    own = page.locator("body").get_attribute("data-account")
    waits(page, line, words)
    line.is_down = False
    context.clear_cookies()
    context.add_cookies(cookies(phone.OPERATOR))
    line.break_next("POST", "/laporan/baru/", *["before"] * 50)
    page.goto("/laporan/baru/")
    other = page.locator("body").get_attribute("data-account")
    page.get_by_label("Apa yang terjadi?").fill("Kabar orang lain.")
    draft_is_kept(page)

    keys = phone.run(page, KEYS)
    assert sorted(keys) == sorted([f"kunci:{one}", False, "", ""] for one in (own, other))
    assert phone.run(page, OPENED, own) == [words, False]
    assert phone.run(page, OPENED, other) == ["", True]


def test_two_tabs_that_make_it_at_once_end_with_one(make_phone):
    _, page = make_phone()

    assert phone.run(page, AT_ONCE) == [True, "rahasia", "rahasia"]
    assert [account for account, *_ in phone.run(page, KEYS)].count("kunci:uji") == 1


def test_a_tab_of_the_version_before_stumbles_instead_of_sending_what_is_shut(make_phone, line):
    _, page = make_phone()
    phone.write(page, "Kabar yang tidak dibaca versi lama.")
    add(page, photograph(17, (640, 480)))
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()

    assert phone.run(page, AS_OLD) == ["TypeError"] * 4


def test_what_the_version_before_left_is_sent_and_shut_on_its_way(make_phone, site, line):
    words, picture = "Kabar dari versi sebelumnya.", photograph(14, (640, 480))
    _, page = make_phone()
    phone.write(page, words)
    add(page, picture)
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    page.goto("/kotak-keluar/")
    phone.run(page, AS_BEFORE)
    page.evaluate(NO_KEY)
    assert len(readable(page, words, picture)) == 2

    line.break_next("POST", "/laporan/baru/", *["before"] * 500)
    line.is_down = False
    page.reload()
    expect(page.get_by_text(words)).to_be_visible()
    until(page, lambda: not readable(page, words))
    assert phone.arrived(site, words) == []
    line.mend()
    phone.kept(page, "sent", trying=True)
    all_came(page, site, words, 1)

    assert len(phone.arrived(site, words)) == 1


def said_not_to_open(page):
    """A report and a draft, each with why and what next."""
    rows = page.locator("[data-list=action] li").filter(has_text="yang tidak dapat dibuka")
    expect(rows).to_have_count(2)
    expect(page.locator("[data-count=action] strong")).to_have_text("2")
    expect(rows.last).to_contain_text("Draf laporan yang tidak dapat dibuka")
    for row in (rows.first, rows.last):
        expect(row).to_contain_text("Isinya tidak dapat dibuka di ponsel ini")
        expect(row).to_contain_text("tulis sekali lagi, kirim, lalu buang baris ini")
        row.get_by_role("button", name="Tulis lagi").wait_for()
    return rows


def test_a_report_whose_key_is_gone_is_said_and_holds_nothing_up(make_phone, site, line):
    lost, draft, after = (f"Kabar {one} kuncinya hilang." for one in ("yang", "draf", "sesudah"))
    _, page = make_phone()
    waits(page, line, lost)
    phone.write(page, draft)
    draft_is_kept(page)
    page.goto("/kotak-keluar/")
    page.evaluate(NO_KEY)
    page.reload()

    rows = said_not_to_open(page)
    # What the form had learned is gone with the key, too: it is learned anew.
    line.is_down = False
    waits(page, line, after)
    line.is_down = False
    page.goto("/kotak-keluar/")
    until(page, lambda: phone.arrived(site, after))
    assert phone.arrived(site, lost) == []
    states = [one["state"] for one in phone.store(page, "items") if one.get("unopened")]
    assert states == ["waiting"]
    # It lies there until the person throws it away.
    expect(rows).to_have_count(2)
    page.on("dialog", lambda dialog: dialog.accept())
    rows.first.get_by_role("button", name="Buang").click()
    expect(rows).to_have_count(1)


def test_a_photograph_whose_key_is_gone_is_said_and_the_next_report_goes(make_phone, site, line):
    words, after = "Kabar yang fotonya tidak terbuka.", "Kabar sesudah foto itu."
    _, page = make_phone()
    phone.write(page, words)
    add(page, photograph(15, (640, 480)))
    line.break_next(*POST, *["before"] * 50)
    line.break_next(*PATCH, *["before"] * 50)
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    page.evaluate(NO_KEY)
    page.goto("/kotak-keluar/")
    line.mend()
    phone.try_again(page)

    page.get_by_text("Foto ini tidak dapat dibuka di ponsel ini").wait_for()
    page.get_by_text(f"Foto untuk {phone.arrived(site, words)[0][0]}").wait_for()
    phone.write(page, after)
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    assert len(phone.arrived(site, after)) == 1


@pytest.mark.parametrize("how", WITHOUT)
def test_a_browser_that_cannot_shut_keeps_and_sends_all_the_same(make_phone, site, line, how):
    words, picture = f"Kabar tanpa sandi, {how}.", photograph(16, (640, 480))
    context, page = make_phone()
    page.evaluate(NO_KEY)
    context.add_init_script(WITHOUT[how])
    phone.write(page, words)
    add(page, picture)
    draft_is_kept(page)
    page.reload()
    page.get_by_text("1 berkas").wait_for()
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    assert len(readable(page, words, picture)) == 2
    page.goto("/kotak-keluar/")
    page.get_by_text("Peramban ini tidak dapat menyandi simpanannya.").wait_for()

    line.is_down = False
    phone.kept(page, "sent", trying=True)
    all_came(page, site, words, 1)

    assert len(phone.arrived(site, words)) == 1
