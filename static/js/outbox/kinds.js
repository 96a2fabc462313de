// What differs between the things a phone hands in: what they are called, what they need.

const MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
  "September", "Oktober", "November", "Desember"];

const month = (text) => {
  const [year, number] = text.split("-");
  return `${MONTHS[number - 1] ?? ""} ${year}`.trim();
};
const CODE = /\/laporan\/([^/]+)\//;
const code = (to) => (CODE.exec(to)?.[1] ?? "").toUpperCase();
const MATTER = /\/permasalahan\/([^/]+)\//;
const matter = (to) => (MATTER.exec(to)?.[1] ?? "").toUpperCase();
const begun = (...names) => (kept) => names.some((name) => kept.get(name)?.trim());
const without = (name, words) => (field) => (field(name)?.value.trim() ? {} : { [name]: [words] });

/** `required`: what every receipt must tell; `begun`: whether something was typed, where the
 *  drawn form cannot tell; `missing`: what is not sent without it, in the words of the server. */
export const KINDS = {
  kabar: {
    word: "laporan",
    required: ["summary", "place", "when", "urgency"],
    title: (kept) => kept.get("summary") || "Belum ada kalimatnya",
    begun: begun("summary", "place", "on_behalf"),
    missing: (field) => ({
      ...without("summary", "Tulis satu kalimat tentang apa yang terjadi.")(field),
      ...(field("place")?.tagName === "SELECT" ? without("place", "Pilih desa atau kelurahan.")(field) : {}),
      ...(field("when").value === "other" ? without("occurred_at", "Isi tanggal dan jam kejadian.")(field) : {}),
    }),
  },
  nihil: {
    word: "nihil",
    required: ["month", "asked"],
    title: (kept) => `Nihil ${month(kept.get("month") ?? "")}`,
    missing: (field) => ({
      ...without("month", "Pilih bulan.")(field),
      ...(field("said")?.value ? {} : without("asked", "Sebutkan kepada siapa sudah ditanyakan.")(field)),
    }),
  },
  kegiatan: {
    word: "kegiatan",
    required: ["kind", "about", "held_on"],
    title: (kept) => kept.get("about") || "Belum ada kalimatnya",
    begun: begun("about", "result", "follow_up"),
    missing: (field) => ({
      ...without("kind", "Pilih jenis kegiatan.")(field),
      ...without("about", "Tulis satu kalimat: kegiatan ini tentang apa.")(field),
      ...without("held_on", "Isi tanggal kegiatan.")(field),
      ...(field("place")?.tagName === "SELECT" ? without("place", "Pilih tempat kegiatan.")(field) : {}),
    }),
  },
  perkembangan: {
    word: "perkembangan",
    required: ["text", "as_of"],
    title: (kept, to) => `${code(to)}: ${kept.get("text") || "belum ada kalimatnya"}`,
    missing: (field) => ({
      ...without("text", "Tulis apa yang baru.")(field),
      ...without("as_of", "Isi tanggal dan jam keadaan itu.")(field),
    }),
  },
  langkah: {
    word: "langkah",
    required: ["what", "done_at"],
    title: (kept, to) => `${matter(to)}: ${kept.get("what") || "belum ada kalimatnya"}`,
    missing: (field) => ({
      ...(field("actor") ? without("actor", "Pilih siapa.")(field) : {}),
      ...without("what", "Tulis apa yang dilakukan.")(field),
      ...without("done_at", "Isi tanggal dan jamnya.")(field),
    }),
  },
  lengkapi: {
    word: "kelengkapan",
    required: ["version"],
    title: (kept, to) => `Kelengkapan ${code(to)}`,
    missing: () => ({}),
  },
};

/** What an item, a draft or a form is; what was kept before there were others is a kabar awal. */
export const kindOf = ({ kind }) => KINDS[kind] ?? KINDS.kabar;

/** How a thing is called in a list. */
export function titleOf(thing) {
  return kindOf(thing).title(new Map(thing.fields), thing.to ?? "");
}

/** How many of each: [[2, "laporan"], [1, "nihil"]]. */
export function counted(things) {
  return Object.values(KINDS).map((kind) => [things.filter((one) => kindOf(one) === kind).length, kind.word]);
}
