// Menus that close by themselves, focus where it helps, text to copy.

/** Close an open menu when the reader clicks elsewhere or presses Escape. */
export function closeMenus(root) {
  const close = (keep) => {
    for (const menu of root.querySelectorAll("details.menu[open]")) {
      if (menu !== keep) menu.open = false;
    }
  };
  root.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = root.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** Bring the error summary to the reader, and to the screen reader. */
export function focusFirst(root) {
  const first = root.querySelector("[data-focus]");
  if (first && !first.closest("[data-quiet]")) first.focus();
}

/** Copy the text of another element: <button data-copy="#pesan" data-copied="Tersalin">. */
export function copyButtons(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const source = root.querySelector(button.dataset.copy);
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      const word = button.querySelector("[data-word]") ?? button;
      const before = word.textContent;
      word.textContent = button.dataset.copied ?? "Tersalin";
      setTimeout(() => { word.textContent = before; }, 2500);
    });
  }
}

/** Show what is typed into a password field: <button data-reveal="id">. */
export function revealButtons(root) {
  for (const button of root.querySelectorAll("[data-reveal]")) {
    const field = root.getElementById(button.dataset.reveal);
    const word = button.querySelector("[data-word]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      word.textContent = shown ? "Sembunyikan kata sandi" : "Lihat kata sandi";
    });
  }
}

/** A security key that did not answer is said in words, not only on the console. */
export function securityKeys(root) {
  root.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const words of root.querySelectorAll("[data-key-failed]")) words.hidden = false;
  });
}

/** Print the page: <button data-print hidden>; the browser's own menu does the same. */
export function printButtons(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
