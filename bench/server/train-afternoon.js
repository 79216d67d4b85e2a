/** Teaches NLP.js what the authors of the bot wrote, into the file that is named; started by in-process.js. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { NlpManager } from "node-nlp";
import { ownBot } from "../nlu/own-bot.js";

const [file = ""] = process.argv.slice(2);
// NLP.js leaves a file beside whoever calls it.
process.chdir(path.dirname(file));

const { intents } = await ownBot();
const manager = new NlpManager({
  languages: ["zh", "en"],
  forceNER: false,
  autoSave: false,
  autoLoad: false,
  nlu: { log: false },
});
for (const { name, utterances } of intents) {
  for (const text of utterances.zh) manager.addDocument("zh", text, name);
  for (const text of utterances.en) manager.addDocument("en", text, name);
}
await manager.train();
writeFileSync(file, manager.export());
process.send?.(JSON.stringify({ documents: intents.length }));
