import path from "node:path";
import { createCredentials } from "./adapters/auth/credentials.ts";
import { randomIds } from "./adapters/auth/random-ids.ts";
import { systemClock } from "./adapters/clock/system-clock.ts";
import { keptSecret, openDataDir } from "./adapters/files/data-dir.ts";
import { createHttpServer, listen } from "./adapters/http/server.ts";
import { noIntegrations } from "./adapters/integrations/no-integrations.ts";
import { pinoLog } from "./adapters/log/pino-log.ts";
import { openChatGateway } from "./adapters/socket/chat-gateway.ts";
import { openSqliteStore } from "./adapters/store/sqlite-store.ts";
import type { Config } from "./config.ts";
import { AppError } from "./kernel/errors.ts";
import type { ConversationId } from "./kernel/ids.ts";
import type { Milliseconds } from "./kernel/time.ts";
import {
  createPublisher,
  databaseFile,
  keptVersions,
  type PublicationOptions,
  packageRoot,
} from "./publication.ts";
import { Alarms } from "./runtime/alarms.ts";
import { createCalls } from "./runtime/calls.ts";
import { Content } from "./runtime/content.ts";
import { Feeds } from "./runtime/feeds.ts";
import { Inbox } from "./runtime/inbox.ts";
import { originsOf } from "./runtime/origins.ts";
import type { Integrations, Log, Store } from "./runtime/ports.ts";
import { Reception } from "./runtime/reception.ts";
import { createSessions } from "./runtime/sessions.ts";
import { MOVE_AFTER_MS } from "./runtime/standing.ts";
import { Turns } from "./runtime/turns.ts";
import { keepVersion, settleVersions, versionLoader } from "./runtime/versions.ts";

/** A running server. */
export interface App {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /**
   * Answers with the content as it is now; broken content is left alone.
   *
   * @returns whether it had changed
   * @throws CONTENT_INVALID
   */
  reloadContent(): Promise<boolean>;
  /** Stops: no new work, then what was begun is finished, then everything is closed. */
  close(): Promise<void>;
}

export interface AppOptions extends Pick<PublicationOptions, "train" | "onTraining"> {
  /** The shop's systems; none are connected when left out. */
  readonly integrations?: Integrations;
  /** After how long a silence a conversation inside a dialog is moved to the current content; half an hour when left out. */
  readonly moveAfterMs?: Milliseconds;
}

/** What was begun and is not done by then stays owed, and is taken up at the next start. */
const CLOSE_DEADLINE_MS = 10_000;

/**
 * Puts the server together and starts it: the one place where ports meet their adapters.
 *
 * @throws DATA_DIR_UNWRITABLE, CONTENT_INVALID, STORE_UNAVAILABLE, STORE_TOO_NEW, PORT_UNAVAILABLE
 */
export async function buildApp(config: Config, options: AppOptions = {}): Promise<App> {
  const log = pinoLog(config.LOG_LEVEL);
  const dataDir = await openDataDir(config.DATA_DIR);
  const published = await openContent(config, log, options);
  const { content } = published;
  const runtime = await openRuntime(config, dataDir, content, log, options);

  let closing: Promise<void> | undefined;
  let settling = Promise.resolve();
  const servers = await openServers(config, runtime, () => closing !== undefined);
  const close = async (): Promise<void> => {
    const finished = Promise.all([finishWork(runtime), settling]);
    await Promise.race([finished, pause(CLOSE_DEADLINE_MS)]);
    await servers.close();
  };

  await runtime.turns.takeUp();
  const url = await servers.listen().catch(async (error: unknown) => {
    await servers.close();
    throw error;
  });
  runtime.alarms.start();
  settling = published.settle(runtime.store);
  log.info("Listening.", { url, content: content.current.hash });
  return {
    url,
    async reloadContent() {
      const isChanged = await content.reload(published.load);
      if (isChanged) await published.settle(runtime.store);
      return isChanged;
    },
    close: () => (closing ??= close()),
  };
}

type Runtime = Awaited<ReturnType<typeof openRuntime>>;

/** The content with its earlier versions, and what is to be done when another one has become current. */
async function openContent(config: Config, log: Log, options: AppOptions) {
  const publisher = createPublisher({ config, log, ...options });
  const versions = keptVersions(config);
  const load = async () => {
    const publication = await publisher.publishCurrent();
    await keepVersion(versions, publication, log);
    return publication;
  };
  const content = new Content(await load(), versionLoader(versions, publisher.publishFiles, log));
  return {
    content,
    load,
    settle: (store: Store) => settleVersions(store, content, versions, systemClock.now(), log),
  };
}

async function openRuntime(
  config: Config,
  dataDir: string,
  content: Content,
  log: Log,
  { integrations = noIntegrations, moveAfterMs = MOVE_AFTER_MS }: AppOptions,
) {
  const clock = systemClock;
  const ids = randomIds;
  const secretKey = config.SECRET_KEY ?? (await keptSecret(dataDir));
  const credentials = createCredentials({ secretKey, identityKeys: keysById(config.IDENTITY_KEYS), clock });
  const store = await openSqliteStore(databaseFile(config));
  const feeds = new Feeds(store);
  const arrivals = new Inbox<ConversationId>();
  const turns = new Turns({
    store,
    content,
    delivery: feeds,
    clock,
    timers: clock,
    ids,
    log,
    arrivals,
    call: createCalls({ integrations, clock, timers: clock, log }),
    coalesceMs: config.COALESCE_MS,
    moveAfterMs,
    onAlarm: (due) => alarms.expect(due),
  });
  const alarms = new Alarms({ store, turns, clock, timers: clock, log });
  const reception = new Reception({ store, content, delivery: feeds, clock, ids, turns, arrivals });
  const sessions = createSessions({ store, content, credentials, clock, ids });
  return { store, content, feeds, turns, alarms, reception, sessions, clock, log };
}

async function openServers(config: Config, runtime: Runtime, isStopping: () => boolean) {
  const origins = originsOf([...config.ALLOWED_ORIGINS, config.PUBLIC_URL ?? []].flat());
  const http = await createHttpServer({
    ...runtime,
    origins,
    isStopping,
    dist: path.join(packageRoot, "dist"),
    trustedProxies: config.TRUSTED_PROXIES,
    sessionsPerMinute: config.SESSIONS_PER_MINUTE,
    async checkReady() {
      if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
      await runtime.store.check();
    },
  });
  const closeGateway = openChatGateway(http.server, { ...runtime, origins, isStopping });
  return {
    listen: () => listen(http, config.HOST, config.PORT),
    async close() {
      await closeGateway();
      await http.close();
      await runtime.store.close();
    },
  };
}

/** Refuses what comes from now on, stores what had come, and answers it. */
async function finishWork({ reception, turns, alarms }: Runtime): Promise<void> {
  await reception.stop();
  await Promise.all([turns.stop(), alarms.stop()]);
}

function pause(duration: Milliseconds): Promise<void> {
  return new Promise((resolve) => void systemClock.after(duration, resolve));
}

function keysById(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.map((key) => [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]),
  );
}
