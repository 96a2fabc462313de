// Text and photographs shared from another application: kept on the phone, with or without signal.
import { take } from "../outbox/shared.js";

const WHERE = "/bagikan/";
const FAILED = "/laporan/baru/?bagikan=gagal#baru";

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "POST" || new URL(request.url).pathname !== WHERE) return;
  event.respondWith(keep(request));
});

async function keep(request) {
  const again = request.clone();
  let next;
  try {
    next = await take(await request.formData());
  } catch {
    // A phone that keeps nothing: the server shows the text; without signal the form says it is not here.
    return fetch(again).catch(() => Response.redirect(FAILED, 303));
  }
  return Response.redirect(next, 303);
}
