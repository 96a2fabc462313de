// Forms that lose nothing and are sent once.

const written = (form) => new URLSearchParams(
  [...new FormData(form)].map(([name, value]) => [name, value.name ?? value]),
).toString();

/** form[data-guard]: ask before leaving what was typed; send only once. */
export function guardForms(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) {
    let before = written(form);
    let sending = false;

    // The phone has it: leaving loses nothing.
    form.addEventListener("kept", () => { before = written(form); });

    window.addEventListener("beforeunload", (event) => {
      if (sending || written(form) === before) return;
      event.preventDefault();
      event.returnValue = ""; // Chrome before 119 asks only then.
    });

    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (sending) {
        event.preventDefault();
        return;
      }
      sending = true;
      for (const button of submitters(root, form)) button.setAttribute("aria-disabled", "true");
      event.submitter?.setAttribute("aria-busy", "true");
    });

    // Back from the next page: the browser shows the form again, so it can be sent again.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      sending = false;
      for (const button of submitters(root, form)) {
        button.removeAttribute("aria-disabled");
        button.removeAttribute("aria-busy");
      }
    });
  }
}

function submitters(root, form) {
  const id = form.getAttribute("id");
  const inside = [...form.querySelectorAll("button[type=submit]:not([form])")];
  const outside = id ? [...root.querySelectorAll(`button[type=submit][form="${id}"]`)] : [];
  return [...inside, ...outside];
}

/** [data-counter=id]: "91 dari 280 huruf" under the field it counts. */
export function countLetters(root) {
  for (const counter of root.querySelectorAll("[data-counter]")) {
    const field = root.getElementById(counter.dataset.counter);
    if (!field || field.maxLength < 0) continue;
    const show = () => { counter.textContent = `${field.value.length} dari ${field.maxLength} huruf`; };
    field.addEventListener("input", show);
    show();
  }
}

/** form[data-autosubmit]: a filter that applies when a choice changes; its button stays for others. */
export function submitFilters(root) {
  for (const form of root.querySelectorAll("form[data-autosubmit]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=radio], input[type=checkbox], input[type=month]")) {
        form.requestSubmit();
      }
    });
  }
}
