import { type ContentDocument, type Path, parseContent } from "../content/document.ts";
import type { Place, Problem, SourceFile } from "../content/source.ts";
import { validate } from "../content/validate.ts";
import { fillIn, fillInAll, type Row } from "./fill-in.ts";
import { type Beginning, beginning, missingFixtures } from "./situation.ts";
import { spreadGaps } from "./spread-gaps.ts";
import {
  type Situation,
  type SuiteSource,
  situationSchema,
  suiteSchema,
  type TalkTurn,
  turnSchema,
} from "./test-schema.ts";

/** One conversation to be had, and what it must come to. */
export interface DialogCase extends Beginning {
  readonly suite: string;
  readonly name: string;
  readonly at: Place;
  readonly start?: string;
  readonly talk: readonly PlacedTurn[];
}

export interface PlacedTurn {
  readonly turn: TalkTurn;
  readonly at: Place;
}

/**
 * Reads one `*.test.yaml` file. A case with a table becomes one case for each row, and one with fragments one for each
 * list of gaps.
 */
export function parseSuite(
  source: SourceFile,
): { readonly cases: readonly DialogCase[] } | { readonly problems: readonly Problem[] } {
  const document = parseContent(source);
  if (!("value" in document)) return { problems: document };
  const checked = validate(suiteSchema, document, document.value);
  if ("problems" in checked) return checked;
  const problems = [...missingFixtures(checked.value, document)];
  const cases = checked.value.cases.flatMap((written, index) =>
    (written.each ?? [undefined]).flatMap((row) => {
      const read = readCase(document, checked.value, { written, path: ["cases", index], row });
      problems.push(...read.problems);
      return read.cases;
    }),
  );
  return problems.length > 0 ? { problems } : { cases };
}

interface WrittenCase {
  readonly written: SuiteSource["cases"][number];
  readonly path: Path;
  readonly row: Row | undefined;
}

function readCase(
  document: ContentDocument,
  { suite, defaults = {}, fixtures = {} }: SuiteSource,
  { written, path, row }: WrittenCase,
): { readonly cases: readonly DialogCase[]; readonly problems: readonly Problem[] } {
  const { name, use = [], start, each: _each, talk, ...own } = written;
  const turns = readTalk(document, [...path, "talk"], talk, row);
  const situation = readSituation(document, path, own, row);
  const layers = [defaults, ...use.map((fixture) => fixtures[fixture] ?? {}), situation.value];
  const fullName = row === undefined ? name : nameOfRow(name, row);
  return {
    problems: [...turns.problems, ...situation.problems],
    cases: spreadGaps(turns.turns).map((spread) => ({
      suite,
      name: fullName + spread.label,
      at: document.locate(path),
      ...beginning(layers),
      ...(start === undefined ? {} : { start: fillIn(start, row ?? {}) }),
      talk: spread.talk,
    })),
  };
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
    const filled = validate(turnSchema, document, fillInAll(turn, row), [...base, index]);
    if ("value" in filled) return { turn: filled.value, at };
    problems.push(...filled.problems);
    return { turn, at };
  });
  return { turns, problems };
}

/** A case's own situation, with a row filled in. */
function readSituation(
  document: ContentDocument,
  base: Path,
  situation: Situation,
  row: Row | undefined,
): { readonly value: Situation; readonly problems: readonly Problem[] } {
  if (row === undefined) return { value: situation, problems: [] };
  const filled = validate(situationSchema, document, fillInAll(situation, row), base);
  return "value" in filled ? { value: filled.value, problems: [] } : { value: {}, problems: filled.problems };
}

/** A name that uses the columns of its table stands for itself; another gets the row behind it. */
function nameOfRow(name: string, row: Row): string {
  const filled = fillIn(name, row);
  return filled === name ? `${name} [${Object.values(row).join(", ")}]` : filled;
}
