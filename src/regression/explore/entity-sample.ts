import type { Bot } from "../../content/bot.ts";
import type { SlotValue } from "../../content/values.ts";
import type { Language } from "../../kernel/language.ts";

/** Something a customer may write, and what it stands for. */
export interface Sample {
  readonly text: string;
  readonly value: SlotValue;
}

/** How a number is written so that it is found as an entity of a name; `#` stands for the number. */
const WRITTEN: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  money: { zh: "#元", en: "# yuan" },
  percentage: { zh: "#%", en: "#%" },
  period: { zh: "#期", en: "# instalments" },
  cardTail: { zh: "尾号#", en: "card ending in #" },
  order: { zh: "订单号#", en: "order number #" },
};

/** One good value of each entity of the system. */
const SAMPLES: Readonly<Record<string, string>> = {
  money: "3200",
  number: "3",
  percentage: "20",
  period: "12",
  phone: "13800138000",
  idNumber: "11010519491231002x",
  bankCard: "4111111111111111",
  cardTail: "1234",
  order: "5200312345678",
};

/** Those whose value is not what was written. */
const TIMES: Readonly<Record<string, { readonly value: string; readonly zh: string; readonly en: string }>> =
  {
    duration: { value: "P3M", zh: "3个月", en: "3 months" },
    time: { value: "15:00", zh: "下午3点", en: "3 pm" },
    date: { value: "2026-03-20", zh: "2026年3月20日", en: "2026-03-20" },
  };

/** More values of a list than this tell a dialog nothing new. */
const MAX_LISTED = 6;

/** Values an entity of this name can have; one that nobody knows of gets a made-up word. */
export function samplesOfEntity(bot: Bot, name: string, language: Language): readonly Sample[] {
  const time = TIMES[name];
  if (time !== undefined) return [{ text: time[language], value: time.value }];
  const sample = SAMPLES[name];
  if (sample !== undefined) return [{ text: writtenAs(name, sample, language), value: sample }];
  const entity = bot.entities.find((known) => known.name === name);
  if (entity?.type === "list") {
    return entity.values.slice(0, MAX_LISTED).map(({ value, label }) => ({ text: label[language], value }));
  }
  const marked = bot.intents
    .flatMap(({ slots, marks }) => marks.filter(({ slot }) => slots[slot] === name))
    .map(({ text, start, end }) => text.slice(start, end));
  return [marked[0] ?? "甲一"].map((text) => ({ text, value: text }));
}

/** A value of an entity as a customer writes it. */
export function writtenAs(entity: string | undefined, value: SlotValue, language: Language): string {
  const written = entity === undefined ? "#" : (WRITTEN[entity]?.[language] ?? "#");
  return written.replace("#", String(value));
}
