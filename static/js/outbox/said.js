// What somebody typed, in words: to be read and copied where its page cannot be opened any more.

const OF_THE_PAGE = /^(initial-|seen_|version$|client_uuid$|steps_rows$|opened_at$)/;
const NOT_READ = ["hidden", "file", "submit", "button"];

const plain = (text) => text.replace(/\s+/g, " ").trim();
const labelOf = (field) => [...field.labels?.[0]?.childNodes ?? []].map((part) => plain(part.textContent)).find(Boolean) ?? "";
const isChoice = ({ type }) => type === "radio" || type === "checkbox";

function question(field) {
  const legend = field.closest("fieldset")?.querySelector("legend");
  return isChoice(field) && legend ? plain(legend.textContent) : labelOf(field) || field.name;
}

function answer(field) {
  if (isChoice(field)) return field.checked ? labelOf(field) || "Ya" : "";
  if (field.selectedOptions) return [...field.selectedOptions].filter(({ value }) => value).map(({ text }) => plain(text)).join(", ");
  return field.value.trim();
}

/** By field, its label and what was answered; only of these names, and only where something is. */
export function saidIn(form, names, before = {}) {
  const found = Object.fromEntries(Object.entries(before).filter(([name]) => names.includes(name)));
  const here = [...form.elements].filter(({ name, type }) => names.includes(name) && !NOT_READ.includes(type));
  for (const name of new Set(here.map((field) => field.name))) {
    const own = here.filter((field) => field.name === name);
    found[name] = [question(own[0]), own.map(answer).filter(Boolean).join(", ")];
  }
  return found;
}

/** All of it as text: a line for each field. */
export function asText({ said, fields = [] }) {
  const pairs = said ? Object.values(said) : fields.filter(([name]) => !OF_THE_PAGE.test(name));
  return pairs.filter(([, words]) => words).map(([label, words]) => `${label}${label.endsWith("?") ? "" : ":"} ${words}`).join("\n");
}
