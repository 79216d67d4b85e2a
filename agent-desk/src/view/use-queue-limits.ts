import type { Limits } from "../model/waiting.ts";
import { useDeskState } from "./surroundings.ts";

const NONE: Limits = [];

/** How long customers are to wait at most, by queue. */
export function useQueueLimits(): Limits {
  return useDeskState((state) => state.setup?.queues) ?? NONE;
}
