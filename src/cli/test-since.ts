import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Bot } from "../content/bot.ts";
import { AppError } from "../kernel/errors.ts";
import { packageRoot } from "../publication.ts";
import type { CaseResult } from "../regression/run-case.ts";
import { passesThrough, reachOf } from "../regression/touched.ts";

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
  const root = (await git(dir, ["rev-parse", "--show-toplevel"], `${dir} is in no git checkout`)).trim();
  // One that begins with a dash would be an option to git.
  const commit = revision.startsWith("-")
    ? Promise.reject(noRevision(revision))
    : git(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], noRevision(revision).message);
  const hash = (await commit).trim();
  const failed = "git cannot say what changed";
  const [differing, untracked] = await Promise.all([
    git(root, ["diff", "--name-only", "--no-renames", "-z", hash, "--"], failed),
    git(root, ["ls-files", "--others", "--exclude-standard", "-z"], failed),
  ]);
  const names = new Set(`${differing}${untracked}`.split("\0").filter((name) => name !== ""));
  return [...names].map((name) => path.join(root, name));
}

function noRevision(revision: string): AppError {
  return new AppError("USAGE", `--since ${revision}: git knows no such revision.`, { revision });
}

async function git(cwd: string, args: readonly string[], refusal: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", [...args], { cwd, maxBuffer: 64_000_000 });
    return stdout;
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const message = isMissing ? "--since asks git, and there is no git on this machine." : refusal;
    throw new AppError("USAGE", message.endsWith(".") ? message : `--since: ${message}.`, { cwd }, error);
  }
}
