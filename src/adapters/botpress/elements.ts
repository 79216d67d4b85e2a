import type { Language } from "../../kernel/language.ts";
import { isSafeLink } from "../../kernel/safe-link.ts";
import type { DraftText } from "../../regression/draft/draft.ts";
import type { BotpressBot, Placed } from "./bot-files.ts";
import type { Findings } from "./findings.ts";
import { languageOf, pairTexts } from "./languages.ts";

/** A content element in our terms. */
export interface Message {
  /** Wordings to vary between; never empty. */
  readonly texts: readonly DraftText[];
  readonly choices: readonly Choice[];
  readonly image?: { readonly url: string; readonly alt: DraftText };
}

export interface Choice {
  readonly label: DraftText;
  readonly value: string;
}

/** What the schema of `say` takes. */
const MOST_WORDINGS = 8;

/** Elements by id, with what becomes of the `{{ … }}` in their texts. */
export interface Elements {
  /** @param id with or without `#!` in front */
  readonly byId: (id: string) => Message | undefined;
  /** An element that stands in a flow itself. */
  readonly inline: (contentType: string, formData: unknown, at: Placed<unknown>) => Message | undefined;
}

export function elementsOf({ elements }: BotpressBot, language: string, findings: Findings): Elements {
  const known = new Map<string, Message | undefined>();
  return {
    byId: (id) => {
      const bare = id.replace(/^#?!?/u, "");
      const element = elements.get(bare);
      if (element === undefined) return undefined;
      if (!known.has(bare))
        known.set(bare, messageOf(bare, element.value.formData, { at: element, language, findings }));
      return known.get(bare);
    },
    inline: (contentType, formData, at) =>
      isFields(formData) ? messageOf(contentType, formData, { at, language, findings }) : undefined,
  };
}

interface Reading {
  readonly at: Placed<unknown>;
  readonly language: string;
  readonly findings: Findings;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function messageOf(id: string, fields: Fields, reading: Reading): Message | undefined {
  const add = (why: string): void => reading.findings.add(reading.at, [], `content element "${id}"`, why);
  const foreign = new Set<string>();
  const of = (key: string): Readonly<Record<Language, readonly unknown[]>> => {
    const found = { zh: [] as unknown[], en: [] as unknown[] };
    for (const [name, value] of Object.entries(fields)) {
      const [field, code = reading.language] = name.split("$");
      const language = languageOf(code);
      if (field !== key || value === undefined || value === null || value === "") continue;
      if (language === undefined) foreign.add(code);
      else found[language].push(...(Array.isArray(value) ? value : [value]));
    }
    return found;
  };
  const texts = (...keys: readonly string[]): readonly DraftText[] => {
    const found = keys.map(of);
    return pairTexts({
      zh: found.flatMap(({ zh }) => zh.flatMap(textIn)),
      en: found.flatMap(({ en }) => en.flatMap(textIn)),
    });
  };
  const wordings = texts("text", "variations", "message");
  const more = texts("title", "subtitle");
  const said = wordings.length > 0 ? wordings : more.slice(0, 1);
  const choices = choicesIn(of("choices"), of("options"));
  const [picture] = [...of("image").zh, ...of("image").en].flatMap(textIn);
  for (const code of foreign) add(`texts in "${code}"; left out`);
  const [first] = said;
  if (first === undefined) {
    add("has no text in Chinese or English; left out");
    return undefined;
  }
  if (said.length > MOST_WORDINGS)
    add(`only the first ${MOST_WORDINGS} of its ${said.length} variations are taken`);
  if (wordings.length === 0 && more.length > 1) add("only its title is taken, without the subtitle");
  for (const key of ["actions", "items", "video", "audio", "location"])
    if ([...of(key).zh, ...of(key).en].length > 0) add(`its ${key} cannot be shown here; left out`);
  const isShown = picture !== undefined && isSafeLink(picture) && picture.startsWith("https:");
  if (picture !== undefined && !isShown) add(`its image ${picture} is not on the web; left out`);
  return {
    texts: said.slice(0, MOST_WORDINGS),
    choices,
    ...(isShown ? { image: { url: picture, alt: more[0] ?? first } } : {}),
  };
}

function textIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  // Variations are texts, or texts in an object each.
  return isFields(value)
    ? Object.values(value).flatMap((inner) => (typeof inner === "string" ? textIn(inner) : []))
    : [];
}

function choicesIn(...lists: readonly Readonly<Record<Language, readonly unknown[]>>[]): readonly Choice[] {
  const labels = new Map<string, { zh: string[]; en: string[] }>();
  for (const list of lists)
    for (const language of ["zh", "en"] as const)
      for (const choice of list[language]) {
        if (!isFields(choice)) continue;
        const { title, label, value } = choice;
        const text = typeof title === "string" ? title : label;
        if (typeof text !== "string" || text.trim() === "") continue;
        const key = typeof value === "string" && value !== "" ? value : text;
        const known = labels.get(key) ?? { zh: [], en: [] };
        known[language].push(text.trim());
        labels.set(key, known);
      }
  return [...labels].flatMap(([value, texts]) => {
    const [label] = pairTexts(texts);
    return label === undefined ? [] : [{ label, value }];
  });
}
