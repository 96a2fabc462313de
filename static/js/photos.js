// Photographs before they are sent: made smaller on the phone, gathered one after the other.

const SMALL_ENOUGH = 400_000;
const QUALITY = 0.82;
const THUMB = { width: 112, height: 84 };
// What was chosen while nobody listened yet: the script that asks comes later, on a slow line much.
const early = new WeakMap();

/** Those chosen before anybody listened for "chosen"; told once. */
export function chosenEarly(input) {
  const files = early.get(input) ?? [];
  early.delete(input);
  return files;
}

/** input[type=file][data-shrink="2048"]: shrink what is chosen, add to what was chosen before. */
export function gatherPhotographs(root) {
  for (const input of root.querySelectorAll("input[type=file][data-shrink]")) {
    if (!globalThis.DataTransfer || !globalThis.createImageBitmap) continue;
    const list = document.createElement("ul");
    const told = document.createElement("p");
    const chosen = [];
    let working = 0;
    list.className = "file-list mt-2";
    told.className = "form-text mt-2";
    told.setAttribute("role", "status");
    input.after(list, told);

    const show = () => {
      const transfer = new DataTransfer();
      for (const one of chosen) transfer.items.add(one.file);
      input.files = transfer.files;
      list.replaceChildren(...chosen.map((one) => row(one, () => {
        chosen.splice(chosen.indexOf(one), 1);
        show();
        input.focus();
      })));
      const bytes = chosen.reduce((sum, one) => sum + one.file.size, 0);
      told.textContent = chosen.length ? `${chosen.length} berkas, ${weight(bytes)}, siap dikirim.` : "";
    };

    input.addEventListener("change", async () => {
      input.setAttribute("data-busy", "");
      working += 1;
      const files = [...input.files].filter((file) => !chosen.some((one) => one.file === file));
      // What a photograph says of where and when does not outlive the shrinking.
      const chosenNow = new CustomEvent("chosen", { bubbles: true, cancelable: true, detail: files });
      // Whoever listens says so.
      if (input.dispatchEvent(chosenNow)) early.set(input, [...early.get(input) ?? [], ...files]);
      const fresh = files.map((file) => ({ file }));
      chosen.push(...fresh);
      for (const [at, one] of fresh.entries()) {
        // Whoever sends now sends those that are small already, and the others as they are.
        show();
        told.textContent = `Memperkecil foto ${at + 1} dari ${fresh.length} …`;
        Object.assign(one, await smaller(one.file, Number(input.dataset.shrink)));
      }
      show();
      working -= 1;
      if (!working) input.removeAttribute("data-busy");
      input.dispatchEvent(new Event("gathered", { bubbles: true }));
    });
  }
}

/** The file as it will be sent, with a small drawing of it; as it came when it is no photograph. */
async function smaller(file, side) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return { file };
  }
  const thumb = drawn(bitmap, Math.max(THUMB.width / bitmap.width, THUMB.height / bitmap.height), THUMB);
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  if (file.type === "image/png" || (scale === 1 && file.size < SMALL_ENOUGH)) return { file, thumb };
  const size = { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) };
  const canvas = drawn(bitmap, scale, size);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  bitmap.close();
  if (!blob || blob.size >= file.size) return { file, thumb };
  const name = `${file.name.replace(/\.\w+$/, "")}.jpg`;
  return { file: new File([blob], name, { type: blob.type, lastModified: file.lastModified }), thumb };
}

function drawn(bitmap, scale, { width, height }) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const [w, h] = [bitmap.width * scale, bitmap.height * scale];
  canvas.getContext("2d").drawImage(bitmap, (width - w) / 2, (height - h) / 2, w, h);
  return canvas;
}

function row({ file, thumb }, drop) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const size = document.createElement("small");
  const button = document.createElement("button");
  item.className = "file-item";
  words.className = "flex-grow-1 text-break";
  words.textContent = file.name;
  size.textContent = weight(file.size);
  words.append(size);
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  button.textContent = "Buang";
  button.setAttribute("aria-label", `Buang ${file.name}`);
  button.addEventListener("click", drop);
  if (thumb) {
    thumb.className = "file-thumb";
    item.append(thumb);
  }
  item.append(words, button);
  return item;
}

function weight(bytes) {
  const kilobytes = Math.ceil(bytes / 1024);
  if (kilobytes < 1024) return `${kilobytes}\u00a0kB`;
  return `${(kilobytes / 1024).toFixed(1).replace(".", ",")}\u00a0MB`;
}
