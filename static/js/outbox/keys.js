// The key of each account: made once on this phone, used by the browser, readable by nobody. It lies beside
// what it shuts, in a part of the store that every version has, and is never taken away: only the browser's own
// "hapus data situs" does that, together with everything it shuts.
import { NONE, isShut, open, shut } from "./cipher.js";

const PREFIX = "kunci:";
const HARD = { durability: "strict" }; // On the disk before anything that needs it.
const KIND = { name: "AES-GCM", length: 256 };
const PROOF = "bukti";

/** By connection: a store that was cleared under an open page is opened anew, and so are its keys. */
const known = new WeakMap();

function keysOf(db) {
  if (!known.has(db)) known.set(db, { kept: new Map(), proved: new Map() });
  return known.get(db);
}

/** The key as the store gives it; NONE where there is none, or a record that came back without its key. */
async function kept(db, account) {
  const keys = keysOf(db).kept;
  const key = keys.get(account) ?? (await db.get("kept", PREFIX + account))?.key;
  if (!(key instanceof CryptoKey)) return NONE;
  keys.set(account, key);
  return key;
}

async function make(db, account) {
  const made = await crypto.subtle.generateKey(KIND, false, ["encrypt", "decrypt"]);
  const transaction = db.transaction("kept", "readwrite", HARD);
  const added = async () => {
    const own = PREFIX + account;
    // Two tabs and a worker may come at once: the first one's stays, also one that cannot be read now.
    if (await transaction.store.getKey(own)) return;
    await transaction.store.add({ account: own, key: made, at: Date.now() });
  };
  await Promise.all([added(), transaction.done]);
  return kept(db, account);
}

/** Only a key that opens what it shut is used: the one that lies in the store, not the one just made. */
async function proved(db, account) {
  try {
    const key = await kept(db, account) ?? await make(db, account);
    const whose = { key, account, bound: PROOF };
    const tried = await shut({ words: PROOF }, whose);
    return isShut(tried.words) && (await open(tried, whose)).words === PROOF ? key : NONE;
  } catch {
    return NONE; // No WebCrypto, or a store that takes no keys (private windows of some browsers).
  }
}

/** With what something of this account is shut; `key` is NONE where this browser cannot. */
export async function toShut(db, { account, uuid = "" }) {
  const keys = keysOf(db).proved;
  if (!keys.has(account)) keys.set(account, proved(db, account));
  const key = await keys.get(account);
  if (key === NONE) keys.delete(account); // Asked again the next time.
  return { key, account, bound: uuid };
}

/** With what a record is opened; one that was given another uuid says what it is bound to. */
export async function toOpen(db, { account, uuid = "", bound = uuid }) {
  return { key: await kept(db, account).catch(() => NONE), account, bound };
}
