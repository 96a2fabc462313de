// The phone's half of reporting: nothing here is needed by a page, and no report is lost with it.
import { current, remember } from "./outbox/account.js";
import { showOutbox } from "./outbox/box.js";
import { keepForm } from "./outbox/form.js";
import { learnAhead } from "./outbox/learn.js";
import { guardLeaving } from "./outbox/leave.js";
import { start } from "./outbox/run.js";

remember();
guardLeaving(document);
for (const form of document.querySelectorAll("form[data-keep]")) keepForm(form);
showOutbox(document);
start();

const field = document.querySelector("[data-outbox], form[data-keep]");
if (field) {
  elsewhere();
  install();
  ahead(field.dataset.form)
    .then(() => ahead(field.dataset.nil, "nil"))
    .then(() => ahead(field.dataset.kegiatan, "kegiatan"));
}

/** A shell stands in for another page: say that the page itself needs signal. */
function elsewhere() {
  const words = document.querySelector("[data-elsewhere]");
  if (words) words.hidden = location.pathname === words.dataset.elsewhere;
}

/** The worker that keeps the shells; a browser whose workers know no modules gets a plain one. */
async function install() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  try {
    await workers.register("/sw.js", { type: "module", updateViaCache: "none" });
  } catch {
    await workers.register("/sw.js?polos", { updateViaCache: "none" }).catch(() => {});
  }
}

async function ahead(address, part) {
  const account = document.body.dataset.account;
  if (!address || !account || account !== current()?.account) return;
  const learned = await learnAhead(address, account, part).catch(() => false);
  // Once it is heard of, a photograph without signal is read, too.
  if (learned && !part) await import("./taken.js").then(({ reader }) => reader()).catch(() => {});
}
