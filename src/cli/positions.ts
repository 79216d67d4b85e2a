import type { Command } from "commander";
import { fingerprintOf } from "../adapters/files/fingerprint.ts";
import { readConfig } from "../config.ts";
import { loadBot } from "../content/load-bot.ts";
import { openPositions } from "../database.ts";
import { countPositions, type PositionCount, summaryOf } from "../runtime/positions.ts";
import { contentHash, contentInvalid } from "../runtime/publisher.ts";
import { botOfVersion } from "../runtime/versions.ts";
import { print, printJson } from "./print.ts";
import { shortHash } from "./published.ts";
import { contentFiles } from "./workspace.ts";

/** `fenqi positions`: where customers stand in dialogs, and what becomes of them with the content as it is now. */
export function registerPositions(program: Command): void {
  program
    .command("positions")
    .description("say where customers stand in dialogs, and whether this content has a place for them")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { readonly json?: true }) => {
      const config = readConfig(process.env);
      const files = await contentFiles();
      const loaded = loadBot(files);
      if (!("bot" in loaded)) throw contentInvalid(loaded.problems);
      const current = { bot: loaded.bot, hash: contentHash(fingerprintOf, files) };
      const database = await openPositions(config);
      const positions = await countPositions({
        readPositions: database.positions,
        now: Date.now(),
        botOf: (hash) => botOfVersion(database.versions, hash),
        current,
      });
      await database.close();
      const summary = summaryOf(positions);
      if (json) return printJson({ content: current.hash, ...summary, positions });
      for (const line of tableOfPositions(positions)) print(line);
      print(describePositions(summary));
    });
}

/** A line for each place, most customers first. */
export function tableOfPositions(positions: readonly PositionCount[]): readonly string[] {
  const widest = Math.max(...positions.map(({ place }) => place.length));
  const most = Math.max(...positions.map(({ customers }) => String(customers).length));
  return positions.map(({ place, customers, content, goes, reason }) => {
    const count = String(customers).padStart(most);
    return `${place.padEnd(widest)}  ${count}  ${shortHash(content)}  ${ways[goes]}${reason === undefined ? "" : `, because ${reason}`}`;
  });
}

const ways: Readonly<Record<PositionCount["goes"], string>> = {
  current: "is in this content",
  id: "moves, by id",
  was: "moves, by `was:`",
  stays: "stays in its version",
};

/** The sums, in one line. */
export function describePositions({ current, id, was, stays }: ReturnType<typeof summaryOf>): string {
  const all = current + id + was + stays;
  if (all === 0) return "No customer is inside a dialog.";
  return `${all} inside a dialog: ${current} in this content, ${id} move by id, ${was} by \`was:\`, ${stays} stay`;
}
