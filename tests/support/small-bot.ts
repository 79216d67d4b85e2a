import type { Bot } from "../../src/content/bot.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem, type SourceFile } from "../../src/content/source.ts";

/** What a test says of its bot, in YAML; everything else is filled in. */
export interface SmallBot {
  /** Dialogs by name. Without a `dialog:` line, the name and a title of the same words are put in front. */
  readonly dialogs?: Readonly<Record<string, string>>;
  /** Patterns by name, in place of the ones filled in or beside them. */
  readonly patterns?: Readonly<Record<string, string>>;
  /** Whole intent files by name. Intents that only a `start` names need not be given. */
  readonly intents?: Readonly<Record<string, string>>;
  /** What dialogs may ask of the shop's systems: the entries under `actions:`. */
  readonly actions?: string;
  /** The entries under `care:`. */
  readonly care?: string;
  /** Whole entity files by name. */
  readonly entities?: Readonly<Record<string, string>>;
  /** Whole articles by name. */
  readonly articles?: Readonly<Record<string, string>>;
  /** The whole of bot.yaml. */
  readonly bot?: string;
}

/** A bot of a few lines. Throws what is wrong with it. */
export function smallBot(parts: SmallBot): Bot {
  const loaded = loadBot(smallBotFiles(parts));
  if ("bot" in loaded) return loaded.bot;
  throw new Error(loaded.problems.map(describeProblem).join("\n"));
}

/** The files of a small bot. */
export function smallBotFiles(parts: SmallBot): readonly SourceFile[] {
  const dialogs = Object.entries(parts.dialogs ?? {}).map(([name, yaml]): SourceFile => {
    const text = unindent(yaml);
    return { path: `dialogs/${name}.yaml`, text: /^dialog:/mu.test(text) ? text : head(name) + text };
  });
  const patterns = Object.entries({ ...filledIn, ...parts.patterns });
  const intents = Object.entries({ ...namedIntents(parts), ...parts.intents });
  return [
    { path: "bot.yaml", text: unindent(parts.bot ?? botYaml) },
    { path: "intents/_lexicon.yaml", text: lexiconYaml },
    ...intents.map(([name, yaml]) => ({ path: `intents/${name}.yaml`, text: unindent(yaml) })),
    ...Object.entries(parts.entities ?? {}).map(([name, yaml]) => ({
      path: `intents/entities/${name}.yaml`,
      text: unindent(yaml),
    })),
    {
      path: "dialogs/_patterns.yaml",
      text: [
        labelsYaml.replace(
          "patterns:",
          `${parts.care === undefined ? "" : `care:\n${indent(unindent(parts.care), 2)}\n`}patterns:`,
        ),
        ...patterns.map(([name, yaml]) => `  ${name}:\n${indent(unindent(yaml), 4)}`),
      ].join("\n"),
    },
    ...(parts.actions === undefined
      ? []
      : [{ path: "dialogs/_actions.yaml", text: `actions:\n${indent(unindent(parts.actions), 2)}\n` }]),
    ...dialogs,
    ...Object.entries(parts.articles ?? {}).map(([name, markdown]) => ({
      path: `knowledge/${name}.md`,
      text: unindent(markdown),
    })),
  ];
}

/** An intent file with a title and two utterances. */
function intentYaml(name: string): string {
  return `intent: ${name}\ntitle: { zh: 问${name}, en: about ${name} }\nutterances: { zh: [说${name}], en: [say ${name}] }\n`;
}

/** A text as it stands in an indented template literal, moved to the left margin. */
export function unindent(text: string): string {
  const lines = text.replace(/^\n/u, "").split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/u));
  const margin = Math.min(...margins, 80);
  return lines.map((line) => line.slice(margin)).join("\n");
}

const botYaml = `
  bot:
    name: { zh: 小分, en: Fen }
    brand: { zh: 好商城, en: Good Mall }
    greeting: 您好
    suggestions: { zh: [怎么还款], en: [How to repay] }
  facts:
    due-day:
      statement: Instalments are due on the tenth.
      source: terms
      date: 2026-01-01
`;

const lexiconYaml =
  "words: []\nsynonyms: {}\nconfusables: {}\npolyphones: {}\npolite: { zh: [请], en: [please] }\n";

const labelsYaml = `labels:
  yes: { zh: 是的, en: "Yes" }
  no: { zh: 不是, en: "No" }
  solved: { zh: 解决了, en: Solved }
  unsolved: { zh: 没解决, en: Not solved }
  human: { zh: 转人工, en: A person }
  bot: { zh: 回到机器人, en: Back to the bot }
  call: { zh: 请回电, en: Please call me }
check: { question: { zh: 解决了吗？, en: Solved now? } }
patterns:`;

/** Every pattern the engine needs, each with words of its own. */
const filledIn: Readonly<Record<string, string>> = {
  "unclear-1": "steps: [{ say: 没听懂一次 }]",
  "unclear-2": `
    steps:
      - ask: 是哪一个？
        options: { from: intents, other: { label: 都不是, go: other } }
      - id: other
        say: 换个说法
  `,
  "unclear-3": "steps: [{ say: 没听懂三次 }, { human: { reason: not understood } }]",
  "unclear-value": "steps: [{ say: 没看出答案 }]",
  image: "steps: [{ say: 看不了图片 }]",
  clarify: `
    steps:
      - ask: 您指哪个？
        options: { from: intents, other: { label: 都不是, go: other } }
      - id: other
        say: 说具体些
  `,
  article: `
    steps:
      - say: "《{{ article.title }}》{{ article.date }} {{ article.text }}"
      - ask: 有帮助吗？
        yesno: { yes: end, no: other }
      - id: other
        say: 换个问法
  `,
  cancel: "start: { phrases: [取消] }\nsteps: [{ say: 停下了 }]",
  repeat: "start: { phrases: [再说一遍] }\nsteps: [{ say: 再说一次 }]",
  back: "start: { phrases: [上一步] }\nsteps: [{ go: back }, { say: 没有上一步 }]",
  resume: `
    steps:
      - ask: "继续「{{ title }}」吗？"
        yesno: { yes: end, no: drop }
      - id: drop
        say: 不继续了
      - end: { outcome: cancelled }
  `,
  human: `
    start: { intents: [human.agent], phrases: [转人工] }
    steps: [{ human: { reason: asked for a person } }]
  `,
  returned: "steps: [{ say: 回来了 }]",
  waiting: "steps: [{ say: 请稍等 }]",
  closed: "steps: [{ say: 现在没人 }]",
  unstaffed: "steps: [{ say: 没有人在线 }]",
  "call-noted": "steps: [{ say: 会回电 }]",
  skip: "start: { phrases: [跳过] }\nsteps: [{ say: 跳不过去 }]",
  corrected: "steps: [{ say: '改成{{ corrected }}了' }]",
  noted: "steps: [{ say: '「{{ noted }}」记下了，先说「{{ title }}」' }]",
  silence: "quiet: true\nsteps: [{ say: 还在吗 }]",
  stuck: `
    steps:
      - ask: 一直没成，要找人吗？
        yesno: { yes: person, no: end }
      - id: person
        human: { reason: stuck }
  `,
  resolved: "steps: [{ say: 解决就好 }]",
  rate: `
    steps:
      - ask: 帮到您了吗？
        options: [{ label: 满意, value: 5, go: end }, { label: 不满意, value: 1, go: end }]
  `,
  done: "steps: [{ say: 好的 }]",
  stale: "steps: [{ say: 按钮过时了 }]",
  error: "steps: [{ say: 出错了 }]",
};

function head(name: string): string {
  return `dialog: ${name}\ntitle: ${name}\n`;
}

/** A file for each intent that starts something, and for the one that always exists. */
function namedIntents(parts: SmallBot): Readonly<Record<string, string>> {
  const written = [
    ...Object.values(parts.dialogs ?? {}),
    ...Object.values({ ...filledIn, ...parts.patterns }),
  ];
  const started = written.flatMap((yaml) => [...yaml.matchAll(/intents: \[([^\]]*)\]/gu)]);
  const names = started.flatMap((match) => (match[1] ?? "").split(",").map((name) => name.trim()));
  return Object.fromEntries(["none", ...names].map((name) => [name, intentYaml(name)]));
}

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gmu, " ".repeat(by));
}
