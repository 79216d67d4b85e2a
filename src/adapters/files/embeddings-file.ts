import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { AppError } from "../../kernel/errors.ts";

/** A file of what unlabelled messages taught. */
export interface EmbeddingsFile {
  readonly path: string;
  /**
   * @returns undefined when there is no such file
   * @throws FILE_UNREADABLE
   */
  load(): Promise<Uint8Array | undefined>;
  /** For this user alone: the pieces of customers' messages are no more anybody's than the messages. */
  save(bytes: Uint8Array): Promise<void>;
  /** @returns whether there was one */
  remove(): Promise<boolean>;
}

/** The file at this path, there or not. */
export function embeddingsFileAt(file: string): EmbeddingsFile {
  return {
    path: file,
    async load() {
      try {
        return await readFile(file);
      } catch (error) {
        if (isMissing(error)) return undefined;
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError("FILE_UNREADABLE", `${file} cannot be read: ${reason}`, { file }, error);
      }
    },
    async save(bytes) {
      const unfinished = `${file}.${process.pid}.tmp`;
      await writeFile(unfinished, bytes, { mode: 0o600 });
      await rename(unfinished, file);
    },
    async remove() {
      try {
        await rm(file);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
