import { systemClock } from "./adapters/clock/system-clock.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database.ts";
import { createPublisher, type PublicationOptions } from "./publication.ts";
import { Content, type Published } from "./runtime/content.ts";
import { type Follower, followPublications } from "./runtime/follow-publications.ts";
import type { Log } from "./runtime/ports.ts";
import { MOST_KEPT } from "./runtime/publication-ports.ts";
import { keepVersion, settleVersions, versionLoader } from "./runtime/versions.ts";

/** What is answered with, and what becomes of it. */
export interface OpenContent {
  readonly content: Content;
  /** The content files as they are now, made ready. */
  readonly load: () => Promise<Published>;
  /** To be done when another content is answered with: tells what becomes of conversations, and removes what none needs. */
  readonly settle: () => Promise<void>;
  /** Answers, from now on, with what is published. */
  readonly follow: () => void;
  readonly stop: () => Promise<void>;
}

interface OpenOptions extends Pick<PublicationOptions, "train" | "onTraining"> {
  /** Answers with the content files, whatever was published. */
  readonly followsFiles?: boolean;
}

/**
 * Makes the content ready that was published last, or the content files where nothing was; with what earlier versions
 * need.
 *
 * @throws CONTENT_INVALID, FILE_UNREADABLE, STORE_UNAVAILABLE
 */
export async function openContent(
  config: Pick<Config, "CONTENT_DIR" | "DATA_DIR">,
  { store, versions, publications }: Pick<Database, "store" | "versions" | "publications">,
  log: Log,
  { followsFiles = false, ...options }: OpenOptions,
): Promise<OpenContent> {
  const publisher = createPublisher({ config, log, ...options });
  const loadVersion = versionLoader(versions, publisher.publishFiles, log);
  const load = async () => {
    const publication = await publisher.publishCurrent();
    await keepVersion(versions, publication, log);
    return publication;
  };
  const list = followsFiles ? undefined : await publications.list(MOST_KEPT);
  const active = list?.entries.find(({ activeAt }) => activeAt <= list.now);
  const content = new Content(await first(active?.content), loadVersion);
  const settle = async (): Promise<void> => {
    const { entries } = await publications.list(MOST_KEPT).catch(() => ({ entries: undefined }));
    // What may still be gone back to is not known: nothing is removed.
    if (entries === undefined) return;
    const kept = entries.flatMap((entry) => entry.content ?? []);
    await settleVersions(store, content, versions, kept, systemClock.now(), log);
  };
  const follower: Follower | undefined = followsFiles
    ? undefined
    : followPublications({
        publications,
        content,
        loadFiles: load,
        loadVersion,
        clock: systemClock,
        log,
        onSwitched: () => void settle(),
      });
  return {
    content,
    load,
    settle,
    follow: () => follower?.start(active?.id ?? 0),
    stop: async () => follower?.stop(),
  };

  async function first(hash: string | undefined): Promise<Published> {
    const published = hash === undefined ? undefined : await loadVersion(hash);
    if (hash !== undefined && published === undefined)
      log.error(
        "The version that was published last cannot be loaded; the content files are answered with.",
        {
          content: hash,
        },
      );
    return published ?? (await load());
  }
}
