import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { readContent } from "../adapters/files/read-content.ts";
import type { SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { commitOf, git } from "./git.ts";

/**
 * The content files of a folder with a bot.yaml, or of the working folder as a revision of git has it.
 *
 * @param dir    the working folder of the content
 * @param place  a folder, or a revision such as HEAD~1
 * @param option the option that names it, for errors
 * @throws USAGE when it is neither
 */
export async function contentAt(dir: string, place: string, option: string): Promise<readonly SourceFile[]> {
  if (existsSync(path.join(place, "bot.yaml"))) return readContent(path.resolve(place));
  if (existsSync(place))
    throw new AppError("USAGE", `${option} ${place}: there is no bot.yaml in it.`, { place });
  const hash = await commitOf(dir, place, option);
  const prefix = (
    await git(dir, ["rev-parse", "--show-prefix"], { option, refusal: `${dir} is in no git checkout` })
  ).trim();
  const scratch = await mkdtemp(path.join(tmpdir(), "fenqi-content-"));
  try {
    const archive = path.join(scratch, "content.tar");
    await git(dir, ["archive", "--format=tar", `--output=${archive}`, `${hash}:${prefix}`], {
      option,
      refusal: `git cannot bring the content of ${place}`,
    });
    await promisify(execFile)("tar", ["-xf", archive, "-C", scratch]);
    return await readContent(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
