// j and k step through a queue; Enter opens the row, as it does on any link.

/** ul[data-keys]: the links of its rows, stepped through by keyboard. */
export function stepThroughRows(root) {
  const list = root.querySelector("[data-keys]");
  if (!list) return;

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key !== "j" && event.key !== "k") return;
    const links = [...list.querySelectorAll("a.list-row-title")];
    const at = links.indexOf(root.activeElement);
    const next = event.key === "j" ? at + 1 : Math.max(at - 1, 0);
    const link = links[Math.min(next, links.length - 1)];
    if (!link) return;
    event.preventDefault();
    mark(list, link);
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  });
}

/** a[data-key]: a key of its own on a page that has no list to step through. */
export function keyedLinks(root) {
  const links = [...root.querySelectorAll("a[data-key]")];
  if (!links.length) return;
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const link = links.find((one) => one.dataset.key === event.key);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}

/** The "/" key: to the field of the search, the page's own before the one of the head. */
export function searchKey(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const fields = root.querySelectorAll("main input[type=search], input[data-search-key]");
    const field = [...fields].reverse().find((one) => one.checkVisibility?.() ?? one.offsetParent);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

function isTyping(element) {
  if (element.type === "checkbox" || element.type === "radio") return false;
  return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
}

function mark(list, link) {
  for (const row of list.querySelectorAll(".list-row-current")) {
    row.classList.remove("list-row-current");
    row.removeAttribute("aria-current");
  }
  const row = link.closest(".list-row");
  row.classList.add("list-row-current");
  row.setAttribute("aria-current", "true");
}
