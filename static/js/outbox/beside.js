// A page of lengkapi that was left and comes back: over the report as it is now, or over what it
// was filled from, so that the secretariat's answer shows both sides. Nothing typed is dropped.

const OF_THE_PAGE = /^(initial-|seen_|version$|client_uuid$|steps_rows$|csrfmiddlewaretoken$)/;

const valuesOf = (fields, name) => fields.filter(([one]) => one === name).map(([, value]) => value);
/** How many rows of steps the page had. */
export const rowsOf = (fields) => Number(said(fields, "steps_rows"));
const said = (fields, name) => valuesOf(fields, name).join("\n");

/** The names of what the person changed, against what the page was drawn with. */
export function changed(drawn, now, before = []) {
  const names = new Set([...drawn, ...now].map(([name]) => name));
  const found = [...names].filter((name) => !OF_THE_PAGE.test(name) && said(drawn, name) !== said(now, name));
  return [...new Set([...before, ...found])];
}

/** What of a kept page goes over the page as it is drawn now: [fields, whether it is the page
 *  of before]. The report as it was compared by the person takes only what they changed;
 *  any other page stays the one it was, with its version, and the server compares. */
export function over(form, draft) {
  const version = form.elements.namedItem("version")?.value;
  if (version !== undefined && String(draft.stale?.version) === version) {
    // An answer to a note that is closed has no field; the comparison above the form shows it.
    const stays = ([name]) => draft.changed?.includes(name) && (!name.startsWith("answer_") || form.elements.namedItem(name));
    return [draft.fields.filter(stays), false];
  }
  return [draft.fields, version !== undefined && said(draft.fields, "version") !== version];
}

/** Make the page send what it sent before: its own hidden values give way to the kept ones. */
export function asBefore(form, { fields, places }) {
  for (const field of form.querySelectorAll("input[type=hidden]")) {
    if (field.name !== "csrfmiddlewaretoken") field.remove();
  }
  carry(form, { fields, places });
}

/** Whatever the page has no field for any more is sent all the same. */
export function carry(form, { fields, places = {} }, rows = 0) {
  const shown = form.elements.namedItem("steps_rows");
  if (shown && Number(shown.value) < rows) shown.value = rows;
  const here = new Set([...form.elements].map(({ name }) => name));
  for (const [name, value] of fields) {
    const search = searchOf(form, name);
    if (search && value && !chosenHere(search, name, value)) {
      search.parentElement.before(chosenBefore(name, value, places[name]));
      // The words of the search are back too, and its answer must not stand for what was chosen.
      form.addEventListener("htmx:afterSwap", () => onceOnly(form, name));
    }
    if (search || here.has(name)) continue;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
}

/** The search for a place whose matches are the radio buttons of that name. */
const searchOf = (form, name) => form.querySelector(`input[type=search][name="${name}_cari"]`);

/** Whether the page itself shows it as chosen; what a search found goes with the next search. */
const chosenHere = (search, name, value) => (
  [...search.form.elements].some((field) => field.name === name && field.value === value
    && !document.getElementById(search.getAttribute("aria-controls"))?.contains(field))
);

/** A place that stands above the search as chosen is not offered by it once more. */
function onceOnly(form, name) {
  const before = document.getElementById(`${name}-semula`);
  const again = [...form.elements].filter((field) => field !== before && field.name === name && field.value === before?.value);
  again.forEach((field) => field.closest(".form-check")?.remove());
}

/** A place that was chosen before stands as one of the choices: another one that is found and
 *  chosen takes its place, and nothing is sent that nobody sees. */
function chosenBefore(name, value, words) {
  const row = document.createElement("div");
  const [input, label] = [document.createElement("input"), document.createElement("label")];
  row.className = "form-check";
  Object.assign(input, { type: "radio", className: "form-check-input", name, value, checked: true, id: `${name}-semula` });
  Object.assign(label, { className: "form-check-label", htmlFor: input.id, textContent: words ?? `Pilihan sebelumnya (${value})` });
  row.append(input, label);
  return row;
}

/** The words of the places that were searched for and chosen, by the name of their field. */
export function placesOf(form) {
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")].filter(({ name }) => searchOf(form, name));
  return Object.fromEntries(chosen.map((field) => [field.name, field.labels[0]?.textContent.replace(/\s+/g, " ").trim()]));
}

const COMPARE = "Kelengkapan Anda belum terkirim. Bandingkan keduanya. Isian Anda sudah terpasang di bawah dan mengganti yang tersimpan bila Anda mengirim lagi.";
const LOOK = "Kelengkapan Anda belum terkirim. Periksa isian di bawah, lalu kirim lagi.";

/** That it was not sent, and both sides where they are known, above the form. */
export function showBoth(form, pairs) {
  const box = document.createElement("div");
  box.className = "error-summary";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const head = document.createElement("h2");
  head.textContent = "Laporan ini berubah sejak Anda membukanya. Isian Anda tidak hilang.";
  const words = document.createElement("p");
  words.textContent = pairs.length ? COMPARE : LOOK;
  box.append(head, words, both(pairs));
  form.prepend(box);
  box.focus();
}

/** A list of pairs: the field, what is stored now, what was typed. */
export function both(pairs) {
  const list = document.createElement("dl");
  list.className = "facts mb-0";
  list.append(...pairs.map(([label, stored, typed]) => {
    const row = document.createElement("div");
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = label;
    value.append(...[["Tersimpan sekarang", stored], ["Isian Anda", typed]].map(([word, text]) => {
      const line = document.createElement("p");
      line.className = "mb-0 text-break";
      line.textContent = `${word}: ${text}`;
      return line;
    }));
    row.append(name, value);
    return row;
  }));
  return list;
}
