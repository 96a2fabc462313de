// "Pasang di layar utama": offered where the browser would, once, and never again when declined.

const KEY = "timdu.pasang";

/** [data-install]: a quiet line with data-offer (a button) or data-by-hand (words for iOS). */
export function offerInstall(root) {
  const line = root.querySelector("[data-install]");
  if (!line || declined() || isInstalled()) return;
  let offer;
  const show = (name) => {
    for (const part of line.querySelectorAll("[data-way]")) part.hidden = part.dataset.way !== name;
    line.hidden = false;
  };
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // The browser's own bar would lie over the page.
    offer = event;
    show("offer");
  });
  window.addEventListener("appinstalled", () => { line.hidden = true; });
  // Only iOS has this word, and there it is done by hand.
  if (navigator.standalone === false && navigator.maxTouchPoints > 1) show("hand");

  line.querySelector("[data-take]").addEventListener("click", async () => {
    line.hidden = true;
    offer.prompt();
    const { outcome } = await offer.userChoice;
    if (outcome === "dismissed") decline();
  });
  line.querySelector("[data-decline]").addEventListener("click", () => {
    line.hidden = true;
    decline();
  });
}

const isInstalled = () => navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;

function declined() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true; // What cannot be remembered would be asked on every visit.
  }
}

function decline() {
  try {
    localStorage.setItem(KEY, "tidak");
  } catch {
    // It is asked again.
  }
}
