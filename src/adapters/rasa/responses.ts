import type { SlotValue } from "../../content/values.ts";
import { isSafeLink } from "../../kernel/safe-link.ts";
import type { DraftStep } from "../../regression/draft/draft.ts";
import { escapedTemplate } from "../../regression/draft/draft-utterance.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { shownSlot } from "../../regression/draft/shown-slot.ts";
import type { RasaButton, RasaDomain, RasaResponse } from "./domain.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A response in our words. */
export interface SaidResponse {
  /** The wordings; never empty. */
  readonly texts: readonly string[];
  readonly image?: string;
  readonly buttons: readonly ResponseButton[];
  /** The slots, by Rasa's names, that its texts show. */
  readonly slots: readonly string[];
}

export interface ResponseButton {
  readonly label: string;
  readonly link?: string;
  /** By Rasa's name. */
  readonly intent?: string;
  /** What pressing it fills, by Rasa's names. */
  readonly values: Readonly<Record<string, SlotValue>>;
}

export interface Responses {
  /** A response by name; `undefined` when there is none, or nothing of it could be said. What is asked for counts as used. */
  readonly get: (name: string) => SaidResponse | undefined;
  /** The label of the button that sends this, as far as the responses asked for have one. */
  readonly labelOf: (payload: string) => string | undefined;
  /** Counts what was used, and lists the rest. */
  readonly settle: () => void;
  /** Whether something that came over says it. */
  readonly isUsed: (name: string) => boolean;
}

type Sayable = Exclude<Extract<DraftStep, { say: unknown }>["say"], string | readonly unknown[]>;
type SayBody = Extract<DraftStep, { say: unknown }>["say"];
type Button = NonNullable<Extract<Sayable, { text: unknown }>["buttons"]>[number];

/** What our schemas take. */
const MOST_TEXTS = 8;
const MOST_BUTTONS = 6;

export function responsesOf(domain: RasaDomain, vocabulary: Vocabulary, findings: Findings): Responses {
  const known = new Map<string, SaidResponse | undefined>();
  const labels = new Map<string, string>();
  const read = (response: RasaResponse): SaidResponse | undefined => {
    for (const { buttons = [] } of response.variations)
      for (const { title, payload } of buttons) if (payload !== undefined) labels.set(payload, title);
    return saidOf(response, domain, vocabulary, findings);
  };
  return {
    get: (name) => {
      const response = domain.responses.get(name);
      if (response !== undefined && !known.has(name)) known.set(name, read(response));
      return known.get(name);
    },
    labelOf: (payload) => labels.get(payload),
    isUsed: (name) => known.get(name) !== undefined,
    settle: () => {
      for (const { name, at } of domain.responses.values()) {
        if (known.get(name) !== undefined) findings.take("responses");
        else if (known.has(name))
          findings.leave("responses", at, `response "${name}"`, "nothing of it could be said");
        else findings.leave("responses", at, `response "${name}"`, "nothing that came over says it");
      }
    },
  };
}

function saidOf(
  { name, at, variations }: RasaResponse,
  domain: RasaDomain,
  vocabulary: Vocabulary,
  findings: Findings,
): SaidResponse | undefined {
  const what = `response "${name}"`;
  const plain = variations.filter((one) => {
    if (one.custom !== undefined)
      findings.note(one.at, what, "a custom payload; write it as a card or a link");
    if (one.condition !== undefined)
      findings.note(one.at, what, "said only on a condition; lead there with a `when`. Left out");
    else if (one.channel !== undefined)
      findings.note(one.at, what, `only for the channel ${one.channel}; left out`);
    if (one.metadata !== undefined) findings.note(one.at, what, "metadata has no place here");
    return one.condition === undefined && one.channel === undefined;
  });
  const slots = new Set<string>();
  const written = plain.flatMap(({ text }) =>
    text === undefined || text.trim() === "" ? [] : [templateOf(text, what)],
  );
  const texts = [...new Set(written)];
  for (const _ of texts.slice(MOST_TEXTS))
    findings.note(at, what, `more than ${MOST_TEXTS} wordings; left out`);
  const image = plain.find((one) => one.image !== undefined)?.image;
  const [buttons = [], ...others] = plain.flatMap((one) => (one.buttons === undefined ? [] : [one.buttons]));
  for (const other of others)
    if (JSON.stringify(other) !== JSON.stringify(buttons))
      findings.note(at, what, "its wordings have different buttons; those of the first are taken");
  if (texts.length === 0 && image === undefined) return undefined;
  if (texts.length === 0) findings.note(at, what, "an image without a word; write one");
  if (image !== undefined && !isSafeLink(image))
    findings.note(at, `image of ${what}`, "its address has to begin with https:");
  return {
    texts: texts.length === 0 ? ["请看图片。 / Please look at the picture."] : texts.slice(0, MOST_TEXTS),
    ...(image === undefined || !isSafeLink(image) ? {} : { image }),
    buttons: buttons.map((button) => buttonOf(button)),
    slots: [...slots],
  };

  function templateOf(text: string, of: string): string {
    return escapedTemplate(text.trim()).replace(/(?<!\{)\{(\w+)\}(?!\})/gu, (whole, slot: string) => {
      if (!domain.slots.has(slot)) {
        findings.note(at, `"${whole}" in the ${of}`, "there is no such slot; it is said as it stands");
        return whole;
      }
      slots.add(slot);
      const { entity } = vocabulary.declarationOf(slot) ?? {};
      return shownSlot(vocabulary.nameOf("slot", slot), entity, vocabulary.entities);
    });
  }
}

/** Payloads: `/intent`, `/intent{"slot": "value"}` and `/SetSlots(slot=value, other=value)`. */
function buttonOf({ title, payload = "", url }: RasaButton): ResponseButton {
  const label = title.slice(0, 60);
  const link = url ?? (/^[a-z]+:/iu.test(payload) ? payload : undefined);
  if (link !== undefined) return { label, link, values: {} };
  const [, set] = /^\/SetSlots\((.*)\)$/u.exec(payload) ?? [];
  if (set !== undefined) {
    const pairs = set.split(",").map((pair) => pair.split("=").map((side) => side.trim()));
    return { label, values: Object.fromEntries(pairs.map(([slot = "", value = ""]) => [slot, value])) };
  }
  const [, intent, json] = /^\/([^{]+?)\s*(\{.*\})?$/su.exec(payload) ?? [];
  return { label, ...(intent === undefined ? {} : { intent }), values: valuesIn(json) };
}

function valuesIn(json: string | undefined): Readonly<Record<string, SlotValue>> {
  if (json === undefined) return {};
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).map(([slot, value]) => [
        slot,
        typeof value === "number" || typeof value === "boolean" ? value : String(value),
      ]),
    );
  } catch {
    return {};
  }
}

/** What a step says; buttons that lead nowhere here are listed. */
export function sayBodyOf(
  said: SaidResponse,
  startsSomething: (intent: string) => boolean,
  vocabulary: Vocabulary,
  leave: (what: string, why: string) => void,
): SayBody {
  const text = wordingOf(said);
  const buttons = said.buttons.flatMap(({ label, link, intent, values }): readonly Button[] => {
    const what = `button "${label}"`;
    if (link !== undefined) {
      if (isSafeLink(link)) return [{ label, link }];
      leave(what, "its address has to begin with https:, tel: or mailto:");
      return [];
    }
    if (intent === undefined || !startsSomething(intent)) {
      leave(what, "its payload starts no dialog here");
      return [];
    }
    if (Object.keys(values).length > 0)
      leave(what, "the values that it fills beside its intent are not taken along");
    return [{ intent: vocabulary.nameOf("intent", intent), label }];
  });
  if (buttons.length > MOST_BUTTONS)
    leave(`${buttons.length - MOST_BUTTONS} of its buttons`, `more than ${MOST_BUTTONS} buttons`);
  if (buttons.length === 0 && said.image === undefined) return text;
  return {
    text,
    ...(said.image === undefined ? {} : { image: pictureOf(said.image) }),
    ...(buttons.length === 0 ? {} : { buttons: buttons.slice(0, MOST_BUTTONS) }),
  };
}

/** One wording, or the variants to choose between. */
export function wordingOf({ texts }: SaidResponse): string | string[] {
  const [first = "", ...others] = texts;
  return others.length === 0 ? first : [first, ...others];
}

export function pictureOf(url: string): { url: string; alt: { zh: string; en: string } } {
  return { url, alt: { zh: "图片", en: "Picture" } };
}
