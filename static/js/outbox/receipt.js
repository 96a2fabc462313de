// A receipt is believed when its hash is that of what this phone sent.
import { KINDS, kindOf } from "./kinds.js";

/** JSON of RFC 8785 for a flat object of texts and lists of texts: keys in order of their UTF-16
 *  units, no blanks. */
export function canonical(texts) {
  const pairs = Object.keys(texts).sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(texts[name])}`);
  return `{${pairs.join(",")}}`;
}

export async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the receipt's hash is that of `received`, and `received` is what was sent. */
export async function agrees(fields, kind, { received, received_hash: hash }) {
  if (!received || await sha256(new TextEncoder().encode(canonical(received))) !== hash) return false;
  // As the wire carried it: a browser replaces what is no character before it sends.
  const sent = new URLSearchParams(fields.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
  const own = kindOf({ kind });
  if (!own.required.every((name) => name in received)) return false;
  // Of everything but a kabar awal all that was sent is received, as it was sent.
  if (own !== KINDS.kabar) return [...sent.keys()].every((name) => name === "client_uuid" || same(received[name], sent.getAll(name)));
  return Object.entries(received).every(([name, value]) => {
    // A place that was typed by name is answered with its code.
    if (name === "place" && !sent.get(name)) return true;
    // Of two values under one name one was not taken: that is not what was sent.
    return sent.has(name) ? sent.getAll(name).every((one) => one === value) : value === "";
  });
}

/** A name sent once is received as a text, one sent again as a list. */
const same = (received, sent) => (
  JSON.stringify(received) === JSON.stringify(sent.length > 1 ? sent : sent[0])
);
