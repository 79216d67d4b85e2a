import type { DraftDialog, DraftIntent, DraftStep } from "../../regression/draft/draft.ts";
import { type Names, namesOf } from "../../regression/draft/names.ts";
import type { BotpressBot, Placed } from "./bot-files.ts";
import type { BotpressQna } from "./bot-schema.ts";
import type { Elements } from "./elements.ts";
import type { Findings } from "./findings.ts";
import { pairTexts, textsByLanguage } from "./languages.ts";
import { bodyOf } from "./step-tools.ts";

/** In front of the names of questions that have none of their own. */
export const FAQ = "faq/";

export interface QnaTools {
  readonly elements: Elements;
  readonly findings: Findings;
  readonly intentNames: Names;
  readonly language: string;
  /** The dialog, or step of one, that a flow or a node became. */
  readonly targetOf: (flow: string, node: string) => string | undefined;
  /** The names of dialogs that there are already. */
  readonly dialogs: readonly string[];
}

export interface TranslatedQna {
  readonly intents: readonly DraftIntent[];
  readonly dialogs: readonly DraftDialog[];
  /** How many questions with answers came over. */
  readonly taken: number;
}

/** The schema of `say` takes so many wordings. */
const MOST_WORDINGS = 8;

/** Every question with its answer becomes an intent and a dialog that says the answer. */
export function translateQna({ qnas }: BotpressBot, tools: QnaTools): TranslatedQna {
  const names = namesOf("dialog", tools.dialogs);
  const translated = qnas.flatMap((placed) => translateOne(placed, names, tools) ?? []);
  return {
    intents: translated.map(({ intent }) => intent),
    dialogs: translated.map(({ dialog }) => dialog),
    taken: translated.length,
  };
}

function translateOne(
  placed: Placed<BotpressQna>,
  names: Names,
  tools: QnaTools,
): { readonly intent: DraftIntent; readonly dialog: DraftDialog } | undefined {
  const { id, data } = placed.value;
  const tell = (why: string): undefined => {
    tools.findings.add(placed, ["data"], `question "${id}"`, why);
  };
  if (!data.enabled) return tell("switched off there; left out");
  const questions = textsByLanguage(data.questions, tools.language);
  for (const code of questions.foreign) tell(`questions in "${code}"; left out`);
  const [title] = pairTexts(questions.texts);
  if (title === undefined) return tell("no question in Chinese or English; left out");
  const steps = stepsOf(data, tools, tell);
  if (steps.length === 0) return tell("no answer in Chinese or English; left out");
  const first = typeof title === "string" ? title : title.zh;
  const intent = tools.intentNames.nameOf(FAQ + first);
  return {
    intent: { intent, title, utterances: { zh: [...questions.texts.zh], en: [...questions.texts.en] } },
    dialog: { dialog: names.nameOf(`faq ${first}`), title, start: { intents: [intent] }, steps },
  };
}

function stepsOf(
  { action, answers, redirectFlow, redirectNode }: BotpressQna["data"],
  tools: QnaTools,
  tell: (why: string) => undefined,
): readonly DraftStep[] {
  const steps: DraftStep[] = [];
  if (action.includes("text")) {
    const sorted = textsByLanguage(answers, tools.language);
    for (const code of sorted.foreign) tell(`answers in "${code}"; left out`);
    const elements = [...sorted.texts.zh, ...sorted.texts.en].filter((text) => text.startsWith("#!"));
    for (const id of new Set(elements)) {
      const message = tools.elements.byId(id);
      if (message === undefined) tell(`there is no content element ${id} with a text; left out`);
      else steps.push({ say: bodyOf(message) });
    }
    const plain = (texts: readonly string[]): readonly string[] =>
      texts.filter((text) => !text.startsWith("#!"));
    const wordings = pairTexts({ zh: plain(sorted.texts.zh), en: plain(sorted.texts.en) });
    if (wordings.length > MOST_WORDINGS)
      tell(`only the first ${MOST_WORDINGS} of its ${wordings.length} answers are taken`);
    if (wordings.length > 0)
      steps.push({ say: bodyOf({ texts: wordings.slice(0, MOST_WORDINGS), choices: [] }) });
  }
  if (!action.includes("redirect")) return steps;
  const flow = (redirectFlow ?? "").replace(/\.flow\.json$/u, "");
  const target = tools.targetOf(flow, redirectNode ?? "");
  if (target === undefined)
    tell(`there is no node "${redirectNode ?? ""}" of "${flow}" to go on with; ends here`);
  else steps.push({ go: target });
  return steps;
}
