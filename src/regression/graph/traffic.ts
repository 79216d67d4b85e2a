import type { Bot, Dialog } from "../../content/bot.ts";
import type { Origin } from "../../dialog/state.ts";
import { goalKey, startsOf } from "../coverage-goals.ts";
import { asItIsNow } from "../coverage-traffic.ts";
import { type Between, silentWays, type WaysBetween } from "./silent-ways.ts";
import type { Span } from "./span.ts";

/** A conversation, as far as it shows where it went: the steps that spoke, turn by turn. */
export interface SeenConversation {
  readonly turns: readonly { readonly said: readonly { readonly origin?: Origin | undefined }[] }[];
}

/** How often customers went which way. */
export interface Traffic {
  /**
   * By `goalKey`: steps, ways and starts. Steps that say nothing leave no trace, so what was taken between two that
   * speak is known within bounds where more than one way leads there.
   */
  readonly counts: ReadonlyMap<string, Span>;
  readonly conversations: number;
  /** How often a step spoke that the bot does not have. */
  readonly unknown: number;
}

/** Counts where conversations went. Names that steps and dialogs had before are understood. */
export function trafficOf(bot: Bot, conversations: Iterable<SeenConversation>): Traffic {
  const tally = new Tally();
  const moves = new Map<string, Move>();
  let total = 0;
  let unknown = 0;
  for (const conversation of conversations) {
    total += 1;
    let before: Origin | undefined;
    for (const spoke of stepsThatSpoke(bot, conversation)) {
      const here = bot.dialogs.get(spoke.dialog)?.steps.has(spoke.step) ? spoke : undefined;
      if (here === undefined) unknown += 1;
      else {
        tally.add(goalKey(here), 1, 1);
        const key = `${before === undefined ? "" : goalKey(before)} ${goalKey(here)}`;
        moves.set(key, { from: before, to: here, times: (moves.get(key)?.times ?? 0) + 1 });
      }
      before = here;
    }
  }
  const waysBetween = silentWays(bot);
  for (const { from, to, times } of moves.values()) {
    const { certain, perhaps } =
      (from && waysBetween(from, to)) ?? startTo(bot.dialogs.get(to.dialog), to, waysBetween);
    for (const key of certain) tally.add(key, times, times);
    for (const key of perhaps) tally.add(key, 0, times);
  }
  return { counts: tally.spans, conversations: total, unknown };
}

/** From a step that spoke to the next one; from nowhere when a conversation begins. */
interface Move {
  readonly from: Origin | undefined;
  readonly to: Origin;
  readonly times: number;
}

class Tally {
  readonly spans = new Map<string, Span>();

  add(key: string, least: number, most: number): void {
    const before = this.spans.get(key) ?? { least: 0, most: 0 };
    this.spans.set(key, { least: before.least + least, most: before.most + most });
  }
}

/** A step that says several messages in one turn has spoken once. */
function stepsThatSpoke(bot: Bot, { turns }: SeenConversation): readonly Origin[] {
  return turns.flatMap(({ said }) => {
    const origins = said.flatMap(({ origin }) => (origin === undefined ? [] : [stepNow(bot, origin)]));
    return origins.filter((origin, place) => {
      const before = origins[place - 1];
      return before === undefined || goalKey(before) !== goalKey(origin);
    });
  });
}

function stepNow(bot: Bot, origin: Origin): Origin {
  const { dialog, step = origin.step } = asItIsNow(bot, origin);
  return { dialog, step };
}

/** Where nothing led to a step, its dialog has begun: at this step, or at one that says nothing and leads to it. */
function startTo(dialog: Dialog | undefined, to: Origin, waysBetween: WaysBetween): Between {
  const nothing = { certain: [], perhaps: [] };
  const starts = dialog === undefined ? [] : startsOf(dialog);
  if (dialog === undefined || starts.length === 0) return nothing;
  const first = { dialog: dialog.id, step: dialog.first };
  const isFirst = dialog.first === to.step;
  const isSilent = !["say", "ask"].includes(dialog.steps.get(dialog.first)?.verb ?? "");
  const further = isFirst ? nothing : isSilent ? waysBetween(first, to) : undefined;
  if (further === undefined) return nothing;
  const keys = starts.map((way) => goalKey({ dialog: dialog.id, way }));
  const passed = isFirst ? [] : [goalKey(first)];
  return keys.length === 1
    ? { certain: [...keys, ...passed, ...further.certain], perhaps: further.perhaps }
    : { certain: [...passed, ...further.certain], perhaps: [...keys, ...further.perhaps] };
}
