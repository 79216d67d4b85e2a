import { type Document, isMap, isScalar, parseDocument, visit } from "yaml";
import type * as z from "zod";
import { patternSchema, patternsSchema, requiredPatterns } from "../../content/schema/dialog-schema.ts";
import { lexiconSchema } from "../../content/schema/intent-schema.ts";
import type { SourceFile } from "../../content/source.ts";
import { commonNone, commonPerson, PERSON } from "./common-intents.ts";
import { writtenYaml } from "./content-yaml.ts";
import type { Draft, DraftIntent } from "./draft.ts";
import { generalWords, neutralWords, ownBusiness } from "./neutral-words.ts";
import { personDialog } from "./person-dialog.ts";
import type { PatternStarts } from "./settle-draft.ts";

/** Patterns beside the required ones that any bot can use, and signs of trouble in any business. */
const usefulPatterns = ["back", "care-distress"];
const usefulCare = ["distress", "fraud"];

type Lexicon = z.input<typeof lexiconSchema>;

/** What every bot needs and no other product's files bring. */
export interface CommonGround {
  readonly lexicon: Lexicon;
  /** `none`, and the wish for a person where the draft has no such intent. */
  readonly intents: readonly DraftIntent[];
  /** The text of dialogs/_patterns.yaml, with its comments. */
  readonly patterns: string;
  /** What patterns start with. */
  readonly starts: PatternStarts;
}

/**
 * The general parts of this program's own content, fitted to a draft.
 *
 * @param common the program's own content files
 * @throws {Error} when one of them is not there
 */
export function commonGround(common: readonly SourceFile[], draft: Draft): CommonGround {
  const patterns = patternsFor(draft, textOf(common, "dialogs/_patterns.yaml"));
  const person = personDialog(draft) === undefined;
  return {
    lexicon: generalLexicon(textOf(common, "intents/_lexicon.yaml")),
    intents: [
      commonNone(textOf(common, "intents/none.yaml"), draft.intents),
      ...(person ? [commonPerson(textOf(common, `intents/${PERSON}.yaml`), draft.intents)] : []),
    ],
    patterns: writtenYaml(patterns),
    starts: startsOf(patterns),
  };
}

function textOf(files: readonly SourceFile[], path: string): string {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`${path} is missing from the program's own content.`);
  return found.text;
}

function patternsFor(draft: Draft, text: string): Document {
  const document = parseDocument(text, { version: "1.2", schema: "core" });
  const own = draft.patterns ?? {};
  const kept = new Set<string>([...requiredPatterns, ...usefulPatterns, ...Object.keys(own)]);
  for (const name of keysAt(document, "patterns")) if (!kept.has(name)) document.deleteIn(["patterns", name]);
  for (const kind of keysAt(document, "care"))
    document.deleteIn(usefulCare.includes(kind) ? ["care", kind, "intents"] : ["care", kind]);
  for (const { path, say } of neutralWords)
    document.setIn(["patterns", ...path], document.createNode(say, { flow: false }));
  for (const [name, pattern] of Object.entries(own))
    document.setIn(["patterns", name], document.createNode(pattern));
  askForPerson(document, draft);
  return document;
}

/** Where the draft has a dialog that does no more than ask for a person, that is what happens whenever one is wanted. */
function askForPerson(document: Document, draft: Draft): void {
  const dialog = personDialog(draft);
  if (dialog === undefined) return;
  const intents = dialog.start?.intents ?? [];
  document.setIn(["patterns", "human", "start", "intents"], document.createNode(intents));
  document.setIn(["patterns", "human", "steps"], document.createNode(dialog.steps));
  visit(document, {
    Pair(_key, { key, value }) {
      const isButton = isScalar(key) && key.value === "intent" && isScalar(value) && value.value === PERSON;
      if (isButton) value.value = intents[0];
    },
  });
}

function keysAt(document: Document, key: string): readonly string[] {
  const map: unknown = document.get(key, true);
  return isMap(map) ? map.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : "")) : [];
}

function startsOf(document: Document): PatternStarts {
  const { patterns } = patternsSchema.parse(document.toJS());
  const starts = Object.values(patterns).map((pattern) => patternSchema.parse(pattern).start);
  return {
    phrases: starts.flatMap((start) => start?.phrases ?? []),
    intents: starts.flatMap((start) => start?.intents ?? []),
  };
}

function generalLexicon(text: string): Lexicon {
  const own = lexiconSchema.parse(parseDocument(text).toJS());
  const general = <Value>(entries: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(entries).filter(([word]) => generalWords.includes(word)));
  return {
    words: [],
    synonyms: general(own.synonyms),
    confusables: general(own.confusables),
    polyphones: Object.fromEntries(
      Object.entries(own.polyphones).filter(([word]) => !ownBusiness.test(word)),
    ),
    polite: own.polite,
  };
}
