import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { importBotpress } from "../../../src/adapters/botpress/import-botpress.ts";
import type { SourceFile } from "../../../src/content/source.ts";
import type { ForeignFile } from "../../../src/regression/draft/draft.ts";
import {
  foreignFile,
  loadErrors,
  refusalOf,
  runImportedTests,
  sampleFiles,
  trained,
  writtenBot,
} from "../imported-bot.ts";

const shop = await sampleFiles(path.join(import.meta.dirname, "bot"));
const draft = importBotpress(shop);
let files: readonly SourceFile[];

beforeAll(async () => {
  files = await writtenBot(draft);
});

function fileAt(name: string): string {
  return files.find((file) => file.path === name)?.text ?? "";
}

/** A bot with one flow of these nodes, whose main flow leads there by an intent. */
function flowBot(nodes: readonly object[], more: readonly ForeignFile[] = []): readonly ForeignFile[] {
  const json = (name: string, value: unknown): ForeignFile =>
    foreignFile(name, JSON.stringify(value, null, 1));
  return [
    json("bot/intents/go.json", { name: "go", utterances: { en: ["let us go"] }, slots: [] }),
    json("bot/intents/stay.json", { name: "stay", utterances: { en: ["let us stay"] }, slots: [] }),
    json("bot/content-elements/builtin_text.json", [{ id: "t", formData: { text$en: "Hello" } }]),
    json("bot/flows/main.flow.json", {
      startNode: "a",
      nodes: [
        {
          name: "a",
          onReceive: [],
          next: [{ condition: "event.nlu.intent.name == 'go'", node: "x.flow.json" }],
        },
      ],
    }),
    json("bot/flows/x.flow.json", { startNode: "n", nodes }),
    ...more,
  ];
}

function stepsOf(nodes: readonly object[]) {
  return importBotpress(flowBot(nodes)).dialogs.find(({ dialog }) => dialog === "x")?.steps;
}

test("a bicycle shop's bot loads as it is written, and its own scenarios pass", async () => {
  expect(loadErrors(files)).toEqual([]);
  expect(runImportedTests(await trained(files), files)).toEqual({ cases: 4, failures: [] });
});

test("what came over is counted, of all there was", () => {
  expect(Object.fromEntries(draft.counts.map(({ what, taken, of }) => [what, `${taken} of ${of}`]))).toEqual({
    intents: "4 of 4",
    utterances: "43 of 44",
    entities: "3 of 4",
    "questions and answers": "2 of 3",
    "flow nodes": "21 of 23",
    scenarios: "4 of 4",
  });
});

test("everything that did not is listed with its file and line", () => {
  const places = draft.untranslated.map(({ file, line, what }) => `${file}:${line ?? ""} ${what}`);
  expect(places).toEqual([
    'entities/bikePart.json:23 "胎" of the entity "bike-part"',
    'entities/frameSize.json:7 "S" of the entity "frame-size"',
    'entities/frameSize.json:13 "L" of the entity "frame-size"',
    'entities/frameSize.json:13 "小号" of the entity "frame-size"',
    'entities/receipt.json:1 entity "receipt"',
    'intents/rentBike.json:3 intent "rentBike"',
    'intents/rentBike.json:7 intent "rentBike"',
    'intents/repair.json:35 slot "wish" of intent "repair"',
    'intents/repair.json:22 intent "repair"',
    'flows/main.flow.json:81 node "forgotten" of flow "main"',
    'flows/conversation_end.flow.json:1 flow "conversation_end"',
    'content-elements/builtin_image.json:2 content element "builtin_image-map000"',
    'flows/rent.flow.json:56 validation of "howLong" by shop/checkLength',
    'flows/rent.flow.json:56 words of node "long" when no value is found',
    'flows/rent.flow.json:79 skill "CallAPI" of node "check"',
    'flows/rent.flow.json:121 transition to "nowhere"',
    'flows/rent.flow.json:98 {{user.nickname}} in a text of node "done"',
    "flows/repair.flow.json:16 transition on event.state.session.lastMessages.length > 3",
    'flows/repair.flow.json:75 "sorry" when no choice fits',
    'flows/repair.flow.json:126 "END" on noAgent',
    'flows/repair.flow.json:115 time limit of node "person"',
    "flows/repair.flow.json:48 action shop/lookUpCustomer",
    'flows/staff.flow.json:21 time limit of node "wait"',
    'qna/old_summer_sale.json:3 question "old_summer_sale"',
    "actions/lookUpCustomer.js: the whole file",
    "hooks/before_incoming_middleware/10_log.js: the whole file",
  ]);
});

test("slots keep their marks under the names they have here", () => {
  expect(draft.intents.find(({ intent }) => intent === "rent_bike")?.utterances.zh).toContain(
    "可以租[三天](how_long)吗",
  );
  expect(draft.renamed).toContainEqual({ what: "slot", from: "howLong", to: "how_long" });
});

test("no key, password or header of a call is written down", () => {
  expect(files.map(({ text }) => text).join("\n")).not.toMatch(/secret|hidden|Bearer/u);
  expect(fileAt("dialogs/_actions.yaml")).toContain("GET https://velo.example/api/stock");
});

test("a condition on the value of a list compares what the slot holds here", () => {
  expect(fileAt("dialogs/repair.yaml")).toContain("slots.part == 'lun-tai' && slots.tries < 3");
});

test("a yes and a no are asked as such", () => {
  const ask = draft.dialogs.find(({ dialog }) => dialog === "repair")?.steps.find(({ id }) => id === "ask");
  expect(ask).toMatchObject({ yesno: { yes: { go: "glad" }, no: { go: "sorry" } } });
});

test("where the shop's own dialog asks for a person, a wish for one leads there from everywhere", () => {
  const patterns = fileAt("dialogs/_patterns.yaml");
  expect(patterns).toMatch(/intents:\s+- talk_to_staff/u);
  expect(patterns).not.toContain("human.agent");
  expect(patterns).toContain("我去叫店员");
});

test("a node with onReceive null goes on, and one with an empty list waits for an answer", () => {
  const next = [{ condition: "true", node: "m" }];
  const m = { name: "m", onEnter: ["say #!t"], onReceive: null, next: [] };
  const asked = { name: "n", onEnter: ["say #!t"], next };
  expect(stepsOf([{ ...asked, onReceive: null }, m])).toEqual([
    { say: "Hello", id: "n" },
    { say: "Hello", go: "end", id: "m" },
  ]);
  expect(stepsOf([{ ...asked, onReceive: [] }, m])?.[0]).toMatchObject({
    id: "n",
    ask: "Hello",
    slot: "answer_n",
  });
});

test("an answer by intent is an option of the question", () => {
  const steps = stepsOf([
    {
      name: "n",
      onEnter: ["say #!t"],
      onReceive: [],
      next: [{ condition: "event.nlu.intent.name === 'stay'", node: "END" }],
    },
  ]);
  expect(steps?.[0]).toMatchObject({ options: [{ phrases: ["intent:stay"], go: "end" }] });
});

test("a flow that returns is run, and its caller goes on", () => {
  const called = foreignFile(
    "bot/flows/y.flow.json",
    JSON.stringify({
      startNode: "y",
      nodes: [{ name: "y", onEnter: ["say #!t"], onReceive: null, next: [{ condition: "true", node: "#" }] }],
    }),
  );
  const nodes = [
    {
      name: "n",
      onReceive: null,
      next: [
        { condition: "temp.x === 1", node: "y.flow.json" },
        { condition: "true", node: "m" },
      ],
    },
    { name: "m", onEnter: ["say #!t"], onReceive: null, next: [] },
  ];
  const { dialogs } = importBotpress(flowBot(nodes, [called]));
  expect(dialogs.find(({ dialog }) => dialog === "x")?.steps).toContainEqual({
    id: "n-y",
    run: "y",
    go: "m",
  });
});

test("an intent that no flow serves asks for a person, and is listed", async () => {
  const bot = await writtenBot(
    importBotpress(flowBot([{ name: "n", onEnter: ["say #!t"], onReceive: null }])),
  );
  expect(loadErrors(bot)).toEqual([]);
  expect(bot.find((file) => file.path === "dialogs/stay.yaml")?.text).toContain("human:");
});

test("what the studio sends to the NLU server is taken as well", () => {
  const wire = {
    language: "en",
    intents: [
      {
        name: "ride",
        contexts: ["global"],
        utterances: ["I want to ride to [Rome](place)"],
        slots: [{ name: "place", entities: ["city"] }],
      },
    ],
    entities: [{ name: "city", type: "list", fuzzy: 0.9, values: [{ name: "Rome", synonyms: ["Roma"] }] }],
  };
  const { intents, entities } = importBotpress([foreignFile("train.json", JSON.stringify(wire))]);
  expect(intents[0]?.utterances.en).toEqual(["I want to ride to [Rome](place)"]);
  expect(entities[0]?.values).toEqual([{ value: "Rome", label: "Rome", synonyms: { en: ["Roma"] } }]);
});

test("a file that Botpress did not write is refused with its line", () => {
  const refused = (name: string, text: string) => refusalOf(() => importBotpress([foreignFile(name, text)]));
  expect(refused("intents/a.json", '{\n "name": "a",\n')).toMatch(
    /^FILE_UNREADABLE intents\/a\.json:\d+: this is not JSON/u,
  );
  expect(refused("intents/a.json", '{\n "name": "a",\n "slots": 3 }')).toMatch(
    /^FILE_UNREADABLE intents\/a\.json:3: slots/u,
  );
  expect(refused("flows/main.flow.json", '{ "startNode": "a" }')).toMatch(
    /^FILE_UNREADABLE flows\/main\.flow\.json:1: nodes/u,
  );
});
