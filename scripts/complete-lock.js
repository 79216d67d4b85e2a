/**
 * Completes package-lock.json with the platform packages that npm left out: it records only what the registry at hand
 * could show it, and `npm ci` then refuses the lock. Run after `npm install`: `node scripts/complete-lock.js`.
 *
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, optionalDependencies?: Record<string, string> }} Locked
 */
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

const LOCK = "package-lock.json";
const lock = JSON.parse(readFileSync(LOCK, "utf8"));

/** @type {Record<string, Locked>} */
const packages = lock.packages;
const missing = Object.entries(packages).flatMap(([place, parent]) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => !isInstalledNear(place, name))
    .map(
      ([name, range]) =>
        /** @type {const} */ ([`node_modules/${name}`, platformPackage(name, range, parent)]),
    ),
);

lock.packages = Object.fromEntries(
  Object.entries({ ...packages, ...Object.fromEntries(missing) }).sort(([a], [b]) =>
    a.localeCompare(b, "en"),
  ),
);
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} platform packages added to ${LOCK}`);

/** @param {string} place @param {string} name */
function isInstalledNear(place, name) {
  return `${place}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
}

/**
 * The entry npm writes for a package of another platform, less its checksum, which only the registry knows.
 *
 * @param {string} name
 * @param {string} range
 * @param {Locked} parent
 */
function platformPackage(name, range, parent) {
  const words = (name.split("/").at(-1) ?? name).split("-");
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length === 0) throw new Error(`${name} does not name its platform; add it to ${LOCK} by hand`);
  return {
    version: range.replace(/^[~^]/, ""),
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev === true && { dev: true }),
    optional: true,
    os,
  };
}
