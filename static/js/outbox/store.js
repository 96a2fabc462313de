// What the phone keeps: reports until their receipt, drafts as typed, what the form needs offline.
// The door: above it everything is plain, below it what was typed is shut (cipher.js). A transaction does
// not wait for a cipher: shut before it, opened after it, and moved from part to part as it is.
import { openDB } from "../../idb/index.js";
import { NONE, isShut, open, openPicture, shut, shutPictures } from "./cipher.js";
import { toOpen, toShut } from "./keys.js";

const NAME = "timdu";
const VERSION = 1;
const CHANNEL = "timdu-kotak-keluar";
const HARD = { durability: "strict" }; // "Tersimpan" is said when it lies on the disk.
const UNSENT = ["waiting", "sending", "action"];
const SHOWN_RECEIPTS = 50;
// Said once, when it is taken in.
const LASTING = ["title", "fields", "said", "places", "shared"];

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

let turn = Promise.resolve();

/** Drafts are written, sent and thrown away in the order it was asked for, however long shutting takes:
 *  one that is still being shut would outlive its report. */
function inTurn(work) {
  const own = turn.then(work);
  turn = own.catch(() => {});
  return own;
}

const raw = async (name, account) => (await ready()).getAllFromIndex(name, "account", account);

async function plain(record) { return record && open(record, await toOpen(await ready(), record)); }

async function of(name, account) { return Promise.all((await raw(name, account)).map(plain)); }

/** Whether this browser cannot shut what it keeps of the account: it lies readable, and is sent as ever. */
export async function isReadable(account) { return (await toShut(await ready(), { account })).key === NONE; }

/** Take a report in, with its photographs, and let its draft go: all of it or nothing. */
export function keep(item, photos) {
  return inTurn(async () => {
    const whose = await toShut(await ready(), item);
    const [own, pictures] = await Promise.all([
      shut(item, whose), shutPictures(photos.map(({ blob }) => blob), whose),
    ]);
    return write(["items", "photos", "drafts"], async (stores) => {
      const { account, uuid } = item;
      const seq = await stores.items.add({ ...own, state: "waiting", photos: photos.length, arrived: 0 });
      await Promise.all(pictures.map((picture) => stores.photos.add({
        ...picture instanceof File ? { blob: picture, name: picture.name } : picture,
        seq, account, uuid, state: "waiting",
      })));
      await stores.drafts.delete(uuid);
      return seq;
    });
  });
}

/** Everything of this account that still has its content, the urgent first, then as it came. */
export async function unsent(account) {
  const found = (await of("items", account)).filter((item) => UNSENT.includes(item.state));
  return found.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.seq - b.seq);
}

/** What can be sent without anybody doing anything; what does not open holds nothing up. */
export async function sendable(account) {
  return (await unsent(account)).filter((item) => item.state !== "action" && !item.unopened);
}

export async function items(account) { return of("items", account); }

export async function item(seq) { return plain(await (await ready()).get("items", seq)); }

/** Whether something with this key was taken in before. */
export async function knows(account, uuid) {
  return await (await ready()).countFromIndex("items", "sent-once", [account, uuid]) > 0;
}

/** Change what is known of a report; nothing when it is gone or another account's. */
export async function mark(seq, facts) {
  const db = await ready();
  const found = await db.get("items", seq);
  if (!found) return;
  // What a version of before kept readable is shut with the next word about it.
  const names = LASTING.filter((name) => name in found && !isShut(found[name]));
  const whose = await toShut(db, found);
  const [told, lasting] = await Promise.all([
    shut(facts, whose), shut(Object.fromEntries(names.map((name) => [name, found[name]])), whose),
  ]);
  await write(["items"], async ({ items }) => {
    const now = await items.get(seq);
    // Sent meanwhile: what was typed does not come back.
    if (now) await items.put({ ...now, ...now.fields ? lasting : {}, ...told });
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
export function reopen(seq, uuid = null) {
  return write(["items", "photos", "drafts"], async ({ items, photos, drafts }) => {
    const found = await items.get(seq);
    const pictures = await photos.index("seq").getAll(seq);
    const { account, kind, to } = found;
    const draft = {
      uuid: uuid ?? found.uuid, account, fields: found.fields, clock: found.clock,
      opened: found.opened, at: Date.now(), errors: found.errors ?? null,
      kind, to, changed: found.changed, stale: found.stale ?? null,
      places: found.places, shared: found.shared, said: found.said,
      // Moved as it is: it opens under the uuid it was shut with, until it is typed on.
      bound: found.uuid,
      photos: pictures.map(asInDraft),
    };
    await drafts.put(draft);
    await Promise.all(pictures.map(({ id }) => photos.delete(id)));
    await items.delete(seq);
    return { uuid: draft.uuid, kind, to };
  });
}

const asInDraft = ({ blob, cipher, name, type, size, lastModified }) => (
  cipher ? { cipher, name, type, size, lastModified } : new File([blob], name, { type: blob.type })
);

/** Throw a report away because the person said so. */
export function discard(seq) {
  return write(["items", "photos"], async ({ items, photos }) => {
    const pictures = await photos.index("seq").getAllKeys(seq);
    await Promise.all([items.delete(seq), ...pictures.map((id) => photos.delete(id))]);
  });
}

/** The photographs whose text has arrived and which have not. */
export async function photosWaiting(account) {
  const sent = new Set((await raw("items", account)).filter((one) => one.state === "sent").map((one) => one.seq));
  const found = await photos(account);
  return found.filter((photo) => photo.state === "waiting" && sent.has(photo.seq));
}

/** What is known of the photographs; a picture itself is opened when it is needed. */
export async function photos(account) {
  return (await of("photos", account)).map((photo) => ({
    ...photo, name: photo.name ?? "tanpa nama", size: photo.size ?? photo.blob?.size ?? 0,
  }));
}

/** The picture itself, as it was chosen; null where it, or its name, does not open any more. */
export async function picture(photo) {
  if (photo.unopened) return null;
  if (photo.blob) return photo.blob;
  return openPicture(photo, await toOpen(await ready(), photo)).catch(() => null);
}

export async function markPhoto(id, facts) {
  const db = await ready();
  const found = await db.get("photos", id);
  if (!found) return;
  const told = await shut(facts, await toShut(db, found));
  await write(["photos"], async ({ photos }) => {
    const now = await photos.get(id);
    if (now) await photos.put({ ...now, ...told });
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

/** The photographs of a draft, as they were chosen; null for one that does not open any more. */
export async function pictures(draft) {
  const whose = await toOpen(await ready(), draft);
  return Promise.all((draft.photos ?? []).map((one) => openPicture(one, whose).catch(() => null)));
}

export function putDraft({ photos = [], ...draft }) {
  return inTurn(async () => {
    const whose = await toShut(await ready(), draft);
    const [own, pictures] = await Promise.all([
      shut(draft, whose), shutPictures(photos, whose),
    ]);
    return write(["drafts"], ({ drafts }) => drafts.put({ ...own, photos: pictures }));
  });
}

export function dropDraft(uuid) {
  return inTurn(() => write(["drafts"], ({ drafts }) => drafts.delete(uuid)));
}

/** What the form needs without signal; nothing where it does not open: it is learned again. */
export async function known(account) {
  const found = await plain(await (await ready()).get("kept", account));
  return found?.unopened ? undefined : found;
}

export async function know(facts) {
  const own = await shut(facts, await toShut(await ready(), facts));
  return write(["kept"], ({ kept }) => kept.put(own));
}
