import * as z from "zod";
import type { DraftAction } from "../../regression/draft/draft.ts";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import { shaped } from "../../regression/draft/foreign-document.ts";
import type { RasaDomain } from "./domain.ts";
import { placeIn, type RasaFiles, sectionsNamed } from "./sections.ts";
import type { Vocabulary } from "./vocabulary.ts";

const stub = z.looseObject({
  events: z
    .array(z.looseObject({ event: z.string(), name: z.string().optional(), value: z.unknown().optional() }))
    .default([]),
  responses: z.array(z.unknown()).default([]),
});

/** What a custom action does in an end-to-end test. */
export interface RasaStub {
  readonly action: string;
  /** The one test it is for; every one when absent. */
  readonly test?: string;
  /** By Rasa's names. */
  readonly slots: Readonly<Record<string, string | number | boolean>>;
}

/** A custom action of Rasa as an action of ours, whose one outcome `ok` brings what the action puts into slots. */
export interface CustomAction {
  readonly id: string;
  /** What its outcome is known by in the dialog. */
  readonly as: string;
  /** The slots that it fills, by Rasa's names. */
  readonly fills: readonly string[];
}

export interface CustomActions {
  readonly get: (name: string) => CustomAction;
  readonly isKnown: (name: string) => boolean;
  readonly drafts: () => Readonly<Record<string, DraftAction>>;
  readonly stubs: readonly RasaStub[];
}

export function customActions(
  files: RasaFiles,
  domain: RasaDomain,
  vocabulary: Vocabulary,
  findings: Findings,
): CustomActions {
  const stubs = readStubs(files, findings);
  const used = new Map<string, CustomAction>();
  const fillsOf = (name: string): readonly string[] => {
    const stubbed = stubs.filter(({ action }) => action === name).flatMap(({ slots }) => Object.keys(slots));
    const mapped = [...domain.slots.values()]
      .filter(({ mappings = [] }) =>
        mappings.some(({ action, run_action_every_turn }) => (action ?? run_action_every_turn) === name),
      )
      .map((slot) => slot.name);
    return [...new Set([...stubbed, ...mapped])].filter((slot) => domain.slots.has(slot));
  };
  return {
    stubs,
    isKnown: (name) => domain.actions.has(name) || stubs.some(({ action }) => action === name),
    get: (name) => {
      const known = used.get(name);
      if (known !== undefined) return known;
      const id = vocabulary.nameOf("action", name.replace(/^action_/u, ""));
      const made = { id, as: `${id.replace(/[.-]/gu, "_").slice(0, 30)}_result`, fills: fillsOf(name) };
      used.set(name, made);
      const at = domain.actions.get(name) ?? { file: "domain.yml" };
      findings.note(at, `action "${name}"`, `is called as "${id}" now; connect it to a system`);
      return made;
    },
    drafts: () =>
      Object.fromEntries(
        [...used].map(([name, { id, fills }]) => [
          id,
          {
            about: `What the custom action ${name} did.`,
            outcomes: {
              ok: Object.fromEntries(
                fills.map((slot) => [
                  vocabulary.nameOf("slot", slot),
                  vocabulary.declarationOf(slot)?.type ?? "text",
                ]),
              ),
            },
          },
        ]),
      ),
  };
}

/** `stub_custom_actions`, whose keys are an action, or `test::action`. */
function readStubs(files: RasaFiles, findings: Findings): readonly RasaStub[] {
  return sectionsNamed(files, "stub_custom_actions").flatMap((section) => {
    const read = shaped(z.record(z.string(), stub), section.document, section.value, [section.key]);
    return Object.entries(read).map(([key, { events, responses }]) => {
      const at: ForeignPlace = placeIn(section, [key]);
      const [action = "", test] = key.split("::").reverse();
      if (responses.length > 0)
        findings.note(
          at,
          `responses of the stub "${key}"`,
          "an action says nothing here; put it into the dialog",
        );
      const slots = events.flatMap(({ event, name, value }) => {
        if (event !== "slot" || name === undefined) {
          findings.note(at, `event "${event}" of the stub "${key}"`, "only what fills slots is taken over");
          return [];
        }
        return isScalar(value) ? [[name, value] as const] : [];
      });
      findings.take("stubs");
      return { action, ...(test === undefined ? {} : { test }), slots: Object.fromEntries(slots) };
    });
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
