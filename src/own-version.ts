import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { packageRoot } from "./publication.ts";

/** The program's version, from its package.json. */
export function ownVersion(): string {
  const text = readFileSync(path.join(packageRoot, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
