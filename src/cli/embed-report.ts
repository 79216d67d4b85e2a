import type { Language } from "../kernel/language.ts";
import { encodeEmbeddings, type Model } from "../nlu/index.ts";
import type { Lesson } from "./learn-tables.ts";
import { count, counted, percent } from "./report/figures.ts";

/** What came of learning from messages; as JSON, too. */
export interface EmbedReport {
  /** Where the tables are kept; null when no language gained. */
  readonly file: string | null;
  readonly bytes: number | null;
  /** How many messages were in no language that can be told. */
  readonly unsorted: number;
  readonly languages: readonly LanguageReport[];
}

export type LanguageReport = { readonly language: Language; readonly messages: number } & (
  | { readonly outcome: "unspoken" }
  | { readonly outcome: "tooFew" }
  | {
      readonly outcome: "used" | "noGain";
      readonly features: number;
      readonly dimensions: number;
      readonly bytes: number;
      readonly seconds: number;
      /** Shares of the bot's held-out utterances that are understood. */
      readonly without: number;
      readonly with: number;
    }
);

/** What came of a lesson, by the model that was trained with it. */
export function reportOf(
  { language, messages, seconds, isSpoken, table }: Lesson,
  model: Model,
): LanguageReport {
  if (!isSpoken) return { language, messages, outcome: "unspoken" };
  if (table === undefined) return { language, messages, outcome: "tooFew" };
  const trained = model.languages.get(language)?.stored;
  const trial = trained?.embeddingTrial;
  if (trained === undefined || trial === undefined)
    throw new Error(`The table for ${language} was not tried: this is a bug in train().`);
  return {
    language,
    messages,
    outcome: trained.embeddings === undefined ? "noGain" : "used",
    features: table.features.length,
    dimensions: table.dimensions,
    bytes: encodeEmbeddings([table]).length,
    seconds,
    ...trial,
  };
}

/** The report for a terminal. */
export function embedLines(
  { file, bytes, unsorted, languages }: EmbedReport,
  { isElsewhere, hadEarlier }: { readonly isElsewhere: boolean; readonly hadEarlier: boolean },
): readonly string[] {
  return [
    ...languages.flatMap(languageLines),
    ...(unsorted === 0
      ? []
      : [`${counted(unsorted, "message")} in no language that can be told: passed over.`]),
    ...(file === null || bytes === null
      ? [hadEarlier ? "What was kept earlier stays as it is." : "Nothing is kept."]
      : [
          `Kept: ${file}, ${kilobytes(bytes)}.`,
          isElsewhere
            ? "The bot uses it once it lies in its DATA_DIR as embeddings.bin."
            : "The bot uses it from its next start on.",
        ]),
  ];
}

function languageLines(report: LanguageReport): readonly string[] {
  const head = `${names[report.language]}: ${counted(report.messages, "message")}`;
  if (report.outcome === "unspoken") return [`${head}. The bot has no utterances in that language.`];
  if (report.outcome === "tooFew") return [`${head}, too few to learn from.`];
  const { features, dimensions, bytes, seconds } = report;
  return [
    `${head}, from which a table of ${count(features)} features in ${dimensions} dimensions was learned: ${kilobytes(bytes)}, ${seconds.toFixed(1)} s.`,
    `  Of the bot's own held-out utterances ${percent(report.with)} are understood with the table and ${percent(report.without)} without: ${outcomes[report.outcome]}.`,
  ];
}

const names = { zh: "Chinese", en: "English" } as const;

const outcomes = { used: "it is used", noGain: "it is not used" } as const;

function kilobytes(bytes: number): string {
  return `${count(Math.round(bytes / 1000))} kB`;
}
