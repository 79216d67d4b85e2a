import type { SlotValue } from "../content/bot.ts";
import { type ContentDocument, type Path, parseContent } from "../content/document.ts";
import type { Place, Problem, SourceFile } from "../content/source.ts";
import { validate } from "../content/validate.ts";
import type { Language } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";
import { type SuiteSource, suiteSchema, type TalkTurn, turnSchema } from "./test-schema.ts";

/** One conversation to be had, and what it must come to. */
export interface DialogCase {
  readonly suite: string;
  readonly name: string;
  readonly at: Place;
  readonly now: Timestamp;
  readonly language: Language;
  readonly identified: boolean;
  readonly start?: string;
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly talk: readonly PlacedTurn[];
}

export interface PlacedTurn {
  readonly turn: TalkTurn;
  readonly at: Place;
}

/** A Monday morning in office hours, for tests that name no time. */
const DEFAULT_NOW = "2026-03-09T10:00:00+08:00";

/** Reads one `*.test.yaml` file; a case with a table becomes one case for each row. */
export function parseSuite(
  source: SourceFile,
): { readonly cases: readonly DialogCase[] } | { readonly problems: readonly Problem[] } {
  const document = parseContent(source);
  if (!("value" in document)) return { problems: document };
  const checked = validate(suiteSchema, document, document.value);
  if ("problems" in checked) return checked;
  const { suite, defaults, cases } = checked.value;
  const problems: Problem[] = [];
  const read = cases.flatMap((written, index) =>
    rowsOf(written).map((row): DialogCase => {
      const talk = readTalk(document, ["cases", index, "talk"], written.talk, row);
      problems.push(...talk.problems);
      return {
        suite,
        name: row === undefined ? written.name : nameOfRow(written.name, row),
        at: document.locate(["cases", index]),
        now: Date.parse(written.now ?? defaults?.now ?? DEFAULT_NOW),
        language: written.language ?? defaults?.language ?? "zh",
        identified: (written.customer ?? defaults?.customer)?.identified ?? false,
        ...(written.start === undefined ? {} : { start: fillIn(written.start, row ?? {}) }),
        slots: written.slots ?? {},
        talk: talk.turns,
      };
    }),
  );
  return problems.length > 0 ? { problems } : { cases: read };
}

/** The turns of a talk with a row filled in; what a row's cell makes of a turn is checked again. */
function readTalk(
  document: ContentDocument,
  base: Path,
  talk: readonly TalkTurn[],
  row: Row | undefined,
): { readonly turns: readonly PlacedTurn[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const turns = talk.map((turn, index): PlacedTurn => {
    const at = document.locate([...base, index]);
    if (row === undefined) return { turn, at };
    const filled = validate(turnSchema, document, fillAll(turn, row), [...base, index]);
    if ("value" in filled) return { turn: filled.value, at };
    problems.push(...filled.problems);
    return { turn, at };
  });
  return { turns, problems };
}

type Row = Readonly<Record<string, string | number | boolean>>;

/** A name that uses the columns of its table stands for itself; another gets the row behind it. */
function nameOfRow(name: string, row: Row): string {
  const filled = fillIn(name, row);
  return filled === name ? `${name} [${Object.values(row).join(", ")}]` : filled;
}

function rowsOf(written: SuiteSource["cases"][number]): readonly (Row | undefined)[] {
  return written.each ?? [undefined];
}

function fillAll(turn: TalkTurn, row: Row): unknown {
  return JSON.parse(JSON.stringify(turn), (_key, value: unknown) =>
    typeof value === "string" ? fillIn(value, row) : value,
  );
}

function fillIn(text: string, row: Row): string {
  return text.replace(/\{(\w+)\}/gu, (whole, name: string) =>
    Object.hasOwn(row, name) ? String(row[name]) : whole,
  );
}
