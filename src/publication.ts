import { existsSync } from "node:fs";
import path from "node:path";
import { contentVersionsIn } from "./adapters/files/content-versions.ts";
import { type EmbeddingsFile, embeddingsFileAt } from "./adapters/files/embeddings-file.ts";
import { fingerprintFiles, fingerprintOf } from "./adapters/files/fingerprint.ts";
import { modelCacheIn } from "./adapters/files/model-cache.ts";
import { readContent } from "./adapters/files/read-content.ts";
import { trainInWorker } from "./adapters/nlu-worker/train-in-worker.ts";
import type { Config } from "./config.ts";
import type { SourceFile } from "./content/source.ts";
import type { ContentVersions, Log } from "./runtime/ports.ts";
import { type Publication, publish, publishFiles, type TrainModel } from "./runtime/publisher.ts";

export interface PublicationOptions {
  readonly config: Pick<Config, "CONTENT_DIR" | "DATA_DIR">;
  readonly log: Log;
  /** Encoded tables to train with in place of the kept ones. */
  readonly embeddings?: Uint8Array;
  /** Trains a model; in a thread of its own when left out. */
  readonly train?: TrainModel;
  /** Told how much of a training is done, from 0 to 1. Not called when the model is kept from an earlier start. */
  readonly onTraining?: (done: number) => void;
}

/** Makes content ready to answer with, with models from the data directory, or trained and then kept there. */
export interface Publisher {
  /**
   * The content as it is now.
   *
   * @throws CONTENT_INVALID, FILE_UNREADABLE
   */
  readonly publishCurrent: () => Promise<Publication>;
  /**
   * The same with files from elsewhere.
   *
   * @throws CONTENT_INVALID
   */
  readonly publishFiles: (files: readonly SourceFile[]) => Promise<Publication>;
}

export function createPublisher({
  config,
  log,
  embeddings,
  train,
  onTraining,
}: PublicationOptions): Publisher {
  const ports = {
    fingerprint: fingerprintOf,
    codeFingerprint: fingerprintFiles(codeOfModels),
    loadEmbeddings: () =>
      embeddings === undefined ? keptEmbeddings(config).load() : Promise.resolve(embeddings),
    train:
      train ??
      ((corpus, tables) =>
        trainInWorker(corpus, { embeddings: tables, ...(onTraining && { onProgress: onTraining }) })),
    models: modelCacheIn(path.join(path.resolve(config.DATA_DIR), "models")),
    inUse: new Map(),
    log,
  } satisfies Parameters<typeof publishFiles>[0];
  return {
    publishCurrent: () => publish({ ...ports, readContent: () => readContent(contentDir(config)) }),
    publishFiles: (files) => publishFiles(ports, files),
  };
}

/** The versions of the content that the server keeps for conversations inside dialogs. */
export function keptVersions({ DATA_DIR }: Pick<Config, "DATA_DIR">): ContentVersions {
  return contentVersionsIn(path.join(path.resolve(DATA_DIR), "content"));
}

/** The database file. */
export function databaseFile({ DATA_DIR }: Pick<Config, "DATA_DIR">): string {
  return path.join(path.resolve(DATA_DIR), "fenqi.sqlite");
}

/** The file of what unlabelled messages taught this bot. */
export function keptEmbeddings({ DATA_DIR }: Pick<Config, "DATA_DIR">): EmbeddingsFile {
  return embeddingsFileAt(path.join(path.resolve(DATA_DIR), "embeddings.bin"));
}

/** The folder of bot.yaml: the one that was set, or else the program's own. */
export function contentDir({ CONTENT_DIR }: Pick<Config, "CONTENT_DIR">): string {
  return path.resolve(CONTENT_DIR ?? packageRoot);
}

/** The folder of package.json: one above the sources, two above the compiled program. */
export const packageRoot = findPackageRoot(import.meta.dirname);

function findPackageRoot(from: string): string {
  const parent = path.dirname(from);
  return existsSync(path.join(from, "package.json")) || parent === from ? from : findPackageRoot(parent);
}

/** What decides how a text becomes features: a model made by other code, or other libraries, would be misread. */
const codeOfModels = [
  ...["kernel", "text", "nlu"].map((room) => path.join(import.meta.dirname, room)),
  path.join(packageRoot, "package-lock.json"),
];
