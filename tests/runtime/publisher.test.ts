import { expect, test } from "vitest";
import type { SourceFile } from "../../src/content/source.ts";
import { encodeModel, train } from "../../src/nlu/index.ts";
import { publish } from "../../src/runtime/publisher.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { silentLog } from "../support/silent-log.ts";

/** Publishes like one server does again and again, counting how often it trains. */
function publisher() {
  const kept = new Map<string, Uint8Array>();
  let trainings = 0;
  const publishAgain = (files: readonly SourceFile[]) =>
    publish({
      readContent: async () => files,
      fingerprint: (texts) => texts.join("\0"),
      codeFingerprint: "",
      train: async (corpus) => {
        trainings += 1;
        return encodeModel(train(corpus));
      },
      models: {
        load: async (name) => kept.get(name),
        save: async (name, bytes) => void kept.set(name, bytes),
      },
      log: silentLog,
    });
  return { publishAgain, kept, trainings: () => trainings };
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
    understand("it is broken", { language: "en", expecting: { yesno: false, intents: [] } }).language,
  ).toBe("en");
});

test("warnings are not told among the errors of content that cannot be published", async () => {
  const { publishAgain } = publisher();
  const broken = edited("dialogs/mend.yaml", "id: lamp", "id: lamp\n    go: nowhere");
  await expect(publishAgain(broken)).rejects.toMatchObject({ code: "CONTENT_INVALID" });
  await expect(publishAgain(broken)).rejects.not.toThrow(/ warning \[/u);
});
