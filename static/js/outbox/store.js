// What the phone keeps: reports until their receipt, drafts as typed, what the form needs offline.
import { openDB } from "../../idb/index.js";

const NAME = "timdu";
const VERSION = 1;
const CHANNEL = "timdu-kotak-keluar";
const HARD = { durability: "strict" }; // "Tersimpan" is said when it lies on the disk.
const UNSENT = ["waiting", "sending", "action"];
const SHOWN_RECEIPTS = 50;

let opened;

/** The open database; whoever finds none in this browser gets an error. */
export function ready() {
  opened ??= openDB(NAME, VERSION, {
    upgrade(db) {
      const items = db.createObjectStore("items", { keyPath: "seq", autoIncrement: true });
      items.createIndex("account", "account");
      items.createIndex("sent-once", ["account", "uuid"], { unique: true });
      const photos = db.createObjectStore("photos", { keyPath: "id", autoIncrement: true });
      photos.createIndex("account", "account");
      photos.createIndex("seq", "seq");
      db.createObjectStore("drafts", { keyPath: "uuid" }).createIndex("account", "account");
      db.createObjectStore("kept", { keyPath: "account" });
    },
    // A newer version of the application in another tab must not wait for this one.
    blocking(_before, _after, event) {
      event.target.close();
      opened = undefined;
    },
    terminated() { opened = undefined; },
  }).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

const channel = globalThis.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;
const listeners = new Set();

/** Call `listener` whenever something of the store changed, here or in another tab. */
export function onChange(listener) { listeners.add(listener); }

function changed(far = false) {
  if (!far) channel?.postMessage("berubah");
  for (const listener of listeners) listener();
}

channel?.addEventListener("message", () => changed(true));

async function write(names, work) {
  const transaction = (await ready()).transaction(names, "readwrite", HARD);
  const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
  const worked = work(stores).catch((error) => {
    // All of it or nothing; a transaction the browser has ended itself is past that.
    try { transaction.abort(); } catch { /* It is. */ }
    throw error;
  });
  // Both are waited for: the one that fails first names the reason, the other must not be left alone.
  const [result] = await Promise.all([worked, transaction.done]);
  changed();
  return result;
}

const of = async (name, account) => (await ready()).getAllFromIndex(name, "account", account);

/** Take a report in, with its photographs, and let its draft go: all of it or nothing. */
export function keep(item, photos) {
  return write(["items", "photos", "drafts"], async ({ items, photos: pictures, drafts }) => {
    const seq = await items.add({ ...item, state: "waiting", photos: photos.length, arrived: 0 });
    await Promise.all(photos.map((photo) => pictures.add({
      ...photo, seq, account: item.account, uuid: item.uuid, state: "waiting",
    })));
    await drafts.delete(item.uuid);
    return seq;
  });
}

/** Everything of this account that still has its content, the urgent first, then as it came. */
export async function unsent(account) {
  const found = (await of("items", account)).filter((item) => UNSENT.includes(item.state));
  return found.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.seq - b.seq);
}

/** What can be sent without anybody doing anything. */
export async function sendable(account) {
  return (await unsent(account)).filter((item) => item.state !== "action");
}

export async function items(account) { return of("items", account); }

export async function item(seq) { return (await ready()).get("items", seq); }

/** Whether something with this key was taken in before. */
export async function knows(account, uuid) {
  return await (await ready()).countFromIndex("items", "sent-once", [account, uuid]) > 0;
}

/** Change what is known of a report; nothing when it is gone or another account's. */
export function mark(seq, facts) {
  return write(["items"], async ({ items }) => {
    const found = await items.get(seq);
    if (found) await items.put({ ...found, ...facts });
  });
}

/** The receipt agrees: what was typed goes, one line stays; older lines make room. */
export function receipt(seq, { code, url, at, hash }) {
  return write(["items"], async ({ items }) => {
    const found = await items.get(seq);
    if (!found) return;
    const { account, uuid, kind, photos, arrived } = found;
    await items.put({ seq, account, uuid, kind, photos, arrived, state: "sent", code, url, at, hash });
    const done = (await items.index("account").getAll(account))
      .filter((one) => one.state === "sent" && one.photos === one.arrived);
    for (const old of done.slice(0, -SHOWN_RECEIPTS)) await items.delete(old.seq);
  });
}

/** Take a report out of the queue and make it a draft again, with what was wrong with it. */
export function reopen(seq, { uuid = null, errors = null } = {}) {
  return write(["items", "photos", "drafts"], async ({ items, photos, drafts }) => {
    const found = await items.get(seq);
    const pictures = await photos.index("seq").getAll(seq);
    const draft = {
      uuid: uuid ?? found.uuid, account: found.account, fields: found.fields, clock: found.clock,
      opened: found.opened, at: Date.now(), errors: errors ?? found.errors ?? null,
      kind: found.kind, to: found.to, changed: found.changed, stale: found.stale ?? null,
      places: found.places, shared: found.shared, said: found.said,
      photos: pictures.map(({ blob, name }) => new File([blob], name, { type: blob.type })),
    };
    await drafts.put(draft);
    await Promise.all(pictures.map(({ id }) => photos.delete(id)));
    await items.delete(seq);
    return draft;
  });
}

/** Throw a report away because the person said so. */
export function discard(seq) {
  return write(["items", "photos"], async ({ items, photos }) => {
    const pictures = await photos.index("seq").getAllKeys(seq);
    await Promise.all([items.delete(seq), ...pictures.map((id) => photos.delete(id))]);
  });
}

/** The photographs whose text has arrived and which have not. */
export async function photosWaiting(account) {
  const sent = new Set((await items(account)).filter((one) => one.state === "sent").map((one) => one.seq));
  const found = await of("photos", account);
  return found.filter((photo) => photo.state === "waiting" && sent.has(photo.seq));
}

export async function photos(account) { return of("photos", account); }

export function markPhoto(id, facts) {
  return write(["photos"], async ({ photos }) => {
    const found = await photos.get(id);
    if (found) await photos.put({ ...found, ...facts });
  });
}

/** A photograph has arrived: it leaves the phone's queue, its report counts it. */
export function photoArrived(id) {
  return write(["photos", "items"], async ({ photos, items }) => {
    const photo = await photos.get(id);
    if (!photo) return;
    const owner = await items.get(photo.seq);
    const came = [...owner?.came ?? [], photo.name];
    if (owner) await items.put({ ...owner, arrived: owner.arrived + 1, came });
    await photos.delete(id);
  });
}

/** A photograph is thrown away: its report no longer waits for it. */
export function dropPhoto(id) {
  return write(["photos", "items"], async ({ photos, items }) => {
    const photo = await photos.get(id);
    if (!photo) return;
    const owner = await items.get(photo.seq);
    if (owner) await items.put({ ...owner, photos: owner.photos - 1 });
    await photos.delete(id);
  });
}

export async function drafts(account) {
  return (await of("drafts", account)).sort((a, b) => b.at - a.at);
}

export function putDraft(draft) { return write(["drafts"], ({ drafts }) => drafts.put(draft)); }

export function dropDraft(uuid) { return write(["drafts"], ({ drafts }) => drafts.delete(uuid)); }

export async function known(account) { return (await ready()).get("kept", account); }

export function know(facts) { return write(["kept"], ({ kept }) => kept.put(facts)); }
