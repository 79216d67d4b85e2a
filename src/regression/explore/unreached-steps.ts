import { type Bot, patternId } from "../../content/bot.ts";
import { requiredPatterns } from "../../content/schema/dialog-schema.ts";
import type { Breach } from "./law.ts";

/** The patterns that every bot has to have, whether anything in it brings them about or not. */
const required: ReadonlySet<string> = new Set(requiredPatterns.map(patternId));

/**
 * Steps that no conversation came to.
 *
 * @param reached every step that one came to, as `dialog#step`
 */
export function unreachedSteps(bot: Bot, reached: ReadonlySet<string>): readonly Breach[] {
  return [...bot.dialogs.values()].flatMap(({ id, steps }) => {
    const isReached = (step: string): boolean => reached.has(`${id}#${step}`);
    if (required.has(id) && ![...steps.keys()].some(isReached)) return [];
    return [...steps.values()]
      .filter((step) => !isReached(step.id))
      .map(
        (step): Breach => ({
          law: "step-reached",
          at: step.at,
          step: `${id}#${step.id}`,
          message: "No conversation comes to this step, though something leads to it.",
        }),
      );
  });
}
