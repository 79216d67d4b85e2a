import type { SlotValue } from "../../content/values.ts";
import { NONE } from "../../kernel/understanding.ts";
import type { DraftEntity, Renaming } from "../../regression/draft/draft.ts";
import { markedUtterance } from "../../regression/draft/draft-utterance.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { type NameKind, type Names, namesOf } from "../../regression/draft/names.ts";
import type { RasaDomain, RasaSlot } from "./domain.ts";
import type { EntityPlan } from "./entities.ts";
import type { ExamplePart } from "./example.ts";
import type { TrainingExample } from "./training-data.ts";

/** What a slot of a dialog is declared as. */
export interface SlotDeclarationDraft {
  readonly type: "text" | "number" | "boolean";
  readonly entity?: string;
}

/** What everything of a Rasa bot is called here, and what its slots hold. */
export interface Vocabulary {
  readonly nameOf: (kind: NameKind, original: string) => string;
  readonly renamed: () => readonly Renaming[];
  readonly slot: (name: string) => { readonly name: string; readonly type: string } | undefined;
  readonly declarationOf: (name: string) => SlotDeclarationDraft | undefined;
  /** What a slot holds here when it holds this in Rasa. */
  readonly value: (slot: string, value: SlotValue) => SlotValue;
  /** A training example with our marks, and the entities of ours by the slots that it fills. */
  readonly utterance: (example: TrainingExample) => MarkedExample;
  readonly entities: readonly DraftEntity[];
}

export interface MarkedExample {
  readonly utterance: string;
  readonly slots: Readonly<Record<string, string>>;
}

/** Names under which Rasa's authors keep what the bot does not serve. */
export const OUT_OF_SCOPE: ReadonlySet<string> = new Set(["out_of_scope", "nlu_fallback", "none"]);

const kinds = ["intent", "entity", "dialog", "slot", "action", "step"] as const satisfies readonly NameKind[];

export function vocabularyOf(domain: RasaDomain, plan: EntityPlan, findings: Findings): Vocabulary {
  const names = new Map<NameKind, Names>(kinds.map((kind) => [kind, namesOf(kind)]));
  const nameOf: Vocabulary["nameOf"] = (kind, original) => {
    if (kind === "intent" && OUT_OF_SCOPE.has(original)) return NONE;
    return names.get(kind)?.nameOf(original) ?? original;
  };
  const entityOf = (slot: RasaSlot): string | undefined => {
    const mapped = slot.mappings?.find(({ type }) => type === "from_entity")?.entity;
    const own = plan.nameOf(mapped ?? slot.name);
    if (own !== undefined || mapped !== undefined) return own;
    return slot.type === "float" ? "number" : undefined;
  };
  const declarationOf: Vocabulary["declarationOf"] = (name) => {
    const slot = domain.slots.get(name);
    if (slot === undefined) return undefined;
    const entity = entityOf(slot);
    const type = slot.type === "bool" ? "boolean" : slot.type === "float" ? "number" : "text";
    return type === "boolean" || entity === undefined ? { type } : { type, entity };
  };
  const value: Vocabulary["value"] = (name, written) => {
    const declared = declarationOf(name);
    if (declared === undefined || written === null) return written;
    if (declared.type === "boolean") return String(written).toLowerCase() === "true";
    if (declared.type === "number") return Number.isFinite(Number(written)) ? Number(written) : null;
    const id = declared.entity === undefined ? undefined : plan.valueOf(declared.entity, String(written));
    return id ?? String(written);
  };
  return {
    nameOf,
    renamed: () => [...plan.renamed(), ...[...names.values()].flatMap((kind) => kind.renamed())],
    slot: (name) => {
      const type = declarationOf(name)?.type;
      return type === undefined ? undefined : { name: nameOf("slot", name), type };
    },
    declarationOf,
    value,
    utterance: (example) => markedExample(example, domain, plan, nameOf, findings),
    entities: plan.entities,
  };
}

/** What an entity's words fill: the slot that is mapped from it, in its role; else one of its own name. */
function slotFor({ entity = "", role, group }: ExamplePart, { slots }: RasaDomain): string {
  const mapped = [...slots.values()].find(({ mappings = [] }) =>
    mappings.some(
      (mapping) =>
        mapping.type === "from_entity" &&
        mapping.entity === entity &&
        mapping.role === role &&
        (mapping.group === undefined || mapping.group === group),
    ),
  );
  return mapped?.name ?? [entity, role, group].filter((part) => part !== undefined).join("_");
}

function markedExample(
  { parts, at }: TrainingExample,
  domain: RasaDomain,
  plan: EntityPlan,
  nameOf: Vocabulary["nameOf"],
  findings: Findings,
): MarkedExample {
  const slots: Record<string, string> = {};
  const marked = parts.map((part) => {
    const entity = part.entity === undefined ? undefined : plan.nameOf(part.entity);
    if (entity === undefined) return { text: part.text };
    const slot = nameOf("slot", slotFor(part, domain));
    const other = slots[slot];
    if (other !== undefined && other !== entity) {
      findings.note(at, `mark "${part.text}"`, `the slot "${slot}" is filled by "${other}" already`);
      return { text: part.text };
    }
    slots[slot] = entity;
    return { text: part.text, slot };
  });
  return { utterance: markedUtterance(marked), slots };
}
