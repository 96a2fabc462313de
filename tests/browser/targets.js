// What a thumb should hit and is lower than 44 px, in words.
() =>
  [...document.querySelectorAll("a.btn, button, summary, select, .bottom-nav a, input:not([type=hidden])")]
    .filter((element) => !/^(checkbox|radio|file)$/.test(element.type))
    .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden"))
    .map((element) => [element, element.getBoundingClientRect().height])
    .filter(([, height]) => height > 0 && height < 43.5)
    .map(([element, height]) => {
      const words = (element.innerText || element.name || "").trim().slice(0, 30);
      return `${element.tagName.toLowerCase()} "${words}" ${Math.round(height)} px`;
    });
