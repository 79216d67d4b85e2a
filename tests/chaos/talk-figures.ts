import type { Milliseconds } from "../../src/kernel/time.ts";
import type { AccountTalk } from "./account-talk.ts";

/** How many conversations came to what. */
export interface TalkFigures {
  readonly talks: number;
  /** The bot helped, and every look at the account succeeded. */
  readonly account: number;
  /** The bot helped, with what holds for everybody where it could not look. */
  readonly guide: number;
  /** The bot helped, and there was nothing to look up. */
  readonly unasked: number;
  readonly person: number;
  /** The longest that somebody waited for an answer. */
  readonly longestMs: Milliseconds;
}

export function figuresOf(talks: readonly AccountTalk[]): TalkFigures {
  const ways = talks.map(wayOf);
  const count = (wanted: ReturnType<typeof wayOf>) => ways.filter((way) => way === wanted).length;
  return {
    talks: talks.length,
    account: count("account"),
    guide: count("guide"),
    unasked: count("unasked"),
    person: count("person"),
    longestMs: Math.max(...talks.flatMap(({ turns }) => turns.map(({ waitedMs }) => waitedMs))),
  };
}

/** As a table of Markdown, as docs/installments.md shows it. */
export function tableOf(rows: ReadonlyMap<string, TalkFigures>): string {
  const head = [
    "trouble",
    "conversations",
    "answered from the account",
    "answered from the guide",
    "no look-up needed",
    "handed to a person",
    "longest wait",
  ];
  const lines = [...rows].map(([trouble, { talks, account, guide, unasked, person, longestMs }]) =>
    [trouble, talks, account, guide, unasked, person, `${(longestMs / 1000).toFixed(1)} s`].join(" | "),
  );
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head.join(" | "), rule.join(" | "), ...lines].map((line) => `| ${line} |`).join("\n");
}

function wayOf({ turns, end }: AccountTalk): "account" | "guide" | "unasked" | "person" | "none" {
  if (end !== "help") return end;
  const calls = turns.flatMap((turn) => turn.calls);
  if (calls.length === 0) return "unasked";
  return calls.some(({ outcome }) => outcome === "error" || outcome === "timeout") ? "guide" : "account";
}
