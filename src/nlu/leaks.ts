import { bareText, normalize } from "../text/normalize.ts";
import { withoutMarkup } from "../text/slot-markup.ts";
import type { CorpusIntent } from "./corpus.ts";
import type { EvaluationRow } from "./prediction.ts";

/**
 * How many labelled texts the bot knows by heart, because they stand word for word among its utterances: width, script,
 * case and punctuation aside. Measured on such rows, understanding looks better than customers will find it.
 *
 * @returns 0 to the number of rows
 */
export function countLeaks(
  { intents }: { readonly intents: readonly Pick<CorpusIntent, "utterances">[] },
  rows: readonly Pick<EvaluationRow, "text">[],
): number {
  const known = new Set(
    intents.flatMap(({ utterances }) =>
      [...utterances.zh, ...utterances.en].map((utterance) => keyOf(withoutMarkup(utterance))),
    ),
  );
  return rows.map(({ text }) => keyOf(text)).filter((key) => key !== "" && known.has(key)).length;
}

function keyOf(text: string): string {
  return bareText(normalize(text));
}
