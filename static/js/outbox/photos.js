// Photographs follow the text one by one, in pieces; each goes on where it stopped.
import { sha256 } from "./receipt.js";
import * as store from "./store.js";
import { ask, headers, json } from "./wire.js";
import { UNOPENED_PHOTO as UNOPENED } from "./words.js";

const WHERE = "/kiriman/berkas/";
const PIECE = 64 * 1024;
const ATTEMPTS = 3; // So often a piece may be answered with the offset it began at.

/** Tell the server of a photograph it will get, so that the receipt names what is still to come. */
export async function announce(photo, me) {
  const picture = await store.picture(photo);
  if (!picture) return { done: true, attached: false, words: UNOPENED };
  const sum = photo.sha ?? await sha256(await picture.arrayBuffer());
  const body = new URLSearchParams({
    report: photo.uuid, sha256: sum, size: picture.size, name: photo.name,
  });
  const state = understood(await ask(WHERE, { method: "POST", body, headers: headers(me) }));
  if (state.url) await store.markPhoto(photo.id, { sha: sum, url: state.url });
  return state;
}

/** How far the server has it; one that was forgotten there begins anew. */
async function standing(photo, me) {
  if (!photo.url) return announce(photo, me);
  const answer = await ask(photo.url, { headers: headers(me) });
  return answer.status === 404 ? announce(photo, me) : understood(answer);
}

/** Send one photograph; returns why it is left, or nothing. */
export async function sendPhoto(photo, me) {
  const picture = await store.picture(photo);
  // Said where the person looks; the other photographs go.
  if (!picture) return finish(photo, { attached: false, words: UNOPENED });
  let state = await standing(photo, me);
  let stuck = 0;
  while (!state.reason && !state.done) {
    const before = state.offset;
    state = { ...state, ...await piece(picture, state, me) };
    if (!state.denied) Object.assign(photo, { denied: false });
    await store.markPhoto(photo.id, { offset: state.offset, denied: photo.denied });
    stuck = state.offset > before ? 0 : stuck + 1;
    if (stuck >= ATTEMPTS) return "server";
  }
  return finish(photo, state);
}

async function piece(picture, { url, offset }, me) {
  const answer = await ask(url, {
    method: "PATCH",
    body: picture.slice(offset, offset + PIECE),
    headers: {
      ...headers(me), "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream",
    },
  });
  return understood(answer);
}

function understood(answer) {
  const told = json(answer);
  // What has come is told with a conflict, too: it goes on from there.
  if (told && "offset" in told && [200, 201, 409].includes(answer.status)) return told;
  // Not this person's, or not there: the next round asks with a new token; then it is an answer.
  // What is no answer of ours comes from somebody between us and the server.
  if (told && [403, 404].includes(answer.status)) return { reason: "server", denied: true, words: told.words };
  if (!told || answer.status >= 500 || [403, 404, 408, 409, 425, 429].includes(answer.status)) {
    return { reason: "server" };
  }
  const words = told.words ?? Object.values(told.errors ?? {}).flat().join(" ");
  return { done: true, attached: false, words };
}

async function finish(photo, state) {
  if (state.denied && !photo.denied) await store.markPhoto(photo.id, { denied: true });
  if (state.reason && !(state.denied && photo.denied)) return state.reason;
  if (state.denied || state.attached === false) {
    await store.markPhoto(photo.id, { state: "action", words: state.words ?? "" });
    return "";
  }
  await store.photoArrived(photo.id);
  return "";
}
