import { createHash } from "node:crypto";
import type { EmbeddingsFile } from "../adapters/files/embeddings-file.ts";
import { readContent } from "../adapters/files/read-content.ts";
import { readConfig } from "../config.ts";
import type { Bot } from "../content/bot.ts";
import { loadBot } from "../content/load-bot.ts";
import type { SourceFile } from "../content/source.ts";
import type { Embeddings } from "../nlu/index.ts";
import { contentDir, createPublisher, keptEmbeddings, type Publisher } from "../publication.ts";
import { readEmbeddings } from "../runtime/kept-embeddings.ts";
import type { Log } from "../runtime/ports.ts";
import { contentInvalid, type Publication } from "../runtime/publisher.ts";
import { note, progress } from "./print.ts";

/** The folder of the content that commands work on: CONTENT_DIR, or the program's own. */
export function workingDir(): string {
  return contentDir(readConfig(process.env));
}

/** The content files, as they are now. */
export function contentFiles(): Promise<readonly SourceFile[]> {
  return readContent(workingDir());
}

/**
 * The bot of the content files, without a model.
 *
 * @throws CONTENT_INVALID
 */
export async function loadedBot(): Promise<Bot> {
  const loaded = loadBot(await contentFiles());
  if ("bot" in loaded) return loaded.bot;
  throw contentInvalid(loaded.problems);
}

/**
 * What unlabelled messages taught; what cannot be read is noted and left out.
 *
 * @param file where it is kept; in DATA_DIR when left out
 */
export async function readableEmbeddings(
  file: EmbeddingsFile = keptEmbeddings(readConfig(process.env)),
): Promise<readonly Embeddings[]> {
  return (await readEmbeddings(file.load, complaints)).tables;
}

/**
 * The content made ready to answer with. Its model comes from DATA_DIR, or is trained and kept there.
 *
 * @param tables encoded embeddings to train with in place of the kept ones
 * @throws CONTENT_INVALID with one line for each problem
 */
export function publication(tables?: Uint8Array): Promise<Publication> {
  return publisher(tables).publishCurrent();
}

/**
 * Content files of another place or time made ready to answer with, as `publication` does it.
 *
 * @throws CONTENT_INVALID with one line for each problem
 */
export function publicationOf(files: readonly SourceFile[]): Promise<Publication> {
  return publisher().publishFiles(files);
}

function publisher(tables?: Uint8Array): Publisher {
  let said = false;
  return createPublisher({
    config: readConfig(process.env),
    log: complaints,
    ...(tables && { embeddings: tables }),
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

/** A server's log has no place in a command's output, but for what changes the figures or makes a person wait. */
const complaints: Log = {
  debug: () => {},
  info: () => {},
  warn: (message, { error } = {}) => note(error instanceof Error ? `${message} ${error.message}` : message),
  error: () => {},
};
