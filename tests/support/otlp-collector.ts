import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** Nanoseconds since 1970. */
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An OpenTelemetry collector on the loopback that keeps what it is sent. */
export interface OtlpCollector {
  readonly endpoint: string;
  /** Requests as they came: path, headers and JSON. */
  readonly requests: readonly {
    readonly path: string;
    readonly headers: NodeJS.Dict<string | string[]>;
    readonly body: string;
  }[];
  spans(): readonly CollectedSpan[];
  /** What the spans say they are of. */
  resource(): Readonly<Record<string, unknown>>;
  /** Settles when that many spans have come. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

type Answering = "at once" | "never";

/** Starts one on a free port, or on a given one. */
export async function otlpCollector(answering: Answering = "at once", port = 0): Promise<OtlpCollector> {
  const requests: { path: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  let onRequest = (): void => {};
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      requests.push({ path: request.url ?? "", headers: request.headers, body });
      if (answering === "at once") response.setHeader("content-type", "application/json").end("{}");
      onRequest();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const resourceSpans = () => requests.flatMap(({ body }) => (JSON.parse(body) as OtlpTraces).resourceSpans);
  const spans = () =>
    resourceSpans().flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) =>
        scope.spans.map((span) => ({ ...span, attributes: readAttributes(span.attributes) })),
      ),
    );
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans,
    resource: () => readAttributes(resourceSpans()[0]?.resource.attributes ?? []),
    until: (count) =>
      new Promise((resolve) => {
        onRequest = () => spans().length >= count && resolve();
        onRequest();
      }),
    close,
  };
}

interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, "attributes"> & {
        readonly attributes: readonly OtlpAttribute[];
      })[];
    }[];
  }[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function readAttributes(attributes: readonly OtlpAttribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
