/**
 * @typedef {import("./engines.js").Evaluation} Evaluation
 * @typedef {import("../../src/content/bot.ts").Bot} Bot
 * @typedef {import("./memory.js").Memory} Memory
 * @typedef {Pick<
 *   Evaluation, "n" | "inScopeAccuracy" | "oosRecall" | "inScopeRejected" | "top2" | "latencyMs"
 * > & { trainSeconds: number, modelBytes: number, memory: Memory }} BotFigures
 */
import { writeFileSync } from "node:fs";
import { BUILT } from "./built.js";
import { customerQuestions } from "./datasets.js";
import { engineNamed, evaluated } from "./engines.js";
import { memoryNow } from "./memory.js";
import { ownBot } from "./own-bot.js";

/** @type {typeof import("../../src/nlu/index.ts")} */
const { encodeModel, seededRandom, shuffled, train, understand } = await import(`${BUILT}nlu/index.js`);
/** @type {typeof import("../../src/nlu/evaluate.ts")} */
const { rankingOf } = await import(`${BUILT}nlu/evaluate.js`);
/** @type {typeof import("../../src/text/slot-markup.ts")} */
const { withoutMarkup } = await import(`${BUILT}text/slot-markup.js`);

const WARM_UP_QUESTIONS = 200;

/**
 * Trains one engine on what the bot's authors wrote, and asks it what customers asked. Ours learns all that a bot's
 * model holds, lexicon, entities, slots and English included; the peers learn the Chinese utterances.
 *
 * @param {string} engineName
 * @param {string} modelFile where our model is left
 * @returns {Promise<BotFigures>} the memory is that of this process, which has just trained
 */
export async function measureOnBot(engineName, modelFile) {
  const bot = await ownBot();
  const utterances = chineseUtterances(bot);
  const started = performance.now();
  const own = engineName === "ours" ? ownModel(bot) : undefined;
  const trained = own ?? (await engineNamed(engineName).train(utterances, "zh"));
  const trainSeconds = (performance.now() - started) / 1000;
  if (own !== undefined) writeFileSync(modelFile, own.bytes);
  const memory = await memoryNow();
  const { n, inScopeAccuracy, oosRecall, inScopeRejected, top2, latencyMs } = await evaluated(
    trained.rank,
    customerQuestions(),
    utterances.slice(0, WARM_UP_QUESTIONS).map(({ text }) => text),
  );
  return {
    n,
    inScopeAccuracy,
    oosRecall,
    inScopeRejected,
    top2,
    latencyMs,
    trainSeconds,
    modelBytes: trained.sizeBytes,
    memory,
  };
}

/** Shuffled: the files come intent by intent, and some engines forget the first over the last. @param {Bot} bot */
function chineseUtterances({ intents }) {
  const rows = intents.flatMap(({ name, utterances }) =>
    utterances.zh.map((text) => ({ text: withoutMarkup(text), intent: name })),
  );
  return shuffled(rows, seededRandom(1));
}

/** As a server makes it and asks it. @param {Bot} bot */
function ownModel(bot) {
  const model = train(bot);
  const bytes = encodeModel(model);
  return {
    bytes,
    sizeBytes: bytes.length,
    /** @param {string} text */
    rank: (text) => rankingOf(understand(model, text, { evidence: false })),
  };
}
