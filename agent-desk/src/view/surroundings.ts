import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Desk } from "../desk/desk.ts";
import type { Entrance } from "../desk/entrance.ts";
import type { Preferences, PreferencesStore } from "../desk/preferences.ts";
import type { Rest } from "../desk/rest.ts";
import type { DeskState } from "../desk/state.ts";
import type { Store } from "../desk/store.ts";
import { type Strings, stringsIn } from "../model/strings.ts";

/** What every part of the page may need. */
export interface Surroundings {
  readonly entrance: Entrance;
  readonly store: Store<DeskState>;
  readonly preferences: PreferencesStore;
  readonly rest: Rest;
}

const Context = createContext<Surroundings | undefined>(undefined);

export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(Context);
  if (surroundings === undefined)
    throw new Error("no surroundings above this part: this is a bug in agent-desk");
  return surroundings;
}

/** The desk of the agent who is signed in. Only below the shell. */
export function useDesk(): Desk {
  const desk = useSurroundings().entrance.desk();
  if (desk === undefined) throw new Error("nobody is signed in: this is a bug in agent-desk");
  return desk;
}

/** A part of the desk's state; the part is drawn again when it is another value. */
export function useDeskState<Part>(select: (state: DeskState) => Part): Part {
  const { store } = useSurroundings();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

export function usePreferences(): Preferences {
  const { preferences } = useSurroundings();
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}

export function useStrings(): Strings {
  return stringsIn[usePreferences().locale];
}

/** The time, again every `everyMs` milliseconds. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(ticking);
  }, [everyMs]);
  return now;
}
