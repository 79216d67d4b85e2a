import { expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { type DeskClient, deskClient, hireAt } from "../support/desk-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";
import { words } from "../support/words.ts";

const soon = { timeout: 10_000, interval: 20 };

/** Made up, with the right check digits. */
const ID_NUMBER = "110101199003071233";
const CARD = "6225881234567898";
const SECRETS = [ID_NUMBER, CARD, "6225 8812 3456 7898", "13912345678", "778899"];

/** Everything that an agent's browser is sent from now on, as it comes through the wire. */
function framesOf({ socket }: DeskClient): readonly string[] {
  const frames: string[] = [];
  socket.io.engine.on("data", (frame: unknown) => void frames.push(String(frame)));
  return frames;
}

async function openDesk() {
  const dataDir = await scratchDir();
  await hireAt(dataDir, { name: "Li" }, { name: "Ada", role: "admin" });
  const app = await smallApp({ DATA_DIR: dataDir });
  const get = async ({ cookie }: DeskClient, path: string) =>
    (await fetch(`${app.url}/api/desk${path}`, { headers: { cookie } })).text();
  return { app, get };
}

/** Li has a customer who has written all their secrets, before and after they asked for a person. */
async function deskWithSecrets() {
  const { app, get } = await openDesk();
  const li = await deskClient(app.url, "li");
  const frames = framesOf(li);
  await li.ask("inbox", { view: "mine" });
  const customer = await chatClient(app.url);
  await customer.say(`东西坏了，我的身份证${ID_NUMBER}，电话13912345678`);
  await customer.say("转人工");
  await expect.poll(() => li.alerts[0]?.id, soon).toBeDefined();
  const id = li.alerts[0]?.id ?? "";
  await li.ask("watch", { id });
  for (const text of [`卡号${CARD}`, "6225 8812 3456 7898", "验证码是778899"]) await customer.say(text);
  await customer.ask("rate", { score: 2, comment: `请打13912345678` });
  const seen = () => (li.events.get(id) ?? []).map(({ body }) => words(body));
  await expect.poll(seen, soon).toContain("验证码是••••");
  await expect.poll(() => li.list()[0]?.latest?.text, soon).toBe("验证码是••••");
  return { app, get, li, id, frames, seen };
}

test("what is personal in a customer's messages never reaches an agent's browser unasked", async () => {
  const { li, id, frames, get, seen } = await deskWithSecrets();
  await li.ask("fetch", { id });
  await li.ask("note", { id, cid: "n1", text: `核对过 ${ID_NUMBER}` });
  await expect.poll(seen, soon).toContain("核对过 110••••33");
  await li.ask("transfer", { id, to: { queue: "default" }, why: `要打 13912345678` });
  const rest = await Promise.all([
    get(li, `/conversations/${id}`),
    get(li, `/conversations/${id}/suggestions`),
    get(li, "/conversations"),
    get(li, `/conversations?text=${CARD}`),
  ]);
  const sent = [...frames, ...rest];
  expect(sent.filter((text) => SECRETS.some((secret) => text.includes(secret)))).toEqual([]);
  // And it was all there, to be hidden.
  for (const shown of ["110••••33", "•••• 7898", "139••••5678", "验证码是••••"])
    expect(sent.some((text) => text.includes(shown))).toBe(true);
});

test("a search finds no more of a hidden number than is shown: it cannot be guessed digit by digit", async () => {
  const { get, li, id } = await deskWithSecrets();
  const finds = async (text: string) => (await get(li, `/conversations?text=${text}`)).includes(id);
  const hidden = [
    CARD,
    ID_NUMBER,
    "13912345678",
    "778899",
    "13912",
    "1391",
    "1234567",
    "62258",
    "1101",
    "验证码是7",
  ];
  for (const text of hidden) expect([text, await finds(text)]).toEqual([text, false]);
  for (const text of ["139", "5678", "7898", "110", "验证码是", "卡号"])
    expect([text, await finds(text)]).toEqual([text, true]);
});

test("an agent has one message of their customer's shown as it was written, and the audit trail tells of it", async () => {
  const { app, li, id, get, frames } = await deskWithSecrets();
  const hidden = (li.events.get(id) ?? []).find(({ body }) => words(body) === "卡号•••• 7898");
  expect(hidden).toMatchObject({ masked: true });
  const ack = await li.ask("unmask", { id, seq: hidden?.seq });
  expect(ack).toMatchObject({ ok: true, event: { seq: hidden?.seq, body: { text: `卡号${CARD}` } } });
  expect(frames.filter((text) => text.includes(CARD))).toHaveLength(1);
  const ada = await deskClient(app.url, "ada");
  const trail = await get(ada, "/audit?limit=20");
  expect(trail).toContain('"action":"unmask"');
  expect(trail).toContain(`"seq":${hidden?.seq}`);
  expect(trail).not.toContain(CARD);
});
