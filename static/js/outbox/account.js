// Whose phone this is at the moment: who signed in last, until they sign out.

const KEY = "timdu.akun";

/** The account of the page; on a shell, which knows nobody, the one that was here last. */
export function current() {
  const { account, zone, others } = document.body.dataset;
  if (account) return { account, zone, others: others !== undefined };
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Keep who is signed in, for pages opened without signal. */
export function remember() {
  if (!document.body.dataset.account) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(current()));
  } catch {
    // A browser that keeps nothing: the forms are sent as ever.
  }
}

/** Nobody is signed in here any more; what waits stays with its account. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
