import { useCallback } from "react";
import { useDeskState, usePreferences } from "./surroundings.ts";

/** What a queue is called; one that the desk no longer has, by its id. */
export function useQueueNames(): (id: string) => string {
  const queues = useDeskState((state) => state.setup?.queues);
  const { locale } = usePreferences();
  return useCallback((id) => queues?.find((queue) => queue.id === id)?.[locale] ?? id, [queues, locale]);
}
