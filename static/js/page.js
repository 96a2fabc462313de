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
  root.querySelector("[data-focus]")?.focus();
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
