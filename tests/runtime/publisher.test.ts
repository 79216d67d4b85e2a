import { describe, expect, test } from "vitest";
import type { SourceFile } from "../../src/content/source.ts";
import { encodeEmbeddings, encodeModel, learnEmbeddings, train } from "../../src/nlu/index.ts";
import { publish } from "../../src/runtime/publisher.ts";
import { emptyLexicon } from "../../src/text/lexicon.ts";
import { gossip } from "../support/gossip.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { silentLog } from "../support/silent-log.ts";

/** Publishes like one server does again and again, counting how often it trains and keeping what it warns of. */
function publisher() {
  const kept = new Map<string, Uint8Array>();
  const warnings: string[] = [];
  let trainings = 0;
  const publishAgain = (
    files: readonly SourceFile[],
    loadEmbeddings: () => Promise<Uint8Array | undefined> = async () => undefined,
  ) =>
    publish({
      readContent: async () => files,
      fingerprint: (texts) => texts.join("\0"),
      codeFingerprint: "",
      loadEmbeddings,
      train: async (corpus, embeddings) => {
        trainings += 1;
        return encodeModel(train(corpus, { embeddings }));
      },
      models: {
        load: async (name) => kept.get(name),
        save: async (name, bytes) => void kept.set(name, bytes),
      },
      log: {
        ...silentLog,
        warn: (message, { error } = {}) => void warnings.push(`${message} ${String(error)}`),
      },
    });
  return { publishAgain, kept, warnings, trainings: () => trainings };
}

function edited(path: string, from: string, to: string): readonly SourceFile[] {
  return mendingContent.map((file) =>
    file.path === path ? { ...file, text: file.text.replace(from, to) } : file,
  );
}

test("the same utterances are trained once, whatever is edited around them", async () => {
  const { publishAgain, trainings } = publisher();
  const before = await publishAgain(mendingContent);
  const after = await publishAgain(edited("dialogs/mend.yaml", "换个灯泡", "换一个新灯泡"));
  expect(after.hash).not.toBe(before.hash);
  expect(trainings()).toBe(1);
});

test("a damaged model in the cache is trained again, not believed", async () => {
  const { publishAgain, kept, trainings } = publisher();
  await publishAgain(mendingContent);
  for (const name of kept.keys()) kept.set(name, new Uint8Array([1, 2, 3]));
  const { understand } = await publishAgain(mendingContent);
  expect(trainings()).toBe(2);
  expect(
    understand("it is broken", {
      language: "en",
      contexts: ["global"],
      expecting: { yesno: false, intents: [] },
    }).language,
  ).toBe("en");
});

test("warnings are not told among the errors of content that cannot be published", async () => {
  const { publishAgain } = publisher();
  const broken = edited("dialogs/mend.yaml", "id: lamp", "id: lamp\n    go: nowhere");
  await expect(publishAgain(broken)).rejects.toMatchObject({ code: "CONTENT_INVALID" });
  await expect(publishAgain(broken)).rejects.not.toThrow(/ warning \[/u);
});

describe("a table learned from customers' messages", () => {
  const [table, other] = [tableOf(gossip()), tableOf(gossip(600, 8))];

  test("is tried in training, and the model says what came of it", async () => {
    const { model } = await publisher().publishAgain(mendingContent, async () => table);
    const trial = { without: expect.any(Number), with: expect.any(Number) };
    expect(model.languages.get("en")?.stored.embeddingTrial).toEqual(trial);
    expect(model.languages.get("zh")?.stored).not.toHaveProperty("embeddingTrial");
  });

  test("leads to a new training when it is another one, and to none while it stays", async () => {
    const { publishAgain, trainings } = publisher();
    await publishAgain(mendingContent);
    await publishAgain(mendingContent, async () => table);
    await publishAgain(mendingContent, async () => Uint8Array.from(table));
    expect(trainings()).toBe(2);
    await publishAgain(mendingContent, async () => other);
    expect(trainings()).toBe(3);
    await publishAgain(mendingContent, async () => table);
    await publishAgain(mendingContent);
    expect(trainings()).toBe(3);
  });

  test.each([
    ["damaged", async () => table.map((byte, at) => (at === 40 ? byte ^ 1 : byte)), /is damaged/u],
    ["out of reach", () => Promise.reject(new Error("EACCES")), /EACCES/u],
  ])("that is %s is warned of, and the bot answers as if there were none", async (_, load, reason) => {
    const { publishAgain, trainings, warnings } = publisher();
    const without = await publishAgain(mendingContent);
    const { model } = await publishAgain(mendingContent, load);
    expect(encodeModel(model)).toEqual(encodeModel(without.model));
    expect(trainings()).toBe(1);
    expect(warnings).toEqual([
      expect.stringContaining("The table of embeddings cannot be read; the bot does without it."),
    ]);
    expect(warnings[0]).toMatch(reason);
  });
});

function tableOf(messages: readonly string[]): Uint8Array {
  const learned = learnEmbeddings(messages, { language: "en", lexicon: emptyLexicon });
  return encodeEmbeddings(learned === undefined ? [] : [learned]);
}
