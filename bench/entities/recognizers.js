/**
 * Microsoft's recognizers as a peer. Where their kinds and ours differ they get the benefit of the doubt: one of the
 * days or times they offer is enough, a day and a time in one are both, an amount without a unit may be a number, a
 * currency is not looked at, half a year may have 182 days and the end of a month any length.
 *
 * @typedef {import("./engines.js").Engine} Engine
 * @typedef {import("./engines.js").Found} Found
 * @typedef {Record<string, string>} Resolution
 */

/** What relative days are seen from, a Thursday. */
const TODAY = "2024-05-30";

const SECONDS = new Map([
  ["Y", 365 * 86_400],
  ["Mo", 30 * 86_400],
  ["W", 7 * 86_400],
  ["D", 86_400],
  ["H", 3600],
  ["M", 60],
  ["S", 1],
]);

/** @returns {Promise<Engine>} */
export async function recognizers() {
  const { default: suite } = await import("@microsoft/recognizers-text-suite");
  /** @type {typeof import("../../src/nlu/entities/calendar.ts")} */
  const { resolveDay } = await import(
    new URL("../../dist/server/nlu/entities/calendar.js", import.meta.url).href
  );
  const reference = new Date(`${TODAY}T10:00:00`);
  return {
    kinds: new Set(["money", "percentage", "number", "date", "time", "duration", "phone"]),
    find(text, language) {
      const culture = language === "zh" ? suite.Culture.Chinese : suite.Culture.English;
      return [
        suite.recognizeNumber(text, culture),
        suite.recognizePercentage(text, culture),
        suite.recognizeCurrency(text, culture),
        suite.recognizeDateTime(text, culture, undefined, reference),
        suite.recognizePhoneNumber(text, culture),
      ]
        .flat()
        .map(({ typeName, start, end, resolution }) => ({
          kind: typeName.replace("datetimeV2.", ""),
          text: text.slice(start, end + 1),
          values: valuesOf(resolution),
        }));
    },
    isRight({ kind, text, values }, wanted) {
      const exact = text === wanted.expression;
      const inside = exact || (kind === "datetime" && text.includes(wanted.expression));
      /** @param {(value: string) => boolean} fits */
      const any = (fits) => values.some(fits);
      switch (wanted.kind) {
        case "money":
          return (
            exact &&
            /^(?:currency|number)$/u.test(kind) &&
            any((value) => Number(value) === Number(wanted.value))
          );
        case "percentage":
          return (
            exact &&
            kind === "percentage" &&
            any((value) => Number.parseFloat(value) === Number(wanted.value))
          );
        case "number":
          return (
            exact &&
            kind === "number" &&
            any((value) => Math.abs(Number(value) - Number(wanted.value)) < 1e-4)
          );
        case "phone":
          return (
            exact &&
            kind === "phonenumber" &&
            any((value) => value.replace(/\D/gu, "").endsWith(wanted.value))
          );
        case "duration":
          return (
            exact && kind === "duration" && any((value) => isAbout(Number(value), secondsOf(wanted.value)))
          );
        case "time":
          return inside && kind.endsWith("time") && any((value) => value.includes(`${wanted.value}:`));
        case "date": {
          const day = resolveDay(wanted.value, TODAY);
          const isEnd = wanted.value.endsWith("end") && day !== undefined;
          const fits = /** @param {string} value */ (value) =>
            day !== undefined && (value.startsWith(day) || (isEnd && value === `end ${day.slice(0, 7)}`));
          return inside && kind.startsWith("date") && any(fits);
        }
        default:
          return false;
      }
    },
  };
}

/** @param {{ value?: string, values?: Resolution[] } | null} resolution */
function valuesOf(resolution) {
  if (resolution?.values === undefined) return [resolution?.value ?? ""];
  return resolution.values.flatMap(({ value, start, timex, Mod }) => [
    value ?? "",
    start ?? "",
    Mod === "end" ? `end ${timex}` : (timex ?? ""),
  ]);
}

/** Of an ISO 8601 duration. @param {string} duration */
function secondsOf(duration) {
  const [days = "", time = ""] = duration.slice(1).split("T");
  const parts = [...days.replace("M", "Mo").matchAll(PART), ...time.matchAll(PART)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS.get(unit ?? "") ?? 0), 0);
}

const PART = /([\d.]+)([A-Z]o?)/gu;

/** @param {number} value @param {number} wanted */
function isAbout(value, wanted) {
  return Math.abs(value - wanted) <= wanted * 0.02;
}
