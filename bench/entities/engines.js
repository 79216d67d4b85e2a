/**
 * Who is measured. An engine finds what is in a text, and tells whether a labelled expression is among it.
 *
 * @typedef {import("./expressions.js").Labelled} Labelled
 * @typedef {import("./expressions.js").Language} Language
 * @typedef {{ kind: string, text: string, values: readonly string[] }} Found
 * @typedef {{
 *   find: (normalized: string, language: Language) => Found[],
 *   kinds: ReadonlySet<string> | undefined,
 *   isRight: (found: Found, wanted: { kind: string, expression: string, value: string }) => boolean
 * }} Engine
 */
import { recognizers } from "./recognizers.js";

/** As built. */
const BUILT = new URL("../../dist/server/nlu/entities/", import.meta.url).href;

/** @type {Readonly<Record<string, () => Promise<Engine>>>} */
export const engines = { ours, recognizers };

/** @returns {Promise<Engine>} */
async function ours() {
  /** @type {typeof import("../../src/nlu/entities/system-entities.ts")} */
  const { findEntities } = await import(`${BUILT}system-entities.js`);
  return {
    kinds: undefined,
    find: (normalized) =>
      findEntities(normalized).map(({ name, value, start, end }) => ({
        kind: name,
        text: normalized.slice(start, end),
        values: [value],
      })),
    isRight: ({ kind, text, values }, wanted) =>
      kind === wanted.kind && text === wanted.expression && values[0] === wanted.value,
  };
}
