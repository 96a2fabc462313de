// Before sending: what may have been reported already. Advice only: where the server does not
// answer at once nothing is shown, and nothing ever waits for it.

const WAIT = 600, PATIENCE = 4000;
const ASKED = ["summary", "place", "when", "occurred_at", "opened_at", "csrfmiddlewaretoken"];

/** form[data-alike]: asks its address after each answer and shows the advice in [data-alike-here]. */
export function adviseAlike(root) {
  const form = root.querySelector("form[data-alike]");
  const here = form?.querySelector("[data-alike-here]");
  if (!here) return;
  let timer = 0, asking = null;

  form.addEventListener("change", (event) => {
    if (!ASKED.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asking?.abort();
      asking = new AbortController();
      const found = await ask(form, asking);
      if (found) here.replaceChildren(...found);
    }, WAIT);
  });
}

/** The advice as the server draws it; null when there is none to be had now. */
async function ask(form, asking) {
  const typed = new FormData(form);
  if (!navigator.onLine || !typed.get("summary") || !typed.get("place")) return null;
  const body = new URLSearchParams(ASKED.map((name) => [name, typed.get(name) ?? ""]));
  const late = setTimeout(() => asking.abort(), PATIENCE);
  try {
    const answer = await fetch(form.dataset.alike, { method: "POST", body, redirect: "error", signal: asking.signal });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}
