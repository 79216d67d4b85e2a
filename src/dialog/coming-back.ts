import { answer } from "./leaving.ts";
import { proceed } from "./proceed.ts";
import { quote } from "./speak.ts";
import { fromEntry, stepOf, topOf } from "./stack.ts";
import type { Draft, Setting, Turn } from "./turn.ts";

/** Takes up again what waited for a person to finish. */
export function comeBack(setting: Setting, draft: Draft): Turn {
  const said = { ...draft, says: [...draft.says, ...quote(setting, draft, "returned")] };
  const step = stepOf(setting.bot, topOf(said));
  if (step?.verb !== "human") return proceed(setting, fromEntry(said));
  const moved = answer(setting, said, "next", step.next);
  return proceed(setting, moved.stack.length < said.stack.length ? fromEntry(moved) : moved);
}
