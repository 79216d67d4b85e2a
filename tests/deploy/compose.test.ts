import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import {
  DRAIN_SECONDS,
  deployed,
  deployedYaml,
  directive,
  type Env,
  envFile,
  isPinned,
  seconds,
  settingNames,
  version,
} from "./manifests.ts";
import { DEPLOY } from "./nginx.ts";

interface Service {
  readonly image: string;
  readonly environment?: Env;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[] | Readonly<Record<string, { readonly ipv4_address?: string }>>;
  readonly stop_grace_period?: string;
  readonly healthcheck?: unknown;
  readonly read_only?: boolean;
}

const { services, networks } = deployedYaml("compose.yaml") as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
};
const servers = Object.entries(services).filter(([name]) => name.startsWith("fenqi-"));
const example = envFile(deployed(".env.example"));
const filledIn: Env = {
  ...example,
  POSTGRES_PASSWORD: "0".repeat(64),
  REDIS_PASSWORD: "1".repeat(64),
  SECRET_KEY: "2".repeat(64),
};

/** A value as compose makes it of these variables. */
function interpolated(value: string, env: Env): string {
  return value.replaceAll(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/gu,
    (_, name: string, sign?: string, rest = "") => {
      const given = env[name] ?? "";
      if (given === "" && sign === "?") throw new Error(`${name}: ${rest}`);
      return given === "" && sign === "-" ? rest : given;
    },
  );
}

const environmentOf = (service: Service | undefined, env: Env): Env =>
  Object.fromEntries(
    Object.entries(service?.environment ?? {}).map(([name, value]) => [name, interpolated(value, env)]),
  );

const addressOf = (name: string): string | undefined => {
  const { networks: joined } = services[name] ?? { networks: [] };
  return "front" in joined ? joined["front"]?.ipv4_address : undefined;
};

const networksOf = ({ networks: joined }: Service): readonly string[] =>
  Array.isArray(joined) ? joined : Object.keys(joined);

describe("deploy/compose.yaml", () => {
  test("starts two servers alike, with settings that they know and take", () => {
    expect(servers.map(([name]) => name)).toEqual(["fenqi-1", "fenqi-2"]);
    const [one, other] = servers.map(([, service]) => environmentOf(service, filledIn));
    expect(one).toEqual(other);
    expect(Object.keys(one ?? {}).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(readConfig(one ?? {})).toMatchObject({
      DATABASE_URL: `postgres://fenqi:${"0".repeat(64)}@postgres:5432/fenqi`,
      REDIS_URL: `redis://:${"1".repeat(64)}@redis:6379/0`,
      SECRET_KEY: "2".repeat(64),
    });
  });

  test("wants in .env what .env.example lists, and refuses to start without the secrets", () => {
    const wanted = [...deployed("compose.yaml").matchAll(/\$\{([A-Z_]+)/gu)].map(([, name = ""]) => name);
    expect([...new Set(wanted)].sort()).toEqual(Object.keys(example).sort());
    for (const secret of ["POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"]) {
      expect(example[secret]).toBe("");
      expect(() => environmentOf(services["fenqi-1"], { ...filledIn, [secret]: "" })).toThrow(secret);
    }
  });

  test("pins what it runs", () => {
    const images = Object.values(services).map(({ image }) => image);
    expect(images.filter((image) => !isPinned(image))).toEqual([]);
    expect(services["fenqi-1"]?.image).toBe(`fenqi:${version}`);
    expect(isPinned("nginx:latest") || isPinned("postgres:17") || isPinned("redis")).toBe(false);
  });

  test("lets the world in at nginx alone, and at the databases nobody but the servers", () => {
    const published = Object.entries(services).flatMap(([name, { ports }]) =>
      ports === undefined ? [] : name,
    );
    expect(published).toEqual(["nginx"]);
    const inBack = Object.entries(services).flatMap(([name, one]) =>
      networksOf(one).includes("back") ? name : [],
    );
    expect(inBack).toEqual(["fenqi-1", "fenqi-2", "postgres", "redis"]);
    expect(services["postgres"]?.networks).toEqual(["back"]);
    expect(services["redis"]?.networks).toEqual(["back"]);
    expect(networks["back"]).toEqual({ internal: true });
  });

  test("has the servers believe nginx, at the address that it has", () => {
    expect(addressOf("nginx")).toMatch(/^\d+\.\d+\.\d+\.\d+$/u);
    expect(services["fenqi-1"]?.environment?.["TRUSTED_PROXIES"]).toBe(addressOf("nginx"));
    expect(new Set([addressOf("nginx"), addressOf("fenqi-1"), addressOf("fenqi-2")]).size).toBe(3);
  });

  test.each(["nginx.conf", "nginx-sticky.conf"])(
    "can mount %s, which names the servers and their port",
    (file) => {
      const mounted = (services["nginx"]?.volumes ?? []).map((volume) =>
        interpolated(volume, { NGINX_CONF: file }).split(":"),
      );
      expect(mounted).toEqual([
        [`./${file}`, "/etc/nginx/nginx.conf", "ro"],
        ["./nginx.d", "/etc/nginx/fenqi.d", "ro"],
      ]);
      expect(mounted.filter(([from = ""]) => !existsSync(path.join(DEPLOY, from)))).toEqual([]);
      const named = [...deployed(file).matchAll(/^ +server ([\w-]+:\d+) /gmu)].map(([, server]) => server);
      expect([...new Set(named)]).toEqual(servers.map(([name]) => `${name}:3000`));
      expect(deployed("Dockerfile")).toContain("PORT=3000");
    },
  );

  test("gives everybody the time they need to stop", () => {
    for (const [, { stop_grace_period = "0s" }] of servers) {
      expect(seconds(stop_grace_period)).toBeGreaterThan(DRAIN_SECONDS);
    }
    expect(seconds(services["nginx"]?.stop_grace_period ?? "0s")).toBeGreaterThan(
      seconds(directive("nginx.conf", "worker_shutdown_timeout")),
    );
  });

  test("has a database that writes to disk before it says so, and is waited for", () => {
    const { command = [], healthcheck } = services["postgres"] ?? {};
    expect(command).toEqual(
      expect.arrayContaining(["fsync=on", "synchronous_commit=on", "full_page_writes=on"]),
    );
    expect(healthcheck).toMatchObject({ test: expect.arrayContaining(["pg_isready"]) });
    for (const [, server] of servers) {
      expect(server).toMatchObject({
        read_only: true,
        depends_on: { postgres: { condition: "service_healthy" } },
      });
    }
  });
});
