import { Counter, type Registry } from "prom-client";
import { errorCatalogue } from "../../kernel/errors.ts";
import type { Observe } from "../../runtime/moments.ts";
import { type ObserveTurn, stages, turnResults } from "../../runtime/watched-turn.ts";
import { Distribution } from "./distribution.ts";
import { counted, Tally } from "./tally.ts";

export interface TurnMetrics {
  readonly observe: Observe;
  readonly observeTurn: ObserveTurn;
  /** What prom-client does not have: the distributions, in Prometheus' text format. */
  text(): string;
}

/** Counts and times what is told of messages, turns, calls and commits. */
export function turnMetrics(registry: Registry): TurnMetrics {
  const messages = new Tally({
    registry,
    name: "fenqi_messages_total",
    help: "What customers sent: stored, or known already because it was sent again.",
    label: "result",
    known: ["stored", "duplicate"],
  });
  const turns = new Tally({
    registry,
    name: "fenqi_turns_total",
    help: "Turns: answered, silent before a person, rung by an alarm, failed, or moved, which is computed again.",
    label: "result",
    known: [...turnResults, "moved"],
  });
  const verdicts = new Tally({
    registry,
    name: "fenqi_verdicts_total",
    help: "Texts of customers by how well they were understood.",
    label: "verdict",
    known: ["sure", "ambiguous", "unknown"],
  });
  const errors = new Tally({
    registry,
    name: "fenqi_errors_total",
    help: "Turns that failed, by the code of the error.",
    label: "code",
    known: Object.keys(errorCatalogue),
  });
  const calls = new Counter({
    name: "fenqi_calls_total",
    help: "Calls of the shop's systems, by action and outcome.",
    labelNames: ["action", "outcome"],
    registers: [registry],
  });
  let [handoffs, commits, writes] = [0, 0, 0];
  counted(registry, "fenqi_handoffs_total", "Conversations handed off to a person.", () => handoffs);
  counted(registry, "fenqi_commits_total", "Transactions of the store.", () => commits);
  counted(registry, "fenqi_writes_total", "Writes that shared those transactions.", () => writes);
  const turnSeconds = new Distribution({
    name: "fenqi_turn_seconds",
    help: "Where the time of a turn goes; total is from the message until everybody who watches has the answer.",
    label: "stage",
    known: [...stages, "total"],
  });
  const callSeconds = new Distribution({
    name: "fenqi_call_seconds",
    help: "How long calls of the shop's systems took.",
    label: "action",
  });
  const commitSeconds = new Distribution({
    name: "fenqi_commit_seconds",
    help: "How long transactions of the store took, from the first write until they were on disk.",
  });

  return {
    observe(moment) {
      switch (moment.type) {
        case "stored":
          return messages.add(moment.isDuplicate ? "duplicate" : "stored");
        case "understood":
          return verdicts.add(moment.verdict);
        case "asked":
          calls.inc({ action: moment.action, outcome: moment.outcome });
          return callSeconds.observe(moment.ms / 1000, moment.action);
        case "committed":
          if (moment.handsOff) handoffs += 1;
          return;
        case "moved":
          return turns.add("moved");
        case "failed":
          return errors.add(moment.code);
        case "written":
          commits += 1;
          writes += moment.writes;
          return commitSeconds.observe(moment.ms / 1000);
      }
    },
    observeTurn({ result, stretches, seq, from, to }) {
      turns.add(result);
      for (const stretch of stretches) turnSeconds.observe((stretch.to - stretch.from) / 1000, stretch.stage);
      if (seq !== undefined && result !== "failed") turnSeconds.observe((to - from) / 1000, "total");
    },
    text: () =>
      [turnSeconds, callSeconds, commitSeconds].map((distribution) => distribution.text()).join("\n"),
  };
}
