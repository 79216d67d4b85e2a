import type { Effect } from "../conversation/effect.ts";
import type { Answer } from "./conversation-run.ts";
import { spokenOf } from "./expect.ts";

/** One line of what was said, as a person reads it. */
export interface TranscriptLine {
  readonly who: "me" | "bot" | "event";
  readonly text: string;
  /** Index of the talk entry that led to this line; -1 for what a `start` led to. */
  readonly turn: number;
}

/** What was said, in order. */
export function transcriptOf(answers: readonly Answer[]): readonly TranscriptLine[] {
  return answers.flatMap(({ turn, me, effects }) => [
    ...(me === undefined ? [] : [{ who: "me", text: me, turn } as const]),
    ...effects.map((effect) => lineOf(effect, turn)),
  ]);
}

function lineOf(effect: Effect, turn: number): TranscriptLine {
  switch (effect.type) {
    case "say": {
      const [spoken] = spokenOf(effect);
      const buttons = spoken?.buttons.map((button) => `[${button.label}]`).join(" ") ?? "";
      const place = `(${effect.origin.dialog}#${effect.origin.step})`;
      return {
        who: "bot",
        text: [spoken?.text ?? "", buttons, place].filter((part) => part !== "").join(" "),
        turn,
      };
    }
    case "requestHandoff":
      return { who: "event", text: `handoff: ${effect.handoff.queue}, ${effect.handoff.reason}`, turn };
    case "rate":
      return { who: "event", text: `rated ${effect.score} of 5`, turn };
    case "queue":
      return { who: "event", text: "in line", turn };
    case "returnToBot":
      return { who: "event", text: "returned to the bot", turn };
  }
}
