import { realpathSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import type { Bot } from "../content/bot.ts";
import { packageRoot } from "../publication.ts";
import type { CaseResult } from "../regression/run-case.ts";
import { passesThrough, reachOf } from "../regression/touched.ts";
import { commitOf, git } from "./git.ts";

/** What of the tests a change touches. */
interface Touched {
  readonly isTouched: (result: CaseResult) => boolean;
  /** What changed, for the author to see. */
  readonly summary: string;
}

/**
 * What the changes since a revision touch: of a test file its cases, of a dialog the cases that speak of it or go through
 * it, of the program or of what every conversation depends on all of them.
 *
 * @param dir the folder of the content
 * @throws USAGE when there is no git, no checkout or no such revision
 */
export async function touchedSince(dir: string, revision: string, bot: Bot): Promise<Touched> {
  const home = await realpath(dir);
  const changed = await changedSince(home, revision);
  const reach = reachOf(changed.map((file) => path.relative(home, file).replaceAll(path.sep, "/")));
  const program = await realpath(packageRoot);
  const code = changed.find((file) => isCode(path.relative(program, file)));
  const because = code ?? (reach.to === "everything" ? reach.because : undefined);
  if (because !== undefined) {
    return { isTouched: () => true, summary: `${path.basename(because)} changed, which touches every case.` };
  }
  const dialogs = reach.to === "dialogs" ? reach.dialogs : new Set<string>();
  const tests = new Set(changed.filter((file) => file.endsWith(".test.yaml")));
  return {
    isTouched: (result) =>
      tests.has(realpathSync(result.case.at.file)) || passesThrough(bot, result, dialogs),
    summary: `Changed since ${revision} – dialogs: ${dialogs.size}, test files: ${tests.size}.`,
  };
}

/** What decides how conversations go, beside their content. */
function isCode(file: string): boolean {
  return file === "package-lock.json" || (file.startsWith(`src${path.sep}`) && file.endsWith(".ts"));
}

/** The files that differ from a revision, deleted and not yet added ones among them, as absolute paths. */
async function changedSince(dir: string, revision: string): Promise<readonly string[]> {
  const ask = (cwd: string, args: readonly string[], refusal: string) =>
    git(cwd, args, { option: "--since", refusal });
  const root = (await ask(dir, ["rev-parse", "--show-toplevel"], `${dir} is in no git checkout`)).trim();
  const hash = await commitOf(root, revision, "--since");
  const failed = "git cannot say what changed";
  const [differing, untracked] = await Promise.all([
    ask(root, ["diff", "--name-only", "--no-renames", "-z", hash, "--"], failed),
    ask(root, ["ls-files", "--others", "--exclude-standard", "-z"], failed),
  ]);
  const names = new Set(`${differing}${untracked}`.split("\0").filter((name) => name !== ""));
  return [...names].map((name) => path.join(root, name));
}
