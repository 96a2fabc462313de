// Kotak keluar: counts on the home page, everything on its own page; true with and without signal.
import * as store from "./store.js";
import { current } from "./account.js";
import { both } from "./beside.js";
import { kindOf, titleOf } from "./kinds.js";
import { kick, onStatus, status } from "./run.js";
import { asText } from "./said.js";
import { READABLE, REASONS, UNOPENED, UNOPENED_PHOTO, clock, many, moment, trouble } from "./words.js";

const LOCK = "timdu-kotak-keluar";
const NEARLY_FULL = 0.9;
const LITTLE = 30 * 1024 * 1024;

/** [data-outbox]: shown as soon as there is something true to say, and kept true. */
export function showOutbox(root) {
  for (const box of root.querySelectorAll("[data-outbox]")) {
    const show = () => draw(box).catch(() => tell(box, "nothing"));
    store.onChange(show);
    onStatus(show);
    box.querySelector("[data-send-now]")?.addEventListener("click", () => kick());
    show();
  }
}

function tell(box, key) {
  box.hidden = false;
  for (const words of box.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== key;
}

async function draw(box) {
  const account = current();
  if (!account) {
    tell(box, "nobody");
    return;
  }
  const [items, begun, photos] = await Promise.all([
    store.items(account.account), store.drafts(account.account), store.photos(account.account),
  ]);
  // Of what was sent only its line is left, and that is readable.
  const lost = [...items, ...begun].filter((one) => one.unopened && one.state !== "sent");
  const drafts = begun.filter((draft) => !lost.includes(draft));
  const by = (state) => items.filter((item) => item.state === state && !lost.includes(item));
  const waiting = [...by("waiting"), ...by("sending")];
  const late = by("sent").filter((item) => item.arrived < item.photos);
  const done = by("sent").filter((item) => item.arrived >= item.photos);
  const stuck = photos.filter((photo) => photo.state === "action");
  count(box, "waiting", waiting.length + late.length);
  count(box, "action", by("action").length + stuck.length + lost.length);
  count(box, "sent", by("sent").length);
  const sending = waiting.length + late.length > 0 && await isSending();
  connection(box, account, waiting.length + late.length, sending);
  list(box, account, { drafts, waiting, late, done, action: by("action"), lost, stuck, items, photos, sending });
  await storage(box, account, waiting.length + drafts.length + lost.length);
  tell(box, "");
}

const isSending = async () => Boolean(
  (await navigator.locks?.query())?.held.some(({ name }) => name === LOCK),
);

function count(box, name, number) {
  const cell = box.querySelector(`[data-count="${name}"]`);
  if (!cell) return;
  cell.querySelector("strong").textContent = number;
  if (name !== "sent") cell.classList.toggle("is-waiting", number > 0);
}

function connection(box, { zone }, waiting, sending) {
  const line = box.querySelector("[data-connection]");
  if (!line) return;
  const off = status.reason === "offline";
  const since = off ? ` Sejak ${clock(status.since, zone)}.` : "";
  const words = waiting || off ? REASONS[status.reason] + since : "Tidak ada yang menunggu.";
  line.querySelector("[data-words]").textContent = sending ? "Sedang mengirim …" : words;
  for (const icon of line.querySelectorAll("[data-mark]")) {
    icon.hidden = icon.dataset.mark !== (off ? "nosignal" : "signal");
  }
  for (const link of box.querySelectorAll("[data-signin]")) link.hidden = status.reason !== "signin" || !waiting;
}

function list(box, account, found) {
  const section = box.querySelector("[data-lists]");
  if (!section) return;
  const { zone } = account;
  const at = (when) => moment(when, zone);
  put(box, "draft", found.drafts.map((draft) => draftRow(box, draft, at)));
  put(box, "waiting", [
    ...found.waiting.map((item) => row(box, found.sending && item.state === "sending" ? "sending" : "waiting", {
      title: item.title, words: `Ditulis ${at(item.at)}${item.photos ? ` · ${many(item.photos, "foto")}` : ""}`,
      buttons: [["Buang", () => sure(kindOf(item).word) && store.discard(item.seq)]],
    })),
    ...found.late.map((item) => row(box, "photos", {
      title: item.code, url: item.url, done: item.arrived, all: item.photos,
      words: `Teks diterima ${at(item.at)} · ${item.arrived} dari ${many(item.photos, "foto")} sampai. ${which(item, found.photos)}`,
      buttons: lateOf(item, found.photos).map((photo) => [`Buang foto ${photo.name}`, () => sure("foto") && store.dropPhoto(photo.id)]),
    })),
  ]);
  put(box, "action", [
    ...found.lost.map((one) => lostRow(box, one, at)),
    ...found.action.map((item) => actionRow(box, item, at)),
    ...found.stuck.map((photo) => photoRow(box, photo, found.items.find(({ seq }) => seq === photo.seq))),
  ]);
  put(box, "sent", found.done.reverse().map((item) => row(box, "sent", {
    title: item.code, url: item.url,
    words: `Diterima ${at(item.at)}${item.photos ? ` · ${many(item.photos, "foto")}` : ""} · sidik ${item.hash.slice(0, 12)}…`,
  })));
}

const lateOf = (item, photos) => photos.filter(({ seq, state }) => seq === item.seq && state === "waiting");

/** Which photographs are there, and how far the others are. */
function which(item, photos) {
  const rest = photos.filter((photo) => photo.seq === item.seq).map(({ name, offset = 0, size }) => (
    offset ? `${name} (${Math.floor((100 * offset) / size)}\u00a0%)` : name
  ));
  return `${item.came ? `Sampai: ${item.came.join(", ")}. ` : ""}Menyusul: ${rest.join(", ")}.`;
}

const sure = (what) => window.confirm(`Buang ${what} ini dari ponsel? Isinya belum sampai ke sekretariat.`);
const go = (box, { uuid, kind, to }) => (
  location.assign(`${kindOf({ kind }).word === "laporan" ? box.dataset.form : to}?draf=${uuid}`)
);

/** What does not open is not hidden: it is said, with what can be done. */
function lostRow(box, thing, at) {
  const isDraft = thing.seq === undefined;
  const word = `${isDraft ? "draf " : ""}${kindOf(thing).word}`;
  const drop = () => (isDraft ? store.dropDraft(thing.uuid) : store.discard(thing.seq));
  return row(box, "action", {
    title: `${word[0].toUpperCase()}${word.slice(1)} yang tidak dapat dibuka`, words: `${UNOPENED} Ditulis ${at(thing.at)}.`,
    buttons: [["Tulis lagi", () => location.assign(`${thing.to ?? box.dataset.form}#baru`)], ["Buang", () => sure(word) && drop()]],
  });
}

function draftRow(box, draft, at) {
  return row(box, "draft", {
    title: titleOf(draft), words: `Ditulis ${at(draft.at)}`, typed: draft,
    buttons: [
      ["Lanjutkan", () => go(box, draft)],
      ["Buang", () => sure("draf") && store.dropDraft(draft.uuid)],
    ],
  });
}

function actionRow(box, item, at) {
  const open = async (uuid) => go(box, await store.reopen(item.seq, uuid));
  const again = () => store.mark(item.seq, { state: "waiting", again: false }).then(kick);
  const ways = {
    errors: [["Buka dan perbaiki", () => open(null)]],
    stale: [["Buka dan bandingkan", () => open(null)]],
    other: [[`Kirim sebagai ${kindOf(item).word} lain`, () => open(crypto.randomUUID())]],
    mismatch: [["Kirim lagi", again]],
    // A page that was refused to its writer leads nowhere: what was typed is read here.
    refused: [["Kirim lagi", again], ...([403, 404].includes(item.status) ? [] : [["Buka", () => open(null)]])],
  };
  return row(box, "action", {
    title: item.title, words: `${trouble(item)} Ditulis ${at(item.at)}.`,
    pairs: item.stale?.pairs, typed: item,
    buttons: [...ways[item.trouble], ["Buang", () => sure(kindOf(item).word) && store.discard(item.seq)]],
  });
}

function photoRow(box, photo, owner) {
  return row(box, "action", {
    title: photo.unopened ? `Foto untuk ${owner?.code ?? "laporan"}` : `Foto ${photo.name}`,
    words: photo.words || (photo.unopened ? UNOPENED_PHOTO : "Foto ini ditolak. Teks laporannya sudah diterima."),
    buttons: [
      ["Kirim lagi", () => store.markPhoto(photo.id, { state: "waiting", denied: false }).then(kick)],
      ["Buang foto", () => sure("foto") && store.dropPhoto(photo.id)],
    ],
  });
}

function put(box, name, rows) {
  const part = box.querySelector(`[data-list="${name}"]`);
  part.hidden = !rows.length;
  part.querySelector("ul").replaceChildren(...rows);
}

function row(box, state, { title, words, url, buttons = [], done, all, pairs, typed }) {
  const part = box.querySelector("template[data-row]").content.cloneNode(true).firstElementChild;
  const slot = (name) => part.querySelector(`[data-slot="${name}"]`);
  for (const pill of part.querySelectorAll("[data-state]")) if (pill.dataset.state !== state) pill.remove();
  if (state === "action") part.classList.add("list-row-needs");
  const name = document.createElement(url ? "a" : "span");
  name.className = "list-row-title text-break";
  name.textContent = title;
  if (url) name.href = url;
  slot("title").replaceWith(name);
  slot("words").textContent = words;
  if (pairs?.length) slot("words").after(both(pairs));
  if (typed) showTyped(slot, typed);
  const progress = slot("progress");
  if (all) Object.assign(progress, { max: all, value: done, hidden: false });
  slot("buttons").hidden = !buttons.length;
  slot("buttons").append(...buttons.map(([label, work]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn-small";
    button.textContent = label;
    button.setAttribute("aria-label", `${label}: ${title}`);
    button.addEventListener("click", work);
    return button;
  }));
  return part;
}

/** Which were unfolded: the list is drawn anew whenever something changes. */
const unfolded = new Set();

function showTyped(slot, typed) {
  const [part, text] = [slot("typed"), asText(typed)];
  part.hidden = !text;
  part.open = unfolded.has(typed.uuid);
  part.addEventListener("toggle", () => unfolded[part.open ? "add" : "delete"](typed.uuid));
  slot("text").textContent = text;
  const button = slot("copy");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Tersalin";
  });
}

/** Said only while something lies here that could be lost with the browser's store. */
async function storage(box, { account }, kept) {
  const words = box.querySelector("[data-storage]");
  if (!words || !navigator.storage?.estimate) return;
  const safe = await navigator.storage.persisted?.();
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  const full = quota > 0 && (usage > quota * NEARLY_FULL || quota - usage < LITTLE);
  const lines = [];
  if (full) lines.push("Ruang ponsel hampir penuh. Hapus foto atau aplikasi yang tidak dipakai agar laporan tetap tersimpan.");
  if (!safe && kept) {
    lines.push("Peramban belum berjanji menjaga simpanan ini. Pasang Timdu di layar utama, dan jangan hapus data situs sebelum semuanya terkirim.");
  }
  if (kept && await store.isReadable(account)) lines.push(READABLE);
  words.hidden = !lines.length;
  words.querySelector("p").textContent = lines.join(" ");
}
