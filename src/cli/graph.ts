import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Command, Option } from "commander";
import { type Bot, patternId } from "../content/bot.ts";
import { nearest } from "../content/nearest.ts";
import { AppError } from "../kernel/errors.ts";
import { type Language, languages } from "../kernel/language.ts";
import type { Counts } from "../regression/graph/counts.ts";
import { dialogGraph } from "../regression/graph/dialog-graph.ts";
import { dialogPages } from "./drawing/dialog-pages.ts";
import { allDrawings, botDrawing, type Drawing, dialogDrawing } from "./drawing/drawings.ts";
import { type CountOptions, countedBot } from "./graph-counts.ts";
import { graphReport } from "./graph-report.ts";
import { checkOutputFile } from "./output-file.ts";
import { note, print, printJson } from "./print.ts";
import { counted } from "./report/figures.ts";

const ENDINGS = { mermaid: ".mmd", svg: ".svg", markdown: ".md" } as const;
type Format = keyof typeof ENDINGS;
const formats = ["mermaid", "svg", "markdown"] as const satisfies readonly Format[];

interface GraphOptions extends CountOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly all?: true;
  readonly lang: Language;
  readonly json?: true;
}

/** `fenqi graph [DIALOGS]`: draws dialogs with every way through them, and how often each was gone. */
export function registerGraph(program: Command): void {
  program
    .command("graph")
    .argument("[dialogs...]", "dialogs or patterns by id; all of them, and the whole, when none is named")
    .description("draw dialogs and the whole bot, with what tests and customers go through")
    .addOption(
      new Option("--format <format>", "markdown: pages with Mermaid for all dialogs, and an index").choices(
        formats,
      ),
    )
    .option("--out <place>", "a folder, or for one drawing a file that ends in .mmd or .svg; else stdout")
    .option("--all", "one picture of the whole: which dialog leads to which")
    .option("--coverage", "run the dialog tests, and show what they go through and what they do not")
    .option("--traffic <file>", "show where the conversations of a file went that `fenqi export` has written")
    .addOption(
      new Option("--lang <language>", "of the words in the drawings").choices(languages).default("zh"),
    )
    .option("--json", "print one JSON document in place of drawings, or beside files")
    .action(async (named: readonly string[], options: GraphOptions) => {
      const output = outputOf(named, options);
      if (output.file !== undefined) await checkOutputFile("--out", output.file, "dialog.svg");
      const { bot, counts } = await countedBot(options);
      const ids = named.map((name) => dialogNamed(bot, name));
      if (goesSomewhere(output)) await draw(output, filesOf(bot, ids, counts, options, output.format));
      const reported = ids.length === 0 && !options.all ? [...bot.dialogs.keys()] : ids;
      if (options.json) printJson(graphReport(bot, reported, counts, options.lang));
    });
}

/** Where drawings go: to a file, into a folder, to stdout, or nowhere when only JSON is wanted. */
interface Output {
  readonly format: Format;
  readonly file?: string;
  readonly folder?: string;
  readonly isPrinted: boolean;
}

function goesSomewhere({ file, folder, isPrinted }: Output): boolean {
  return isPrinted || file !== undefined || folder !== undefined;
}

/** @throws USAGE when what is asked for does not go together */
function outputOf(named: readonly string[], { format, out, all, json }: GraphOptions): Output {
  const usage = (message: string) => new AppError("USAGE", message);
  if (all && named.length > 0)
    throw usage("--all is one picture of all dialogs. Name none, or leave --all out.");
  if (format === "markdown" && (named.length > 0 || all))
    throw usage("--format markdown is about all dialogs. Name none, and leave --all out.");
  const isOne = named.length === 1 || all === true;
  const written = formats.find((one) => out?.endsWith(ENDINGS[one]));
  if (out === undefined) {
    if (!isOne && !json)
      throw usage(
        "That is more than one drawing. Say where they go: --out FOLDER. Or name one dialog, or --all.",
      );
    return { format: format ?? "mermaid", isPrinted: !json };
  }
  if (written === undefined) return { format: format ?? "mermaid", folder: out, isPrinted: false };
  if (written !== (format ?? written)) throw usage(`--out ${out} does not go with --format ${format}.`);
  if (!isOne || written === "markdown")
    throw usage(`--out ${out}: that is more than one file. Name a folder, one dialog, or --all.`);
  return { format: written, file: out, isPrinted: false };
}

/** @throws USAGE when the bot has no such dialog */
function dialogNamed(bot: Bot, name: string): string {
  const id = [name, patternId(name)].find((one) => bot.dialogs.has(one));
  if (id !== undefined) return id;
  const guess = nearest(name, [...bot.dialogs.keys()]);
  const hint = guess === undefined ? "" : ` Did you mean "${guess}"?`;
  throw new AppError("USAGE", `There is no dialog "${name}".${hint}`, { dialog: name });
}

/** The texts of what is wanted, by the name of the file each would be. */
function filesOf(
  bot: Bot,
  ids: readonly string[],
  counts: Counts,
  { all, lang }: GraphOptions,
  format: Format,
): ReadonlyMap<string, string> {
  if (format === "markdown") return dialogPages(bot, counts, lang);
  const text = (drawing: Drawing): string => {
    const drawn = drawing[format]();
    if (format === "mermaid") warnOfLimits(drawing.name, drawn);
    return drawn;
  };
  const drawings = all
    ? [botDrawing(bot, counts, lang)]
    : ids.length === 0
      ? allDrawings(bot, counts, lang)
      : ids.flatMap((id) => {
          const graph = dialogGraph(bot, id, counts);
          return graph === undefined ? [] : [dialogDrawing(bot, graph, counts, lang)];
        });
  return new Map(drawings.map((drawing) => [`${drawing.name}${ENDINGS[format]}`, text(drawing)]));
}

/** What Mermaid draws where nobody has set `maxEdges` and `maxTextSize`; GitHub has not. */
const MOST_ARROWS = 500;
const MOST_CHARACTERS = 50_000;

function warnOfLimits(name: string, mermaid: string): void {
  const arrows = mermaid.match(/^ {2}\w+ (?:-->|==>|-\.->)/gmu)?.length ?? 0;
  if (arrows > MOST_ARROWS || mermaid.length > MOST_CHARACTERS)
    note(
      `${name}: Mermaid draws ${MOST_ARROWS} arrows and ${MOST_CHARACTERS} characters at most unless it is told otherwise. --format svg draws all of it.`,
    );
}

async function draw({ file, folder, isPrinted }: Output, files: ReadonlyMap<string, string>): Promise<void> {
  if (isPrinted) for (const text of files.values()) print(text.trimEnd());
  if (file !== undefined) for (const text of files.values()) await write(file, text);
  if (folder === undefined) return;
  for (const [name, text] of files) await write(path.join(folder, name), text);
  note(`${counted(files.size, "file")} in ${folder}.`);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `--out ${file}: it cannot be written: ${reason}`, { file }, error);
  }
}
