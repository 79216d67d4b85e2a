import { type Command, Option } from "commander";
import { type Language, languages } from "../kernel/language.ts";
import { encodeModel } from "../nlu/index.ts";
import type { Kept, Robustness } from "../nlu/robustness/robustness.ts";
import { checkPageFile, measuredAt, type OutputOptions, writePage } from "./html-page.ts";
import { print, printJson, progress } from "./print.ts";
import { percent as shareOf } from "./report/figures.ts";
import { robustnessPage } from "./report/robustness-page.ts";
import { publication, sha256 } from "./workspace.ts";

interface RobustnessOptions extends OutputOptions {
  readonly lang?: Language;
}

/** How many intents a terminal shows; `--json` has them all. */
const MOST_INTENTS = 8;
const MOST_LOST = 3;

/** `fenqi nlu robustness`: whether questions are still understood when they are written differently. */
export function registerNluRobustness(nlu: Command): void {
  nlu
    .command("robustness")
    .description(
      "measure which of the bot's own utterances keep their intent when customers write them differently",
    )
    .addOption(new Option("--lang <language>", "only this language's utterances").choices([...languages]))
    .option("--json", "print one JSON document")
    .option("--html <file>", "also write a page with every way of writing and what it loses")
    .action(async ({ lang, json, html }: RobustnessOptions) => {
      await checkPageFile(html);
      // Loaded here only: the other commands need no dictionary of Traditional Chinese.
      const { robustness } = await import("../nlu/robustness/robustness.ts");
      const { bot, model } = await publication();
      progress("Perturbing the utterances…");
      const measured = robustness(model, bot, lang === undefined ? {} : { language: lang });
      if (json) printJson(measured);
      else print(robustnessTable(measured).join("\n"));
      if (html === undefined) return;
      const facts = [
        ["language", lang ?? "all"],
        ["model", sha256(encodeModel(model)).slice(0, 12)],
        measuredAt(new Date()),
      ] as const;
      await writePage(html, robustnessPage({ robustness: measured, facts }));
    });
}

function robustnessTable(measured: Robustness): readonly string[] {
  const { utterances, perturbations, intents } = measured;
  return [
    `utterances understood      ${utterances}`,
    `perturbed                  ${measured.n}`,
    `kept their intent          ${percent(measured)}`,
    `  normalising aside        ${percent(measured.altered)}   (of ${measured.altered.n} that it does not undo)`,
    ...measured.languages.map(
      ({ language, n, altered, ...kept }) =>
        `  ${language}                       ${percent({ n, ...kept })}   (of ${n}); ${percent(altered)} (of ${altered.n})`,
    ),
    "",
    "perturbation                    n    kept   altered  kept",
    ...perturbations.flatMap(({ language, name, does, lost, altered, ...kept }) => [
      `  ${language} ${name.padEnd(20)} ${String(kept.n).padStart(6)}  ${percent(kept)}   ${String(altered.n).padStart(6)}  ${percent(altered)}   ${does}`,
      ...lost
        .slice(0, MOST_LOST)
        .map(
          ({ utterance, perturbed, intent, predicted }) =>
            `       ${utterance} → ${perturbed}: ${intent} taken for ${predicted}`,
        ),
    ]),
    "",
    "intents that lose most          n    kept",
    ...intents
      .slice(0, MOST_INTENTS)
      .map(({ intent, ...kept }) => `  ${intent.padEnd(23)} ${String(kept.n).padStart(6)}  ${percent(kept)}`),
  ];
}

function percent({ share }: Kept): string {
  return shareOf(share).padStart(6);
}
