import { createHash, timingSafeEqual } from "node:crypto";
import { BlockList, isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Log } from "../../runtime/ports.ts";

/** The numbers of the server as a text. */
interface MetricsText {
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsRouteOptions {
  readonly metrics: MetricsText;
  /** Who brings it as a bearer token may read the metrics; without one, only this machine may. */
  readonly metricsToken: string | undefined;
  readonly log: Log;
}

/** `/metrics`: what Prometheus reads. To everybody who may not read it, it is not there. */
export async function metricsRoute(app: FastifyInstance, options: MetricsRouteOptions): Promise<void> {
  const { metrics, metricsToken, log } = options;
  const refusalFor = metricsToken === undefined ? refusalForStrangers : refusalWithout(metricsToken);
  let isWarned = false;

  app.get("/metrics", async (request, reply) => {
    const refusal = refusalFor(request);
    if (refusal !== undefined) {
      // Once is enough to mend a scraper by; anybody on the internet could write more.
      if (!isWarned) log.warn("Somebody may not read /metrics.", { address: request.ip, reason: refusal });
      isWarned = true;
      throw new AppError("NOT_FOUND", `There is no ${request.method} ${request.url}.`);
    }
    const text = await metrics.text();
    return reply.header("cache-control", "no-store").type(metrics.contentType).send(text);
  });
}

type Refuse = (request: FastifyRequest) => string | undefined;

function refusalWithout(token: string): Refuse {
  const expected = digest(`Bearer ${token}`);
  return ({ headers }) =>
    // Digests are of one length, and comparing them tells nothing about how much of the token was right.
    timingSafeEqual(digest(headers.authorization ?? ""), expected)
      ? undefined
      : "The Authorization header is not Bearer and the METRICS_TOKEN.";
}

/**
 * Only programs on this machine that ask for this machine: a proxy on it hands on what the internet asks for, and so does
 * a browser, whose page may have a name that leads here.
 */
function refusalForStrangers({ socket, headers, hostname }: FastifyRequest): string | undefined {
  const isForwarded = Object.keys(headers).some((name) =>
    /^(forwarded|via|x-forwarded-.*|x-real-ip)$/.test(name),
  );
  if (isLoopback(socket.remoteAddress ?? "") && isLoopback(hostname) && !isForwarded) return undefined;
  return "Without METRICS_TOKEN, only programs on this machine may, and not through a proxy.";
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (bare === "localhost") return true;
  const version = isIP(bare);
  return version !== 0 && loopback.check(bare, version === 4 ? "ipv4" : "ipv6");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
