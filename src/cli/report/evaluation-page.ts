import type { Evaluation } from "../../nlu/index.ts";
import { calibrationCharts } from "./calibration-chart.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { count, counted, milliseconds, percent, points } from "./figures.ts";
import { intentTable } from "./intent-table.ts";
import { surestMistakes, worstConfusions } from "./mistakes.ts";
import { type Fact, page, type Section, type Tile } from "./page.ts";

export interface EvaluationPage {
  readonly title: string;
  /** What was measured, as names and values. */
  readonly facts: readonly Fact[];
  readonly evaluation: Evaluation;
}

/** An evaluation as one HTML page that needs nothing beside it. */
export function evaluationPage({ title, facts, evaluation }: EvaluationPage): string {
  const head = { title, facts, summary: summaryOf(evaluation) };
  return page(head, tilesOf(evaluation), sectionsOf(evaluation));
}

function summaryOf({ n, mistakes, confusions }: Evaluation): string {
  const all = `${count(n - mistakes.length)} of ${counted(n, "question")} were understood rightly, ${count(mistakes.length)} were not.`;
  const [first] = confusions;
  if (first === undefined) return all;
  return `${all} The most frequent mistake: ${first.intent} taken for ${first.predicted}, ${count(first.n)} times.`;
}

/** Figures of nothing are left out: files without questions out of scope have no share of them. */
function tilesOf(evaluation: Evaluation): readonly Tile[] {
  const { calibration, latencyMs } = evaluation;
  const shares = [
    {
      label: "Understood",
      share: evaluation.accuracy,
      meaning: `Of all questions, the share that got an intent its label allows. Counting only the first label: ${percent(evaluation.accuracyStrict)}.`,
    },
    {
      label: "Understood, in scope",
      share: evaluation.oosRecall === null ? null : evaluation.inScopeAccuracy,
      meaning: "The same, of the questions that the bot is meant to answer.",
    },
    {
      label: "Right among the top two",
      share: evaluation.top2,
      meaning: "In scope, the share where asking “did you mean this or that?” would offer a right intent.",
    },
    {
      label: "Turned away wrongly",
      share: evaluation.inScopeRejected,
      meaning: "In scope, the share that the bot took for none of its business. Lower is better.",
    },
    {
      label: "Out of scope, recognised",
      share: evaluation.oosRecall,
      meaning: `Of the questions labelled none, the share the bot did not try to answer. When it said none, it was right in ${percent(evaluation.oosPrecision)} of cases.`,
    },
  ];
  return [
    ...shares.flatMap(({ share, ...tile }) => (share === null ? [] : [{ ...tile, figure: percent(share) }])),
    {
      label: "Confidence is off by",
      figure: points(calibration.ece),
      meaning:
        "How far, on average, a stated confidence is from the share that turned out right (ECE). Lower is better.",
    },
    {
      label: "Time for a question",
      figure: milliseconds(latencyMs.p50),
      meaning: `Half of the questions take less. 99 of 100 take less than ${milliseconds(latencyMs.p99)}.`,
    },
  ];
}

function sectionsOf(evaluation: Evaluation): readonly Section[] {
  return [
    {
      id: "confusions",
      title: "Worst confusions",
      intro: `Which intent was taken for which other, most frequent first, with the questions. Each pair wants one of three things: more utterances like these, a clearer border between the two intents, or another label.${evaluation.oosRecall === null ? "" : " “none” stands for what is none of the bot's business."}`,
      content: worstConfusions(evaluation),
    },
    {
      id: "surest",
      title: "Surest mistakes",
      intro:
        "The mistakes the bot did not doubt. Customers get a wrong answer here without being asked, so look at them first; a wrong label hides among them, too.",
      content: surestMistakes(evaluation),
    },
    {
      id: "matrix",
      title: "Confusion matrix",
      intro:
        "A row for what questions are labelled, a column for what they were taken for. Good rows have one dark green cell on the diagonal; red columns swallow the questions of others.",
      content: confusionMatrix(evaluation),
    },
    {
      id: "intents",
      title: "Intent by intent",
      intro:
        "Weakest first. Recall: of the questions labelled so, the share that was found. Precision: of what was taken for it, the share that was labelled so. F1 is high only when both are. Counted by the first label alone.",
      content: intentTable(evaluation),
    },
    {
      id: "calibration",
      title: "Can confidences be believed?",
      intro: `Of all questions answered with 80% confidence, 80% should be right: then the blue bars end at the red lines. The mean gap between the two, the calibration error (ECE), is ${points(evaluation.calibration.ece)}. ${leaning(evaluation)}`,
      content: calibrationCharts(evaluation.calibration.bins),
    },
  ];
}

/** Below this, a difference of the two means is not worth a word. */
const WORTH_A_WORD = 0.01;

/** Whether the engine is too sure or too modest, over all its answers. */
function leaning({ n, calibration }: Evaluation): string {
  if (n === 0) return "";
  const sum = calibration.bins.reduce(
    (gaps, bin) => gaps + bin.n * ((bin.accuracy ?? 0) - (bin.confidence ?? 0)),
    0,
  );
  const gap = sum / n;
  if (Math.abs(gap) < WORTH_A_WORD) return "On balance, it is neither too sure nor too modest.";
  const what =
    gap > 0
      ? "too modest: it is right more often than it says"
      : "too sure: it is right less often than it says";
  return `On balance, it is ${what}, by ${points(Math.abs(gap))}.`;
}
