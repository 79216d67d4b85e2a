import path from "node:path";
import { createCredentials } from "./adapters/auth/credentials.ts";
import { randomIds } from "./adapters/auth/random-ids.ts";
import { systemClock } from "./adapters/clock/system-clock.ts";
import { keptSecret, openDataDir } from "./adapters/files/data-dir.ts";
import { createHttpServer, listen } from "./adapters/http/server.ts";
import { pinoLog } from "./adapters/log/pino-log.ts";
import { openChatGateway } from "./adapters/socket/chat-gateway.ts";
import { openSqliteStore } from "./adapters/store/sqlite-store.ts";
import type { Config } from "./config.ts";
import { AppError } from "./kernel/errors.ts";
import type { Milliseconds } from "./kernel/time.ts";
import { loadPublication, type PublicationOptions, packageRoot } from "./publication.ts";
import { Content } from "./runtime/content.ts";
import { Feeds } from "./runtime/feeds.ts";
import { originsOf } from "./runtime/origins.ts";
import type { Log } from "./runtime/ports.ts";
import { Reception } from "./runtime/reception.ts";
import { createSessions } from "./runtime/sessions.ts";
import { Turns } from "./runtime/turns.ts";

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

type AppOptions = Pick<PublicationOptions, "train" | "onTraining">;

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
  const publication = { config, log, ...options };
  const content = new Content(await loadPublication(publication));
  const runtime = await openRuntime(config, dataDir, content, log);
  const { turns } = runtime;

  let closing: Promise<void> | undefined;
  const servers = await openServers(config, runtime, () => closing !== undefined);
  const close = async (): Promise<void> => {
    await Promise.race([finishWork(runtime), pause(CLOSE_DEADLINE_MS)]);
    await servers.close();
  };

  await turns.takeUp();
  const url = await servers.listen().catch(async (error: unknown) => {
    await servers.close();
    throw error;
  });
  log.info("Listening.", { url, content: content.current.hash });
  return {
    url,
    reloadContent: () => content.reload(() => loadPublication(publication)),
    close: () => (closing ??= close()),
  };
}

type Runtime = Awaited<ReturnType<typeof openRuntime>>;

async function openRuntime(config: Config, dataDir: string, content: Content, log: Log) {
  const clock = systemClock;
  const ids = randomIds;
  const secretKey = config.SECRET_KEY ?? (await keptSecret(dataDir));
  const credentials = createCredentials({ secretKey, identityKeys: keysById(config.IDENTITY_KEYS), clock });
  const store = await openSqliteStore(path.join(dataDir, "fenqi.sqlite"));
  const feeds = new Feeds(store);
  const turns = new Turns({ store, content, delivery: feeds, clock, timers: clock, ids, log });
  const reception = new Reception({ store, content, delivery: feeds, clock, ids, turns });
  const sessions = createSessions({ store, content, credentials, clock, ids });
  return { store, content, feeds, turns, reception, sessions, clock, log };
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
async function finishWork({ reception, turns }: Runtime): Promise<void> {
  await reception.stop();
  await turns.stop();
}

function pause(duration: Milliseconds): Promise<void> {
  return new Promise((resolve) => void systemClock.after(duration, resolve));
}

function keysById(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.map((key) => [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]),
  );
}
