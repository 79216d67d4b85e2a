import type { Bot } from "../content/bot.ts";
import { loadBot } from "../content/load-bot.ts";
import type { SourceFile } from "../content/source.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { Content, LoadVersion } from "./content.ts";
import type { ContentVersions, Log, Store } from "./ports.ts";
import { countPositions, summaryOf } from "./positions.ts";
import type { Publication } from "./publisher.ts";

/** Keeps a publication's files, so that conversations can stay in it. */
export async function keepVersion(
  versions: ContentVersions,
  { hash, files }: Publication,
  log: Log,
): Promise<void> {
  try {
    await versions.save(hash, files);
  } catch (error) {
    log.warn("This version of the content cannot be kept; conversations will not be able to stay in it.", {
      content: hash,
      error,
    });
  }
}

/** Loads earlier versions, complete with their models. */
export function versionLoader(
  versions: ContentVersions,
  publishFiles: (files: readonly SourceFile[]) => Promise<Publication>,
  log: Log,
): LoadVersion {
  return async (hash) => {
    try {
      const files = await versions.load(hash);
      if (files !== undefined) return await publishFiles(files);
      log.warn("A version of the content is gone; its conversations are moved.", { content: hash });
    } catch (error) {
      log.warn("A version of the content cannot be loaded; its conversations are moved.", {
        content: hash,
        error,
      });
    }
    return undefined;
  };
}

/** The bot of an earlier version, to look at and not to answer with. */
export async function botOfVersion(versions: ContentVersions, hash: string): Promise<Bot | undefined> {
  const files = await versions.load(hash);
  if (files === undefined) return undefined;
  const loaded = loadBot(files);
  return "bot" in loaded ? loaded.bot : undefined;
}

/**
 * Tells the operator what becomes of conversations inside dialogs now that this content is current, and removes the
 * versions that none of them stands in and nothing answers with.
 *
 * @param published versions that may be gone back to
 */
export async function settleVersions(
  store: Pick<Store, "positions" | "contentInUse">,
  content: Content,
  versions: ContentVersions,
  published: readonly string[],
  now: Timestamp,
  log: Log,
): Promise<void> {
  try {
    const counts = await countPositions({
      readPositions: store.positions,
      now,
      botOf: sparingly(versions, content),
      current: content.current,
    });
    if (counts.length > 0)
      log.info("Conversations stand inside dialogs.", {
        content: content.current.hash,
        ...summaryOf(counts),
      });
    const used = await store.contentInUse();
    await versions.keepOnly(new Set([...used, ...content.held, ...published]));
  } catch (error) {
    log.warn("What conversations are inside of could not be looked at.", { error });
  }
}

/** Loading a bot takes up to a second in which nobody is answered; the sums of a log line are not worth more of them. */
const MOST_LOADED = 3;

/** The bots of versions that are held, and of a few more; of others none, and their places are judged by ids alone. */
function sparingly(versions: ContentVersions, content: Content): (hash: string) => Promise<Bot | undefined> {
  let loaded = 0;
  return async (hash) => {
    if (content.held.includes(hash)) return (await content.version(hash))?.bot;
    loaded += 1;
    return loaded > MOST_LOADED ? undefined : botOfVersion(versions, hash);
  };
}
