// Between a form on the page and what is kept of it: pairs of name and text.
import { kindOf } from "./kinds.js";
import { local } from "./seal.js";

const NOT_KEPT = ["csrfmiddlewaretoken", "do", "save"];

/** What stands in the form now, as the browser would send it; files apart. */
export function typed(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !NOT_KEPT.includes(name));
}

/** Put kept answers back; a box is ticked when its own value was kept. */
export function fill(form, fields, names = null) {
  for (const field of form.elements) {
    if (!field.name || field.type === "file" || NOT_KEPT.includes(field.name)) continue;
    if (names && !names.includes(field.name)) continue;
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") {
      field.checked = values.includes(field.value);
    } else if (field.type === "radio") {
      if (values.length) field.checked = values.includes(field.value);
    } else if (field.multiple) {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (values.length) {
      [field.value] = values;
    }
  }
  for (const field of form.querySelectorAll("[maxlength]")) field.dispatchEvent(new Event("input"));
}

/** Give the shell's form what was kept of the person's own. */
export function complete(form, known) {
  const place = form.elements.namedItem("place");
  place.replaceChildren(...known.places.map(([value, words]) => new Option(words, value)));
  const head = form.querySelector("[data-known-to-head]");
  head.hidden = !known.head;
  head.querySelector("input").disabled = !known.head;
  if (known.head) head.querySelector("label").textContent = known.head;
  const duty = form.querySelector("[data-duty]");
  duty.hidden = !known.duty?.dial;
  if (duty.hidden) return;
  duty.querySelector("[data-lines]").replaceChildren(...known.duty.lines.map((words, index) => {
    const line = document.createElement("p");
    line.textContent = words;
    if (index) line.className = "byline";
    return line;
  }));
  duty.querySelector("[data-dial]").href = known.duty.dial;
  duty.querySelector("[data-chat]").hidden = !known.duty.chat;
  if (known.duty.chat) duty.querySelector("[data-chat]").href = known.duty.chat;
}

/** Give the shell's form of nihil the months and statements that were kept of the person's own. */
export function completeNil(form, { months, chosen, said, head }) {
  const asked = new URLSearchParams(location.search).get("bulan");
  const month = form.elements.namedItem("month");
  month.replaceChildren(...months.map(([value, words]) => new Option(words, value)));
  month.value = months.some(([value]) => value === asked) ? asked : chosen;
  const offered = form.querySelector("[data-said]");
  const one = offered.querySelector("input").parentElement;
  offered.hidden = !said.length;
  one.replaceWith(...said.map((words, index) => {
    const made = one.cloneNode(true);
    const [input, label] = [made.querySelector("input"), made.querySelector("label")];
    Object.assign(input, { id: `id_said_${index}`, value: words, checked: !index });
    Object.assign(label, { htmlFor: input.id, textContent: words });
    return made;
  }));
  if (!said.length) {
    // Nothing was said before: what is asked for is asked by the field for words of one's own.
    form.querySelector("label[for=id_asked]").textContent = offered.querySelector("legend").textContent.trim();
    const help = form.querySelector("#id_asked_helptext");
    if (help) help.textContent = "Misalnya: semua kepala desa, Babinsa, Bhabinkamtibmas, dan FKDM.";
  }
  const known = form.querySelector("[data-known-to-head]");
  known.hidden = !head;
  known.querySelector("input").disabled = !head;
}

/** Give the shell's form of kegiatan the kinds and places that were kept of the person's own, and
 *  the day it is where the team works. */
export function completeActivity(form, { kinds, places, place }, zone) {
  const put = (name, options) => form.elements.namedItem(name)
    .replaceChildren(...options.map(([value, words]) => new Option(words, value)));
  put("kind", kinds);
  put("place", places);
  form.elements.namedItem("place").value = place;
  today(form, zone);
}

/** The shell was drawn another day. */
export function today(form, zone) {
  form.elements.namedItem("held_on").value = local(Date.now(), zone).slice(0, 10);
}

/** What cannot be sent like this, field by field, in the words of the server. */
export function missing(form) {
  return kindOf({ kind: form.dataset.kind }).missing((name) => form.elements.namedItem(name));
}

/** Say what is wrong above the form, each error a link to its field; focus goes there. */
export function complain(form, errors) {
  form.querySelector(".error-summary")?.remove();
  if (!errors || !Object.keys(errors).length) return;
  const box = document.createElement("div");
  box.className = "error-summary";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const head = document.createElement("h2");
  const { word } = kindOf({ kind: form.dataset.kind });
  head.textContent = `${word[0].toUpperCase()}${word.slice(1)} belum terkirim. Perbaiki:`;
  const list = document.createElement("ul");
  list.className = "plain";
  for (const [name, words] of Object.entries(errors)) list.append(...words.map((one) => line(form, name, one)));
  box.append(head, list);
  form.prepend(box);
  box.focus();
}

function line(form, name, words) {
  const item = document.createElement("li");
  const found = form.elements.namedItem(name);
  const field = found instanceof RadioNodeList ? found[0] : found;
  if (!field || field.type === "hidden") {
    item.textContent = words;
    return item;
  }
  const folded = field.closest("details");
  if (folded) folded.open = true;
  const link = document.createElement("a");
  const label = form.querySelector(`label[for="${field.id}"]`) ?? field.closest("fieldset")?.querySelector("legend");
  link.href = `#${field.id}`;
  link.textContent = `${label?.firstChild?.textContent.trim() ?? name}: ${words}`;
  item.append(link);
  return item;
}
