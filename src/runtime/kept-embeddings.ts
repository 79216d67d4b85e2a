import { decodeEmbeddings, type Embeddings } from "../nlu/index.ts";
import type { Log } from "./ports.ts";

/** Brings the tables that were learned from unlabelled messages, encoded; undefined when none are kept. */
export type LoadEmbeddings = () => Promise<Uint8Array | undefined>;

/** What unlabelled messages taught, at most one table for each language. */
export interface KeptEmbeddings {
  readonly tables: readonly Embeddings[];
  /** The tables encoded; left out when there are none. */
  readonly bytes?: Uint8Array;
}

/**
 * The kept tables, ready to train with. Those that cannot be read are warned of and left out: a bot without them serves
 * nearly as well, and one that does not start serves nobody.
 */
export async function readEmbeddings(load: LoadEmbeddings, log: Log): Promise<KeptEmbeddings> {
  try {
    const bytes = await load();
    return bytes === undefined ? { tables: [] } : { tables: decodeEmbeddings(bytes), bytes };
  } catch (error) {
    log.warn("The table of embeddings cannot be read; the bot does without it.", { error });
    return { tables: [] };
  }
}
