import { openStorage } from "../storage.ts";

/** What the customer has set in the menu. What they have not set is as the page wants it. */
export interface Preferences {
  readonly isLarge?: boolean;
  readonly hasSound?: boolean;
  /** BCP 47. */
  readonly locale?: string;
}

const KEY = "fenqi-preferences";
const storage = openStorage();

/** What was kept on this device; nothing, where it cannot be read. */
export function loadPreferences(): Preferences {
  try {
    return { ...JSON.parse(storage.get(KEY) ?? "{}") };
  } catch {
    return {};
  }
}

export function savePreferences(preferences: Preferences): void {
  storage.set(KEY, JSON.stringify(preferences));
}
