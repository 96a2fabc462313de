// What of a page, as the server sent it, cannot be used without scripts, in words.
(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const words = (element) => `${element.tagName.toLowerCase()} "${(element.textContent || element.name || "").trim().slice(0, 30)}"`;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const sends = "button:not([type=button]):not([type=reset]), input[type=submit], input[type=image]";
  const explained = page.querySelector("main noscript") !== null;

  // A form with a single field is sent by Enter, and by the search key of a telephone.
  const typed = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";
  const mute = all("form").filter((form) => {
    const outside = form.id ? all(sends).some((button) => button.getAttribute("form") === form.id) : false;
    return !explained && !form.querySelector(sends) && !outside && form.querySelectorAll(typed).length !== 1;
  });
  const dead = all("button[type=button]").filter(
    (button) => !explained && !button.closest("[hidden]") && button.getAttribute("aria-disabled") !== "true",
  );
  const nowhere = all("a").filter((link) => {
    const href = link.getAttribute("href");
    return !href || /^javascript:/i.test(href) || (href.startsWith("#") && !page.getElementById(href.slice(1)));
  });
  const fetched = all("[hx-get], [hx-post]").filter(
    (element) => !element.closest("form") && !element.matches("a[href]") && !element.querySelector("a[href]"),
  );
  return [
    ...mute.map((form) => `formulir tanpa tombol kirim: ${form.getAttribute("action") || ""}`),
    ...dead.map((button) => `tombol hanya untuk skrip: ${words(button)}`),
    ...nowhere.map((link) => `tautan ke mana-mana: ${words(link)}`),
    ...fetched.map((element) => `hanya htmx: ${words(element)}`),
  ];
};
