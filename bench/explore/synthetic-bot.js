import { PROJECT, readContent } from "./built.js";

/** Steps of each made-up dialog. */
const STEPS = 10;

/**
 * The files of a bot whose dialogs have so many steps together: dialogs of ten steps with a branch, a call, a value to
 * ask for, questions, and a person, and the patterns and small talk of the project's own bot.
 *
 * @param {number} steps
 * @returns {Promise<{ path: string, text: string }[]>}
 */
export async function syntheticBot(steps) {
  const files = await readContent(PROJECT);
  const kept = files.filter(
    ({ path }) =>
      !path.startsWith("tests/") && (!/^dialogs\/[^_]/u.test(path) || path === "dialogs/_patterns.yaml"),
  );
  const own = kept
    .filter(({ path }) => /^intents\/(?!_)[^/]+\.yaml$/u.test(path))
    .map(({ path }) => path.slice("intents/".length, -".yaml".length))
    .filter((name) => name !== "none" && name !== "human.agent" && !name.startsWith("smalltalk."));
  const count = Math.ceil(steps / STEPS);
  // Patterns name intents of the project's bot: the made-up dialogs answer those first.
  const starts = Array.from({ length: count }, (_, index) =>
    index === 0 ? [own[0] ?? nameOf(0), ...own.slice(count)] : [own[index] ?? nameOf(index)],
  );
  const made = starts.flat().filter((name) => !own.includes(name));
  return [
    ...kept.filter(({ path }) => path !== "dialogs/_actions.yaml"),
    { path: "dialogs/_actions.yaml", text: ACTIONS },
    ...made.map((name) => ({ path: `intents/${name}.yaml`, text: intentYaml(name) })),
    ...starts.map((intents, index) => ({
      path: `dialogs/made-${index}.yaml`,
      text: dialogYaml(index, intents),
    })),
  ];
}

const ACTIONS = `actions:
  account.look:
    about: What is due.
    identified: true
    outcomes:
      due: { amount: number }
      none: {}
`;

/** The name of a made-up intent: there are no digits in names. @param {number} index */
function nameOf(index) {
  return `made.${[...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}

/** @param {string} name */
function intentYaml(name) {
  return `intent: ${name}\ntitle: ${name}\nutterances: { zh: [请办${name}这件事], en: [please do ${name} for me] }\n`;
}

/**
 * @param {number} index
 * @param {readonly string[]} intents
 */
function dialogYaml(index, intents) {
  return `dialog: made-${index}
title: 第${index}件
start: { intents: [${intents.join(", ")}] }
slots: { amount${index}: { entity: money } }
steps:
  - id: begin
    when: [{ if: customer.identified, go: look }, { else: how-much }]
  - id: look
    call: account.look
    as: look${index}
    outcomes: { due: told, none: how-much, error: how-much, timeout: how-much }
  - id: told
    say: "要还{{ look${index}.amount | money }}。"
    go: sure
  - id: how-much
    ask: 多少钱？
    slot: amount${index}
    valid: [{ if: slots.amount${index} >= 100, else: 太少了。 }]
    otherwise: person
    go: noted
  - id: noted
    say: "记下了，{{ slots.amount${index} | money }}。"
  - id: sure
    ask: 现在就办吗？
    yesno: { yes: done, no: what }
  - id: what
    ask: 卡在哪里？
    options:
      - { label: 打不开页面, go: page }
      - { label: 别的原因, go: person }
  - id: page
    ask: 再试一次，好了吗？
    yesno: { yes: done, no: person }
  - id: person
    human: { reason: 办不成 }
    go: sure
  - id: done
    end: { outcome: solved }
`;
}
