import { createHash } from "node:crypto";
import { readContent } from "../adapters/files/read-content.ts";
import { readConfig } from "../config.ts";
import type { SourceFile } from "../content/source.ts";
import { contentDir, loadPublication } from "../publication.ts";
import type { Log } from "../runtime/ports.ts";
import type { Publication } from "../runtime/publisher.ts";
import { progress } from "./print.ts";

/** The folder of the content that commands work on: CONTENT_DIR, or the program's own. */
export function workingDir(): string {
  return contentDir(readConfig(process.env));
}

/** The content files, as they are now. */
export function contentFiles(): Promise<readonly SourceFile[]> {
  return readContent(workingDir());
}

/**
 * The content made ready to answer with. Its model comes from DATA_DIR, or is trained and kept there.
 *
 * @throws CONTENT_INVALID with one line for each problem
 */
export function publication(): Promise<Publication> {
  let said = false;
  return loadPublication({
    config: readConfig(process.env),
    log: quiet,
    onTraining: () => {
      if (!said) progress("Training the model…");
      said = true;
    },
  });
}

/** SHA-256, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A command's own output says what went wrong; a server's log has no place in it. */
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
