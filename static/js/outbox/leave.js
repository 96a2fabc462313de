// Signing out with something unsent: said with numbers, and with a choice.
import * as store from "./store.js";
import { current, forget } from "./account.js";
import { counted } from "./kinds.js";
import { listed } from "./words.js";

const PATIENCE = 2000;

/** form[data-sign-out]: ask first when this account still has something on the phone. */
export function guardLeaving(root) {
  for (const form of root.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      leave(form);
    }, { capture: true });
  }
}

async function leave(form) {
  // Leaving does not wait for a store that never answers.
  const late = new Promise((done) => { setTimeout(done, PATIENCE, ""); });
  const words = await Promise.race([left().catch(() => ""), late]);
  if (words && !await agreed(form, words)) return;
  forget();
  form.submit();
}

async function left() {
  const account = current()?.account;
  if (!account) return "";
  const [reports, photos, drafts] = await Promise.all([
    store.unsent(account), store.photos(account), store.drafts(account),
  ]);
  return listed([...counted(reports), [photos.length, "foto"], [drafts.length, "draf"]]);
}

/** The three ways; closing it is staying. */
function agreed(form, words) {
  const box = document.createElement("dialog");
  box.className = "ask";
  const head = document.createElement("h2");
  head.textContent = `Belum terkirim dari ponsel ini: ${words}`;
  const text = document.createElement("p");
  text.textContent = "Bila Anda keluar, semuanya tetap tersimpan di ponsel ini dan dikirim sesudah Anda masuk "
    + "lagi di sini. Orang lain yang masuk di ponsel ini tidak melihatnya.";
  box.append(head, text, button("Jangan keluar dulu", "stay", "btn-primary"), button("Keluar, kirim nanti", "go", "btn-quiet"));
  box.setAttribute("aria-label", head.textContent);
  const link = document.createElement("a");
  link.href = form.dataset.signOut;
  link.textContent = "Lihat kotak keluar";
  box.append(link);
  document.body.append(box);
  return new Promise((answered) => {
    box.addEventListener("click", (event) => {
      if (event.target.value) box.close(event.target.value);
    });
    box.addEventListener("close", () => {
      answered(box.returnValue === "go");
      box.remove();
    });
    box.showModal();
  });
}

function button(words, value, css) {
  const made = document.createElement("button");
  made.type = "button";
  made.value = value;
  made.className = `btn ${css}`;
  made.textContent = words;
  return made;
}
