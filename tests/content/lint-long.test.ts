import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const START = "start: { phrases: [甲] }\n";

const say = (zh: string, en: string) =>
  findingsOf("text-long", {
    dialogs: { a: `${START}steps:\n  - say:\n      zh: ${zh}\n      en: ${en}\n` },
  });

describe("a message", () => {
  test("of more than 120 characters of Chinese is told of at its line", () => {
    expect(say("还".repeat(120), "Repay")).toEqual([]);
    expect(say("还".repeat(121), "Repay")).toEqual([
      "dialogs/a.yaml:6:11 warning [text-long] This message is 121 characters long; 120 is the most that is read on a phone.\n" +
        "    Make it two messages, or say less.",
    ]);
  });

  test("of more than 320 of English", () => {
    expect(say("还", "r".repeat(320))).toEqual([]);
    expect(say("还", "r".repeat(321))[0]).toContain("dialogs/a.yaml:7:11");
  });

  test("counts what is filled in as little, and a tag as nothing", () => {
    const template = "{% if slots.number_of_tries_so_far %}{{ slots.number_of_tries_so_far }}{% endif %}";
    expect(say(`'${"还".repeat(118)}${template}'`, "Repay")).toEqual([]);
    expect(say(`'${"还".repeat(119)}${template}'`, "Repay")).toHaveLength(1);
  });
});

test("a label of more than one line is told of", () => {
  const label = (zh: string, en: string) =>
    findingsOf("text-long", {
      dialogs: {
        a: `${START}steps:\n  - ask: { zh: 哪个, en: Which }\n    options:\n      - { label: { zh: ${zh}, en: ${en} }, go: end }\n`,
      },
    });
  expect(label("还".repeat(12), "r".repeat(30))).toEqual([]);
  expect(label("还".repeat(13), "r".repeat(31)).map((line) => line.split(" ")[0])).toEqual([
    "dialogs/a.yaml:7:24",
    "dialogs/a.yaml:7:43",
  ]);
});

test("the title of an intent may take two lines, and that of a dialog as many as it likes", () => {
  const title = (zh: string) =>
    findingsOf("text-long", {
      dialogs: {
        a: `dialog: a\ntitle: ${"还".repeat(40)}\nstart: { intents: [a.one] }\nsteps: [{ say: 好 }]\n`,
      },
      intents: {
        "a.one": `intent: a.one\ntitle: { zh: ${zh}, en: One }\nutterances: { zh: [还], en: [pay] }\n`,
      },
    });
  expect(title("还".repeat(20))).toEqual([]);
  expect(title("还".repeat(21))[0]).toContain("intents/a.one.yaml:2:14");
});

test("a question with more than six buttons is told of", () => {
  const question = (count: number) => {
    const options = Array.from({ length: count }, (_option, index) => `{ label: 选${index}, go: end }`);
    const dialogs = { a: `${START}steps:\n  - ask: 哪个\n    options: [${options.join(", ")}]\n` };
    return findingsOf("buttons-many", { dialogs });
  };
  expect(question(6)).toEqual([]);
  expect(question(7)).toEqual([
    "dialogs/a.yaml:5:5 warning [buttons-many] There are 7 buttons; 6 is the most that fits beside a message.\n" +
      "    Ask in two steps, or leave to words what few customers choose.",
  ]);
});
