import { fingerprintOf } from "../../src/adapters/files/fingerprint.ts";
import { requiredPatterns } from "../../src/content/schema/dialog-schema.ts";
import type { SourceFile } from "../../src/content/source.ts";
import { type Corpus, type Embeddings, encodeModel, train } from "../../src/nlu/index.ts";
import { type Publication, publish } from "../../src/runtime/publisher.ts";
import { silentLog } from "./silent-log.ts";

const said = (name: string, zh: string, en: string): string =>
  `  ${name}:\n    steps:\n      - say: { zh: ${zh}, en: ${en} }\n`;

const asksPerson = `
  human:
    start:
      intents: [human.agent]
      phrases: [转人工, a person]
    steps:
      - human: { reason: { zh: 客户要求转人工, en: Asked for a person } }
`;

const patterns = `
labels:
  yes: { zh: 是的, en: "Yes" }
  no: { zh: 不是, en: "No" }
  solved: { zh: 解决了, en: Solved }
  unsolved: { zh: 没解决, en: Not solved }
  human: { zh: 转人工, en: Talk to a person }
  bot: { zh: 回到机器人, en: Back to the bot }
  call: { zh: 请回电, en: Please call me }
check:
  question: { zh: 解决了吗, en: Did that help }
patterns:
${said("unclear-1", "没听懂", "Not understood")}${said("unclear-value", "没看出答案", "No answer in that")}${said("unclear-2", "还是没听懂", "Still not understood")}
  unclear-3:
    steps:
      - human: { reason: { zh: 没听懂三次, en: Not understood three times } }
${said("cancel", "好的", "All right")}${said("repeat", "再说一遍", "Again")}${asksPerson}
  clarify:
    steps:
      - ask: { zh: 哪一个, en: Which one }
        options:
          from: intents
          other: { label: { zh: 都不是, en: Neither }, go: end }
  resume:
    steps:
      - ask: { zh: 继续吗, en: Go on }
        yesno:
          yes: { label: { zh: 继续, en: Go on }, go: end }
          no: { label: { zh: 不用了, en: No thanks }, go: drop }
      - id: drop
        say: { zh: 好的, en: All right }
      - end: { outcome: cancelled }
${said("returned", "回到机器人了", "Back with the bot")}${said("waiting", "同事会来", "A colleague will come")}

  silence:
    quiet: true
    steps:
      - say: { zh: 还在吗, en: Still there }
${said("resolved", "太好了", "Glad to hear it")}${said("done", "好的", "All right")}${said("stale", "按钮过期了", "That button is old")}${said("error", "出错了", "Something failed")}
`;

/** Patterns that the engine needs and no test looks at. */
const unwritten = requiredPatterns.filter((name) => !patterns.includes(`\n  ${name}:`));

/** A bot that mends things: one dialog with two checks, one intent to reach it, and what every bot needs. */
export const mendingContent: readonly SourceFile[] = [
  {
    path: "bot.yaml",
    text: `
bot:
  name: { zh: 小助手, en: Helper }
  brand: { zh: 小店, en: Shop }
  greeting: { zh: 您好, en: Hello }
  suggestions: { zh: [怎么修], en: [how to mend] }
facts: {}
`,
  },
  {
    path: "intents/_lexicon.yaml",
    text: "words: []\nsynonyms: {}\nconfusables: {}\npolyphones: {}\npolite: { zh: [], en: [] }\n",
  },
  {
    path: "intents/mend.yaml",
    text: `
intent: mend
title: { zh: 怎么修, en: How to mend }
slots: { day: { entity: date } }
utterances:
  zh: [怎么修, 坏了怎么办, 东西坏了, 用不了了, "[昨天](day)就打不开了", 修一下]
  en: [how to mend it, it is broken, it does not work, how do I fix it]
`,
  },
  {
    path: "intents/human.agent.yaml",
    text: `
intent: human.agent
title: { zh: 找人工, en: A person }
utterances:
  zh: [找人工客服, 我要和真人说话, 转接客服]
  en: [let me talk to a person, I want a human]
`,
  },
  {
    path: "intents/none.yaml",
    text: `
intent: none
title: { zh: 别的, en: Other }
utterances:
  zh: [今天天气好吗, 给我讲个笑话, 你吃饭了吗, 股票会涨吗]
  en: [what is the weather, tell me a joke, who won the match]
`,
  },
  {
    path: "dialogs/_patterns.yaml",
    text: patterns + unwritten.map((name) => said(name, name, name)).join(""),
  },
  {
    path: "dialogs/mend.yaml",
    text: `
dialog: mend
title: { zh: 修理, en: Mending }
start: { intents: [mend] }
steps:
  - id: plug
    check:
      title: { zh: 插头, en: Plug }
      say: { zh: 插上插头, en: Plug it in }
  - id: lamp
    check:
      title: { zh: 灯, en: Lamp }
      say: { zh: 换个灯泡, en: Change the bulb }
  - human: { reason: { zh: 修不好, en: Cannot be mended } }
`,
  },
];

/** Trains on the spot: in tests, where no thread can be started on TypeScript. */
export async function trainHere(corpus: Corpus, embeddings: readonly Embeddings[]): Promise<Uint8Array> {
  return encodeModel(train(corpus, { embeddings }));
}

const trained = new Map<string, Uint8Array>();

/** Publishes content files as they are; a model is trained once for each corpus in a test file. */
export function publishFiles(files: readonly SourceFile[]): Promise<Publication> {
  return publish({
    readContent: async () => files,
    fingerprint: fingerprintOf,
    codeFingerprint: "",
    loadEmbeddings: async () => undefined,
    train: trainHere,
    models: {
      load: async (name) => trained.get(name),
      save: async (name, bytes) => void trained.set(name, bytes),
    },
    log: silentLog,
  });
}
