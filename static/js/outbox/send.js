// From the phone to the secretariat: text first, then photographs; once, whatever the network does.
// Runs in a page and in the service worker: nothing of a page is used here.
import { announce, sendPhoto } from "./photos.js";
import { agrees } from "./receipt.js";
import { sealed } from "./seal.js";
import * as store from "./store.js";
import { Later, askWho, deliver, json } from "./wire.js";

const LOCK = "timdu-kotak-keluar";

/** One round over all that waits for whoever is signed in, who may be another than the page's
 *  `account`. Returns why something is left: "" when nothing is. */
export async function round(account = "") {
  const alone = (work) => (navigator.locks
    ? navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : "busy"))
    : work());
  return alone(async () => {
    try {
      const me = await askWho();
      const left = await everything(me);
      return left || (account && account !== me.account ? "account" : "");
    } catch (error) {
      if (error instanceof Later) return error.reason;
      throw error;
    }
  });
}

async function everything(me) {
  let left = "";
  for (const item of await store.sendable(me.account)) {
    left = (await sendText(item, me)) || left;
  }
  for (const photo of await store.photosWaiting(me.account)) {
    if (!photo.url) await announce(photo, me);
  }
  for (const photo of await store.photosWaiting(me.account)) {
    // A report written meanwhile does not wait for pictures of an older one.
    if (!left && (await store.sendable(me.account)).length) return everything(me);
    left = (await sendPhoto(photo, me)) || left;
  }
  return left;
}

/** Send one report; its content stays here until the receipt agrees with it. */
async function sendText(item, me) {
  const fields = item.sealed ?? sealed(item, me);
  try {
    await store.mark(item.seq, { state: "sending", sealed: fields });
  } catch {
    // A full phone may refuse the note, not the report; but what would be sealed anew must not go.
    if (fields !== item.fields && fields !== item.sealed) throw new Later("full");
  }
  try {
    const answer = await deliver(item.to, fields, me);
    return await settle(item, fields, answer, me);
  } catch (error) {
    await store.mark(item.seq, { state: "waiting" }).catch(() => {});
    throw error;
  }
}

async function settle(item, fields, answer, me) {
  const told = json(answer);
  const status = answer.status;
  if (status === 201 || status === 202) {
    if (!told) return wait(item); // Somebody between us and the server answered in its place.
    if (!await agrees(fields, item.kind, told)) return refuse(item, { trouble: "mismatch", code: told.code });
    await store.receipt(item.seq, {
      code: nameOf(item, told), url: told.url, at: told.received_at, hash: told.received_hash,
    });
    return "";
  }
  if (status === 409 && told?.stale) {
    // Somebody saved meanwhile: both sides stay here until the person has compared them.
    return refuse(item, { trouble: "stale", stale: { pairs: told.pairs, version: told.version } });
  }
  if (status === 409) return refuse(item, { trouble: "other", code: told?.code, url: told?.url });
  if (status === 422) return refuse(item, { trouble: "errors", errors: told?.errors ?? {} });
  if (status === 403 && !item.again) {
    // A token grows old; the next round asks for a new one, and only then it is a refusal.
    await store.mark(item.seq, { state: "waiting", again: true });
    return sendText({ ...item, sealed: fields, again: true }, { ...await askWho(), skew: me.skew });
  }
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) {
    return refuse(item, { trouble: "refused", status, words: said(told) });
  }
  return wait(item);
}

/** What the receipt calls it: a code, or the month that had none. */
const nameOf = ({ kind }, { code, title }) => (
  kind === "lengkapi" ? `Kelengkapan ${code}` : kind && kind !== "kabar" && title || code
);

const said = (told) => told?.words ?? Object.values(told?.errors ?? {}).flat().join(" ");

async function wait(item) {
  await store.mark(item.seq, { state: "waiting" });
  return "server";
}

async function refuse(item, facts) {
  await store.mark(item.seq, { state: "action", ...facts });
  return "";
}
