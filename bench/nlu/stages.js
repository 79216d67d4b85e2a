/**
 * Measures what each stage of the understanding adds: `npm run bench:stages`. The bot is trained with one stage
 * replaced at a time and measured on folds of its own utterances and, where the data is there, on real questions.
 *
 *   --json          one JSON document instead of the table
 *   --only <text>   only the variants whose name holds the text; may be repeated
 *
 * @typedef {import("../../src/nlu/recipe.ts").Recipe} Recipe
 * @typedef {import("../../src/nlu/embeddings/embeddings.ts").Embeddings} Embeddings
 * @typedef {import("../../src/nlu/evaluate.ts").Evaluation} Evaluation
 * @typedef {import("../../src/content/bot.ts").Bot} Bot
 * @typedef {{ name: string, adapt?: (recipe: Recipe) => Recipe, bot?: Bot, embeddings?: readonly Embeddings[] }} Variant
 * @typedef {{ name: string, zh: Evaluation, en: Evaluation, real: Evaluation | null }} Row
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BUILT } from "./built.js";
import { customerQuestions, unlabelledFile } from "./datasets.js";
import { ownBot } from "./own-bot.js";

/** @type {typeof import("../../src/nlu/index.ts")} */
const { crossValidate, evaluate, learnEmbeddings, train } = await import(`${BUILT}nlu/index.js`);

const FOLDS = 4;

const { values: asked } = parseArgs({
  options: { json: { type: "boolean", default: false }, only: { type: "string", multiple: true } },
});
const now = () => performance.now();
const questions = customerQuestions();
const bot = await ownBot();

/** @type {Row[]} */
const rows = [];
for (const variant of variants().filter(
  ({ name }) => asked.only?.some((text) => name.includes(text)) ?? true,
)) {
  console.error(`${variant.name}…`);
  rows.push(measure(variant));
}
if (asked.json) console.log(JSON.stringify({ node: process.version, folds: FOLDS, rows }, null, 2));
else console.log(tableOf(rows).join("\n"));

/** @returns {readonly Variant[]} */
function variants() {
  return [
    { name: "characters alone", adapt: withViews({ words: 0, sounds: 0, concepts: 0 }) },
    { name: "and words", adapt: withViews({ sounds: 0, concepts: 0 }) },
    { name: "and sounds", adapt: withViews({ concepts: 0 }) },
    { name: "and the lexicon's concepts: all", adapt: (recipe) => recipe },
    { name: "all, without characters", adapt: withViews({ characters: 0 }) },
    { name: "all, without words", adapt: withViews({ words: 0 }) },
    { name: "all, without sounds", adapt: withViews({ sounds: 0 }) },
    { name: "all, rare features count no more", adapt: (recipe) => ({ ...recipe, weighting: "tf" }) },
    { name: "all, support vectors alone", adapt: withScorer({ networks: 0 }) },
    {
      name: "all, network alone",
      adapt: ({ scorer: { network, networks }, ...recipe }) => ({ ...recipe, scorer: { network, networks } }),
    },
    { name: "all, three networks", adapt: withScorer({ networks: 3 }) },
    { name: "all, not calibrated", adapt: (recipe) => ({ ...recipe, targets: undefined }) },
    { name: "all, 2 % may be rejected", adapt: withTargets({ rejected: 0.02 }) },
    { name: "all, 10 % may be rejected", adapt: withTargets({ rejected: 0.1 }) },
    {
      name: "all, without `none`",
      bot: { ...bot, intents: bot.intents.filter(({ name }) => name !== "none") },
    },
    { name: "all, without `not:`", adapt: (recipe) => ({ ...recipe, negatives: false }) },
    ...(existsSync(unlabelledFile)
      ? [{ name: "all, and unlabelled text", embeddings: fromUnlabelled() }]
      : []),
  ];
}

/** @param {Partial<Recipe["views"]>} views @returns {(recipe: Recipe) => Recipe} */
function withViews(views) {
  return (recipe) => ({ ...recipe, views: { ...recipe.views, ...views } });
}

/** @param {Partial<Recipe["scorer"]>} scorer @returns {(recipe: Recipe) => Recipe} */
function withScorer(scorer) {
  return (recipe) => ({ ...recipe, scorer: { ...recipe.scorer, ...scorer } });
}

/** @param {Partial<NonNullable<Recipe["targets"]>>} targets @returns {(recipe: Recipe) => Recipe} */
function withTargets(targets) {
  return (recipe) => ({ ...recipe, targets: recipe.targets && { ...recipe.targets, ...targets } });
}

function fromUnlabelled() {
  const texts = readFileSync(unlabelledFile, "utf8").split("\n");
  const learned = learnEmbeddings(texts, { language: "zh", lexicon: bot.lexicon });
  return learned === undefined ? [] : [learned];
}

/** @param {Variant} variant @returns {Row} */
function measure({ name, bot: corpus = bot, adapt, embeddings = [] }) {
  const learning = { embeddings, ...(adapt && { adapt }) };
  const model = questions.length === 0 ? undefined : train(corpus, learning);
  return {
    name,
    zh: crossValidate(corpus, { ...learning, folds: FOLDS, language: "zh", now }),
    en: crossValidate(corpus, { ...learning, folds: FOLDS, language: "en", now }),
    real: model === undefined ? null : evaluate(model, questions, { now }),
  };
}

/** @param {readonly Row[]} measured */
function tableOf(measured) {
  const widest = Math.max(...measured.map(({ name }) => name.length));
  const group = "in scope  none   ECE ";
  return [
    `${"".padEnd(widest)}  zh folds               en folds               real questions         top 2  AUROC`,
    `${"".padEnd(widest)}  ${group}  ${group}  ${group}`,
    ...measured.map(({ name, zh, en, real }) => {
      const figures = [zh, en, real].map((evaluation) =>
        [evaluation?.inScopeAccuracy, evaluation?.oosRecall, evaluation?.calibration.ece]
          .map(percent)
          .join("  "),
      );
      return [name.padEnd(widest), ...figures, percent(real?.top2), percent(real?.oosAuroc)].join("   ");
    }),
  ];
}

/** @param {number | null | undefined} share */
function percent(share) {
  return (share == null ? "–" : (share * 100).toFixed(1)).padStart(5);
}
