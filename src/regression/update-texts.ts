import type { Place, SourceFile } from "../content/source.ts";
import { rewriteText } from "./rewrite-text.ts";
import type { CaseResult } from "./run-case.ts";
import { type TextChange, textChange } from "./text-change.ts";

/** Test files with expected texts rewritten, and how their cases go then. */
export interface Updated {
  readonly sources: readonly SourceFile[];
  readonly results: readonly CaseResult[];
  /** What was rewritten, in the order of the rounds it took. */
  readonly changes: readonly TextChange[];
  /** What cannot be rewritten: a table fills it in, or other rows of the table are told something else there. */
  readonly refused: readonly TextChange[];
}

/**
 * Rewrites the texts that the bot says differently now. A case shows its next difference only when the one before is mended,
 * so everything is run again until nothing more can be rewritten.
 *
 * @param run      how the cases of test files go, all of them
 * @param isChosen whether a case's texts are to be rewritten
 */
export function updateTexts(
  sources: readonly SourceFile[],
  run: (sources: readonly SourceFile[]) => readonly CaseResult[],
  isChosen: (result: CaseResult) => boolean,
): Updated {
  let updated: Updated = { sources, results: run(sources), changes: [], refused: [] };
  for (;;) {
    const { wanted, torn } = sorted(updated.results, isChosen);
    let files = updated.sources;
    const made: TextChange[] = [];
    const refused = [...torn];
    for (const change of wanted) {
      const next = rewritten(files, change);
      if (next === undefined) refused.push(change);
      else {
        files = next;
        made.push(change);
      }
    }
    if (made.length === 0) return { ...updated, refused };
    const changes = [...updated.changes, ...made];
    updated = { sources: files, results: run(files), changes, refused };
  }
}

/** The changes that failed cases ask for, once for each place, lowest first; and those that not every case agrees with. */
function sorted(
  results: readonly CaseResult[],
  isChosen: (result: CaseResult) => boolean,
): { readonly wanted: readonly TextChange[]; readonly torn: readonly TextChange[] } {
  const places = new Map<string, TextChange[]>();
  for (const result of results) {
    const change = isChosen(result) ? textChange(result) : undefined;
    if (change === undefined) continue;
    const place = [placeOf(change.at), ...change.path].join(":");
    places.set(place, [...(places.get(place) ?? []), change]);
  }
  const met = new Set(results.flatMap(metPlaces));
  const isTorn = (changes: readonly TextChange[]): boolean =>
    new Set(changes.map((change) => change.new)).size > 1 || changes.some(({ at }) => met.has(placeOf(at)));
  const all = [...places.values()];
  return {
    // Rewriting from the bottom up leaves the places above it where they are.
    wanted: all
      .filter((changes) => !isTorn(changes))
      .flatMap(([first]) => first ?? [])
      .sort((one, other) => other.at.line - one.at.line || other.at.column - one.at.column),
    torn: all.filter(isTorn).flatMap(([first]) => first ?? []),
  };
}

/** Where the turns stand that a case has met. Rows of a table share them. */
function metPlaces({ case: { talk }, failure }: CaseResult): readonly string[] {
  return talk.slice(0, failure?.turn).map(({ at }) => placeOf(at));
}

function placeOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function rewritten(files: readonly SourceFile[], change: TextChange): readonly SourceFile[] | undefined {
  const index = files.findIndex(({ path }) => path === change.at.file);
  const file = files[index];
  const next = file === undefined ? undefined : rewriteText(file, change);
  return next === undefined ? undefined : files.with(index, next);
}
