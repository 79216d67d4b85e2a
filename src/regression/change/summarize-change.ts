import type { Bot } from "../../content/bot.ts";
import { groupBy } from "../../content/group-by.ts";
import type { Language } from "../../kernel/language.ts";
import { alignDialogs } from "./align-dialogs.ts";
import {
  type ChangeGroup,
  type ChangeOptions,
  type ChangeSentence,
  changeGroups,
} from "./change-sentence.ts";
import { type DialogChange, innerChanges, wholeChanges } from "./dialog-changes.ts";
import { intentChanges } from "./intent-changes.ts";
import { otherChanges } from "./other-changes.ts";
import { serviceChanges } from "./service-changes.ts";
import { articleChanges, factChanges } from "./source-changes.ts";
import { dialogWords } from "./step-words.ts";

/**
 * Says in plain language what another content does otherwise, for a person who reads no YAML. Any two bots that differ, but
 * for where things stand in their files, have at least one sentence between them; a bot and itself have none.
 *
 * @returns group by group, in the order of `changeGroups`; of answers, those that most conversations come through first
 */
export function summarizeChange(before: Bot, after: Bot, options: ChangeOptions): readonly ChangeSentence[] {
  const { language, touched = new Map() } = options;
  const alignment = alignDialogs(before, after);
  const inside = alignment.changed.flatMap((aligned) => innerChanges(before, after, aligned, language));
  const toDialogSentence = (change: DialogChange): ChangeSentence => {
    const text = change.isWhole ? change.words : inDialogs(change, 1, after, language);
    return sentence(groupOf(change), text, language, mostOf(change.steps, touched), change.dialog.id);
  };
  const plain = (group: ChangeGroup, texts: readonly string[]): readonly ChangeSentence[] =>
    texts.map((text) => sentence(group, text, language));
  const all = [
    ...wholeChanges(before, after, alignment, language).map(toDialogSentence),
    ...byTraffic(
      [...groupBy(inside, ({ words, dialog }) => `${dialog.kind} ${words}`).values()].flatMap((alike) => {
        const [first] = alike;
        if (first === undefined || alike.length < ALIKE) return alike.map(toDialogSentence);
        const text = inDialogs(first, alike.length, after, language);
        return [sentence(groupOf(first), text, language, sumOf(alike, touched))];
      }),
    ),
    ...intentChanges(before, after, language).map(({ group, text, intent }) => {
      const id = before.startByIntent.get(intent);
      const places = [...(before.dialogs.get(id ?? "")?.steps.keys() ?? [])].map((step) => `${id}#${step}`);
      return sentence(group, text, language, mostOf(places, touched));
    }),
    ...plain("facts", factChanges(before, after, options)),
    ...plain("articles", articleChanges(before, after, options)),
    ...plain("bot", serviceChanges(before, after, language)),
    ...plain("rest", otherChanges(before, after, language)),
  ];
  return changeGroups.flatMap((group) => all.filter((one) => one.group === group));
}

/** From so many dialogs on that have the same change, it is told once. */
const ALIKE = 4;

function groupOf({ dialog, isWhole }: DialogChange): ChangeGroup {
  if (dialog.kind === "pattern") return "patterns";
  return isWhole ? "dialogs" : "answers";
}

function inDialogs({ dialog, words }: DialogChange, times: number, after: Bot, language: Language): string {
  const isPattern = dialog.kind === "pattern";
  const many = {
    zh: isPattern ? `${times} 处通用应答` : `${times} 个对话`,
    en: `In ${times} ${isPattern ? "patterns" : "dialogs"}`,
  }[language];
  const where = times === 1 ? dialogWords(after, dialog.id, language) : many;
  return { zh: `${where}：${words}`, en: `${where}: ${words}` }[language];
}

function sentence(
  group: ChangeGroup,
  text: string,
  language: Language,
  weekly?: number,
  dialog?: string,
): ChangeSentence {
  const known = weekly === undefined || weekly === 0 ? undefined : weekly;
  return {
    group,
    text: `${text}${known === undefined ? "" : weeklyWords(known, language)}`,
    ...(dialog !== undefined && { dialog }),
    ...(known !== undefined && { weekly: known }),
  };
}

function weeklyWords(weekly: number, language: Language): string {
  const about = roughly(weekly);
  return {
    zh: `（每周约 ${about} 次对话）`,
    en: ` (roughly ${about} conversation${about === "1" ? "" : "s"} a week)`,
  }[language];
}

/** Two digits that count are enough to weigh a change by. */
function roughly(count: number): string {
  return Number(count.toPrecision(2)).toLocaleString("en");
}

/** A conversation comes through several steps of one change: the busiest step tells how many there are at least. */
function mostOf(places: readonly string[], touched: ReadonlyMap<string, number>): number {
  return Math.max(0, ...places.map((place) => touched.get(place) ?? 0));
}

function sumOf(alike: readonly DialogChange[], touched: ReadonlyMap<string, number>): number {
  return alike.reduce((sum, { steps }) => sum + mostOf(steps, touched), 0);
}

function byTraffic(sentences: readonly ChangeSentence[]): readonly ChangeSentence[] {
  return sentences.toSorted((one, other) => (other.weekly ?? 0) - (one.weekly ?? 0));
}
