// What another application handed over, on the page of the form.
import { adopt } from "./shared.js";

/** What was shared is theirs who open it signed in; "", or which words say why not. */
export async function takeOver(account) {
  const address = new URL(location.href);
  const id = address.searchParams.get("bagikan");
  if (!id) return "";
  let uuid;
  try {
    uuid = await adopt(id, account);
  } catch {
    // It still lies here, and this address still leads to it.
    return "crowded";
  }
  address.searchParams.delete("bagikan");
  if (uuid) address.searchParams.set("draf", uuid);
  history.replaceState(null, "", address);
  return uuid ? "" : "unshared";
}

/** A draft from another application is to be read; the rest of a long text is at hand. */
export function tellOfShared({ shared }, form) {
  if (shared === undefined) return;
  const words = document.querySelector("[data-shared]");
  words.hidden = false;
  const whole = words.querySelector("[data-whole]");
  whole.hidden = shared.length <= form.elements.namedItem("summary").maxLength;
  whole.querySelector("[data-text]").textContent = shared;
}
