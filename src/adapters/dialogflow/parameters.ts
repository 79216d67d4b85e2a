import type { DraftDialog } from "../../regression/draft/draft.ts";
import { END, type Link } from "../../regression/draft/step-chain.ts";
import type { AgentIntent } from "./agent-files.ts";
import { byLanguage, oneOrMore, wordingsOf } from "./localized.ts";
import { template } from "./messages.ts";
import { parametersOf, placeOf, type Translation } from "./translation.ts";

type Slots = NonNullable<DraftDialog["slots"]>;

/** Numbers are what these entities fill a slot with. */
const NUMERIC: ReadonlySet<string> = new Set(["number", "money", "percentage", "period"]);

/** An intent's parameters as slots of the dialog. */
export function slotsOf(intent: AgentIntent, { entities, nameOf }: Translation): Slots {
  return Object.fromEntries(
    parametersOf(intent).map(({ name, dataType }) => {
      const entity = entities.nameOf(dataType);
      const type = entity !== undefined && NUMERIC.has(entity) ? "number" : "text";
      return [nameOf("slot", name), { type, ...(entity === undefined ? {} : { entity }) }];
    }),
  );
}

/** The questions for required parameters; the last leads to the end of the chain. */
export function questionLinks(
  intent: AgentIntent,
  translation: Translation,
  idOf: (name: string) => string,
): readonly Link[] {
  const { findings, agent, nameOf, entities } = translation;
  const links = parametersOf(intent).flatMap((parameter, index): readonly Link[] => {
    const { name, required, dataType, prompts } = parameter;
    const at = placeOf(intent, ["responses", 0, "parameters", index]);
    const what = `parameter "${name}" of "${intent.name}"`;
    const note = (why: string): void => findings.note(at, what, why);
    if (parameter.isList) note("it holds several values; a slot holds one");
    if (parameter.defaultValue !== "")
      note(`its default, ${parameter.defaultValue}, is not taken; set it in a step`);
    if (parameter.value.startsWith("#")) note(`its value comes from a context, ${parameter.value}`);
    else if (parameter.value !== "" && !parameter.value.startsWith("$"))
      note(`its value is fixed, "${parameter.value}"; set it in a step`);
    if (parameter.noMatchPromptMessages.length + parameter.noInputPromptMessages.length > 0)
      note("what is said to no answer or a bad one stands in dialogs/_patterns.yaml here");
    if (/^@sys\.date-(?:time|period)$/u.test(dataType)) note(`${dataType} became a day, without the time`);
    if (entities.nameOf(dataType) === undefined && dataType !== "@sys.any" && dataType !== "")
      note(`no entity here finds ${dataType}; any words will do`);
    if (!required) return [];
    const texts = byLanguage(
      prompts,
      ({ lang }) => agent.languageOf(lang),
      ({ value }) => [template(value, intent, translation)],
    );
    const ask = oneOrMore(wordingsOf(texts).slice(0, 8));
    if (ask === undefined) note("required, and no prompt asks for it; write its words");
    const slot = nameOf("slot", name);
    const step = { ask: ask ?? `${name}？`, slot, otherwise: "human" };
    return [{ id: idOf(name), next: END, step }];
  });
  return links.map((link, index) => ({ ...link, next: links[index + 1]?.id ?? END }));
}
