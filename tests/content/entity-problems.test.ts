import { describe, expect, test } from "vitest";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { contentDir } from "../support/content-dir.ts";
import { problemsOf } from "../support/problems.ts";
import { smallBot, smallBotFiles } from "../support/small-bot.ts";

const BANK =
  "entity: bank\nvalues:\n  - { value: cmb, label: 招商银行, synonyms: { zh: [招行], en: [CMB] } }\n";

const problemsOfEntity = (yaml: string, name = "thing") => problemsOf({ entities: { [name]: yaml } });

/** What is said of an intent's slots (on line 3) and Chinese utterances (from line 6 on). */
const problemsOfSlots = (slots: string, ...utterances: string[]) => {
  const lines = utterances.map((text) => `    - ${text}\n`).join("");
  return problemsOf({
    intents: {
      "card.change": `intent: card.change\ntitle: 换卡\nslots: ${slots}\nutterances:\n  zh:\n    - 换卡\n${lines}  en: []\n`,
    },
    dialogs: { a: "start: { intents: [card.change] }\nsteps: [{ say: 好 }]\n" },
    entities: { bank: BANK },
  });
};

describe("an entity file", () => {
  test("is a list or a pattern", () => {
    expect(problemsOfEntity(BANK, "bank")).toEqual([]);
    expect(problemsOfEntity("entity: thing\npattern: gd\\d+\n")).toEqual([]);
    expect(problemsOfEntity("entity: thing\npatterns: [gd\\d+, fq\\d+]\nsensitive: true\n")).toEqual([]);
  });

  test("is neither", () => {
    expect(problemsOfEntity("entity: thing\n")).toEqual([
      'intents/entities/thing.yaml:1:9 error [entity-kind] "thing" is neither a list nor a pattern.\n    Give it one of "values:", "pattern:" and "patterns:".',
    ]);
  });

  test("is both", () => {
    expect(problemsOfEntity("entity: thing\npattern: a\nvalues: [{ value: b, label: 甲乙 }]\n")).toEqual([
      'intents/entities/thing.yaml:1:9 error [entity-kind] "thing" is more than one kind of entity.\n    Give it one of "values:", "pattern:" and "patterns:".',
    ]);
  });

  test("that is a pattern cannot be fuzzy", () => {
    expect(problemsOfEntity("entity: thing\npattern: a\nfuzzy: true\n")).toEqual([
      'intents/entities/thing.yaml:3:1 error [entity-kind] "fuzzy" is for lists; a pattern is exact.',
    ]);
  });

  test("has a key nobody knows", () => {
    expect(problemsOfEntity("entity: thing\nvalus: [{ value: b, label: 甲乙 }]\n")[0]).toBe(
      'intents/entities/thing.yaml:2:1 error [unknown-key] Unknown key "valus".\n    Did you mean "values"?',
    );
  });

  test("has a value with a key nobody knows", () => {
    expect(
      problemsOfEntity("entity: thing\nvalues:\n  - { value: b, label: 甲乙, synonym: [丙丁] }\n"),
    ).toEqual([
      'intents/entities/thing.yaml:3:28 error [unknown-key] Unknown key "synonym".\n    Did you mean "synonyms"?',
    ]);
  });

  test("is called otherwise than its file", () => {
    expect(problemsOfEntity("entity: other\npattern: a\n")).toEqual([
      'intents/entities/thing.yaml:1:9 error [file-name] The entity is called "other" but stands in intents/entities/thing.yaml.\n    Rename the file to other.yaml.',
    ]);
  });

  test("takes the name of a built-in entity", () => {
    expect(problemsOfEntity("entity: period\npattern: a\n", "period")).toEqual([
      'intents/entities/period.yaml:1:9 error [entity-name] "period" is the name of a built-in entity.\n    Give it another name, or use the built-in one.',
    ]);
  });
});

describe("a value", () => {
  const list = (values: string) => problemsOfEntity(`entity: thing\nvalues:\n${values}`);

  test("stands twice", () => {
    expect(list("  - { value: a, label: 甲乙 }\n  - { value: a, label: 丙丁 }\n")).toEqual([
      'intents/entities/thing.yaml:4:14 error [value-duplicate] The value "a" stands here twice.',
    ]);
  });

  test("shares a name with another, however it is written", () => {
    expect(
      list(
        "  - { value: a, label: 建设银行 }\n  - { value: b, label: 丙丁, synonyms: { zh: [建設銀行] } }\n",
      ),
    ).toEqual([
      'intents/entities/thing.yaml:4:45 error [synonym-shared] "建設銀行" is a name of "b" and of "a".\n    Keep it in one of them.',
    ]);
  });

  test("has a name of one character", () => {
    expect(list("  - { value: a, label: 甲乙, synonyms: { zh: [甲] } }\n")).toEqual([
      'intents/entities/thing.yaml:3:45 error [synonym-short] "甲" is shorter than two characters: it would be found inside other words.',
    ]);
  });
});

describe("a pattern", () => {
  test.each([
    ["(a)\\1", "Back-references are not supported.", "\n    Write out what may stand there."],
    [
      "a(?=b)",
      "Look-around is not supported.",
      "\n    Match the surroundings as well, and put what you want into a group (…).",
    ],
    ["(a{1000}){1000}", "It repeats something 1000 times; 200 is the most.", ""],
    ["[z-a]", "It is no regular expression: invalid character class range: `z-a`.", ""],
  ])("that is refused is told with its place: %s", (pattern, message, hint) => {
    expect(problemsOfEntity(`entity: thing\npatterns:\n  - gd\\d+\n  - '${pattern}'\n`)).toEqual([
      `intents/entities/thing.yaml:4:5 error [pattern-invalid] ${message}${hint}`,
    ]);
  });

  test("that matches the empty text is told so", () => {
    expect(problemsOfEntity("entity: thing\npattern: \\d*\n")).toEqual([
      "intents/entities/thing.yaml:2:10 error [pattern-empty] This pattern matches the empty text, too.\n    Write + for *, or make a part of it necessary.",
    ]);
  });
});

describe("a slot", () => {
  test("may ask for an entity of the bot's own or a built-in one, and utterances mark it", () => {
    expect(
      problemsOfSlots(
        "{ to: { entity: bank }, period: { entity: period } }",
        "从[3期](period)起换[招行](to)",
      ),
    ).toEqual([]);
  });

  test("that asks for an entity nobody knows is told the nearest", () => {
    expect(problemsOfSlots("{ to: { entity: bnak } }")).toEqual([
      'intents/card.change.yaml:3:24 error [entity-missing] There is no entity "bnak".\n    Did you mean "bank"?',
    ]);
    expect(problemsOfSlots("{ to: { entity: perod } }")[0]).toContain('Did you mean "period"?');
    expect(problemsOfSlots("{ to: { entity: something-else } }")[0]).toContain(
      "Known entities: money, number,",
    );
  });

  test("that asks for an entity whose file is broken is not told of it as well", () => {
    expect(
      problemsOf({
        intents: {
          "card.change":
            "intent: card.change\ntitle: 换卡\nslots: { to: { entity: bank } }\nutterances: { zh: [换卡], en: [] }\n",
        },
        dialogs: { a: "start: { intents: [card.change] }\nsteps: [{ say: 好 }]\n" },
        entities: { bank: "entity: bank\nvalues: []\n" },
      }),
    ).toHaveLength(1);
  });

  test("has a key nobody knows", () => {
    expect(problemsOfSlots("{ to: { entity: bank, rol: x } }").join()).toContain(
      '[unknown-key] Unknown key "rol".',
    );
  });

  test("that shares its entity and is never marked is told so", () => {
    expect(problemsOfSlots("{ from: { entity: bank }, to: { entity: bank } }", "换成[招行](to)")).toEqual([
      'intents/card.change.yaml:3:10 warning [slot-unmarked] No utterance marks "from", and another slot takes "bank" as well: it stays empty.\n    Mark it where customers say it: [the words](from).',
    ]);
  });
});

describe("a mark in an utterance", () => {
  test("of a slot that is not declared is told with its place and the nearest", () => {
    expect(problemsOfSlots("{ to: { entity: bank } }", "换成[招行](tp)")).toEqual([
      'intents/card.change.yaml:7:9 error [slot-missing] The slot "tp" is not declared in this intent.\n    Did you mean "to"?',
    ]);
    expect(problemsOfSlots("{ to: { entity: bank } }", '"[招行](from)换掉"')).toEqual([
      'intents/card.change.yaml:7:8 error [slot-missing] The slot "from" is not declared in this intent.\n    Add it under "slots:".',
    ]);
  });

  test("that is malformed is told with its place", () => {
    expect(problemsOfSlots("{ to: { entity: bank } }", "想换成[招行]（to）")).toEqual([
      "intents/card.change.yaml:7:13 error [slot-markup] This looks like a slot and is none.\n    Write [the words](slot), with half-width brackets and nothing between them.",
    ]);
  });

  test("does not hide that two intents share the utterance", () => {
    expect(problemsOfSlots("{ to: { entity: bank } }", '"[说none](to)"').join()).toContain(
      "utterance-shared",
    );
  });
});

test("entities are read from their folder and are no intents", async () => {
  const files = smallBotFiles({ entities: { bank: BANK } });
  const dir = await contentDir(files);
  expect((await readContent(dir)).map(({ path }) => path)).toContain("intents/entities/bank.yaml");
  const bot = smallBot({ entities: { bank: BANK } });
  expect(bot.entities.map(({ name }) => name)).toEqual(["bank"]);
  expect(bot.intents.map(({ name }) => name)).not.toContain("bank");
});
