// The service worker: keeps files and shells of one version, and shows a shell where nothing answers.
// What is about people is never kept: only the list in `self.KEPT` ever enters the cache.

const PREFIX = "timdu-";
const KEEP = 2; // This version's, and the one before for tabs that are still open.
const PATIENCE = 6000;
const GATEWAYS = [502, 503, 504];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const { version, files, later, shells } = self.KEPT;
  const cache = await caches.open(PREFIX + version);
  await Promise.all([
    ...files.map(async (url) => {
      // The name of a file changes with its content: what an older version kept is the same.
      const known = await caches.match(url);
      if (known) await cache.put(url, known);
      else await cache.add(url);
    }),
    ...later.map(async (url) => {
      const known = await caches.match(url);
      if (known) await cache.put(url, known);
    }),
    // Asked for as nobody: a shell has neither a name nor a token in it.
    ...shells.map(async (url) => {
      const answer = await fetch(url, { credentials: "omit", cache: "reload" });
      if (!answer.ok || answer.redirected) throw new Error(`${answer.status} ${url}`);
      await cache.put(url, answer);
    }),
  ]);
  await self.skipWaiting();
}

async function activate() {
  const own = PREFIX + self.KEPT.version;
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== own);
  await Promise.all(others.slice(0, Math.max(0, others.length - KEEP + 1)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url.pathname));
});

async function file(request, pathname) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // What few need is kept when it is first asked for.
  if (answer.ok && self.KEPT.later.includes(pathname)) {
    const cache = await caches.open(PREFIX + self.KEPT.version);
    await cache.put(request, answer.clone());
  }
  return answer;
}

/** The page itself; its shell when nothing answers, or not in time for somebody who wants to report. */
async function page(request, { pathname }) {
  const { instead, otherwise } = self.KEPT;
  const own = instead[pathname];
  const network = fetch(request);
  network.catch(() => {});
  try {
    const answer = await (own ? Promise.race([network, late()]) : network);
    if (own && GATEWAYS.includes(answer.status)) return await shell(own) ?? answer;
    return answer;
  } catch (error) {
    const kept = await shell(own ?? otherwise);
    if (kept) return kept;
    if (own) return network;
    throw error;
  }
}

const late = () => new Promise((_, refuse) => { setTimeout(() => refuse(new Error("late")), PATIENCE); });

const shell = (url) => caches.match(url, { cacheName: PREFIX + self.KEPT.version, ignoreVary: true });
