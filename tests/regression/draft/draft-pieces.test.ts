import fc from "fast-check";
import { expect, test } from "vitest";
import { render } from "../../../src/content/template.ts";
import {
  escapedTemplate,
  markedUtterance,
  writtenLanguage,
} from "../../../src/regression/draft/draft-utterance.ts";
import { newFindings } from "../../../src/regression/draft/findings.ts";
import { listEntity } from "../../../src/regression/draft/list-entity.ts";
import { constantPart, shownSlot } from "../../../src/regression/draft/shown-slot.ts";
import { chained, END } from "../../../src/regression/draft/step-chain.ts";
import { readMarkup } from "../../../src/text/slot-markup.ts";

test("marks stand around the words, and spaces outside of them", () => {
  expect(markedUtterance([{ text: "renew " }, { text: " Emma ", slot: "book" }, { text: "please" }])).toBe(
    "renew [Emma](book) please",
  );
  expect(markedUtterance([{ text: "[图片]" }, { text: "怎么还" }])).toBe("[图片]怎么还");
});

test("whatever was typed, an utterance has no other marks than its slots", () => {
  const part = fc.record({
    text: fc.string({ unit: fc.constantFrom(...Array.from("ab [](){}【】（）还款")) }),
    slot: fc.option(fc.constant("x"), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const given = parts.map(({ text, slot }) => (slot === undefined ? { text } : { text, slot }));
      const { mistakes, marks } = readMarkup(markedUtterance(given));
      expect(mistakes).toEqual([]);
      expect(marks.every(({ slot }) => slot === "x")).toBe(true);
    }),
  );
});

test("a text with braces is shown as it stands", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from("{}%| a'\"#-")) }), (text) => {
      expect(render(escapedTemplate(text), {})).toBe(text);
    }),
  );
});

test("Han characters make a text Chinese", () => {
  expect(["退 refund", "refund", "12"].map(writtenLanguage)).toEqual(["zh", "en", "en"]);
});

test("of names that two values share, the first keeps them, and short ones are listed", () => {
  const findings = newFindings();
  const at = { file: "a.yml", line: 3 };
  const made = listEntity(
    "size",
    [
      { value: "大杯", synonyms: ["large", "L"], at },
      { value: "超大杯", synonyms: ["LARGE", "特大"], at },
    ],
    findings,
  );
  expect(made?.entity).toEqual({
    entity: "size",
    values: [
      { value: "da-bei", label: "大杯", synonyms: { en: ["large"] } },
      { value: "chao-da-bei", label: "超大杯", synonyms: { zh: ["特大"] } },
    ],
  });
  expect(made?.idOf.get("特大")).toBe("chao-da-bei");
  expect(findings.untranslated().map(({ what, why }) => `${what}: ${why}`)).toEqual([
    '"L" of the entity "size": a name needs two characters or more, or it is found inside other words',
    '"LARGE" of the entity "size": is a name of "大杯", too; kept there',
  ]);
  expect(listEntity("none", [{ value: "a", synonyms: [], at }], findings)).toBeUndefined();
});

test("a slot is shown as customers call what it holds", () => {
  const entities = [{ entity: "book", values: [{ value: "emma", label: { zh: "爱玛", en: "Emma" } }] }];
  const shown = (language: string): string =>
    render(shownSlot("book", "book", entities), { slots: { book: "emma" }, language });
  expect([shown("zh"), shown("en")]).toEqual(["爱玛", "Emma"]);
  expect(render(shownSlot("day", "date", []), { slots: { day: "2026-03-09" }, language: "zh" })).toBe(
    "2026年3月9日",
  );
  expect(shownSlot("name", undefined, entities)).toBe("{{ slots.name }}");
  expect(constantPart(`续借${shownSlot("book", "book", entities)}可以的`)).toBe("可以的");
});

test("steps lead to the one below unless something says otherwise, and have ids only where they are led to", () => {
  const steps = chained(
    [
      { id: "a", next: "b", step: { say: "A" } },
      {
        id: "b",
        next: END,
        branch: (to) => ({ when: [{ if: "open", go: "c" }, { else: to }] }),
        targets: ["c"],
      },
      { id: "c", next: "a", step: { say: "C" } },
      { id: "d", next: END, step: { say: "D" } },
    ],
    ["d"],
  );
  expect(steps).toEqual([
    { id: "a", say: "A" },
    { when: [{ if: "open", go: "c" }, { else: "end" }] },
    { id: "c", say: "C", go: "a" },
    { id: "d", say: "D" },
  ]);
});

test("what is taken and what is left add up, and what is left is listed", () => {
  const findings = newFindings();
  findings.take("intents");
  findings.leave("intents", { file: "a.yml", line: 2 }, "intent x", "no examples");
  findings.note({ file: "b.yml" }, "a part", "not known");
  expect(findings.counts()).toEqual([{ what: "intents", of: 2, taken: 1 }]);
  expect(findings.untranslated()).toEqual([
    { file: "a.yml", line: 2, what: "intent x", why: "no examples" },
    { file: "b.yml", what: "a part", why: "not known" },
  ]);
});
