import type { DraftStep } from "../../regression/draft/draft.ts";
import type { ForeignPlace } from "../../regression/draft/findings.ts";
import type { Link } from "../../regression/draft/step-chain.ts";
import { conditionOf, type DialogParts } from "./dialog-parts.ts";
import type { RasaRejection } from "./domain.ts";
import { ACCEPTS, DENIES } from "./project.ts";
import { pictureOf, type SaidResponse, wordingOf } from "./responses.ts";

/** A slot to be asked for. */
export interface Collecting {
  readonly slot: string;
  /** The responses that may ask, the first that there is. */
  readonly utters: readonly string[];
  readonly rejections: readonly RasaRejection[];
  /** Asked even when the slot is filled already. */
  readonly always: boolean;
  readonly at: ForeignPlace;
}

type Ask = Extract<DraftStep, { ask: unknown }>;
type Option = Extract<NonNullable<Ask["options"]>, readonly unknown[]>[number];

/** What our schemas take. */
const MOST_OPTIONS = 8;
const MOST_RULES = 6;

/** The question for a slot as links of a chain; the last leads to `next`. */
export function collectLinks(
  parts: DialogParts,
  about: Collecting,
  id: string,
  next: string,
): readonly Link[] {
  const { vocabulary, findings, responses } = parts.project;
  const { slot, utters, at, always } = about;
  const declared = vocabulary.declarationOf(slot);
  if (declared === undefined) {
    findings.note(at, `question for the slot "${slot}"`, "the domain has no such slot");
    return [];
  }
  const name = parts.use(slot);
  const utter = utters.find((one) => responses.get(one) !== undefined);
  const said = utter === undefined ? undefined : responses.get(utter);
  if (said === undefined)
    findings.note(
      at,
      `question for the slot "${slot}"`,
      `there is no response ${utters.join(" or ")}; write its words`,
    );
  const asked = said ?? wordless(slot);
  for (const shown of asked.slots) parts.use(shown);
  const body = askBody(asked);
  const before: readonly Link[] = always
    ? [{ id, next: parts.idOf(`${id}.ask`), step: { set: { [name]: null } } }]
    : [];
  const askId = always ? parts.idOf(`${id}.ask`) : id;
  if (declared.type === "boolean")
    return [...before, ...yesnoLinks(parts, about, { askId, next, body, asked, name })];
  const options = optionsOf(parts, about, asked);
  const valid = rulesOf(parts, about);
  const ask: DraftStep = {
    ask: body,
    ...(options.length === 0 ? {} : { options: [...options] }),
    slot: name,
    ...(valid.length === 0 ? {} : { valid: [...valid] }),
    otherwise: "human",
  };
  return [...before, { id: askId, next, step: ask }];
}

function wordless(slot: string): SaidResponse {
  return { texts: [`${slot}？`], buttons: [], slots: [] };
}

function askBody(said: SaidResponse): Ask["ask"] {
  const text = wordingOf(said);
  return said.image === undefined ? text : { text, image: pictureOf(said.image) };
}

interface Asking {
  readonly askId: string;
  readonly next: string;
  readonly body: Ask["ask"];
  readonly asked: SaidResponse;
  readonly name: string;
}

/** A slot that is true or false is a yes or a no. */
function yesnoLinks(
  parts: DialogParts,
  { slot, rejections, at }: Collecting,
  { askId, next, body, asked, name }: Asking,
): readonly Link[] {
  const { findings, vocabulary } = parts.project;
  if (rejections.length > 0)
    findings.note(
      at,
      `rejections of the slot "${slot}"`,
      "a yes or no is not checked; use a `when` after it",
    );
  const yes = parts.idOf(`${askId}.yes`);
  const no = parts.idOf(`${askId}.no`);
  const labelOf = (truth: boolean): string | undefined =>
    asked.buttons.find(({ values, intent = "" }) =>
      Object.hasOwn(values, slot)
        ? vocabulary.value(slot, values[slot] ?? null) === truth
        : (truth ? ACCEPTS : DENIES).has(intent),
    )?.label;
  const answer = (to: string, label: string | undefined): string | { label: string; go: string } =>
    label === undefined ? to : { label, go: to };
  return [
    {
      id: askId,
      next: yes,
      branch: () => ({
        ask: body,
        yesno: { yes: answer(yes, labelOf(true)), no: answer(no, labelOf(false)) },
      }),
      targets: [yes, no],
    },
    { id: yes, next, step: { set: { [name]: true } } },
    { id: no, next, step: { set: { [name]: false } } },
  ];
}

/** Buttons that fill the slot. */
function optionsOf(
  parts: DialogParts,
  { slot, at }: Collecting,
  { buttons }: SaidResponse,
): readonly Option[] {
  const { findings, vocabulary } = parts.project;
  const options = buttons.flatMap(({ label, values }): readonly Option[] => {
    if (Object.hasOwn(values, slot)) return [{ label, value: vocabulary.value(slot, values[slot] ?? null) }];
    findings.note(at, `button "${label}"`, `it does not fill the slot "${slot}" that is asked for`);
    return [];
  });
  for (const { label } of options.slice(MOST_OPTIONS))
    findings.note(at, `button ${JSON.stringify(label)}`, `more than ${MOST_OPTIONS} answers to one question`);
  return options.slice(0, MOST_OPTIONS);
}

/** Rejections, said the other way round: what holds for a good value. */
function rulesOf(parts: DialogParts, { rejections, at, slot }: Collecting): NonNullable<Ask["valid"]> {
  const { findings, responses } = parts.project;
  const rules = rejections.flatMap(({ if: bad, utter = "" }) => {
    const cel = conditionOf(parts, bad, at);
    if (cel === undefined) return [];
    const said = responses.get(utter);
    if (said === undefined)
      findings.note(
        at,
        `rejection "${bad}" of the slot "${slot}"`,
        `there is no response "${utter}"; write its words`,
      );
    return [
      {
        if: `!(${cel})`,
        else: said?.texts[0] ?? {
          zh: "这个不行，请换一个。",
          en: "That will not do; please try another one.",
        },
      },
    ];
  });
  for (const rule of rules.slice(MOST_RULES))
    findings.note(at, `rejection "${rule.if}" of the slot "${slot}"`, `more than ${MOST_RULES} rules`);
  return rules.slice(0, MOST_RULES);
}
