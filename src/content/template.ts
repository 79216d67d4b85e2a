import { Liquid, type Template } from "liquidjs";
import { type Language, languages } from "../kernel/language.ts";

const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true });

// A template that looks for a file would fail in the middle of a customer's turn; without the tag it fails at load.
for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 1234.5 as an amount: 1,234.50元 or ¥1,234.50. What is no number stays as it is. */
liquid.registerFilter("money", function (value: unknown) {
  const amount = numberOf(value);
  if (amount === undefined) return textOf(value);
  const digits = (Number.isInteger(amount) ? whole : cents).format(amount);
  return languageOf(this) === "zh" ? `${digits}元` : `¥${digits}`;
});

/** An ISO 8601 day as people write it: 2026年3月9日 or 9 March 2026. What is no day stays as it is. */
liquid.registerFilter("date", function (value: unknown) {
  const [, year = "", month = "", day = ""] = /^(\d{4,})-(\d{2})-(\d{2})(?:T|$)/u.exec(textOf(value)) ?? [];
  const name = months[Number(month) - 1];
  if (name === undefined) return textOf(value);
  return languageOf(this) === "zh"
    ? `${year}年${Number(month)}月${Number(day)}日`
    : `${Number(day)} ${name} ${year}`;
});

/** How many there are in a list. */
liquid.registerFilter("count", (value: unknown) => (Array.isArray(value) ? value.length : 0));

/** The end of a number that is nobody's business: a phone as 138****5678, anything else by its last four. */
liquid.registerFilter("masked", (value: unknown) => {
  const text = textOf(value);
  if (/^1\d{10}$/u.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return text.length <= 4 ? "****" : `****${text.slice(-4)}`;
});

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Parsed templates by source. The content of a bot is finite, so this does not grow with its use. */
const parsed = new Map<string, Template[]>();

/** Why `text` is not a Liquid template, or `undefined` when it is one. */
export function templateError(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}

/**
 * Fills a Liquid template in.
 *
 * @param scope what the template may name: `brand`, `name`, `title`, `language`, `context`, `slots`, what calls brought; unknown
 *   names render empty
 */
export function render(text: string, scope: Readonly<Record<string, unknown>>): string {
  return text.includes("{") ? String(liquid.renderSync(parse(text), scope)) : text;
}

/** The names a template reads, as far as their first two parts go: `slots.period`, `limit.available`, `brand`. */
export function namesInTemplate(text: string): readonly string[] {
  if (!text.includes("{")) return [];
  const paths = liquid.globalVariableSegmentsSync(parse(text));
  return [...new Set(paths.map((path) => path.slice(0, 2).map(String).join(".")))];
}

function parse(text: string): Template[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const fresh = liquid.parse(text);
  parsed.set(text, fresh);
  return fresh;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const number = value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

function languageOf(filter: { readonly context: { getSync(path: string[]): unknown } }): Language {
  const known = filter.context.getSync(["language"]);
  return languages.find((language) => language === known) ?? "zh";
}
