import { useCallback } from "react";
import { useDeskState, usePreferences } from "./surroundings.ts";

/** What an intent is called; one that the bot no longer has, by its id. */
export function useIntentTitles(): (id: string) => string {
  const intents = useDeskState((state) => state.setup?.intents);
  const { locale } = usePreferences();
  return useCallback((id) => intents?.find((intent) => intent.id === id)?.[locale] ?? id, [intents, locale]);
}
