import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** SHA-256, hexadecimal, over these texts and bytes in this order. */
export function fingerprintOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}

/** The fingerprint of these files, and of all files in these folders. What is not there counts as not there. */
export function fingerprintFiles(places: readonly string[]): string {
  return fingerprintOf(
    places
      .filter((place) => existsSync(place))
      .flatMap((place) =>
        filesAt(place).flatMap((file) => [path.relative(place, file), readFileSync(file, "utf8")]),
      ),
  );
}

function filesAt(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
