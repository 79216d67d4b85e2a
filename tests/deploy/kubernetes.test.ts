import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { smallApp } from "../support/small-app.ts";
import { ask, askSession, beginPolling } from "./ask.ts";
import { DRAIN_SECONDS, deployedYaml, type Env, isPinned, settingNames, version } from "./manifests.ts";
import { DEPLOY } from "./nginx.ts";

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
}

type Labels = Readonly<Record<string, string>>;

interface Deployment {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly strategy: unknown;
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: unknown;
        readonly topologySpreadConstraints: readonly {
          readonly labelSelector: { readonly matchLabels: Labels };
        }[];
        readonly initContainers: readonly Container[];
        readonly containers: readonly [Container];
        readonly volumes: readonly { readonly name: string; readonly emptyDir: unknown }[];
      };
    };
  };
}

interface Ingress {
  readonly metadata: { readonly annotations: Labels };
  readonly spec: {
    readonly rules: readonly {
      readonly http: {
        readonly paths: readonly {
          readonly path: string;
          readonly pathType: string;
          readonly backend: unknown;
        }[];
      };
    }[];
  };
}

const yaml = (name: string): unknown => deployedYaml(`kubernetes/${name}.yaml`);
const deployment = yaml("deployment") as Deployment;
const pod = deployment.spec.template.spec;
const [server] = pod.containers;
const labels = deployment.spec.template.metadata.labels;

describe("deploy/kubernetes", () => {
  test("applies every file that is there, but for the secret", () => {
    const { resources, images } = yaml("kustomization") as {
      readonly resources: readonly string[];
      readonly images: unknown;
    };
    const others = ["kustomization.yaml", "secret.example.yaml"];
    const files = readdirSync(path.join(DEPLOY, "kubernetes")).filter((file) => !others.includes(file));
    expect([...resources].sort()).toEqual(files.filter((file) => file !== "secret.yaml").sort());
    expect(images).toEqual([{ name: "fenqi", newName: "registry.example/fenqi", newTag: version }]);
  });

  test("sets nothing but settings, and the server takes them", () => {
    const { data } = yaml("configmap") as { readonly data: Env };
    const { stringData } = yaml("secret.example") as { readonly stringData: Env };
    const own = Object.fromEntries((server.env ?? []).map(({ name, value }) => [name, value]));
    const names = [data, stringData, own].flatMap(Object.keys);
    expect(names.filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "TRUSTED_PROXIES"]),
    );
    const filledIn = { ...data, ...stringData, ...own, SECRET_KEY: "0".repeat(64) };
    expect(readConfig(filledIn)).toMatchObject({ HOST: "0.0.0.0", PORT: 3000 });
    expect(() => readConfig({ ...filledIn, SECRET_KEY: stringData["SECRET_KEY"] })).toThrow("SECRET_KEY");
  });

  test("probes what the server answers, and restarts none whose database is away", async () => {
    const { url } = await smallApp();
    const probes = [server.startupProbe, server.readinessProbe, server.livenessProbe];
    for (const probe of probes) {
      expect((await ask(url, { path: probe?.httpGet.path ?? "" })).status).toBe(200);
      expect(probe?.httpGet.port).toBe(server.ports?.[0]?.name);
    }
    expect(probes.map((probe) => probe?.httpGet.path)).toEqual(["/healthz", "/readyz", "/healthz"]);
  });

  test("opens the port that the server listens on", () => {
    const port = server.env?.find(({ name }) => name === "PORT")?.value;
    expect(server.ports).toEqual([{ name: "http", containerPort: Number(port) }]);
    expect(yaml("service")).toMatchObject({ spec: { ports: [{ name: "http", targetPort: "http" }] } });
  });

  test("sends no new customers before it stops, and waits until what was begun is finished", () => {
    const [command, pause] = server.lifecycle?.preStop.exec.command ?? [];
    expect(command).toBe("sleep");
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(pause) + DRAIN_SECONDS);
    expect(deployment.spec.strategy).toEqual({
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
  });

  test("means the same pods everywhere", () => {
    expect(deployment.spec.selector.matchLabels).toEqual(labels);
    expect(yaml("service")).toMatchObject({ spec: { selector: labels } });
    expect(yaml("poddisruptionbudget")).toMatchObject({
      spec: { selector: { matchLabels: labels }, maxUnavailable: 1 },
    });
    expect(pod.topologySpreadConstraints.map(({ labelSelector }) => labelSelector)).toEqual([
      { matchLabels: labels },
      { matchLabels: labels },
    ]);
    expect(yaml("autoscaler")).toMatchObject({
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment.metadata.name },
        minReplicas: deployment.spec.replicas,
      },
    });
    expect(deployment.spec.replicas).toBeGreaterThanOrEqual(2);
  });

  test("runs a pinned image with as few rights as it needs", () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    for (const container of [...pod.initContainers, ...pod.containers]) {
      expect(isPinned(container.image)).toBe(true);
      expect(container.image).toBe(`fenqi:${version}`);
      expect(container).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { cpu: expect.any(String) }, limits: { memory: expect.any(String) } },
      });
    }
  });

  test("gives the server a place to write where it writes, with the image's model in it", () => {
    const dataDir = server.env?.find(({ name }) => name === "DATA_DIR")?.value;
    const mounts = server.volumeMounts.map(({ mountPath }) => mountPath);
    expect(mounts).toEqual([dataDir, "/tmp"]);
    const volumes = pod.volumes.map(({ name, emptyDir }) => emptyDir !== undefined && name);
    expect(server.volumeMounts.map(({ name }) => name)).toEqual(volumes);
    expect(pod.initContainers).toMatchObject([
      {
        command: ["cp", "-R", `${dataDir}/models`, "/cache/models"],
        volumeMounts: [{ name: "data", mountPath: "/cache" }],
      },
    ]);
  });

  describe("ingress.yaml", () => {
    const { metadata, spec } = yaml("ingress") as Ingress;
    const paths = spec.rules.flatMap(({ http }) => http.paths);
    const annotation = (name: string) => metadata.annotations[`nginx.ingress.kubernetes.io/${name}`] ?? "";
    const isPublic = (asked: string) =>
      paths.some(
        ({ path: one, pathType }) => asked === one || (pathType === "Prefix" && asked.startsWith(`${one}/`)),
      );

    test("lets in what customers' browsers ask for, and nothing else", () => {
      const asked = ["/api/chat/sessions", "/socket.io/", "/widget.js", "/widget/chat-abc.js", "/demo/"];
      expect(asked.filter((one) => !isPublic(one))).toEqual([]);
      expect(["/", "/metrics", "/readyz", "/healthz", "/widget.json"].filter(isPublic)).toEqual([]);
      for (const { backend } of paths) {
        expect(backend).toEqual({ service: { name: "fenqi", port: { name: "http" } } });
      }
    });

    test("waits longer than an idle connection is silent, and takes what the server takes", async () => {
      const { url } = await smallApp();
      const { pingInterval, pingTimeout } = await beginPolling(url);
      expect(Number(annotation("proxy-read-timeout")) * 1000).toBeGreaterThan(pingInterval + pingTimeout);
      expect(annotation("proxy-body-size")).toBe("64k");
      expect((await askSession(url, { body: "{}".padEnd(64 * 1024) })).status).toBe(200);
      expect((await askSession(url, { body: "{}".padEnd(64 * 1024 + 1) })).status).toBe(413);
    });

    test("keeps long polling at one pod, and sends to a second one only what may come twice", () => {
      expect(annotation("upstream-hash-by")).toBe("$remote_addr");
      expect(annotation("proxy-next-upstream").split(" ")).not.toContain("non_idempotent");
    });
  });
});
