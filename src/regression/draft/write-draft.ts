import type { SourceFile } from "../../content/source.ts";
import { type Language, languages } from "../../kernel/language.ts";
import { NONE } from "../../kernel/understanding.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import { type CommonGround, commonGround } from "./common-ground.ts";
import { contentYaml } from "./content-yaml.ts";
import type { Draft, DraftDialog, DraftIntent, Untranslated } from "./draft.ts";
import { personDialog } from "./person-dialog.ts";
import { targetsOf } from "./reached-steps.ts";
import { settleDraft } from "./settle-draft.ts";

/** A bot's folder. */
export interface WrittenDraft {
  /** Content and dialog tests, with paths relative to the bot's folder. */
  readonly files: readonly SourceFile[];
  /** What the draft lists, and what came up in writing: the same utterance in two intents, and such. */
  readonly untranslated: readonly Untranslated[];
}

/** Questions offered on an empty conversation. */
const SUGGESTIONS = 4;

/**
 * Writes a draft as a bot that is complete: with the patterns, the lexicon and the intents that every bot needs.
 *
 * @param common the content of this program's own bot, of which the general parts are taken
 */
export function writeDraft(draft: Draft, common: readonly SourceFile[]): WrittenDraft {
  const ground = commonGround(common, draft);
  const person = personDialog(draft);
  const dialogs = draft.dialogs.flatMap((dialog) =>
    dialog === person ? withoutIntents(dialog, draft) : [dialog],
  );
  const settled = settleDraft({ ...draft, dialogs }, ground.starts);
  return { files: filesOf(settled, ground), untranslated: settled.untranslated };
}

/** Its intents start the pattern `human` from now on, which does the same; it is kept where something else leads to it. */
function withoutIntents({ start, ...dialog }: DraftDialog, { dialogs }: Draft): readonly DraftDialog[] {
  const phrases = start?.phrases ?? [];
  if (phrases.length > 0) return [{ ...dialog, start: { phrases } }];
  const isNamed = dialogs
    .flatMap(({ steps }) => steps.flatMap(targetsOf))
    .some((target) => target.split("#")[0] === dialog.dialog);
  return isNamed ? [dialog] : [];
}

function filesOf(draft: Draft, ground: CommonGround): readonly SourceFile[] {
  const known = new Set(ground.intents.map(({ intent }) => intent));
  const intents = [...ground.intents, ...draft.intents.filter(({ intent }) => !known.has(intent))];
  const files: readonly (readonly [path: string, value: unknown])[] = [
    ["bot.yaml", headOf(draft)],
    ["intents/_lexicon.yaml", ground.lexicon],
    ...intents.map((intent) => [`intents/${intent.intent}.yaml`, inOrder(intent, INTENT_KEYS)] as const),
    ...draft.entities.map((entity) => [`intents/entities/${entity.entity}.yaml`, entity] as const),
    ...(draft.actions === undefined || Object.keys(draft.actions).length === 0
      ? []
      : [["dialogs/_actions.yaml", { actions: draft.actions }] as const]),
    ...draft.dialogs.map((dialog) => [`dialogs/${dialog.dialog}.yaml`, dialogInOrder(dialog)] as const),
    ...draft.suites.map(({ file, ...suite }) => [`tests/dialogs/${file}.test.yaml`, suite] as const),
  ];
  return [
    ...files.map(([path, value]) => ({ path, text: contentYaml(value) })),
    { path: "dialogs/_patterns.yaml", text: ground.patterns },
  ];
}

/** As the guide for authors has them. */
const INTENT_KEYS = ["intent", "title", "contexts", "slots", "utterances", "not"];
const DIALOG_KEYS = ["dialog", "title", "start", "resume", "was", "slots", "steps"];
const FIRST_KEYS = ["id", "was", "facts", "note"];

function inOrder(value: object, keys: readonly string[]): unknown {
  return Object.fromEntries(
    Object.entries(value).sort(([one], [other]) => keys.indexOf(one) - keys.indexOf(other)),
  );
}

/** What names a step stands before what it does. */
function dialogInOrder({ steps, ...dialog }: DraftDialog): unknown {
  const ordered = steps.map((step) => {
    const entries = Object.entries(step);
    const isFirst = ([key]: readonly [string, unknown]): boolean => FIRST_KEYS.includes(key);
    return Object.fromEntries([...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))]);
  });
  return inOrder({ ...dialog, steps: ordered }, DIALOG_KEYS);
}

function headOf({ name, greeting, intents }: Draft): unknown {
  return {
    bot: {
      name: name ?? { zh: "小助手", en: "Assistant" },
      brand: name ?? { zh: "本店", en: "our shop" },
      greeting: greeting ?? {
        zh: "您好，我是{{ name }}。有什么问题，直接告诉我。想找真人，随时说「转人工」。",
        en: 'Hello, I am {{ name }}. Just tell me what you need. To reach a person, say "talk to a person" at any time.',
      },
      suggestions: suggestionsOf(intents),
    },
    facts: {},
  };
}

/** The first question of each of the first intents; of one language for both, where the other has none. */
function suggestionsOf(intents: readonly DraftIntent[]): Readonly<Record<Language, readonly string[]>> {
  const first = (language: Language): readonly string[] =>
    intents
      .filter(({ intent }) => intent !== NONE)
      .flatMap(({ utterances }) => utterances[language].slice(0, 1))
      .slice(0, SUGGESTIONS)
      .map(withoutMarkup);
  const found = { zh: first("zh"), en: first("en") };
  const either = languages.map((language) => found[language]).find((list) => list.length > 0);
  const spare = either ?? ["转人工"];
  return { zh: found.zh.length > 0 ? found.zh : spare, en: found.en.length > 0 ? found.en : spare };
}
