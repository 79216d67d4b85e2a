import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { AppError } from "../kernel/errors.ts";

/**
 * What git prints.
 *
 * @param option  the option that needs git, for the error
 * @param refusal what it means when git refuses
 * @throws USAGE when there is no git, or it refuses
 */
export async function git(
  cwd: string,
  args: readonly string[],
  { option, refusal }: { readonly option: string; readonly refusal: string },
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", [...args], { cwd, maxBuffer: 64_000_000 });
    return stdout;
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const message = isMissing ? `${option} asks git, and there is no git on this machine.` : refusal;
    throw new AppError("USAGE", message.endsWith(".") ? message : `${option}: ${message}.`, { cwd }, error);
  }
}

/**
 * The commit that a revision names.
 *
 * @throws USAGE when git knows no such revision
 */
export async function commitOf(cwd: string, revision: string, option: string): Promise<string> {
  const refusal = `${option} ${revision}: git knows no such revision.`;
  // One that begins with a dash would be an option to git.
  if (revision.startsWith("-")) throw new AppError("USAGE", refusal, { revision });
  const hash = await git(cwd, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], {
    option,
    refusal,
  });
  return hash.trim();
}
