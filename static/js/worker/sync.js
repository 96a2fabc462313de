// The browser wakes the worker when there is signal again: it sends what waits, with no page open.
import { round } from "../outbox/send.js";

self.addEventListener("sync", (event) => {
  if (event.tag === "kotak-keluar") event.waitUntil(send());
});

async function send() {
  const left = await round();
  // Failing asks the browser to wake us again; who must sign in first does that on a page.
  if (left === "offline" || left === "server") throw new Error(left);
}
