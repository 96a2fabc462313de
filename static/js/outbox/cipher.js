// What was typed lies on the phone shut: AES-GCM, never twice with the same beginning, bound to whose
// it is and to which thing it belongs. Runs in a page and in the service worker.
// A shut value is a Uint8Array: a version of before, in a tab still open, can neither take it for text nor send it.

const NAME = "AES-GCM";
const BEGINNING = 12;
const FORM = 1;
// What a person typed, chose or was told. The rest says whose it is, in which order and state, and stays readable.
const CONTENT = ["title", "fields", "sealed", "said", "places", "shared", "stale", "errors", "words", "name",
  "head", "duty", "nil", "kegiatan"];

/** No key in this browser: what is written is kept readable, because a report counts for more than a lock. */
export const NONE = null;

export const isShut = (value) => value instanceof Uint8Array;

const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value));
const how = ({ account, bound }, part, iv) => (
  { name: NAME, iv, additionalData: bytesOf([FORM, account, bound, part]) }
);

async function lock(bytes, part, whose) {
  const iv = crypto.getRandomValues(new Uint8Array(BEGINNING));
  return [iv, new Uint8Array(await crypto.subtle.encrypt(how(whose, part, iv), whose.key, bytes))];
}

function unlock(bytes, part, whose) {
  const iv = bytes.slice(0, BEGINNING);
  return crypto.subtle.decrypt(how(whose, part, iv), whose.key, bytes.subarray(BEGINNING));
}

async function box(value, part, whose) {
  const [iv, data] = await lock(bytesOf(value), part, whose);
  const both = new Uint8Array(iv.length + data.length);
  both.set(iv);
  both.set(data, iv.length);
  return both;
}

const unbox = async (value, part, whose) => (
  isShut(value) ? JSON.parse(new TextDecoder().decode(await unlock(value, part, whose))) : value
);

/** A record whose content nobody reads without the key; `whose`: the key, the account and what it is bound to. */
export async function shut(record, whose) {
  const pairs = Object.entries(record).map(async ([name, value]) => {
    const isOpen = CONTENT.includes(name) && value !== undefined && value !== null && !isShut(value);
    if (!isOpen || whose.key === NONE) return [name, value];
    // What the browser fails to shut is kept all the same.
    return [name, await box(value, name, whose).catch(() => value)];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** The record as it was written. What does not open is left out, and the record says so: `unopened`. */
export async function open(record, whose) {
  const opened = { ...record };
  await Promise.all(Object.entries(record).map(async ([name, value]) => {
    try {
      // The names of photographs that have come were shut with them.
      if (name === "came" && value) opened.came = await Promise.all(value.map((one) => unbox(one, "name", whose)));
      else if (isShut(value)) opened[name] = await unbox(value, name, whose);
    } catch {
      delete opened[name];
      opened.unopened = true;
    }
  }));
  return opened;
}

/** What was shut before, by file: whoever types on does not shut a photograph anew. */
const before = new WeakMap();

/** One after the other: a small phone has no room for six at once. */
export async function shutPictures(files, whose) {
  const pictures = [];
  for (const file of files) pictures.push(await shutPicture(file, whose));
  return pictures;
}

/** A photograph and its name, shut; the file itself where that fails. */
async function shutPicture(file, whose) {
  const known = before.get(file);
  if (known?.key === whose.key && known.bound === whose.bound) return known.picture;
  if (whose.key === NONE) return file;
  try {
    const [cipher, name] = await Promise.all([
      lock(await file.arrayBuffer(), "photo", whose), box(file.name, "name", whose),
    ]);
    const { type, size, lastModified } = file;
    const picture = { cipher: new Blob(cipher), name, type, size, lastModified };
    before.set(file, { ...whose, picture });
    return picture;
  } catch {
    return file;
  }
}

/** The file again; an error where it does not open. */
export async function openPicture(picture, whose) {
  if (picture instanceof File) return picture;
  const { cipher, name, type, lastModified } = picture;
  const bytes = await unlock(new Uint8Array(await cipher.arrayBuffer()), "photo", whose);
  return new File([bytes], await unbox(name, "name", whose), { type, lastModified });
}
