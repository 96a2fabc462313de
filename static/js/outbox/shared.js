// What another application of this phone hands over: a draft of whoever opens it signed in.
// Runs in a page and in the service worker: nothing of a page is used here. A database of its own,
// so that the queue's need not change for it.
import { openDB } from "../../idb/index.js";
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
  const found = {
    words: words(data),
    photos: data.getAll("photos").filter((one) => one.size && one.type?.startsWith("image/")),
  };
  // Whose phone this is now only a page knows: who opens this address may have it, or who signs in
  // next in this very window, and no list shows it.
  const id = crypto.randomUUID();
  await open(async (db) => {
    const old = (await db.getAll("left")).filter(({ at }) => Math.abs(Date.now() - at) > DAY);
    for (const one of old) await db.delete("left", one.id);
    await db.put("left", { ...found, id, at: Date.now() });
  });
  return `${FORM}?bagikan=${id}`;
}

/** What was shared becomes a draft of who is signed in; its key, or "" when it is not here. */
export async function adopt(id, account) {
  const found = await open((db) => db.get("left", id));
  if (!found) return "";
  const { uuid } = await draft(found, account);
  await open((db) => db.delete("left", id));
  return uuid;
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
