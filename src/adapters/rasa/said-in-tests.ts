import type { DraftSuite } from "../../regression/draft/draft.ts";
import { constantPart } from "../../regression/draft/shown-slot.ts";
import type { CustomActions, RasaStub } from "./custom-actions.ts";
import type { Project } from "./project.ts";
import type { SaidResponse } from "./responses.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type DraftTurn = DraftSuite["cases"][number]["talk"][number];
type Text = Exclude<Extract<DraftTurn, { bot: unknown }>["bot"], string>["text"];
type Stubs = NonNullable<DraftSuite["cases"][number]["stubs"]>;

/** One of a response's wordings, as far as they are the same whatever slots hold. */
export function expectedText({ texts }: Pick<SaidResponse, "texts">): Text {
  const wordings = texts.map(constantPart);
  const [only = ""] = wordings;
  return wordings.length === 1 ? only : { any: [...new Set(wordings)] };
}

/** What actions come to: what a stub says, and else that they go well. */
export function stubsFor(
  stubs: readonly RasaStub[],
  actions: CustomActions,
  vocabulary: Vocabulary,
  { others }: { readonly others: boolean },
): Stubs {
  const drafts = Object.keys(actions.drafts());
  const written = stubs.flatMap(({ action, slots }) => {
    const { id } = actions.get(action);
    if (!drafts.includes(id)) return [];
    const fields = Object.entries(slots).map(
      ([slot, value]) => [vocabulary.nameOf("slot", slot), vocabulary.value(slot, value)] as const,
    );
    return [[id, fields.length === 0 ? "ok" : { ok: Object.fromEntries(fields) }] as const];
  });
  const fine = others ? drafts.map((id) => [id, "ok"] as const) : [];
  return Object.fromEntries([...fine, ...written]);
}

/** What a customer would type for an intent: an example of it with these entities where there is one. */
export function exampleOf(
  intent: string,
  entities: readonly string[],
  { data }: Pick<Project, "data">,
): string | undefined {
  const examples = data.intents.get(intent) ?? [];
  const fitting = examples.find(({ parts }) => {
    const marked = parts.flatMap(({ entity }) => entity ?? []);
    return marked.length === entities.length && entities.every((entity) => marked.includes(entity));
  });
  const parts = (fitting ?? examples[0])?.parts;
  return parts === undefined
    ? undefined
    : parts
        .map(({ text }) => text)
        .join("")
        .trim();
}
