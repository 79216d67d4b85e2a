/** A fresh id for a message. `randomUUID` exists only on https pages; a shop's http test page has the rest. */
export function newCid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
