// When "baru saja" was: told once, before the first sending, and never changed again.

const HOUR = 3_600_000;
// The server takes "baru saja" for twelve hours; what waited longer says the time itself.
const STILL_NOW = 11 * HOUR;
// Beyond this the phone's clock was set between writing and sending: nobody knows when it was.
const BELIEVED = 60 * 24 * HOUR;

/** The fields as they are sent, now and at each retry. `skew`: server's clock minus the phone's. */
export function sealed({ fields, clock, zone }, { skew, now = Date.now() }) {
  const typed = new Map(fields);
  const told = new Map();
  if (typed.get("when") !== "now") return fields;
  const opened = Date.parse(typed.get("opened_at")) + (clock === "device" ? skew : 0);
  const age = now + skew - opened;
  if (Number.isNaN(age) || age > BELIEVED) return fields;
  if (clock === "device") told.set("opened_at", new Date(opened).toISOString());
  if (age > STILL_NOW) {
    told.set("when", "other");
    told.set("occurred_at", local(opened, zone));
  }
  // What stands twice stays twice: only the server says which of them it takes.
  const said = fields.map(([name, value]) => [name, told.get(name) ?? value]);
  return typed.has("occurred_at") || !told.has("occurred_at") ? said : [...said, ["occurred_at", told.get("occurred_at")]];
}

/** A moment as a field of date and time has it, in the team's zone: 2026-11-22T09:30. */
export function local(moment, zone) {
  const words = new Date(moment).toLocaleString("sv-SE", zone ? { timeZone: zone } : {});
  return words.slice(0, 16).replace(" ", "T");
}
