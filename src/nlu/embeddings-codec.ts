import { AppError } from "../kernel/errors.ts";
import { type BinaryFormat, decodeContainer, encodeContainer } from "./container.ts";
import type { Embeddings } from "./embeddings/embeddings.ts";

const format: BinaryFormat = {
  magic: "FENQIEMB",
  version: 2,
  unreadable: (what) =>
    new AppError(
      "EMBEDDINGS_UNREADABLE",
      `The table of embeddings ${what}. Learn another with fenqi nlu embed, or delete it with fenqi nlu embed --remove.`,
    ),
};

/** What unlabelled text taught, as bytes. The same tables in the same order always give the same bytes. */
export function encodeEmbeddings(tables: readonly Embeddings[]): Uint8Array {
  return encodeContainer(tables, format);
}

/**
 * The tables that `encodeEmbeddings` wrote.
 *
 * @throws {AppError} EMBEDDINGS_UNREADABLE when the bytes are no tables, are damaged, or are of another version
 */
export function decodeEmbeddings(bytes: Uint8Array): readonly Embeddings[] {
  return decodeContainer(bytes, format) as readonly Embeddings[];
}
