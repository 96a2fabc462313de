// Where and when a photograph was taken: asked before shrinking takes it away, used only when agreed.
import { current } from "./outbox/account.js";
import { local } from "./outbox/seal.js";
import { moment } from "./outbox/words.js";
import { chosenEarly } from "./photos.js";

// Facts stand at the beginning of a file; the picture after them is not needed.
const HEAD = 256 * 1024;
const TAGS = { exif: ["DateTimeOriginal", "OffsetTimeOriginal"], gps: true };
const MINUTE = 60_000;
const JUST_NOW = 15 * MINUTE;

/** The reader of such facts, loaded when the first photograph is chosen. */
export async function reader() {
  await import("../exifreader/exif-reader.js");
  return globalThis.ExifReader;
}

/** [data-taken] in a form: two questions about what the photographs say of themselves. */
export function askAboutPhotos(form) {
  const part = form.querySelector("[data-taken]");
  const input = form.querySelector("input[type=file][data-shrink]");
  if (!part || !input) return;
  const asking = new Asking(form, part);
  // A photograph that says nothing, or a reader that did not come: nothing is asked.
  const read = (files) => asking.read(files).catch(() => {});
  input.addEventListener("chosen", (event) => {
    event.preventDefault();
    read(event.detail);
  });
  read(chosenEarly(input));
  form.addEventListener("resumed", () => asking.showPoint());
}

class Asking {
  constructor(form, part) {
    this.form = form;
    this.part = part;
    this.point = form.elements.namedItem("point");
    // Each is asked once; whoever said no to one photograph is not asked about the next.
    this.asked = new Set();
    part.querySelector("[data-drop]").addEventListener("click", () => this.usePoint(""));
  }

  async read(files) {
    for (const file of files.filter(({ type }) => type.startsWith("image/"))) {
      const { place, at } = await taken(file);
      if (place) this.ask("place", file, place.replace(",", ", "), () => this.usePoint(place));
      if (at && Date.now() - at > JUST_NOW) {
        const { zone } = current() ?? {};
        const said = moment(at, zone);
        this.ask("time", file, said, () => this.useTime(local(at, zone), said));
      }
    }
  }

  ask(name, file, said, use) {
    if (this.asked.has(name) || (name === "place" && this.point.value)) return;
    this.asked.add(name);
    const question = this.part.querySelector(`[data-ask="${name}"]`);
    question.querySelector("[data-file]").textContent = file.name;
    question.querySelector("[data-said]").textContent = said;
    question.hidden = false;
    const answer = (work) => {
      question.hidden = true;
      work();
    };
    question.querySelector("[data-use]").addEventListener("click", () => answer(use));
    question.querySelector("[data-no]").addEventListener("click", () => answer(() => {}));
  }

  usePoint(place) {
    this.point.value = place;
    this.point.dispatchEvent(new Event("change", { bubbles: true }));
    this.showPoint();
  }

  showPoint() {
    const words = this.part.querySelector("[data-used]");
    words.hidden = !this.point.value;
    words.querySelector("[data-said]").textContent = this.point.value.replace(",", ", ");
  }

  useTime(value, said) {
    const { form } = this;
    for (const choice of form.elements.namedItem("when")) choice.checked = choice.value === "other";
    const field = form.elements.namedItem("occurred_at");
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const words = this.part.querySelector("[data-timed]");
    words.querySelector("[data-said]").textContent = said;
    words.hidden = false;
  }
}

/** `place` as "lintang,bujur" in degrees, `at` as a moment; what the file does not say is missing. */
async function taken(file) {
  const head = file.slice(0, HEAD).arrayBuffer();
  const Reader = await reader();
  let facts;
  try {
    facts = Reader.load(await head, { expanded: true, includeTags: TAGS });
  } catch {
    return {}; // Not a photograph, or nothing in it.
  }
  return { place: placeOf(facts.gps ?? {}), at: momentOf(facts.exif ?? {}) };
}

function placeOf({ Latitude: latitude, Longitude: longitude }) {
  const known = Number.isFinite(latitude) && Number.isFinite(longitude);
  // A telephone that did not know where it was writes zeros.
  if (!known || (!latitude && !longitude)) return "";
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return "";
  return `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
}

function momentOf({ DateTimeOriginal: taken, OffsetTimeOriginal: offset }) {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d)/.exec(taken?.description ?? "");
  if (!found) return 0;
  const [, year, month, day, time] = found;
  const words = `${year}-${month}-${day}T${time}`;
  const told = /^[+-]\d\d:\d\d$/.exec(offset?.description ?? "");
  const at = told ? Date.parse(words + told[0]) : inZone(words);
  return at > 0 && at <= Date.now() ? at : 0;
}

/** The moment at which clocks of the team's zone show this; no zone of Indonesia changes its hours. */
function inZone(words) {
  const near = Date.parse(`${words}Z`);
  if (Number.isNaN(near)) return 0;
  return near - (Date.parse(`${local(near, current()?.zone)}Z`) - near);
}
