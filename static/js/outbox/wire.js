// The wire to the server: asked with patience, answered in JSON, or tried again later.

const WHO = "/kiriman/saya/";
const PATIENCE = 40_000;

/** Not now; `reason` is signin, account, offline or server. */
export class Later extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Who is signed in here, the token for what is sent, and how far the phone's clock is off. */
export async function askWho() {
  const answer = await ask(WHO, {});
  const told = json(answer);
  if (answer.status !== 200 || !told?.account) throw new Later("server");
  const server = Date.parse(answer.headers.get("date"));
  return { ...told, skew: Number.isNaN(server) ? 0 : server - Date.now() };
}

/** One POST with the token of the account that wrote it. */
export function deliver(to, fields, me) {
  return ask(to, { method: "POST", body: new URLSearchParams(fields), headers: headers(me) });
}

export function headers(me) {
  return { "X-CSRFToken": me.csrf, "X-Timdu-Account": me.account };
}

/** Ask the server; what is not an answer to us becomes a reason to try later. */
export async function ask(url, { method = "GET", headers: more = {}, body } = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(url, {
      method, body, cache: "no-store", credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", ...more }, signal: patience.signal,
    });
    // The head may arrive and the rest never.
    const text = answer.type === "opaqueredirect" ? "" : await answer.text();
    answer.words = text;
  } catch {
    throw new Later("offline");
  } finally {
    clearTimeout(timer);
  }
  // Signed out: the application leads to the sign-in, or says so.
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Later("signin");
  if (answer.status === 412) throw new Later("account");
  return answer;
}

/** What the answer says, when it is JSON. */
export function json(answer) {
  try {
    return JSON.parse(answer.words);
  } catch {
    return null;
  }
}
