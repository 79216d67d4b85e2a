import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { scratchDir } from "../support/scratch.ts";
import { DRAIN_SECONDS, deployed, envFile, settingNames } from "./manifests.ts";

const UNITS = ["fenqi.service", "fenqi@.service"];

/** What a unit says of something, the last time it says it. */
const valueOf = (unit: string, key: string): string =>
  deployed(unit)
    .split("\n")
    .findLast((line) => line.startsWith(`${key}=`))
    ?.slice(key.length + 1) ?? "";

/** The settings that a unit gives to the server itself, and the rest of what it starts. */
function startOf(unit: string) {
  const [env = "", ...words] = valueOf(unit, "ExecStart").split(" ");
  const assigned = words.filter((word) => word.includes("="));
  return {
    env,
    settings: envFile(assigned.join("\n")),
    command: words.filter((word) => !word.includes("=")),
  };
}

const ANALYZE = "systemd-analyze";
const isThere = spawnSync(ANALYZE, ["--version"]).status === 0;
if (!isThere)
  console.warn("Skipped: systemd's own opinion of deploy/*.service (there is no systemd-analyze here)");

/** What systemd complains of in a unit; Node stands there where it is on this machine. */
async function complaints(unit: string, text: string): Promise<string> {
  const dir = await scratchDir();
  const file = path.join(dir, unit);
  await writeFile(file, text.replace("/usr/bin/node", process.execPath));
  const { status, stderr } = spawnSync(ANALYZE, ["verify", "--man=no", file], { encoding: "utf8" });
  // Of other units of this machine it complains as well.
  const ours = stderr.split("\n").filter((line) => line.includes(dir) || line.startsWith("fenqi"));
  return status === 0 || ours.length > 0 ? ours.join("\n") : stderr;
}

describe.each(UNITS)("deploy/%s", (unit) => {
  test.skipIf(!isThere)("is taken by systemd without a complaint", async () => {
    expect(await complaints(unit, deployed(unit))).toBe("");
  });

  test.skipIf(!isThere)("would be complained of if something in it were not known", async () => {
    const wrong = deployed(unit).replace("ProtectSystem=", "ProtectSistem=");
    expect(await complaints(unit, wrong)).toContain("ProtectSistem");
  });

  test("starts the server from where it is, with settings that it knows", () => {
    const { env, settings, command } = startOf(unit);
    expect(env).toBe("/usr/bin/env");
    expect(command).toEqual(["/usr/bin/node", "bin/fenqi.js", "start"]);
    expect(Object.keys(settings).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(settings["DATA_DIR"]).toBe(`%S/${valueOf(unit, "StateDirectory")}`);
    expect(valueOf(unit, "EnvironmentFile")).toBe("/etc/fenqi/fenqi.env");
  });

  test("lets it finish, and starts it again whatever happens", () => {
    expect(valueOf(unit, "KillSignal")).toBe("SIGTERM");
    expect(Number(valueOf(unit, "TimeoutStopSec"))).toBeGreaterThan(DRAIN_SECONDS);
    expect(valueOf(unit, "Restart")).toBe("always");
    expect(valueOf(unit, "StartLimitIntervalSec")).toBe("0");
  });

  test("may write to its own directory alone, and gain no rights", () => {
    expect(valueOf(unit, "User")).toBe("fenqi");
    expect(valueOf(unit, "ProtectSystem")).toBe("strict");
    expect(valueOf(unit, "NoNewPrivileges")).toBe("yes");
    expect(deployed(unit)).toMatch(/^CapabilityBoundingSet=$/mu);
    // V8 makes code as it runs.
    expect(deployed(unit)).not.toMatch(/^MemoryDenyWriteExecute=/mu);
    expect(deployed(unit)).not.toMatch(/^ReadWritePaths=/mu);
  });
});

describe("deploy/fenqi@.service", () => {
  test("gives each of several servers a port and a directory of its own", () => {
    expect(startOf("fenqi@.service").settings).toEqual({ PORT: "%i", DATA_DIR: "%S/fenqi-%i" });
  });

  test("is in all else what fenqi.service is", () => {
    const lines = (unit: string) =>
      deployed(unit)
        .replaceAll(/fenqi-%i|, on port %i|PORT=%i /gu, (own) => (own === "fenqi-%i" ? "fenqi" : ""))
        .split("\n")
        .filter((line) => !line.startsWith("#"));
    expect(lines("fenqi@.service")).toEqual(lines("fenqi.service"));
  });
});

describe("deploy/fenqi.env.example", () => {
  test("names settings that there are, and sets what a first server can start with", () => {
    const text = deployed("fenqi.env.example");
    expect(Object.keys(envFile(text, true)).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(readConfig(envFile(text))).toMatchObject({ HOST: "127.0.0.1", PORT: 3000 });
    const shared = { ...envFile(text, true), SECRET_KEY: "0".repeat(64) };
    expect(readConfig(shared)).toMatchObject({ HOST: "0.0.0.0", DATABASE_URL: expect.any(String) });
  });

  test("leaves to the units what they set themselves", () => {
    const names = Object.keys(envFile(deployed("fenqi.env.example"), true));
    expect(names).not.toContain("PORT");
    expect(names).not.toContain("DATA_DIR");
  });
});
