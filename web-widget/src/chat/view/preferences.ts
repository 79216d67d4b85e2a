import { openStorage } from "../storage.ts";

/** What the customer has set in the menu. What they have not set is as the page wants it. */
export interface Preferences {
  readonly isLarge?: boolean;
  readonly hasSound?: boolean;
}

const KEY = "fenqi-preferences";
/** By itself: the loader looks for it before anything else is there. */
const LOCALE_KEY = "fenqi-locale";
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

/** @param locale BCP 47; what the customer speaks on this device, whatever a page says */
export function saveLocale(locale: string): void {
  storage.set(LOCALE_KEY, locale);
}
