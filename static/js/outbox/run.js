// When to send: at once, when signal or the person comes back, and again after a while.
import * as store from "./store.js";
import { current } from "./account.js";
import { round } from "./send.js";

// Seconds between attempts that failed; no clock is read, so a wrong one changes nothing.
const PAUSES = [2, 5, 10, 20, 40, 60, 120, 300];
const BUSY = 4;
const TAG = "kotak-keluar";

let failed = 0;
let timer;
let going = false;
let asked = false;

/** What the last round ended with; "" when nothing stands in the way. */
export const status = { reason: navigator.onLine ? "" : "offline", since: Date.now(), going: false };
const listeners = new Set();

export function onStatus(listener) { listeners.add(listener); }

function say(facts) {
  if (facts.reason !== undefined && facts.reason !== status.reason) status.since = Date.now();
  Object.assign(status, facts);
  for (const listener of listeners) listener(status);
}

/** Watch for every chance to send. */
export function start() {
  window.addEventListener("online", fresh);
  window.addEventListener("offline", () => say({ reason: "offline" }));
  window.addEventListener("pageshow", (event) => { if (event.persisted) fresh(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) fresh(); });
  kick();
}

/** Something is better than before: begin again without waiting. */
function fresh() {
  failed = 0;
  kick();
}

/** Send what waits, now; a call during a round is a round after it. */
export async function kick() {
  clearTimeout(timer);
  asked = true;
  if (going) return;
  going = true;
  try {
    while (asked) {
      asked = false;
      await once();
    }
  } catch (error) {
    // Whatever went wrong, what waits is tried again; nobody must open the page anew for that.
    console.error(error);
    say({ going: false, reason: "server" });
    again("server");
  } finally {
    going = false;
  }
}

async function waits() {
  const account = current()?.account;
  if (!account) return false;
  return (await store.sendable(account)).length > 0 || (await store.photosWaiting(account)).length > 0;
}

async function once() {
  if (!await waits()) {
    if (navigator.onLine) say({ reason: "" });
    return;
  }
  say({ going: true });
  const reason = await round(current()?.account);
  say({ going: false, reason });
  if (!await waits()) {
    failed = 0;
    return;
  }
  askWorker();
  // Whoever must sign in first does that on a page, and a page begins anew.
  if (reason !== "signin" && reason !== "account") again(reason);
}

/** The next attempt, later each time. */
function again(reason) {
  const pause = reason === "busy" ? BUSY : PAUSES[Math.min(failed, PAUSES.length - 1)];
  if (reason !== "busy") failed += 1;
  timer = setTimeout(kick, pause * 1000 * (0.8 + 0.4 * Math.random()));
}

/** Where the browser can, it wakes the worker when there is signal, also with no page open. */
async function askWorker() {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register(TAG);
  } catch {
    // The person switched it off: the next page that is opened sends.
  }
}
