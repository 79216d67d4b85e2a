import type { Bot } from "../../content/bot.ts";
import type { Understand } from "../../conversation/listening.ts";
import { type Difference, differenceOf, differences, diverges } from "./compare.ts";
import type { RecordedConversation, RecordedTurn } from "./recorded.ts";
import { type ReplayedTurn, replay } from "./replay.ts";

/** A turn that came to something else. */
export interface TurnDifference {
  readonly difference: Difference;
  /** Index of the turn in the conversation. */
  readonly index: number;
  readonly replayed: ReplayedTurn;
}

/** What became of a conversation. */
export interface ConversationDifference {
  readonly conversation: RecordedConversation;
  /** What it counts as: the difference after which it went another way, or else its other wordings. */
  readonly group: Group;
  /** Up to and with the turn after which it went another way. */
  readonly turns: readonly [TurnDifference, ...TurnDifference[]];
  /** What was replayed, up to the last difference. */
  readonly replayed: readonly ReplayedTurn[];
}

/** `cannot tell`: the first difference is in a turn whose text is hidden in the record. */
export type Group = Difference | "same" | "cannot tell";
export const groups: readonly Group[] = [...differences, "cannot tell", "same"];

/** How many of something there are in each group. */
export type Counts = Readonly<Record<Group, number>>;

export interface BehaviourDiff {
  readonly conversations: Counts;
  /** The turns up to where each conversation went another way. */
  readonly turns: Counts;
  /**
   * Turns after that: what the customer said was an answer to something else, so they tell little, and are told apart.
   */
  readonly counterfactual: { readonly same: number; readonly different: number };
  /** Actions that were called without an outcome on record, and how often. */
  readonly unrecorded: Readonly<Record<string, number>>;
  /** Everything that is not the same, worst first; of one group in the order of the record. */
  readonly different: readonly ConversationDifference[];
}

/** Has every recorded conversation again and tells what became of it. */
export function behaviourDiff(
  bot: Bot,
  understand: Understand,
  conversations: Iterable<RecordedConversation>,
): BehaviourDiff {
  const perConversation = noneCounted();
  const perTurn = noneCounted();
  const counterfactual = { same: 0, different: 0 };
  const unrecorded: Record<string, number> = {};
  const different: ConversationDifference[] = [];
  for (const conversation of conversations) {
    const turns: TurnDifference[] = [];
    const replayed: ReplayedTurn[] = [];
    let group: Group = "same";
    let isElsewhere = false;
    let index = 0;
    for (const turn of replay(bot, understand, conversation)) {
      const difference = differenceOf(turn);
      for (const action of turn.unrecorded) unrecorded[action] = (unrecorded[action] ?? 0) + 1;
      if (isElsewhere) counterfactual[difference === undefined ? "same" : "different"] += 1;
      else {
        const turnGroup = groupOf(difference, turn.recorded);
        perTurn[turnGroup] += 1;
        replayed.push(turn);
        if (difference !== undefined) {
          turns.push({ difference, index, replayed: turn });
          isElsewhere = diverges(difference);
          if (isElsewhere || group === "same") group = turnGroup;
        }
      }
      index += 1;
    }
    perConversation[group] += 1;
    const [first, ...more] = turns;
    if (first !== undefined) different.push({ conversation, group, turns: [first, ...more], replayed });
  }
  return {
    conversations: perConversation,
    turns: perTurn,
    counterfactual,
    unrecorded,
    different: different.sort((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group)),
  };
}

function groupOf(difference: Difference | undefined, { masked }: RecordedTurn): Group {
  if (difference === undefined) return "same";
  return masked === undefined ? difference : "cannot tell";
}

function noneCounted(): Record<Group, number> {
  return {
    "newly misunderstood": 0,
    "newly handed off": 0,
    "other step": 0,
    "newly understood": 0,
    "handoff saved": 0,
    "wording changed": 0,
    "cannot tell": 0,
    same: 0,
  };
}
