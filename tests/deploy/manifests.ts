import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { describeSettings } from "../../src/config.ts";
import { DEPLOY } from "./nginx.ts";

export const ROOT = path.resolve(DEPLOY, "..");

export type Env = Readonly<Record<string, string>>;

/** A file below deploy/. */
export const deployed = (file: string): string => readFileSync(path.join(DEPLOY, file), "utf8");

/** A YAML file below deploy/, with its anchors and merges resolved; a key that stands there twice is an error. */
export const deployedYaml = (file: string): unknown => parse(deployed(file), { merge: true, strict: true });

/** The names of all settings there are. */
export const settingNames: readonly string[] = describeSettings()
  .split("\n")
  .map((line) => line.trim().split(" ")[0] ?? "");

/** `NAME=value` lines as a shell's environment file has them; those that are commented out as well, when asked for. */
export function envFile(text: string, withCommented = false): Env {
  const lines = text.matchAll(withCommented ? /^#?([A-Z_]+)=(.*)$/gmu : /^([A-Z_]+)=(.*)$/gmu);
  return Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value]));
}

/** Two numbers and no more, as `17.11` or `1.28-alpine`: fixes of faults come in, and nothing else does. */
export const isPinned = (image: string): boolean => /^[^:]+:\d+\.\d+(-[a-z]+)?$/u.test(image);

/** Version of this program, as its image is called: `0.1`. */
export const version = ((): string => {
  const { version: full } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return full.split(".").slice(0, 2).join(".");
})();

/** `15s` and `1m`, in seconds. */
export function seconds(duration: string): number {
  const [, amount, unit] = /^(\d+)(s|m)$/u.exec(duration) ?? [];
  return Number(amount) * (unit === "m" ? 60 : 1);
}

/** How long a server may take to finish what was begun, once it has been told to stop. */
export const DRAIN_SECONDS = 10;

/** The value of a directive in one of our nginx configurations. */
export function directive(file: string, name: string): string {
  const [, value] = new RegExp(`^ *${name} (.+);$`, "mu").exec(deployed(file)) ?? [];
  if (value === undefined) throw new Error(`deploy/${file} does not set ${name}.`);
  return value;
}
