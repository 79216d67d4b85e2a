import { afterAll, beforeAll, expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { otlpCollector } from "../support/otlp-collector.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

interface Line {
  readonly msg: string;
  readonly turn?: string;
}

test("what customers write stands in no log, no metric and no trace, however much of them there is", async () => {
  const collector = await otlpCollector();
  const server = runProgram(program.main, ["start"], {
    PORT: "0",
    COALESCE_MS: "0",
    LOG_LEVEL: "debug",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    DATA_DIR: await scratchDir(),
    CONTENT_DIR: await contentDir(mendingContent),
  });
  const url = await urlOf(server);
  const client = await chatClient(url);
  const said = ["坏了怎么办，我叫欧阳蜻蜓", "flibbertigibbet 13800138000", "6222021234567890123", "转人工"];
  for (const text of said) expect(await client.say(text)).toMatchObject({ ok: true });
  await client.ask("rate", { score: 2, comment: "quockerwodger" });
  await client.ask("suggest", { text: "sardoodledom" });
  await client.ask("message", { cid: "bad", text: "taradiddle".repeat(2000) });
  await client.until((seen) => seen.some(({ kind }) => kind === "handoff"));
  const metrics = await (await fetch(`${url}/metrics`)).text();
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(0);

  const lines = server.stderr
    .trim()
    .split("\n")
    .map((line): Line => JSON.parse(line));
  const turns = lines.filter(({ msg }) => msg === "Turn taken.");
  expect(turns).toHaveLength(said.length);
  expect(turns).toMatchObject(
    said.map(() => ({
      turn: expect.stringMatching(new RegExp(`^${client.session.conversationId}:\\d+$`)),
      result: "answered",
      verdict: expect.any(String),
      ms: { total: expect.any(Number) },
    })),
  );
  expect(metrics).toContain(`fenqi_messages_total{result="stored"} ${said.length + 1}\n`);
  const traced = collector.spans().filter(({ name }) => name === "turn");
  expect(traced.map(({ attributes }) => attributes["fenqi.turn"])).toEqual(turns.map(({ turn }) => turn));

  const told = [server.stdout, server.stderr, metrics, ...collector.requests.map(({ body }) => body)].join(
    "\n",
  );
  const pieces = [
    "坏了",
    "欧阳",
    "蜻蜓",
    "flibberti",
    "1380013",
    "622202",
    "转人工",
    "quocker",
    "sardoo",
    "taradiddle",
  ];
  expect(pieces.filter((piece) => told.includes(piece))).toEqual([]);
  // What the bot said tells what it was asked.
  expect(["插上插头", "没听懂", "Plug it in"].filter((piece) => told.includes(piece))).toEqual([]);
});
