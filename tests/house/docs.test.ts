import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { createProgram } from "../../src/cli/program.ts";
import { describeSettings } from "../../src/config.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem, type SourceFile } from "../../src/content/source.ts";
import { errorCatalogue } from "../../src/kernel/errors.ts";
import * as chat from "../../src/protocol/chat.ts";
import { chatEvent, handoffBody, messageBody } from "../../src/protocol/event.ts";
import { replyError } from "../../src/protocol/reply.ts";
import { owner, sessionReply, sessionRequest } from "../../src/protocol/session.ts";
import { runCase } from "../../src/regression/run-case.ts";
import { parseSuite } from "../../src/regression/suite.ts";
import { understood, unknownText } from "../support/understandings.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const DOCS = readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => path.posix.join("docs", file));
const PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "deploy/README.md", ...DOCS];

/** A page's part under a heading, down to the next one that is not deeper. */
function section(page: string, heading: string): string {
  const level = heading.indexOf(" ");
  const [, rest = ""] = `\n${page}`.split(`\n${heading}\n`);
  return rest.split(new RegExp(`^#{1,${level}} `, "mu"))[0] ?? "";
}

const firstCells = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `(\w+)` \|/gmu)].map(([, name = ""]) => name);

/** The languages and texts of a page's code blocks. */
const blocks = (page: string) =>
  [...page.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gmsu)].map(([, , language = "", text = ""]) => ({
    language,
    text,
  }));

describe("docs/errors.md", () => {
  const listed = (page: string) =>
    ["operator", "author", "customer", "agent"].flatMap((audience) => {
      const rows = section(page, `## For the ${audience}`).matchAll(/^\| `(\w+)` \| (\d+) \| (yes|no) \|/gmu);
      return [...rows].map(([, code, status, again]) => `${code} ${status} ${again} ${audience}`);
    });

  test("lists the codes of the catalogue, each with its status, its audience and whether to try again", () => {
    const known = Object.entries(errorCatalogue).map(
      ([code, { status, audience, retryable }]) =>
        `${code} ${status} ${retryable ? "yes" : "no"} ${audience}`,
    );
    expect([...listed(read("docs/errors.md"))].sort()).toEqual([...known].sort());
  });
});

test("docs/operating.md lists the settings there are, with their defaults", () => {
  const known = describeSettings()
    .split("\n")
    .map((line) => {
      const [, name, fallback = "–"] = /^ +(\w+) .*?(?: \(default (.*)\))?$/u.exec(line) ?? [];
      return `${name} ${fallback}`;
    });
  const rows = section(read("docs/operating.md"), "## Settings").matchAll(
    /^\| `(\w+)` \| `?([^`|]+?)`? \|/gmu,
  );
  expect([...rows].map(([, name, fallback]) => `${name} ${fallback}`)).toEqual(known);
  expect(known).toContain("PORT 3000");
});

describe("docs/protocol.md", () => {
  const page = read("docs/protocol.md");

  test.each([
    ["### Client to server", "ClientToServer"],
    ["### Server to client", "ServerToClient"],
  ])("names under %s every event there is and no other", (heading, type) => {
    const [, body = ""] =
      new RegExp(`interface ${type} \\{(.*?)\\n\\}`, "su").exec(read("src/protocol/chat.ts")) ?? [];
    const events = [...body.matchAll(/^ {2}(\w+)\(/gmu)].map(([, name = ""]) => name);
    expect(events).toContain(type === "ClientToServer" ? "message" : "event");
    expect([...firstCells(section(page, heading))].sort()).toEqual([...events].sort());
  });

  test("explains every word that an event or a session may hold", () => {
    const words = [
      ...chatEvent.shape.kind.options,
      ...chatEvent.shape.from.options,
      ...messageBody.options.map((option) => option.shape.type.value),
      ...handoffBody.shape.status.options,
      ...owner.options,
    ];
    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
    expect([...firstCells(section(page, "## Events"))]).toEqual(
      expect.arrayContaining(Object.keys(chatEvent.shape)),
    );
    expect(firstCells(section(page, "## Session: `POST /api/chat/sessions`"))).toEqual([
      ...Object.keys(sessionRequest.shape),
      ...Object.keys(sessionReply.shape),
    ]);
  });

  /** What a sample session holds that the protocol would refuse. */
  const refused = (sample: string): readonly string[] => {
    const messages = [...sample.matchAll(/^([→←]) (.+?) (\{.*?\})(?=\n\S|\n\n|\n*$)/gmsu)];
    return messages.flatMap(([, arrow = "", name = "", json = ""]) => {
      const schema = schemas.get(`${arrow} ${name}`);
      if (schema === undefined) return [`${arrow} ${name} is no message`];
      const { success, error } = schema.safeParse(JSON.parse(json));
      return success ? [] : [`${arrow} ${name}: ${error.message}`];
    });
  };
  const acknowledged = { safeParse: (ack: { ok: boolean; error?: unknown }) => replyOf(ack) };
  const replyOf = (ack: { ok: boolean; error?: unknown }) =>
    ack.ok ? ({ success: true, error: undefined } as const) : replyError.safeParse(ack.error);
  const schemas = new Map<string, Pick<z.ZodType, "safeParse"> | typeof acknowledged>([
    ["→ POST /api/chat/sessions", sessionRequest],
    ["← 200", sessionReply],
    ["→ message", chat.messageRequest],
    ["← event", chatEvent],
    ["← presence", sessionReply.shape.state.pick({ owner: true })],
    ["← ack", acknowledged],
  ]);

  test("shows a session that the protocol allows", () => {
    const [sample] = blocks(section(page, "## A session"));
    expect(refused(sample?.text ?? "")).toEqual([]);
    expect(sample?.text.match(/^[→←]/gmu)?.length).toBeGreaterThan(10);
  });

  test("would be found out if it showed one that the protocol does not allow", () => {
    expect(refused('→ message {"cid": "c1"}\n\n← ack {"ok": false,\n  "error": {"code": 1}}\n')).toHaveLength(
      2,
    );
    expect(refused('→ shout {"text": "hi"}\n')).toEqual(["→ shout is no message"]);
  });
});

describe("what a page names", () => {
  const bare = (page: string): string => page.replace(/^( *)```.*?^\1```$/gmsu, "");
  const anchors = (page: string): readonly string[] =>
    [...bare(page).matchAll(/^#+ (.+)$/gmu)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );

  /** Links of a page that lead nowhere. */
  const lostLinks = (file: string, page: string): readonly string[] =>
    [...bare(page).matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, link = ""]) => {
      if (/^https?:/u.test(link)) return [];
      const [target = "", anchor] = link.split("#");
      const at = target === "" ? file : path.posix.join(path.posix.dirname(file), target);
      if (!existsSync(path.join(ROOT, at))) return [`${file}: ${link}`];
      return anchor === undefined || anchors(read(at)).includes(anchor) ? [] : [`${file}: ${link}`];
    });

  /** Files of ours that a page names and that are not there. */
  const lostFiles = (file: string, page: string): readonly string[] =>
    [
      ...page.matchAll(
        /`((?:src|web-widget|tests|scripts|schema|intents|dialogs|docs|deploy|bin|\.\w[\w-]*)\/[\w./-]*)/gu,
      ),
    ]
      .map(([, named = ""]) => named)
      .filter(
        (named) => !existsSync(path.join(ROOT, named)) && !samples.some((sample) => sample.path === named),
      )
      .map((named) => `${file}: ${named}`);

  test("is linked to where it is", () => {
    expect(PAGES.flatMap((file) => lostLinks(file, read(file)))).toEqual([]);
    expect(
      lostLinks("docs/a.md", "[b](b.md), [c](errors.md#for-nobody), [d](../README.md#commands)"),
    ).toEqual(["docs/a.md: b.md", "docs/a.md: errors.md#for-nobody"]);
  });

  test("is there, when it is a file", () => {
    expect(PAGES.flatMap((file) => lostFiles(file, read(file)))).toEqual([]);
    expect(lostFiles("a.md", "`src/kernel/gone.ts`, `src/kernel/ids.ts`")).toEqual([
      "a.md: src/kernel/gone.ts",
    ]);
  });

  test("has its place in the table of guides, when it is one", () => {
    const index = read("docs/README.md");
    // The pages of dialogs have an index of their own.
    const guides = DOCS.map((file) => path.posix.relative("docs", file)).filter(
      (file) => file !== "README.md" && (file === "dialogs/README.md" || !file.startsWith("dialogs/")),
    );
    expect(guides.filter((file) => !index.includes(`(${file})`))).toEqual([]);
  });
});

describe("a command in the docs", () => {
  const leaves = (command: Command, name = ""): readonly (readonly [string, Command])[] =>
    command.commands.flatMap((child) => {
      const full = `${name}${child.name()}`;
      return child.commands.length === 0 ? [[full, child] as const] : leaves(child, `${full} `);
    });
  const known = new Map(leaves(createProgram()));

  /** Commands and options a page names that the command line does not have. */
  const unknown = (page: string): readonly string[] =>
    [...page.matchAll(/\bfenqi ([a-z][^`|\n#]*)/gu)].flatMap(([, said = ""]) => {
      const words = said.trim().split(/\s+/u);
      const command = known.get(words[0] ?? "") ?? known.get(words.slice(0, 2).join(" "));
      if (command === undefined) return ["help", "nlu"].includes(said.trim()) ? [] : [said.trim()];
      const options = [...command.options.map((option) => option.long), "--help"];
      return words.filter((word) => word.startsWith("--") && !options.includes(word));
    });

  test("exists, and so do its options", () => {
    expect(PAGES.flatMap((file) => unknown(read(file)))).toEqual([]);
    expect(unknown("`fenqi fly`, `fenqi nlu guess`, `npx fenqi lint --hard`, `fenqi test --json`")).toEqual([
      "fly",
      "nlu guess",
      "--hard",
    ]);
  });

  test("is in the README's table, whichever it is", () => {
    const table = section(read("README.md"), "## Commands");
    expect([...known.keys()].filter((name) => !table.includes(`| \`fenqi ${name}\` |`))).toEqual([]);
    expect(known.size).toBeGreaterThan(5);
  });
});

/** The content files and dialog tests that docs/authoring.md shows; loose steps become a dialog of their own. */
const samples: readonly SourceFile[] = blocks(read("docs/authoring.md"))
  .filter(({ language }) => language === "yaml" || language === "md")
  .map(({ text }, index) => {
    const [, entity = ""] = /^entity: (\S+)$/mu.exec(text) ?? [];
    if (entity !== "") return { path: `intents/entities/${entity}.yaml`, text };
    const [, article = ""] = /^article: (\S+)$/mu.exec(text) ?? [];
    if (article !== "") return { path: `knowledge/${article}.md`, text };
    const [, kind = "", name = ""] = /^(intent|dialog): (\S+)$/mu.exec(text) ?? [];
    if (kind !== "") return { path: `${kind}s/${name}.yaml`, text };
    if (text.startsWith("suite:")) return { path: "tests/dialogs/repay-reminder.test.yaml", text };
    if (text.startsWith("actions:"))
      return { path: "dialogs/_actions.yaml", text: text.replace("actions:\n", "") };
    if (text.startsWith("facts:")) return { path: "bot.yaml", text: text.replace("facts:\n", "") };
    const head = `dialog: steps-${index}\ntitle: 例\nstart: { phrases: [例${index}] }\nslots: { tries: { type: number } }\nsteps:\n`;
    return { path: `dialogs/steps-${index}.yaml`, text: head + text.replace(/^(?=.)/gmu, "  ") };
  });

describe("the samples of docs/authoring.md", async () => {
  const own = await readContent(ROOT);
  const loadWith = (added: readonly SourceFile[]) =>
    loadBot([
      ...own.map((file) => ({
        ...file,
        text: [file, ...added]
          .filter(({ path: at }) => at === file.path)
          .map(({ text }) => text)
          .join(""),
      })),
      ...added.filter((file) => own.every(({ path: at }) => at !== file.path)),
    ]);
  const isTest = ({ path: at }: SourceFile) => at.startsWith("tests/");
  const content = samples.filter((file) => !isTest(file));

  test("load beside the bot's own content, with every name they mention", () => {
    const { problems } = loadWith(content);
    expect(problems.filter(({ severity }) => severity === "error").map(describeProblem)).toEqual([]);
    expect(content.length).toBeGreaterThan(6);
  });

  test("would be found out if one of them were wrong", () => {
    const broken = content.map((file) => ({ ...file, text: file.text.replace("go: done", "go: dome") }));
    expect(loadWith(broken).problems.map(describeProblem).join("\n")).toContain('[target-missing] "dome"');
  });

  test("go as the dialog test among them says", () => {
    const loaded = loadWith(content);
    const suites = samples.filter(isTest).map(parseSuite);
    const cases = suites.flatMap((suite) => ("cases" in suite ? suite.cases : []));
    expect(cases).toHaveLength(2);
    if (!("bot" in loaded)) return expect.unreachable("the samples do not load");
    // A written utterance is its intent, as it is to the real model; training one would take too long here.
    const hear = (text: string) => {
      const intent = loaded.bot.intents.find(({ utterances }) => utterances.zh.includes(text));
      return intent === undefined ? unknownText() : understood(intent.name);
    };
    expect(cases.map((one) => runCase(loaded.bot, hear, one).failure?.message)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
