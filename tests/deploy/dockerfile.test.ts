import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { smallApp } from "../support/small-app.ts";
import { deployed, envFile, isPinned, ROOT, settingNames } from "./manifests.ts";
import { freePort } from "./nginx.ts";

/** An instruction and what it is given; lines that end in a backslash go on. */
const instructions = deployed("Dockerfile")
  .replaceAll(/\\\n\s*/gu, "")
  .split("\n")
  .filter((line) => /^[A-Z]/u.test(line))
  .map((line) => ({ word: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));

const all = (word: string) => instructions.flatMap((one) => (one.word === word ? one.rest : []));
const lastStage = instructions.slice(instructions.findLastIndex(({ word }) => word === "FROM"));
const last = (word: string) => lastStage.findLast((one) => one.word === word)?.rest ?? "";

/** What a COPY takes, from the repository or from the stage before. */
const sources = (isFromStage: boolean) =>
  all("COPY")
    .filter((rest) => rest.includes("--from=") === isFromStage)
    .flatMap((rest) =>
      rest
        .split(" ")
        .filter((part) => !part.startsWith("--"))
        .slice(0, -1),
    );

describe("deploy/Dockerfile", () => {
  test("builds and runs on one pinned Node that package.json allows", () => {
    const [build = "", run = ""] = all("FROM").map((rest) => rest.split(" ")[0] ?? "");
    expect(isPinned(build)).toBe(true);
    expect(run).toBe(`${build}-slim`);
    const { engines } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      readonly engines: { readonly node: string };
    };
    const [, least = ""] = /^>=(\d+\.\d+)\.0$/u.exec(engines.node) ?? [];
    const [, used = ""] = /:(\d+\.\d+)-/u.exec(build) ?? [];
    const rank = (of: string) => of.split(".").reduce((sum, part) => sum * 1000 + Number(part), 0);
    expect(rank(used)).toBeGreaterThanOrEqual(rank(least));
    expect(rank(least)).toBeGreaterThan(0);
  });

  test("copies what is there, and .dockerignore lets exactly that through", () => {
    const copied = sources(false);
    expect(copied.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    const lines = deployed("Dockerfile.dockerignore")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines[0]).toBe("*");
    expect(lines.slice(1).sort()).toEqual(copied.map((file) => `!${file}`).sort());
  });

  test("takes everything into the last stage that the server reads", () => {
    const needed = [
      "bin",
      "dist",
      "node_modules",
      "package.json",
      "package-lock.json",
      "bot.yaml",
      "intents",
      "dialogs",
      "knowledge",
    ];
    expect(sources(true).sort()).toEqual([...needed.map((file) => `/app/${file}`), "/data/models"].sort());
    expect(all("RUN")).toContain("npm prune --omit=dev --ignore-scripts");
  });

  test("runs the install scripts of all packages that have one and are used in production", () => {
    const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
      readonly packages: Readonly<
        Record<string, { readonly hasInstallScript?: true; readonly dev?: true; readonly optional?: true }>
      >;
    };
    const withScript = Object.entries(packages)
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
      .map(([place]) => place.replace(/^.*node_modules\//u, ""));
    const [, rebuilt = ""] =
      /npm ci --ignore-scripts && npm rebuild (.+)$/mu.exec(all("RUN").join("\n")) ?? [];
    expect(rebuilt.split(" ").sort()).toEqual(withScript.sort());
  });

  test("starts the server as nobody in particular, with settings that it knows", () => {
    expect(last("USER")).toMatch(/^[1-9]\d*:[1-9]\d*$/u);
    expect(last("STOPSIGNAL")).toBe("SIGTERM");
    expect(JSON.parse(last("CMD"))).toEqual(["node", "bin/fenqi.js", "start"]);
    const { NODE_ENV, ...env } = envFile(last("ENV").replaceAll(" ", "\n"));
    expect(NODE_ENV).toBe("production");
    expect(Object.keys(env).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(readConfig(env)).toMatchObject({
      HOST: "0.0.0.0",
      PORT: Number(last("EXPOSE")),
      DATA_DIR: last("VOLUME"),
    });
  });

  test("is healthy while the server is up, and not when it is gone", async () => {
    const [, command = ""] = /CMD (\[.*\])$/u.exec(last("HEALTHCHECK")) ?? [];
    const [, ...args] = JSON.parse(command) as readonly string[];
    const health = async (port: string | number): Promise<unknown> => {
      const child = spawn(process.execPath, args, { env: { PORT: String(port) } });
      const [code] = await once(child, "close");
      return code;
    };
    const app = await smallApp();
    expect(await health(new URL(app.url).port)).toBe(0);
    expect(await health(await freePort())).toBe(1);
  });
});
