import { reminded } from "./begin.ts";
import { spokenTo } from "./hear.ts";
import { proceed } from "./proceed.ts";
import { pushNamedPattern } from "./stack.ts";
import type { DialogState } from "./state.ts";
import type { Setting, Turn } from "./turn.ts";

/** The bot's turn on an image of the customer's: it says that it cannot read it, and goes on where it stood. */
export function see(setting: Setting, state: DialogState): Turn {
  // A text that was not understood may still be completed by the next one: the image in between changes nothing of that.
  const draft = reminded(setting, spokenTo(setting, state));
  return proceed(setting, pushNamedPattern(setting.bot, draft, "image"));
}
