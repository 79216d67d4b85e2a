import { phraseKey } from "../../content/wording.ts";
import { type Language, languages } from "../../kernel/language.ts";
import { withoutMarkup } from "../../text/slot-markup.ts";
import type { Draft, DraftDialog, DraftIntent, Untranslated } from "./draft.ts";
import { placeholders } from "./placeholders.ts";
import { onlyReached } from "./reached-steps.ts";

/** What the schema of intents takes. */
const LONGEST_UTTERANCE = 300;

/**
 * A draft without what contradicts itself, and a bot could not be loaded with: one utterance in two intents, one intent
 * or phrase that starts two dialogs, a step that nothing leads to, an intent that nothing answers. The first keeps what
 * several claim; everything that changes is listed.
 */
export function settleDraft(draft: Draft, { phrases, intents: taken }: PatternStarts): Draft {
  const found: Untranslated[] = [];
  const intents = settledIntents(draft.intents, found);
  const started = settledDialogs(draft.dialogs, phrases, taken, found);
  const { dialogs, left } = onlyReached(started, draft.patterns ?? {});
  const unserved = placeholders(intents, dialogs, taken);
  return {
    ...draft,
    intents,
    dialogs: [...dialogs, ...unserved.dialogs],
    untranslated: [...draft.untranslated, ...found, ...left, ...unserved.listed],
  };
}

/** What patterns start with; no dialog can start with the same. */
export interface PatternStarts {
  readonly phrases: readonly string[];
  readonly intents: readonly string[];
}

function settledIntents(intents: readonly DraftIntent[], found: Untranslated[]): readonly DraftIntent[] {
  const owners = new Map<string, string>();
  const own = (intent: DraftIntent, language: Language): string[] =>
    intent.utterances[language].filter((utterance) => {
      const text = withoutMarkup(utterance);
      const key = phraseKey(text);
      const owner = owners.get(key) ?? intent.intent;
      const list = (why: string): false => {
        found.push({ file: `intents/${intent.intent}.yaml`, what: `utterance "${shortened(text)}"`, why });
        return false;
      };
      if (utterance.length > LONGEST_UTTERANCE)
        return list(`longer than ${LONGEST_UTTERANCE} characters; left out`);
      if (key === "") return list("no letter, digit or character in it; left out");
      if (owner !== intent.intent)
        return list(`stands in "${owner}", too; kept there, since a text can mean one intent only`);
      owners.set(key, owner);
      return true;
    });
  const settled = intents.map((intent) => ({
    ...intent,
    utterances: { zh: own(intent, "zh"), en: own(intent, "en") },
  }));
  return settled.map((intent) => withoutDenied(intent, owners, found));
}

/** An utterance cannot be what the intent is not. */
function withoutDenied(
  intent: DraftIntent,
  owners: ReadonlyMap<string, string>,
  found: Untranslated[],
): DraftIntent {
  const { not } = intent;
  if (not === undefined) return intent;
  const keep = (texts: readonly string[]): string[] =>
    texts.filter((text) => {
      if (owners.get(phraseKey(text)) !== intent.intent) return true;
      const why = "stands among the utterances of the intent as well; kept there";
      found.push({
        file: `intents/${intent.intent}.yaml`,
        what: `negative example "${shortened(text)}"`,
        why,
      });
      return false;
    });
  const kept = languages.flatMap((language) => {
    const texts = not[language];
    return texts === undefined ? [] : [[language, keep(texts)] as const];
  });
  return { ...intent, not: Object.fromEntries(kept) };
}

function settledDialogs(
  dialogs: readonly DraftDialog[],
  taken: readonly string[],
  takenIntents: readonly string[],
  found: Untranslated[],
): readonly DraftDialog[] {
  const startOf = new Map(takenIntents.map((intent) => [intent, "a pattern"]));
  const phraseOf = new Map(taken.map((phrase) => [phraseKey(phrase), "a pattern"]));
  const claim = (owners: Map<string, string>, key: string, dialog: string, what: string): boolean => {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, `"${dialog}"`);
    if (owner === undefined || owner === `"${dialog}"`) return true;
    found.push({ file: `dialogs/${dialog}.yaml`, what, why: `starts ${owner} already; kept there` });
    return false;
  };
  return dialogs.map(({ start, ...dialog }) => {
    const intents = start?.intents?.filter((intent) =>
      claim(startOf, intent, dialog.dialog, `start by the intent "${intent}"`),
    );
    const phrases = start?.phrases?.filter((phrase) =>
      claim(phraseOf, phraseKey(phrase), dialog.dialog, `start by the phrase "${shortened(phrase)}"`),
    );
    const left = {
      ...(intents === undefined || intents.length === 0 ? {} : { intents }),
      ...(phrases === undefined || phrases.length === 0 ? {} : { phrases }),
    };
    return Object.keys(left).length === 0 ? dialog : { ...dialog, start: left };
  });
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
