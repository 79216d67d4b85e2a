import { afterAll, beforeAll, expect, test } from "vitest";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

const ADA = { login: "ada", name: "Ada", password: "a harbour at dawn" };

test("whoever starts a new server gets in by the link of its log; the next start has none, and knows them", async () => {
  const env = {
    PORT: "0",
    DATA_DIR: await scratchDir(),
    CONTENT_DIR: await contentDir(mendingContent),
  };
  const first = runProgram(program.main, ["start"], env);
  const url = await urlOf(first);
  await first.prints("Make the first admin at ");
  const [, at, token] = /(http\S+)\/desk\/#\/first\/([\w-]+)/u.exec(first.stderr) ?? [];
  expect(at).toBe(url);
  const made = await post(`${url}/api/desk/first`, { token, ...ADA });
  expect(await made.json()).toMatchObject({ login: "ada", role: "admin" });
  const [cookie = ""] = made.headers.getSetCookie().map((text) => text.split(";")[0] ?? "");
  expect(await (await fetch(`${url}/api/desk/me`, { headers: { cookie } })).json()).toMatchObject({
    name: "Ada",
  });
  first.child.kill("SIGTERM");
  await first.ended;

  const second = runProgram(program.main, ["start"], env);
  const again = await urlOf(second);
  await second.prints("Listening.");
  expect(second.stderr).not.toContain("first admin");
  // A session outlives the server.
  expect((await fetch(`${again}/api/desk/me`, { headers: { cookie } })).status).toBe(200);
  const { login, password } = ADA;
  expect((await post(`${again}/api/desk/sign-in`, { login, password })).status).toBe(200);
  expect((await post(`${again}/api/desk/first`, { token, ...ADA })).status).toBe(401);
}, 60_000);

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-fenqi-desk": "1" },
    body: JSON.stringify(body),
  });
}
