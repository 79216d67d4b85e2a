import * as z from "zod";
import { AppError } from "./kernel/errors.ts";

/** The server's settings, checked. */
export type Config = z.infer<typeof configSchema>;

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 *
 * @throws CONFIG_INVALID with one line for each bad value: which variable, what it is, what was expected
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(settings).map(([name, { fallback }]) => [name, env[name]?.trim() || fallback]);
  const parsed = configSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return togetherValid(parsed.data);
  const lines = parsed.error.issues.map(({ path: [name], message }) => {
    const setting = String(name);
    return `${setting} is ${shownValue(setting, env[setting])}; expected ${message}.`;
  });
  throw new AppError("CONFIG_INVALID", [...new Set(lines)].join("\n"), { settings: lines });
}

/** What one setting asks of another. */
function togetherValid(config: Config): Config {
  if (config.DATABASE_URL !== undefined && config.SECRET_KEY === undefined) {
    const line =
      `SECRET_KEY is not set, and DATABASE_URL is; expected at least ${SECRET_LENGTH} characters, the same for all ` +
      "processes on this database, or none of them lets in the customers of another.";
    throw new AppError("CONFIG_INVALID", line, { settings: [line] });
  }
  return config;
}

/** The settings as lines of text: name, what it is when nothing is set, what it is for. */
export function describeSettings(): string {
  const widest = Math.max(...Object.keys(settings).map((name) => name.length));
  return Object.entries(settings)
    .map(([name, { about, fallback }]) => {
      const otherwise = fallback === undefined ? "" : ` (default ${fallback})`;
      return `  ${name.padEnd(widest)}  ${about}${otherwise}`;
    })
    .join("\n");
}

interface Setting {
  readonly about: string;
  /** What it is when nothing is set. */
  readonly fallback?: string;
  /** Never shown. */
  readonly isSecret?: boolean;
}

const settings: Readonly<Record<keyof Config, Setting>> = {
  PORT: { about: "port to listen on; 0 takes a free one", fallback: "3000" },
  HOST: { about: "address to listen on; 0.0.0.0 is every network of this machine", fallback: "127.0.0.1" },
  DATA_DIR: { about: "directory of the database, the models and the secret", fallback: "./data" },
  CONTENT_DIR: {
    about: "directory of bot.yaml, intents/, dialogs/ and knowledge/; not set, the ones beside the program",
  },
  SECRET_KEY: { about: "signs session tokens; not set, one is made and kept in DATA_DIR", isSecret: true },
  PUBLIC_URL: { about: "where browsers reach the server, when that is behind a proxy" },
  ALLOWED_ORIGINS: { about: "origins of the pages that may use the widget, separated by commas" },
  IDENTITY_KEYS: { about: "the host app's keys, kid:secret, separated by commas", isSecret: true },
  PROOF_MINUTES: {
    about:
      "nothing is changed at the shop for a customer whom the host app has not proven within so many minutes",
    fallback: "10",
  },
  INSTALLMENTS_URL: {
    about:
      "the shop's instalment accounts, see docs/installments.md; sandbox: made-up ones; none: no accounts",
    fallback: "sandbox",
  },
  INSTALLMENTS_KEY_ID: { about: "names the secret that requests to them are signed with" },
  INSTALLMENTS_SECRET: { about: "signs requests to them", isSecret: true },
  INSTALLMENTS_TOKEN_URL: { about: "where a token for them is fetched, by OAuth 2.0 client credentials" },
  INSTALLMENTS_CLIENT_ID: { about: "who fetches it" },
  INSTALLMENTS_CLIENT_SECRET: { about: "proves it", isSecret: true },
  TRUSTED_PROXIES: {
    about: "addresses of proxies whose X-Forwarded-… headers are believed",
    fallback: "127.0.0.1,::1",
  },
  SESSIONS_PER_MINUTE: {
    about: "how many sessions one address may open, and how many images it may send",
    fallback: "300",
  },
  SOCKETS_PER_ADDRESS: { about: "how many connections one address may have", fallback: "1000" },
  COALESCE_MS: {
    about: "texts of a customer that follow one another within so many milliseconds are answered as one",
    fallback: "800",
  },
  ASSIGNMENT: {
    about: "how waiting customers come to agents: auto, offer or manual",
    fallback: "auto",
  },
  LOG_LEVEL: { about: "silent, error, warn, info or debug", fallback: "info" },
  METRICS_TOKEN: {
    about: "who brings it may read /metrics; not set, only programs on this machine may",
    isSecret: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    about: "where traces of turns are sent by OTLP over HTTP; not set, none are made",
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    about: "headers sent with them, name=value, separated by commas",
    isSecret: true,
  },
  OTEL_SERVICE_NAME: { about: "the name traces carry", fallback: "fenqi" },
  OTEL_TRACES_SAMPLER_ARG: { about: "share of the turns that are traced, 0 to 1", fallback: "1" },
  DATABASE_URL: {
    about: "postgres://… keeps conversations in PostgreSQL, for several processes; not set, in DATA_DIR",
    isSecret: true,
  },
  REDIS_URL: {
    about: "redis://… carries news between several processes; without it they look every second",
    isSecret: true,
  },
};

/** RFC 7518 §3.2: an HMAC-SHA-256 key has at least as many bits as the hash. */
const SECRET_LENGTH = 32;

const origin = (expected: string) =>
  z
    .string()
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), expected)
    .transform((url) => new URL(url).origin);

const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(item));

const identityKey = z.templateLiteral([z.string().min(1), ":", z.string().min(SECRET_LENGTH)], {
  error: `kid:secret, with a secret of at least ${SECRET_LENGTH} characters`,
});

const addressOf = (protocols: readonly string[], expected: string) =>
  z
    .string()
    .refine((url) => URL.canParse(url) && protocols.includes(new URL(url).protocol), expected)
    .optional();

const otlpHeader = z.string().refine((header) => /^[\w-]+=[^\s,]+$/.test(header) && isDecodable(header), {
  error: "name=value, separated by commas, with %20 for a space in a value and so on",
});

const share = "a number from 0 to 1";

const count = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, "a whole number above 0")
  .transform(Number);

const portNumber = "a whole number from 0 to 65535";

const coalesceMs = "a whole number from 0 to 5000";

const configSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portNumber)
    .transform(Number)
    .pipe(z.number().max(65_535, portNumber)),
  HOST: z.string(),
  DATA_DIR: z.string(),
  CONTENT_DIR: z.string().optional(),
  SECRET_KEY: z.string().min(SECRET_LENGTH, `at least ${SECRET_LENGTH} characters`).optional(),
  PUBLIC_URL: origin("an address such as https://chat.example").optional(),
  ALLOWED_ORIGINS: list(origin("origins such as https://shop.example, separated by commas")),
  IDENTITY_KEYS: list(identityKey),
  PROOF_MINUTES: count,
  INSTALLMENTS_URL: z.union([z.enum(["sandbox", "none"]), z.url({ protocol: /^https?$/ })], {
    error: "sandbox, none, or an address such as https://accounts.shop.example",
  }),
  INSTALLMENTS_KEY_ID: z.string().optional(),
  INSTALLMENTS_SECRET: z.string().min(SECRET_LENGTH, `at least ${SECRET_LENGTH} characters`).optional(),
  INSTALLMENTS_TOKEN_URL: addressOf(
    ["https:", "http:"],
    "an address such as https://login.shop.example/token",
  ),
  INSTALLMENTS_CLIENT_ID: z.string().optional(),
  INSTALLMENTS_CLIENT_SECRET: z.string().optional(),
  TRUSTED_PROXIES: list(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
      error: "IP addresses or ranges such as 10.0.0.0/8, separated by commas",
    }),
  ),
  SESSIONS_PER_MINUTE: count,
  SOCKETS_PER_ADDRESS: count,
  COALESCE_MS: z
    .string()
    .regex(/^\d{1,4}$/, coalesceMs)
    .transform(Number)
    .pipe(z.number().max(5000, coalesceMs)),
  ASSIGNMENT: z.enum(["auto", "offer", "manual"], { error: "auto, offer or manual" }),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"], {
    error: "silent, error, warn, info or debug",
  }),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,}$/, "at least 16 letters, digits or any of -._~+/=")
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(["http:", "https:"], "an address such as http://127.0.0.1:4318"),
  OTEL_EXPORTER_OTLP_HEADERS: list(otlpHeader),
  OTEL_SERVICE_NAME: z.string(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^\d*\.?\d+$/, share)
    .transform(Number)
    .pipe(z.number().max(1, share)),
  DATABASE_URL: addressOf(["postgres:", "postgresql:"], "an address such as postgres://name@host:5432/fenqi"),
  REDIS_URL: addressOf(["redis:", "rediss:"], "an address such as redis://host:6379"),
});

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== "";
  } catch {
    return false;
  }
}

function shownValue(name: string, value: string | undefined): string {
  const { isSecret } = Object.entries(settings).find(([known]) => known === name)?.[1] ?? {};
  return isSecret ? "set to something" : JSON.stringify(value);
}
