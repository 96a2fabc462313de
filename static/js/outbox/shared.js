// What another application of this phone hands over: a draft of whoever opens it signed in.
// Runs in a page and in the service worker: nothing of a page is used here. A database of its own,
// so that the queue's need not change for it.
import { openDB } from "../../idb/index.js";
import { NONE, open as unlocked, openPicture, shut, shutPictures } from "./cipher.js";
import { sha256 } from "./receipt.js";
import * as store from "./store.js";

const NAME = "timdu-bagikan";
const FORM = "/laporan/baru/";
const LONGEST = 280; // As the field of the form.
const ENOUGH = 120; // A sentence shorter than this leaves more room than it says.
const DAY = 24 * 3_600_000;

async function open(work) {
  const db = await openDB(NAME, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("left", { keyPath: "id" });
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Keep what was shared; returns the address where it is gone on with. */
export async function take(data) {
  // Whose phone this is now only a page knows: who opens this address may have it, or who signs in
  // next in this very window, and no list shows it.
  const id = crypto.randomUUID();
  const whose = await toItsAddress(id);
  const pictures = data.getAll("photos").filter((one) => one.size && one.type?.startsWith("image/"));
  const [own, photos] = await Promise.all([
    shut({ words: words(data) }, whose), shutPictures(pictures, whose),
  ]);
  await open((db) => put(db, { ...own, photos, id: whose.bound, at: Date.now() }));
  return `${FORM}?bagikan=${id}`;
}

async function put(db, found) {
  const old = (await db.getAll("left")).filter(({ at }) => Math.abs(Date.now() - at) > DAY);
  for (const one of old) await db.delete("left", one.id);
  await db.put("left", found);
}

/** With what it is shut: nobody may be signed in, so no account's key; the address itself, which lies in no
 *  store. It is found by another number that is made of it. */
async function toItsAddress(id) {
  const part = (name) => new TextEncoder().encode(`${NAME} ${name} ${id}`);
  try {
    const bytes = await crypto.subtle.digest("SHA-256", part("kunci"));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    return { key, account: "", bound: await sha256(part("nama")) };
  } catch {
    return { key: NONE, account: "", bound: id };
  }
}

/** What was shared becomes a draft of who is signed in; its key, or "" when it is not here. */
export async function adopt(id, account) {
  const whose = await toItsAddress(id);
  // What a version of before left lies under the address.
  const [found] = (await open((db) => Promise.all([whose.bound, id].map((one) => db.get("left", one))))).filter(Boolean);
  if (!found) return "";
  const { uuid } = await draft(await plain(found, whose), account);
  await open((db) => db.delete("left", found.id));
  return uuid;
}

async function plain(found, whose) {
  const [own, photos] = await Promise.all([
    unlocked(found, whose), Promise.all(found.photos.map((one) => openPicture(one, whose))),
  ]);
  if (own.unopened) throw new Error("unopened");
  return { ...own, photos };
}

async function draft({ words: shared, photos }, { account, zone }) {
  const kept = {
    uuid: crypto.randomUUID(), account, zone, photos, shared,
    fields: [["summary", short(shared)]], at: Date.now(),
  };
  await store.putDraft(kept);
  return kept;
}

function words(data) {
  const said = ["title", "text", "url"].map((name) => data.get(name))
    .filter((one) => typeof one === "string").map((one) => one.trim()).filter(Boolean);
  // Many applications say the same thing twice.
  return said.filter((one, at) => !said.some((other, where) => other.includes(one)
    && (other !== one || where < at))).join("\n");
}

/** As much as the sentence of a kabar awal may hold, cut where one ends or between two words. */
export function short(text) {
  if (text.length <= LONGEST) return text;
  const head = text.slice(0, LONGEST - 1);
  const end = Math.max(...[". ", "! ", "? ", "\n"].map((mark) => head.lastIndexOf(mark)));
  if (end > ENOUGH) return head.slice(0, end + 1).trim();
  const blank = head.lastIndexOf(" ");
  // Not in the middle of a word, nor of a character that is written as two.
  return `${blank > ENOUGH ? head.slice(0, blank) : head.replace(/[\ud800-\udbff]$/, "")}…`;
}
