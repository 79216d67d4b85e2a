import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, onTestFinished, test, vi } from "vitest";
import { scratchDir } from "../support/scratch.ts";

export const DEPLOY = path.resolve(import.meta.dirname, "../../deploy");

/** Where Debian puts nginx, unless NGINX_PATH says otherwise. */
const NGINX = process.env["NGINX_PATH"] || "/usr/sbin/nginx";

/** The configurations of ours that are a whole nginx.conf. */
export type NginxFile = "nginx.conf" | "nginx-sticky.conf";

export interface Nginx {
  /** Where customers reach it. */
  readonly url: string;
  /**
   * Every request so far that is over, as it stands in the access log, once there are as many as this: nginx writes a
   * request down after its client has the whole answer. Throws when they are not there within five seconds.
   */
  requests(count: number): Promise<readonly LoggedRequest[]>;
  /** The access log as it is on disk. */
  accessLog(): Promise<string>;
}

/** A line of the access log. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The servers that were asked, in order, separated by commas; `127.0.0.1:3000`. */
  readonly server: string;
}

interface NginxOptions {
  /** What lies in fenqi.d, by file name. */
  readonly extras?: Readonly<Record<string, string>>;
}

/**
 * A suite that needs nginx on the machine. Without it, it is skipped under a name that says so; with `CI=true` it fails
 * instead: nobody reads there what was skipped.
 */
export function describeWithNginx(name: string, define: () => void): void {
  const reason = `there is no nginx at ${NGINX}; install it, or set NGINX_PATH`;
  if (spawnSync(NGINX, ["-v"]).status === 0) describe(name, define);
  else if (process.env["CI"] === "true") {
    test(`${name}: finds nginx`, () => {
      throw new Error(`These tests cannot run: ${reason}.`);
    });
  } else {
    console.warn(`Skipped: ${name} (${reason})`);
    describe.skip(`${name} (skipped: ${reason})`, define);
  }
}

/** What `nginx -t` says of one of our configurations. */
export async function checkNginx(
  file: NginxFile,
  options: NginxOptions = {},
): Promise<{ readonly status: number | null; readonly said: string }> {
  const dir = await prepared(file, ["127.0.0.1:1", "127.0.0.1:2"], await freePort(), options);
  const { status, stderr } = spawnSync(NGINX, ["-t", ...args(dir)], { encoding: "utf8" });
  return { status, said: stderr.replaceAll(dir, "") };
}

/** Runs one of our configurations on loopback before these two servers; it is stopped when the test is over. */
export async function runNginx(
  file: NginxFile,
  servers: readonly [string, string],
  options: NginxOptions = {},
): Promise<Nginx> {
  const port = await freePort();
  const dir = await prepared(file, servers.map(hostOf), port, options);
  const child = spawn(NGINX, [...args(dir), "-g", "daemon off;"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  onTestFinished(() => stop(child));
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`nginx did not start:\n${said}`);
    await setTimeout(10);
  }
  const accessLog = () => readFile(path.join(dir, "access.log"), "utf8");
  return {
    url: `http://127.0.0.1:${port}`,
    accessLog,
    requests: (count) =>
      vi.waitFor(
        async () => {
          const lines = (await accessLog()).split("\n").slice(0, -1);
          if (lines.length < count) throw new Error(`nginx wrote down ${lines.length} of ${count} requests.`);
          return lines.map((line) => JSON.parse(line) as LoggedRequest);
        },
        { timeout: 5000, interval: 5 },
      ),
  };
}

/** A port on loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Another HTTP server, in the place of one of ours, for what ours does not do when asked. Returns its URL. */
export async function standIn(server: Server = createServer()): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Lays out a directory to run the configuration from: the file as it is, with other addresses and other places. */
async function prepared(
  file: NginxFile,
  servers: readonly string[],
  port: number,
  { extras = {} }: NginxOptions,
): Promise<string> {
  const dir = await scratchDir();
  // The workers have an account of their own, and keep large bodies here.
  await chmod(dir, 0o755);
  await mkdir(path.join(dir, "fenqi.d"));
  for (const [name, text] of Object.entries(extras)) {
    await writeFile(path.join(dir, "fenqi.d", name), text.replaceAll("/etc/nginx/fenqi.d", `${dir}/fenqi.d`));
  }
  const scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const text = replaced(await readFile(path.join(DEPLOY, file), "utf8"), {
    "fenqi-1:3000": servers[0] ?? "",
    "fenqi-2:3000": servers[1] ?? "",
    "listen 80;": `listen 127.0.0.1:${port};`,
    "/run/nginx.pid": `${dir}/nginx.pid`,
    "/var/log/nginx": dir,
    "/etc/nginx/fenqi.d": `${dir}/fenqi.d`,
    "http {": `http { ${scratch.map((name) => `${name}_temp_path ${dir}/${name};`).join(" ")}`,
  });
  await writeFile(path.join(dir, "nginx.conf"), text);
  return dir;
}

function replaced(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`The configuration does not say "${from}" any more.`);
    return changed.replaceAll(from, to);
  }, text);
}

const args = (dir: string) => [
  "-p",
  dir,
  "-c",
  path.join(dir, "nginx.conf"),
  "-e",
  path.join(dir, "error.log"),
];

const hostOf = (url: string): string => new URL(url).host;

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const answer = await Promise.race([
    once(socket, "connect").then(() => true),
    once(socket, "error").then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
