import type { DraftSuite } from "../../regression/draft/draft.ts";
import type { Findings } from "../../regression/draft/findings.ts";
import { namesOf } from "../../regression/draft/names.ts";
import type { Convo, Material } from "./convo.ts";

type Rows = NonNullable<DraftSuite["cases"][number]["each"]>;

/** More cases than this of one convo are run for minutes and read by nobody. */
const MOST_ROWS = 200;

/** What the texts of one convo stand for, and the table that comes of it. */
export interface Expansion {
  /** A text of the customer, with the columns of the table in it; `undefined` when it names what only a run would fill. */
  readonly said: (text: string) => string | undefined;
  /** What the bot is to say, in any of these wordings. */
  readonly expected: (text: string) => readonly string[];
  /** Sets a variable for the rest of the convo. */
  readonly set: (variable: string, value: string) => void;
  /** The table, as far as it was asked for. */
  readonly rows: () => Rows | undefined;
}

/** @param used is told the names of the utterances and memories that the convo uses */
export function expansionOf(
  convo: Convo,
  { utterances, memories }: Material,
  used: Set<unknown>,
  findings: Findings,
): Expansion {
  const columns = namesOf("slot");
  const constants = new Map<string, string>();
  const tables = new Map<unknown, Rows>();
  const inTables = memories.flatMap(({ rows }) => rows.flatMap(({ values }) => Object.keys(values)));
  const memoryOf = (variable: string) =>
    memories.find(({ rows }) => rows.some(({ values }) => Object.hasOwn(values, variable)));
  /** The text with its variables filled in or made columns, and those that nothing fills. */
  const filled = (text: string): { readonly text: string; readonly open: readonly string[] } => {
    const open: string[] = [];
    const known = [...constants.keys(), ...inTables];
    const made = text.replace(references(known), (whole) => {
      const constant = constants.get(whole);
      if (constant !== undefined) return constant;
      const memory = memoryOf(whole);
      if (memory === undefined) {
        open.push(whole);
        return whole;
      }
      used.add(memory);
      tables.set(
        memory,
        memory.rows.map(({ values }) => rowOf(values)),
      );
      return `{${columns.nameOf(whole)}}`;
    });
    return { text: made, open };
  };
  const rowOf = (values: Readonly<Record<string, string>>): Rows[number] =>
    Object.fromEntries(Object.entries(values).map(([variable, value]) => [columns.nameOf(variable), value]));
  const listOf = (text: string) =>
    utterances.find(({ name, texts }) => name === text.trim() && texts.length > 0);
  return {
    set: (variable, value) => void constants.set(variable.startsWith("$") ? variable : `$${variable}`, value),
    said: (text) => {
      const list = listOf(text);
      if (list === undefined) {
        const { text: made, open } = filled(text);
        return open.length > 0 ? undefined : made;
      }
      used.add(list);
      const column = columns.nameOf(list.name);
      tables.set(
        list,
        list.texts.map((one) => ({ [column]: one })),
      );
      return `{${column}}`;
    },
    expected: (text) => {
      const list = listOf(text);
      if (list !== undefined) used.add(list);
      return (list?.texts ?? [text]).map((one) => {
        const { text: made, open } = filled(one);
        if (open.length === 0) return made;
        findings.note(
          convo.at,
          `${open.join(", ")} in the convo "${convo.name}"`,
          "filled while Botium runs; the rest of the text is expected",
        );
        const parts = made.split(
          new RegExp(open.map((name) => name.replace(/[$()]/gu, "\\$&")).join("|"), "u"),
        );
        return parts.map((part) => part.trim()).reduce((a, b) => (b.length > a.length ? b : a));
      });
    },
    rows: () => {
      if (tables.size === 0) return undefined;
      const all = [...tables.values()].reduce<Rows>(
        (rows, table) =>
          rows.flatMap((row) => table.map((more) => ({ ...row, ...more }))).slice(0, MOST_ROWS),
        [{}],
      );
      const total = [...tables.values()].reduce((product, table) => product * table.length, 1);
      if (total > MOST_ROWS)
        findings.note(
          convo.at,
          `convo "${convo.name}"`,
          `its table has ${total} rows; the first ${MOST_ROWS} are taken`,
        );
      return all;
    },
  };
}

/** Variables that are known come first: in 「$card多少钱」 nothing else tells where the name ends. */
function references(known: readonly string[]): RegExp {
  const names = [...new Set(known)]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"));
  return new RegExp([...names, "\\$[A-Za-z_]\\w*(?:\\([^)]*\\))?"].join("|"), "gu");
}
