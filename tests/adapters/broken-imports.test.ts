import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importBotium } from "../../src/adapters/botium/import-botium.ts";
import { importDialogflow } from "../../src/adapters/dialogflow/import-dialogflow.ts";
import { importRasa } from "../../src/adapters/rasa/import-rasa.ts";
import { AppError } from "../../src/kernel/errors.ts";
import type { Draft, ForeignFile } from "../../src/regression/draft/draft.ts";
import { sampleFiles } from "./imported-bot.ts";

const samples: readonly (readonly [string, (files: readonly ForeignFile[]) => Draft, string])[] = [
  ["Rasa", importRasa, "rasa/gym"],
  ["Dialogflow", importDialogflow, "dialogflow/library"],
  ["Botium", importBotium, "botium/gym"],
];

/** What an importer comes to: a draft whose counts add up, or an error that names a file. */
function outcomeOf(
  importer: (files: readonly ForeignFile[]) => Draft,
  files: readonly ForeignFile[],
): string {
  try {
    const { counts } = importer(files);
    return counts.every(({ of, taken }) => taken >= 0 && taken <= of) ? "imported" : "miscounted";
  } catch (error) {
    if (error instanceof AppError && /^[^:]+:\d+: /u.test(error.message)) return "refused";
    throw error;
  }
}

describe.each(samples)("%s", (_format, importer, folder) => {
  test("files that are cut off or garbled are imported or refused, and nothing else happens", async () => {
    const files = await sampleFiles(path.join(import.meta.dirname, folder));
    const damage = fc.record({
      file: fc.nat(files.length - 1),
      from: fc.nat(2000),
      drop: fc.nat(80),
      put: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const broken = damages.reduce<readonly ForeignFile[]>(
          (all, { file, from, drop, put }) =>
            all.map((one, at) => {
              if (at !== file) return one;
              const start = from % (one.bytes.length + 1);
              const [before, after] = [one.bytes.slice(0, start), one.bytes.slice(start + drop)];
              return {
                ...one,
                bytes: new Uint8Array([...before, ...new TextEncoder().encode(put), ...after]),
              };
            }),
          files,
        );
        expect(["imported", "refused"]).toContain(outcomeOf(importer, broken));
      }),
      { numRuns: 40 },
    );
  });

  test("any of the files alone is imported", async () => {
    const files = await sampleFiles(path.join(import.meta.dirname, folder));
    for (const file of files)
      expect([file.path, outcomeOf(importer, [file])]).toEqual([file.path, "imported"]);
  });

  test("no files make an empty bot", () => {
    const { intents, dialogs, suites } = importer([]);
    expect([intents, dialogs, suites]).toEqual([[], [], []]);
  });
});
