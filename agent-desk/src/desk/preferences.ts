import { type Locale, localeOf } from "../model/locale.ts";
import { decodeSearches, type SavedSearch } from "../model/saved-searches.ts";
import type { Rest } from "./rest.ts";
import { createStore, type Store } from "./store.ts";

/** What an agent has chosen for themselves. */
export interface Preferences {
  readonly locale: Locale;
  readonly scheme: "light" | "dark";
  readonly hasSound: boolean;
  readonly hasNotifications: boolean;
  readonly isQuiet: boolean;
  /** Of the agent who is signed in, and only kept by the server. */
  readonly searches: readonly SavedSearch[];
}

export interface PreferencesStore extends Store<Preferences> {
  /** Takes over what the server keeps for the agent who has signed in. */
  load(rest: Rest): Promise<void>;
  /** Changes them here and on the server. */
  change(rest: Rest, change: Partial<Preferences>): void;
}

const KEY = "fenqi-desk:preferences";

/** Kept by the server for the agent, and in the browser for the page before anybody has signed in. */
export function createPreferences(storage: Storage): PreferencesStore {
  const byBrowser: Preferences = {
    locale: localeOf(navigator.languages),
    scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    hasSound: true,
    hasNotifications: false,
    isQuiet: false,
    searches: [],
  };
  const store = createStore({ ...byBrowser, ...decode(parse(storage.getItem(KEY))) });
  let writing = Promise.resolve();

  function keep(): void {
    const { searches: _personal, ...ofBrowser } = store.get();
    storage.setItem(KEY, JSON.stringify(ofBrowser));
  }

  // On top of what is there: another tab or another computer may have changed the rest.
  async function write(rest: Rest, change: Partial<Preferences>): Promise<void> {
    const kept = await rest.get<object>("/preferences");
    await rest.send("PUT", "/preferences", { ...kept, ...change });
  }

  return {
    ...store,
    async load(rest) {
      // What is being changed at this moment is newer.
      await writing;
      const kept = await rest.get<unknown>("/preferences").catch(() => undefined);
      if (kept !== undefined) store.patch({ searches: [], ...decode(kept) });
      keep();
    },
    change(rest, change) {
      store.patch(change);
      keep();
      // They hold in this browser in any case.
      writing = writing.then(() => write(rest, change)).catch(() => undefined);
    },
  };
}

function parse(json: string | null): unknown {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

function decode(value: unknown): Partial<Preferences> {
  if (typeof value !== "object" || value === null) return {};
  const { locale, scheme, hasSound, hasNotifications, isQuiet, searches } = value as Readonly<
    Record<string, unknown>
  >;
  return {
    ...((locale === "zh" || locale === "en") && { locale }),
    ...((scheme === "light" || scheme === "dark") && { scheme }),
    ...(typeof hasSound === "boolean" && { hasSound }),
    ...(typeof hasNotifications === "boolean" && { hasNotifications }),
    ...(typeof isQuiet === "boolean" && { isQuiet }),
    ...(searches !== undefined && { searches: decodeSearches(searches) }),
  };
}
