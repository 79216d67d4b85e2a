/**
 * Builds the server (src -> dist/server), the chat widget (web-widget -> dist/widget) and the agents' desk (agent-desk ->
 * dist/desk). `--server` leaves the pages out. Exits with the code of the first step that fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

const TSC = "node_modules/typescript/bin/tsc";
const SERVER = "dist/server";

process.chdir(path.dirname(import.meta.dirname));

if (existsSync(TSC)) {
  buildServer();
  if (!process.argv.includes("--server")) {
    run("web-widget/build.js");
    run("agent-desk/build.js");
  }
} else if (process.env["npm_lifecycle_event"] === "prepare") {
  // `npm ci --omit=dev` beside a dist/ that was built elsewhere: nothing to do, and no reason to fail.
  console.log("The build tools are not installed; dist/ is left as it is.");
} else {
  console.error("The build tools are not installed. Install them with: npm ci");
  process.exit(1);
}

function buildServer() {
  // In full every time: it takes a second, and an incremental build trusts its notes over a dist/ someone emptied.
  run(TSC, "-p", "tsconfig.json", "--incremental", "false", "--tsBuildInfoFile", "null");
  dropLeftovers();
}

/** Removes what was compiled from sources that are gone, so that nobody imports a ghost. */
function dropLeftovers() {
  for (const file of readdirSync(SERVER, { recursive: true, encoding: "utf8" })) {
    const compiled = /^(.*)\.js(\.map)?$/.exec(file);
    if (compiled !== null && !existsSync(path.join("src", `${compiled[1]}.ts`)))
      rmSync(path.join(SERVER, file));
  }
}

/** @param {string[]} command */
function run(...command) {
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
