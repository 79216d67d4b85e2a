import { languages } from "../../kernel/language.ts";
import { NONE } from "../../kernel/understanding.ts";
import type { Count, Draft, DraftIntent, ForeignFile } from "../../regression/draft/draft.ts";
import { namesOf } from "../../regression/draft/names.ts";
import { readBotpressBot } from "./bot-files.ts";
import { elementsOf } from "./elements.ts";
import { createFindings } from "./findings.ts";
import { readableName } from "./languages.ts";
import { translateEntities } from "./translate-entities.ts";
import { translateFlows } from "./translate-flows.ts";
import { translateIntents } from "./translate-intents.ts";
import { FAQ, translateQna } from "./translate-qna.ts";
import { translateScenarios } from "./translate-scenarios.ts";

/**
 * A Botpress v12 bot as a draft.
 *
 * @param files the bot's folder: intents, entities, qna, flows, content-elements, scenarios
 * @param language what texts are in that do not say so; the bot's own default language when left out
 * @throws FILE_UNREADABLE with file and line, when a file is not what Botpress writes
 */
export function importBotpress(files: readonly ForeignFile[], language?: string): Draft {
  const bot = readBotpressBot(files);
  const otherwise = language ?? bot.defaultLanguage ?? "en";
  const findings = createFindings();
  const intentNames = namesOf("intent", [NONE]);
  const slotNames = namesOf("slot");
  const entities = translateEntities(bot, findings);
  const intents = translateIntents(bot, { findings, intentNames, slotNames, entities, language: otherwise });
  const elements = elementsOf(bot, otherwise, findings);
  const slotEntities = new Map(intents.flatMap(({ slots = {} }) => Object.entries(slots)));
  const titles = new Map(intents.map(({ intent, title }) => [intent, title]));
  const flows = translateFlows(bot, {
    elements,
    intentNames,
    slotNames,
    slotEntities: {
      entityOf: (name) => slotEntities.get(slotNames.nameOf(name))?.entity,
      valueFor: entities.valueFor,
    },
    titleOf: (name) => titles.get(intentNames.nameOf(name)) ?? readableName(name),
    findings,
  });
  const qna = translateQna(bot, {
    elements,
    findings,
    intentNames,
    language: otherwise,
    targetOf: flows.targetOf,
    dialogs: flows.dialogs.map(({ dialog }) => dialog),
  });
  const suites = translateScenarios(bot, elements, findings);
  const all = [...intents, ...qna.intents];
  const made = entities.all();
  const counts: readonly Count[] = [
    { what: "intents", of: bot.intents.length, taken: intents.length },
    {
      what: "utterances",
      of: utterancesIn(bot.intents.map(({ value }) => value.utterances)),
      taken: utterancesOf(intents),
    },
    {
      what: "entities",
      of: bot.entities.filter(({ value }) => value.type !== "system").length,
      taken: bot.entities.filter(
        ({ value }) => entities.entityFor(value.name) !== undefined && value.type !== "system",
      ).length,
    },
    { what: "questions and answers", of: bot.qnas.length, taken: qna.taken },
    {
      what: "flow nodes",
      of: [...bot.flows.values()].flatMap(({ value }) => value.nodes).length,
      taken: flows.taken,
    },
    { what: "scenarios", of: bot.scenarios.length, taken: suites.flatMap(({ cases }) => cases).length },
  ];
  return {
    ...(bot.name !== undefined && bot.name !== "" && { name: bot.name }),
    ...(flows.greeting !== undefined && { greeting: flows.greeting }),
    languages: languages.filter((each) => all.some(({ utterances }) => utterances[each].length > 0)),
    intents: all,
    entities: made,
    dialogs: [...flows.dialogs, ...qna.dialogs],
    patterns: flows.patterns,
    actions: flows.actions,
    suites,
    renamed: [
      ...intentNames.renamed().filter(({ from }) => !from.startsWith(FAQ)),
      ...slotNames.renamed(),
      ...flows.renamed,
    ],
    untranslated: [...findings.noted.untranslated(), ...bot.left],
    counts,
  };
}

function utterancesIn(
  lists: readonly (Readonly<Record<string, readonly string[]>> | readonly string[])[],
): number {
  return lists.flatMap((list) => (Array.isArray(list) ? list : Object.values(list).flat())).length;
}

function utterancesOf(intents: readonly DraftIntent[]): number {
  return intents.flatMap(({ utterances }) => [...utterances.zh, ...utterances.en]).length;
}
