import type { Command } from "commander";
import { readConfig } from "../config.ts";
import { AppError } from "../kernel/errors.ts";
import type { PublicationEntry } from "../runtime/publication-ports.ts";
import { refuseNoDatabase } from "./open-accounts.ts";
import { print, printJson } from "./print.ts";
import { type ActiveEntry, activeEntry, announceSwitch, leadFor, shownContent } from "./published.ts";
import { withDatabase } from "./with-database.ts";

interface RollbackOptions {
  readonly note: string;
  readonly json?: true;
}

/** `fenqi rollback`: has all running servers answer with an earlier version again. */
export function registerRollback(program: Command): void {
  program
    .command("rollback")
    .argument(
      "[version]",
      "the beginning of its hash, as `fenqi versions` shows it; the one before, when left out",
    )
    .description("have all running servers answer with an earlier version of the content again")
    .option("--note <text>", "why, for those who look at `fenqi versions` later", "rollback")
    .option("--json", "print one JSON document")
    .action(async (version: string | undefined, { note, json }: RollbackOptions) => {
      const config = readConfig(process.env);
      refuseNoDatabase(config);
      await withDatabase(config, async ({ publications, versions }) => {
        const to = entryToGoBackTo(await activeEntry(publications), version);
        if (to.content !== undefined && (await versions.load(to.content)) === undefined)
          throw new AppError("USAGE", `The version ${shownContent(to)} is not kept any more.`, { version });
        const lead = leadFor(0);
        await publications.add({ ...(to.content !== undefined && { content: to.content }), note }, lead);
        if (json) printJson({ content: to.content ?? null, published: true, leadMs: lead });
        else print(announceSwitch(`Back to ${shownContent(to)}.`, lead));
      });
    });
}

/** What servers answered with before anything was published. */
const FILES: Pick<PublicationEntry, "content"> = {};

function entryToGoBackTo(
  { current, entries }: ActiveEntry,
  version: string | undefined,
): Pick<PublicationEntry, "content"> {
  if (current === undefined)
    throw new AppError("USAGE", "Nothing was published yet, so there is nothing to go back from.");
  if (version === undefined) return entries.find(({ content }) => content !== current.content) ?? FILES;
  if (version === "files") return FILES;
  const found = new Set(entries.flatMap(({ content }) => (content?.startsWith(version) ? [content] : [])));
  const [content] = found;
  if (content !== undefined && found.size === 1) return { content };
  const why = found.size === 0 ? "no version was published whose hash begins so" : "more than one begins so";
  throw new AppError("USAGE", `${version}: ${why}. See: fenqi versions`, { version });
}

/** `fenqi versions`: what was published, and what is answered with. */
export function registerVersions(program: Command): void {
  program
    .command("versions")
    .description("list what was published, newest first")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { readonly json?: true }) => {
      const config = readConfig(process.env);
      refuseNoDatabase(config);
      const { entries, now } = await withDatabase(config, ({ publications }) => activeEntry(publications));
      if (json) return printJson({ entries: entries.map((entry) => ({ content: null, ...entry })) });
      if (entries.length === 0)
        return print("Nothing was published: each server answers with the content files that it finds.");
      const active = entries.find(({ activeAt }) => activeAt <= now);
      for (const entry of entries) print(lineOf(entry, entry === active));
    });
}

function lineOf(entry: PublicationEntry, isActive: boolean): string {
  const since = new Date(entry.activeAt).toISOString().slice(0, 19).replace("T", " ");
  return `${isActive ? "→" : " "} ${shownContent(entry).padEnd(8)}  ${since} UTC  ${entry.note}`.trimEnd();
}
