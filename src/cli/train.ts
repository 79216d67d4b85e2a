import type { Command } from "commander";
import { loadBot } from "../content/load-bot.ts";
import { encodeModel, train } from "../nlu/index.ts";
import { contentInvalid } from "../runtime/publisher.ts";
import { print, printJson, progress } from "./print.ts";
import { contentFiles, readableEmbeddings, sha256 } from "./workspace.ts";

/** `fenqi train`: compiles and trains from scratch. */
export function registerTrain(program: Command): void {
  program
    .command("train")
    .description("compile the content and train the model; print its hash, size and time")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { readonly json?: true }) => {
      const loaded = loadBot(await contentFiles());
      if (!("bot" in loaded)) throw contentInvalid(loaded.problems);
      const tables = await readableEmbeddings();
      progress("Training…");
      const started = performance.now();
      const model = train(loaded.bot, { embeddings: tables });
      const bytes = encodeModel(model);
      const trainSeconds = Number(((performance.now() - started) / 1000).toFixed(2));
      const { intents } = loaded.bot;
      const utterances = {
        zh: intents.reduce((sum, intent) => sum + intent.utterances.zh.length, 0),
        en: intents.reduce((sum, intent) => sum + intent.utterances.en.length, 0),
      };
      const figures = {
        hash: sha256(bytes),
        modelBytes: bytes.length,
        trainSeconds,
        intents: intents.length,
        utterances,
        embeddings: model.stored.languages.flatMap((part) => (part.embeddings ? part.language : [])),
      };
      if (json) return printJson(figures);
      print(`model ${figures.hash}`);
      print(`${figures.intents} intents, ${utterances.zh} zh and ${utterances.en} en utterances`);
      if (figures.embeddings.length > 0) print(`with embeddings for ${figures.embeddings.join(", ")}`);
      print(`${(bytes.length / 1e6).toFixed(2)} MB in ${trainSeconds} s`);
    });
}
