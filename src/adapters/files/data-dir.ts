import { randomBytes } from "node:crypto";
import { access, constants, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../kernel/errors.ts";
import { makeDir } from "./make-dir.ts";

/**
 * Makes the data directory if it is not there, for this user alone: it holds what customers wrote.
 *
 * @returns its absolute path
 * @throws DATA_DIR_UNWRITABLE
 */
export async function openDataDir(dir: string): Promise<string> {
  const at = path.resolve(dir);
  try {
    await makeDir(at);
    await access(at, constants.R_OK | constants.W_OK | constants.X_OK);
    return at;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      "DATA_DIR_UNWRITABLE",
      `The data directory ${at} cannot be written: ${reason}. Set DATA_DIR to a directory this user may write to.`,
      { dir: at },
      error,
    );
  }
}

const SECRET_BYTES = 32;

/** The secret that signs session tokens, made on the first start and kept, so that sessions outlive a restart. */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, "secret");
  try {
    // `wx` refuses an existing file: of two processes that start at once, one makes the secret and both read it.
    await writeFile(file, randomBytes(SECRET_BYTES).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}
