import path from "node:path";
import { createCredentials } from "./adapters/auth/credentials.ts";
import { randomIds, randomImageId } from "./adapters/auth/random-ids.ts";
import { noBus } from "./adapters/bus/no-bus.ts";
import { systemClock } from "./adapters/clock/system-clock.ts";
import { keptSecret, openDataDir } from "./adapters/files/data-dir.ts";
import { createHttpServer, listen } from "./adapters/http/server.ts";
import { pinoLog } from "./adapters/log/pino-log.ts";
import type { Gauges } from "./adapters/metrics/gauges.ts";
import type { Metrics } from "./adapters/metrics/metrics.ts";
import { openChatGateway } from "./adapters/socket/chat-gateway.ts";
import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./database.ts";
import { openDesk } from "./desk.ts";
import { openInstallmentsSide } from "./installments.ts";
import { AppError } from "./kernel/errors.ts";
import type { NodeId } from "./kernel/ids.ts";
import type { Milliseconds } from "./kernel/time.ts";
import { openObserving } from "./observing.ts";
import { openContent } from "./open-content.ts";
import { type PublicationOptions, packageRoot } from "./publication.ts";
import type { Bus } from "./runtime/bus.ts";
import type { Content } from "./runtime/content.ts";
import { deskFigures } from "./runtime/desk/desk-figures.ts";
import type { DeskRoom } from "./runtime/desk/desk-room.ts";
import { createEngine } from "./runtime/engine.ts";
import { createImages } from "./runtime/images.ts";
import type { Integrations } from "./runtime/integration-ports.ts";
import type { Observe } from "./runtime/moments.ts";
import { originsOf } from "./runtime/origins.ts";
import type { Log } from "./runtime/ports.ts";
import { createSessions } from "./runtime/sessions.ts";
import { MOVE_AFTER_MS } from "./runtime/standing.ts";

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
  /** The shop's systems; those of the settings when left out. */
  readonly integrations?: Integrations;
  /** After how long a silence a conversation inside a dialog is moved to the current content; half an hour when left out. */
  readonly moveAfterMs?: Milliseconds;
  /** Told every moment of every message. */
  readonly observe?: Observe;
  /** Answers with the content files, whatever was published. */
  readonly followsFiles?: boolean;
}

/** Where the shop is whose bot does not say so: on which day a bill is due depends on it. */
const SHOP_ZONE = "Asia/Shanghai";

/** What was begun and is not done by then stays owed, and is taken up by another process or at the next start. */
const FINISH_DEADLINE_MS: Milliseconds = 7000;

/** A database that does not answer cannot be told that this process is gone; the others notice. */
const LET_GO_DEADLINE_MS: Milliseconds = 2000;

/**
 * Puts the server together and starts it: the one place where ports meet their adapters.
 *
 * @throws DATA_DIR_UNWRITABLE, CONTENT_INVALID, STORE_UNAVAILABLE, STORE_TOO_NEW, PORT_UNAVAILABLE
 */
export async function buildApp(config: Config, options: AppOptions = {}): Promise<App> {
  const log = pinoLog(config.LOG_LEVEL);
  const dataDir = await openDataDir(config.DATA_DIR);
  const node = randomIds.node();
  const observing = await openObserving(config, node, log, options.observe);
  const { observe } = observing;
  const database = await openDatabase(config, node, observe);
  const published = await openContent(config, database, log, options).catch(async (error: unknown) => {
    await database.store.close();
    throw error;
  });
  const { content } = published;
  const bus = await openBus(config, node, log);
  const runtime = await openRuntime(config, { dataDir, node, observe, database, bus, content, log }, options);

  let closing: Promise<void> | undefined;
  let settling = Promise.resolve();
  const servers = await openServers(config, runtime, observing.metrics, () => closing !== undefined);
  const letGo = async (): Promise<void> => {
    await runtime.room?.stop();
    await runtime.patrol.stop();
    await published.stop();
    await Promise.all([bus.close(), observing.close(), runtime.shop.close()]);
    await database.store.close();
  };
  const closeAll = async (): Promise<void> => {
    await servers.close();
    await Promise.race([letGo(), pause(LET_GO_DEADLINE_MS)]);
  };
  const close = async (): Promise<void> => {
    const finished = Promise.all([servers.drain(), finishWork(runtime), settling]);
    await Promise.race([finished, pause(FINISH_DEADLINE_MS)]);
    await closeAll();
  };

  const url = await Promise.all([runtime.patrol.start(), runtime.room?.start()])
    .then(() => servers.listen())
    .then(async (listening) => {
      await servers.announce(listening);
      return listening;
    })
    .catch(async (error: unknown) => {
      await closeAll();
      throw error;
    });
  runtime.alarms.start();
  settling = published.settle();
  published.follow();
  log.info("Listening.", { url, node, content: content.current.hash });
  return {
    url,
    async reloadContent() {
      const isChanged = await content.reload(published.load);
      if (isChanged) await published.settle();
      return isChanged;
    },
    close: () => (closing ??= close()),
  };
}

async function openBus({ DATABASE_URL, REDIS_URL }: Config, node: NodeId, log: Log): Promise<Bus> {
  if (REDIS_URL === undefined) return noBus;
  if (DATABASE_URL === undefined) {
    log.warn("REDIS_URL is not used: without DATABASE_URL there is one server process, and nobody to tell.");
    return noBus;
  }
  const { openRedisBus } = await import("./adapters/bus/redis-bus.ts");
  return openRedisBus(REDIS_URL, node, log, systemClock);
}

interface Foundations {
  readonly dataDir: string;
  readonly node: NodeId;
  readonly observe: Observe;
  readonly database: Database;
  readonly bus: Bus;
  readonly content: Content;
  readonly log: Log;
}

async function openRuntime(
  config: Config,
  { dataDir, node, observe, database: { store, desk }, bus, content, log }: Foundations,
  { integrations, moveAfterMs = MOVE_AFTER_MS }: AppOptions,
) {
  const clock = systemClock;
  const ids = randomIds;
  const secretKey = config.SECRET_KEY ?? (await keptSecret(dataDir));
  const timeZone = content.current.bot.hours?.zone ?? SHOP_ZONE;
  const proofMs = config.PROOF_MINUTES * 60_000;
  const foundations = { dataDir, secretKey, clock, timeZone, proofMs, log };
  const shop = await openInstallmentsSide(config, foundations, integrations);
  const identityKeys = { ...keysById(config.IDENTITY_KEYS), ...shop.identityKeys };
  const credentials = createCredentials({ secretKey, identityKeys, clock });
  const engine = createEngine({
    store,
    bus,
    content,
    integrations: shop.integrations,
    clock,
    timers: clock,
    ids,
    node,
    log,
    observe,
    coalesceMs: config.COALESCE_MS,
    moveAfterMs,
    desk: { store: desk, assignment: config.ASSIGNMENT },
  });
  const sessions = createSessions({ store, content, credentials, clock, ids });
  const images = createImages({ store, clock, newId: randomImageId });
  return { ...engine, store, bus, content, sessions, images, shop, clock, log, observe };
}

type Runtime = Awaited<ReturnType<typeof openRuntime>>;

async function openServers(config: Config, runtime: Runtime, metrics: Metrics, isStopping: () => boolean) {
  const origins = originsOf([...config.ALLOWED_ORIGINS, config.PUBLIC_URL ?? []].flat(), config.PUBLIC_URL);
  const checkReady = async (): Promise<void> => {
    if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
    await runtime.store.check();
  };
  const gauges = gaugesOf(runtime, { sockets: () => gateway.size, isDraining: isStopping, checkReady });
  const desk = openDesk(config, { ...runtime, room: deskRoomOf(runtime), origins, isStopping });
  const http = await createHttpServer({
    ...runtime,
    desk: { ...desk.routes, images: { images: runtime.images, store: runtime.store } },
    ...(runtime.shop.demo && { demo: runtime.shop.demo }),
    origins,
    isStopping,
    checkReady,
    dist: path.join(packageRoot, "dist"),
    trustedProxies: config.TRUSTED_PROXIES,
    sessionsPerMinute: config.SESSIONS_PER_MINUTE,
    metrics: metrics.page(gauges),
    metricsToken: config.METRICS_TOKEN,
  });
  const gateway = openChatGateway(http.server, {
    ...runtime,
    origins,
    isStopping,
    trustedProxies: config.TRUSTED_PROXIES,
    socketsPerAddress: config.SOCKETS_PER_ADDRESS,
    others: (io) => desk.attach(io),
  });
  return {
    announce: desk.announce,
    listen: () => listen(http, config.HOST, config.PORT),
    drain: () => gateway.drain(),
    async close() {
      await gateway.close();
      await http.close();
    },
  };
}

function gaugesOf(
  runtime: Runtime,
  ofServers: Pick<Gauges, "sockets" | "isDraining" | "checkReady">,
): Gauges {
  const { store, bus, content, feeds, arrivals, turns, live, patrol, clock } = runtime;
  const room = deskRoomOf(runtime);
  return {
    ...ofServers,
    content: () => content.current.hash,
    watched: () => feeds.size,
    arrivals: () => arrivals.size,
    turns: () => turns.size,
    writes: () => store.waiting,
    failing: () => turns.failing,
    cached: () => live.size,
    desk: () => deskFigures(room.board, room.presence, clock.now()),
    isBusUp: () => bus.isUp || patrol.others === 0,
    others: () => patrol.others,
  };
}

function deskRoomOf({ room }: Runtime): DeskRoom {
  if (room === undefined) throw new Error("A server has no desk: this is a bug in the composition root.");
  return room;
}

/** Refuses what comes from now on, stores what had come, and answers it. */
async function finishWork({ reception, turns, alarms, patrol }: Runtime): Promise<void> {
  patrol.leave();
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
