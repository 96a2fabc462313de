// What the form needs without signal, learned from the form as the server drew it.
import * as store from "./store.js";

const DAY = 24 * 3_600_000;

/** Keep the desa, the question for operators and the officer on duty of this account's form; of
 *  nihil the months and who was asked before, of kegiatan the kinds and places. */
export async function learn(form, account) {
  if (form.dataset.kind === "nihil") {
    await learnNil(form, account);
    return;
  }
  if (form.dataset.kind === "kegiatan") {
    await learnActivity(form, account);
    return;
  }
  if (form.dataset.kind) return; // The page of a report: it is about that report only.
  const places = [...form.querySelectorAll("select[name=place] option")]
    .map(({ value, textContent }) => [value, textContent.trim()]);
  if (places.length < 2) return; // A wide area is searched on the server; there is no list to keep.
  const head = headOf(form);
  const duty = form.querySelector(".duty");
  const link = (name) => duty?.querySelector(`.button-pair a[href^="${name}"]`)?.getAttribute("href") ?? "";
  await store.know({
    ...await store.known(account),
    account,
    places,
    head,
    duty: duty && {
      lines: [...duty.querySelectorAll("div:first-child > p")].map((line) => line.textContent.trim()),
      dial: link("tel:"),
      chat: link("https:"),
    },
    at: Date.now(),
  });
}

function headOf(form) {
  const head = form.querySelector("[name=known_to_head]");
  return head ? form.querySelector(`label[for="${head.id}"]`).textContent.trim() : "";
}

async function learnNil(form, account) {
  const months = form.elements.namedItem("month");
  await store.know({
    ...await store.known(account),
    account,
    nil: {
      // Whether a month still runs is not known to a phone that has no signal.
      months: [...months.options].map(({ value, textContent }) => [value, textContent.replace(/ \(.*/, "").trim()]),
      chosen: months.value,
      said: [...form.querySelectorAll("[name=said]")].map(({ value }) => value),
      head: headOf(form),
      at: Date.now(),
    },
  });
}

async function learnActivity(form, account) {
  const read = (name) => [...form.querySelectorAll(`select[name=${name}] option`)]
    .map(({ value, textContent }) => [value, textContent.trim()]);
  // A wide area is searched on the server: the phone keeps the one that is chosen from the start.
  const chosen = [...form.querySelectorAll("input[type=radio][name=place]:checked")]
    .map((field) => [field.value, form.querySelector(`label[for="${field.id}"]`).textContent.trim()]);
  const places = read("place");
  const place = form.querySelector("select[name=place]")?.value ?? chosen[0]?.[0] ?? "";
  await store.know({
    ...await store.known(account),
    account,
    kegiatan: { kinds: read("kind"), places: places.length ? places : chosen, place, at: Date.now() },
  });
}

/** Fetch a form once a day in the background, so that a phone that never opened it can report;
 *  whether it did. */
export async function learnAhead(address, account, part = "places") {
  const known = await store.known(account);
  const at = part === "places" ? known?.at : known?.[part]?.at;
  const age = at ? Date.now() - at : Infinity;
  if (age >= 0 && age < DAY) return false;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("form[data-keep]");
  // Between asking and answering somebody else may have signed in.
  if (!form || page.body.dataset.account !== account) return false;
  await learn(form, account);
  return true;
}
