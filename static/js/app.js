// What every signed-in page is helped by. Each part is optional: no page needs it to work.
import { adviseAlike } from "./alike.js";
import { closeMenus, copyButtons, focusFirst, printButtons, revealButtons, securityKeys } from "./page.js";
import { guardForms, countLetters, submitFilters } from "./forms.js";
import { offerInstall } from "./install.js";
import { locateButtons } from "./locate.js";
import { gatherPhotographs } from "./photos.js";
import { keyedLinks, searchKey, stepThroughRows } from "./rows.js";

closeMenus(document);
focusFirst(document);
copyButtons(document);
printButtons(document);
revealButtons(document);
securityKeys(document);
guardForms(document);
countLetters(document);
submitFilters(document);
locateButtons(document);
gatherPhotographs(document);
offerInstall(document);
stepThroughRows(document);
keyedLinks(document);
searchKey(document);
adviseAlike(document);
// Kotak keluar: for whoever signed in on this device or leaves it, and for the shells it keeps.
if (globalThis.indexedDB && document.querySelector("[data-account], [data-outbox], form[data-keep], form[data-sign-out]")) {
  import("./offline.js");
}
