// A form that reports without signal: kept on the phone first, then shown as kept, then sent.
import { askAboutPhotos } from "../taken.js";
import * as store from "./store.js";
import { current } from "./account.js";
import { placesOf, showBoth } from "./beside.js";
import { changes, drawn, keepTyping, resume } from "./drafts.js";
import { complain, complete, completeActivity, completeNil, missing, today, typed } from "./filling.js";
import { takeOver, tellOfShared } from "./handed.js";
import { titleOf } from "./kinds.js";
import { learn } from "./learn.js";
import { kick, onStatus, status } from "./run.js";
import { saidIn } from "./said.js";
import { sealed } from "./seal.js";
import { askWho, deliver, json } from "./wire.js";
import { NO_ROOM, REASONS, clock, moment } from "./words.js";

const PATIENCE_FOR_PHOTOS = 8000;
const PAPER = "PDF dikirim dengan sinyal. Lepaskan PDF-nya agar langkah ini tersimpan di ponsel; lampirkan lagi nanti.";
// What the line above the button says of what is typed, and its mark.
const KEPT = {
  none: ["", "device"],
  open: ["Sedang disimpan di ponsel …", "device"],
  kept: ["Tersimpan di ponsel, belum dikirim.", "device"],
  full: ["Ponsel tidak dapat menyimpan draf: ruangnya penuh.", "nosignal"],
};

/** form[data-keep]: a page that reports (data-kind says what; a kabar awal where it is silent), and
 *  its shell (data-shell) that knows nobody. */
export function keepForm(form) {
  askAboutPhotos(form);
  // What the server gave back with errors is the truth; it goes the ordinary way.
  if (form.hasAttribute("data-bound") || !globalThis.crypto?.subtle) return;
  const account = current();
  const page = new Page(form, account);
  if (!account) {
    page.sendToSignIn();
    return;
  }
  if (page.isShell && page.kind === "nihil" && account.others) {
    page.refuse();
    return;
  }
  page.begin().catch(() => page.giveUp());
}

class Page {
  constructor(form, account) {
    this.form = form;
    this.account = account;
    this.isShell = form.hasAttribute("data-shell");
    this.opened = Date.now();
    this.stop = () => {};
    this.plain = false;
    this.busy = false;
    // The phone keeps what is typed; what the browser fills in by itself would be a second copy.
    form.setAttribute("autocomplete", "off");
    this.kind = form.dataset.kind ?? "kabar";
    form.addEventListener("submit", (event) => this.submit(event), { capture: true });
  }

  async begin() {
    const { form, account, isShell } = this;
    const opened = form.elements.namedItem("opened_at");
    if (isShell) form.elements.namedItem("client_uuid").value = crypto.randomUUID();
    if (isShell && opened) opened.value = new Date().toISOString();
    drawn(form);
    await store.ready();
    const trouble = await takeOver(account);
    if (trouble) this.say(trouble);
    if (isShell) await this.furnish();
    const asked = new URLSearchParams(location.search).has("draf") && location.hash !== "#baru";
    // Back to a page that was sent: what is typed now is another thing, with a key of its own.
    const key = form.elements.namedItem("client_uuid");
    if (await store.knows(account.account, key.value)) key.value = crypto.randomUUID();
    const draft = await resume(form, account.account);
    this.draft = draft;
    form.dispatchEvent(new Event("resumed"));
    if (draft) this.tellOfDraft(draft);
    else if (asked && !trouble) document.querySelector("[data-say=undrafted]").hidden = false;
    if (isShell && opened) this.showClock();
    this.listen();
    if (!isShell) await learn(form, account.account);
    this.watchSignal();
  }

  listen() {
    const about = () => ({ ...this.about(), stale: this.draft?.stale });
    this.stop = keepTyping(this.form, about, (how) => this.line(...KEPT[how]));
  }

  /** The shell becomes this person's form; without what it needs it says so. */
  async furnish() {
    const known = await store.known(this.account.account);
    const { kind, form, account: { zone } } = this;
    if (kind === "nihil" && known?.nil) completeNil(form, known.nil);
    else if (kind === "kegiatan" && known?.kegiatan) completeActivity(form, known.kegiatan, zone);
    else if (kind === "kabar" && known?.places) complete(form, known);
    else this.unknown();
    drawn(this.form);
  }

  /** Nothing was learned yet: what the shell shows in its place is nobody's answer. */
  unknown() {
    this.say("unknown");
    if (this.kind === "kegiatan") today(this.form, this.account.zone);
    const months = this.form.elements.namedItem("month");
    if (!months) return;
    const found = [...months.options].map(({ value, textContent }) => [value, textContent.replace(/ \(.*/, "").trim()]);
    completeNil(this.form, { months: found, chosen: months.value, said: [], head: "" });
  }

  showClock() {
    const opened = Date.parse(this.form.elements.namedItem("opened_at").value);
    const words = this.form.querySelector("[name=when][value=now] + label small");
    if (words) words.textContent = clock(opened, this.account.zone);
  }

  /** Whose it is, and by which clock: the shell has only the phone's. */
  about() {
    const names = changes(this.form);
    return {
      account: this.account.account,
      zone: this.account.zone,
      kind: this.kind,
      to: this.form.dataset.keep,
      changed: names,
      said: saidIn(this.form, names, this.draft?.said),
      places: { ...this.draft?.places, ...placesOf(this.form) },
      clock: this.draft?.clock ?? (this.isShell ? "device" : "server"),
      opened: this.draft?.opened ?? this.opened,
      shared: this.draft?.shared,
    };
  }

  tellOfDraft(draft) {
    const words = document.querySelector("[data-draft]");
    words.hidden = false;
    words.querySelector("[data-at]").textContent = moment(draft.at, this.account.zone);
    words.querySelector("[data-lost]").hidden = !draft.lost;
    tellOfShared(draft, this.form);
    words.querySelector("[data-fresh]").addEventListener("click", () => this.leaveFor("#baru"));
    words.querySelector("[data-throw]").addEventListener("click", async () => {
      this.stop();
      await store.dropDraft(draft.uuid);
      this.leaveFor("#baru");
    });
    complain(this.form, draft.errors);
    // Over a page that is newer still the server compares once more.
    const version = this.form.elements.namedItem("version")?.value;
    const isOf = String(draft.stale?.version) === version;
    if (draft.stale && !draft.errors) showBoth(this.form, isOf ? draft.stale.pairs ?? [] : []);
  }

  leaveFor(hash) {
    this.stop();
    this.form.dispatchEvent(new Event("kept"));
    history.replaceState(null, "", location.pathname + hash);
    location.reload();
  }

  line(words, mark) {
    const line = document.querySelector("[data-kept-line]");
    line.hidden = !words;
    line.querySelector("[data-words]").textContent = words;
    for (const icon of line.querySelectorAll("[data-mark]")) icon.hidden = icon.dataset.mark !== mark;
  }

  watchSignal() {
    const show = () => {
      if (!navigator.onLine) this.line("Tidak ada sinyal: disimpan di ponsel, lalu dikirim sendiri.", "nosignal");
    };
    window.addEventListener("offline", show);
    show();
  }

  submit(event) {
    const { form } = this;
    const asDraft = event.submitter?.value === "draft";
    // A draft of the server's is its own; without signal the phone has kept it already.
    if (this.plain || (asDraft && navigator.onLine)) return;
    // "Cari" asks for places; it sends nothing.
    if (event.submitter?.name.endsWith("_tombol")) {
      if (search(event.submitter)) event.preventDefault();
      return;
    }
    // Only pictures follow in pieces: with a PDF the form goes the ordinary way, which needs signal.
    const hasPaper = files(form).some(({ type }) => type === "application/pdf");
    if (hasPaper && navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (hasPaper) {
      complain(form, { [form.querySelector("input[type=file]").name]: [PAPER] });
      return;
    }
    if (this.busy || asDraft) return;
    const errors = missing(form);
    complain(form, errors);
    if (Object.keys(errors).length) return;
    this.busy = true;
    this.handOver(event.submitter).finally(() => { this.busy = false; });
  }

  async handOver(button) {
    const { form } = this;
    await gathered(form);
    const fields = typed(form);
    const kept = new Map(fields);
    // A page of several buttons says which was pressed; a kabar awal is always sent.
    if (this.kind === "lengkapi" && button?.name === "do") fields.push(["do", button.value]);
    if (button?.name === "save") this.backTo = `#bagian-${button.value}`;
    const photos = files(form);
    const item = {
      ...this.about(), uuid: kept.get("client_uuid"),
      fields, urgent: this.kind === "kabar" && kept.get("urgency") === "very_urgent", at: Date.now(),
    };
    item.title = titleOf(item);
    let seq;
    // A draft written while the report is taken in would outlive it.
    this.stop();
    try {
      seq = await store.keep(item, photos.map((file) => ({ blob: file, name: file.name })));
    } catch {
      this.listen();
      await this.noRoom(item);
      return;
    }
    form.dispatchEvent(new Event("kept"));
    this.show(item, seq);
    navigator.storage?.persist?.();
    kick();
  }

  /** The phone keeps nothing: say it, keep the text where it is, and send the ordinary way. */
  async noRoom(item) {
    const words = document.querySelector("[data-no-room]");
    words.hidden = false;
    words.querySelector("p").textContent = NO_ROOM;
    words.scrollIntoView({ block: "center" });
    // The shell has no token to post with, but may ask for one: from this page to the server.
    if (this.isShell) await this.direct(item).catch(() => {});
    else this.plain = true;
  }

  async direct(item) {
    const me = await askWho();
    if (me.account !== item.account) return;
    const answer = await deliver(item.to, sealed(item, me), me);
    const told = json(answer);
    if ([201, 202].includes(answer.status) && told) this.leaveTo(told.url);
    else complain(this.form, told?.errors);
  }

  leaveTo(url) {
    this.stop();
    this.form.dispatchEvent(new Event("kept"));
    location.assign(url);
  }

  /** No store in this browser: as if this script were not here. */
  giveUp() {
    if (this.isShell) this.say("nothing");
    else this.plain = true;
  }

  /** Back to this address afterwards, with what it asks for. */
  sendToSignIn() {
    this.say("signin");
    const link = document.querySelector("[data-say=signin] a");
    if (link) link.search = new URLSearchParams({ next: this.form.dataset.keep + location.search });
  }

  /** Whoever enters for others says for whom, which this page cannot ask. */
  refuse() {
    this.say("others");
    this.form.hidden = true;
    for (const gone of document.querySelectorAll(".action-bar")) gone.hidden = true;
  }

  say(key) {
    for (const words of document.querySelectorAll("[data-say]")) words.hidden = words.dataset.say !== key;
  }

  /** In place of the form: it is kept; then what becomes of it. */
  show(item, seq) {
    const { form } = this;
    const panel = document.querySelector("template[data-saved]").content.cloneNode(true).firstElementChild;
    const slot = (name) => panel.querySelector(`[data-slot="${name}"]`);
    slot("time").textContent = clock(item.at, this.account.zone);
    slot("title").textContent = item.title;
    const duty = item.urgent && form.querySelector(".duty:not([hidden])");
    if (duty) panel.querySelector(".receipt").after(duty);
    form.hidden = true;
    for (const gone of document.querySelectorAll("[data-form-only], [data-draft], .action-bar")) gone.hidden = true;
    form.after(panel);
    panel.querySelector("h1").focus();
    const follow = () => this.follow(seq, slot);
    store.onChange(follow);
    onStatus(follow);
    follow();
  }

  async follow(seq, slot) {
    const item = await store.item(seq);
    if (!item || this.left) return;
    if (item.state === "sent") {
      this.left = true;
      if (this.backTo) this.leaveFor(this.backTo);
      else location.assign(item.url);
    } else if (item.state === "action" && ["errors", "stale"].includes(item.trouble)) {
      this.left = true;
      const draft = await store.reopen(seq);
      location.assign(`${this.form.dataset.keep}?draf=${draft.uuid}`);
    } else if (item.state === "action") {
      this.left = true;
      location.assign(slot("box").href);
    } else {
      slot("sent").textContent = item.state === "sending" && !status.reason ? "sedang dikirim" : "menunggu";
      slot("why").textContent = REASONS[status.reason];
      slot("signin").hidden = status.reason !== "signin";
    }
  }
}

/** What was chosen of files. */
const files = (form) => [...form.querySelector("input[type=file]")?.files ?? []];

/** Search now instead of after a pause; false where the page cannot, and the server must. */
function search(button) {
  const field = button.parentElement.querySelector("input[type=search][hx-get]");
  if (!field || !globalThis.htmx) return false;
  globalThis.htmx.ajax("GET", field.getAttribute("hx-get"), { source: field, target: field.getAttribute("hx-target") });
  return true;
}

/** Photographs are made smaller before they are kept; a phone that never ends is not waited for. */
async function gathered(form) {
  const input = form.querySelector("input[type=file]");
  if (!input?.hasAttribute("data-busy")) return;
  await Promise.race([
    new Promise((done) => { form.addEventListener("gathered", done, { once: true }); }),
    new Promise((done) => { setTimeout(done, PATIENCE_FOR_PHOTOS); }),
  ]);
}
