// What is typed stays on the phone, letter by letter, until it is sent or thrown away.
import { asBefore, carry, changed, over, rowsOf } from "./beside.js";
import { fill, typed } from "./filling.js";
import { kindOf } from "./kinds.js";
import * as store from "./store.js";

const PAUSE = 300;

/** What the form was drawn with, and what was changed on the page it replaces. */
const begun = new WeakMap();

/** Remember how the form was drawn, before anybody fills it in. */
export function drawn(form, before = []) {
  begun.set(form, { fields: typed(form), before });
}

/** The names of what the person changed. */
export function changes(form) {
  const { fields, before } = begun.get(form);
  return changed(fields, typed(form), before);
}

/** Whether somebody has begun to fill the form in. */
function touched(form) {
  const photos = form.querySelector("input[type=file]")?.files.length ?? 0;
  const own = kindOf({ kind: form.dataset.kind });
  return photos > 0 || (own.begun ? Boolean(own.begun(new Map(typed(form)))) : changes(form).length > 0);
}

/** Whether a draft belongs into this form: of a report's own pages, into that of the same report. */
const belongs = (form) => (draft) => (
  kindOf(draft) === kindOf({ kind: form.dataset.kind }) && (draft.to ?? form.dataset.keep) === form.dataset.keep
);

/** A tab holds its draft: another one that opens the form begins its own. */
function hold(uuid) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((answered) => {
    navigator.locks.request(`draf:${uuid}`, { ifAvailable: true }, (lock) => {
      answered(Boolean(lock));
      // Held until the tab ends, and then let go by the browser.
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

/** Continue the draft asked for, or the newest nobody else has open; the draft, or nothing. */
export async function resume(form, account) {
  const asked = new URLSearchParams(location.search).get("draf");
  const found = (await store.drafts(account)).filter(belongs(form));
  const afresh = location.hash === "#baru";
  const order = asked ? found.filter(({ uuid }) => uuid === asked) : found;
  // The next time this page is opened it continues what is begun now.
  if (afresh) history.replaceState(null, "", location.pathname);
  for (const draft of afresh ? [] : order) {
    // Kotak keluar says of it that it does not open.
    if (draft.unopened) continue;
    const photos = await store.pictures(draft);
    // Who types faster than the store opens is not written over; the draft waits in kotak keluar.
    if (touched(form)) break;
    if (!await hold(draft.uuid)) continue;
    restore(form, draft);
    form.elements.namedItem("client_uuid").value = draft.uuid;
    putBack(form, photos.filter(Boolean));
    return { ...draft, lost: photos.filter((one) => !one).length };
  }
  await hold(form.elements.namedItem("client_uuid").value);
  return null;
}

function restore(form, draft) {
  const [fields, isBefore] = over(form, draft);
  const { places } = draft;
  if (isBefore) asBefore(form, { fields, places });
  fill(form, fields, fields === draft.fields ? null : draft.changed);
  carry(form, { fields, places }, rowsOf(draft.fields));
  if (isBefore) drawn(form, draft.changed);
}

function putBack(form, photos) {
  const input = form.querySelector("input[type=file]");
  if (!photos.length || !input || !globalThis.DataTransfer) return;
  const transfer = new DataTransfer();
  for (const photo of photos) transfer.items.add(photo);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Keep the form as it is typed. `about` says whose it is and which clock it was opened by; `told`
 *  hears "kept" or "full", "open" once something was typed that is not kept yet, and "none" when
 *  there is nothing to keep. */
export function keepTyping(form, about, told) {
  let timer;
  let stopped = false;
  let last = 0;
  let isKept = false;

  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (stopped) return;
    last += 1;
    const own = last;
    const fields = typed(form);
    const kept = new Map(fields);
    const photos = [...form.querySelector("input[type=file]")?.files ?? []];
    // A form that was emptied again is kept as that: what lay there before is no longer what it says.
    if (!touched(form) && !isKept) {
      told("none");
      return;
    }
    try {
      await store.putDraft({ ...about(), uuid: kept.get("client_uuid"), fields, photos, at: Date.now() });
      isKept = true;
      form.dispatchEvent(new Event("kept"));
      // What was typed meanwhile is not kept by this.
      if (own === last && !timer) told("kept");
    } catch {
      told("full");
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    told("open");
  };
  form.addEventListener("input", soon);
  // What was chosen is not waited for: nobody goes on choosing letter by letter.
  form.addEventListener("change", save);
  form.addEventListener("gathered", soon);
  window.addEventListener("pagehide", () => { if (timer) save(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
  save(); // What was typed before this began to listen.
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
