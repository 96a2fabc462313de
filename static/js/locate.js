// "Posisi ponsel": where the phone is, into the fields of the form.

const WORDS = {
  asking: "Mencari posisi …",
  1: "Izin posisi ditolak. Buka izin lokasi untuk alamat ini di pengaturan peramban, atau pilih desa saja.",
  2: "Posisi belum didapat. Coba di tempat terbuka, atau pilih desa saja.",
  3: "Posisi belum didapat dalam 20 detik. Coba lagi, atau pilih desa saja.",
};

/** button[data-locate] with data-latitude, data-longitude, data-accuracy (ids) and data-told (id). */
export function locateButtons(root) {
  for (const button of root.querySelectorAll("[data-locate]")) {
    // Without a position to offer the button would promise what it cannot do.
    button.hidden = !("geolocation" in navigator) || !window.isSecureContext;
    button.addEventListener("click", () => locate(root, button));
  }
}

function locate(root, button) {
  const field = (name) => root.getElementById(button.dataset[name] ?? "");
  const told = field("told");
  const say = (words) => { if (told) told.textContent = words; };

  say(WORDS.asking);
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.removeAttribute("aria-busy");
      field("latitude").value = coords.latitude.toFixed(6);
      field("longitude").value = coords.longitude.toFixed(6);
      if (field("accuracy")) field("accuracy").value = Math.round(coords.accuracy);
      say(`Titik dari ponsel, ± ${Math.round(coords.accuracy)} m.`);
      field("latitude").dispatchEvent(new Event("change", { bubbles: true }));
    },
    (error) => {
      button.removeAttribute("aria-busy");
      say(WORDS[error.code] ?? WORDS[2]);
    },
    { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
  );
}
