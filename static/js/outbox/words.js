// Words about time, number and trouble, as the rest of the application says them.
import { kindOf } from "./kinds.js";

const ZONES = {
  "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT",
};

/** 14.30 WIB */
export function clock(moment, zone) {
  const name = ZONES[zone];
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Date(moment).toLocaleTimeString("id-ID", name ? { ...options, timeZone: zone } : options);
  return `${time.replace(":", ".")}${name ? `\u00a0${name}` : ""}`;
}

/** 22 Nov 2026 14.30 WIB */
export function moment(when, zone) {
  const options = { day: "numeric", month: "short", year: "numeric" };
  const day = new Date(when).toLocaleDateString("id-ID", ZONES[zone] ? { ...options, timeZone: zone } : options);
  return `${day.replaceAll(" ", "\u00a0")} ${clock(when, zone)}`;
}

/** 3 laporan */
export const many = (count, word) => `${count}\u00a0${word}`;

/** What stands beside what is left behind: "2 laporan, 3 foto, 1 draf". */
export function listed(counts) {
  return counts.filter(([count]) => count).map(([count, word]) => many(count, word)).join(", ");
}

export const REASONS = {
  "": "Tersambung. Yang tersimpan dikirim sendiri.",
  busy: "Sedang dikirim dari tab lain.",
  offline: "Tidak ada sinyal. Yang menunggu dikirim sendiri.",
  server: "Sekretariat belum dapat dihubungi. Dicoba lagi sendiri.",
  full: "Ruang ponsel penuh. Hapus foto atau aplikasi, lalu buka lagi halaman ini.",
  signin: "Anda perlu masuk dulu. Yang menunggu tetap tersimpan dan dikirim sesudah Anda masuk.",
  account: "Akun lain sedang masuk di ponsel ini. Yang menunggu tetap tersimpan untuk akun Anda.",
};

/** Why a report needs its writer, and what comes next. */
export function trouble(item) {
  if (item.trouble === "errors") {
    const found = Object.values(item.errors).flat().join(" ");
    return `Belum diterima: ${found} Buka, perbaiki, lalu kirim lagi.`;
  }
  if (item.trouble === "other") {
    return `Formulir ini sudah pernah dikirim dengan isi lain${item.code ? ` (${item.code})` : ""}. `
      + `Isian di ponsel tidak hilang: kirim sebagai ${kindOf(item).word} lain, atau buang.`;
  }
  if (item.trouble === "stale") {
    return "Laporan ini berubah sejak Anda membukanya, jadi kelengkapan Anda belum diterima dan tetap "
      + "tersimpan di sini. Buka, bandingkan keduanya, lalu kirim lagi.";
  }
  if (item.trouble === "mismatch") {
    return "Tanda terima tidak cocok dengan isi yang dikirim, jadi isinya tetap disimpan di sini. "
      + "Kirim lagi; bila berulang, telepon sekretariat.";
  }
  return item.words || "Sekretariat menolak kiriman ini. Buka dan periksa isinya, lalu kirim lagi.";
}

/** What lies here and does not open; why, and what comes next. */
const NO_KEY = "Isinya tidak dapat dibuka di ponsel ini, karena kunci simpanan peramban tidak ada.";
export const UNOPENED = `${NO_KEY} Tutup peramban, lalu buka lagi halaman ini. Bila tetap begini: tulis sekali lagi, `
  + "kirim, lalu buang baris ini.";
export const UNOPENED_PHOTO = "Foto ini tidak dapat dibuka di ponsel ini, karena kunci simpanan peramban tidak ada. "
  + "Teks laporannya sudah diterima: lampirkan fotonya sekali lagi pada laporan itu, lalu buang baris ini.";

/** What is kept readable, said where it lies. */
export const READABLE = "Peramban ini tidak dapat menyandi simpanannya. Laporan tetap tersimpan dan terkirim, tetapi "
  + "isinya terbaca di berkas peramban ponsel ini.";

/** What a full or forbidden store means for the person. */
export const NO_ROOM = "Ponsel tidak dapat menyimpan laporan ini, mungkin ruangnya penuh. Isian Anda masih di "
  + "halaman ini: jangan ditutup. Tekan tombol kirim sekali lagi untuk mengirim langsung.";
